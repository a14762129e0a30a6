//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/client/impl/waiting/call_group.hpp>
#include <wsman/client/impl/waiting/waiting.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

namespace asio = boost::asio;

/// A repeatable notification. A coroutine that waits must check its condition again afterwards. No notification is lost
/// if the coroutine does not suspend between the check and the wait.
class notification {
public:
    explicit notification(asio::any_io_executor strand) : strand_(std::move(strand)) {}

    void notify_all() { waiting_.wake_all(wait_end::notified); }

    /// Waits for the next notification; aborting `group`, if any, cancels the wait. The object must outlive the wait.
    asio::awaitable<wait_end> wait(call_group* group = nullptr, asio::steady_timer::time_point until = no_time_limit)
    {
        if (group && group->aborted()) co_return wait_end::aborted;
        waiter self(strand_);
        const waiter_list::entry in_list(waiting_, self);
        std::optional<waiter_list::entry> in_group;
        if (group) in_group.emplace(group->waiters(), self);
        const wait_end end = co_await self.sleep(until);
        co_return end;
    }

private:
    asio::any_io_executor strand_;
    waiter_list waiting_;
};

/// An event that happens once.
class one_time_event {
public:
    explicit one_time_event(asio::any_io_executor strand) : occurrence_(std::move(strand)) {}

    bool happened() const noexcept { return happened_; }
    void set()
    {
        happened_ = true;
        occurrence_.notify_all();
    }

    /// Waits until the event has happened; aborting `group`, if any, cancels the wait. The object must outlive the
    /// wait.
    asio::awaitable<wait_end> wait(call_group* group = nullptr, asio::steady_timer::time_point until = no_time_limit)
    {
        if (happened_) co_return wait_end::notified;
        const wait_end end = co_await occurrence_.wait(group, until);
        co_return end;
    }

private:
    notification occurrence_;
    bool happened_ = false;
};

/// A lock for coroutines, granted in the order of the calls.
class fifo_lock {
public:
    explicit fifo_lock(asio::any_io_executor strand) : strand_(std::move(strand)) {}

    /// Waits for the lock; aborting `group` cancels the wait. After `notified`, `unlock` must follow.
    asio::awaitable<wait_end> lock(call_group& group)
    {
        if (group.aborted()) co_return wait_end::aborted;
        if (!held_) {
            held_ = true;
            co_return wait_end::notified;
        }
        waiter self(strand_);
        const place_in_queue in_queue(queue_, self);
        const waiter_list::entry in_group(group.waiters(), self);
        const wait_end end = co_await self.sleep(no_time_limit);
        co_return end;
    }

    void unlock()
    {
        while (!queue_.empty()) {
            waiter* const next = queue_.front();
            queue_.pop_front();
            if (next->woken()) continue; // its wait was cancelled
            next->wake(wait_end::notified);
            return;
        }
        held_ = false;
    }

private:
    class place_in_queue {
    public:
        place_in_queue(std::deque<waiter*>& queue, waiter& queued) : queue_(queue), waiter_(queued)
        {
            queue_.push_back(&waiter_);
        }
        place_in_queue(const place_in_queue&) = delete;
        place_in_queue& operator=(const place_in_queue&) = delete;
        ~place_in_queue() { std::erase(queue_, &waiter_); }

    private:
        std::deque<waiter*>& queue_;
        waiter& waiter_;
    };

    asio::any_io_executor strand_;
    std::deque<waiter*> queue_;
    bool held_ = false;
};

} // namespace wsman::detail
