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

/// News of one kind, time after time. Who waits looks again afterwards: nothing is lost as long as nothing is awaited
/// between looking and waiting.
class notification {
public:
    explicit notification(asio::any_io_executor strand) : strand_(std::move(strand)) {}

    void notify_all() { waiting_.wake_all(wait_end::notified); }

    /// Waits for the next notification; `who`, if any, may cancel the wait. The object must outlive the wait.
    asio::awaitable<wait_end> wait(call_group* who = nullptr, asio::steady_timer::time_point until = no_time_limit)
    {
        if (who && who->aborted()) co_return wait_end::aborted;
        waiter self(strand_);
        const waiter_list::entry here(waiting_, self);
        std::optional<waiter_list::entry> there;
        if (who) there.emplace(who->waiters(), self);
        const wait_end end = co_await self.sleep(until);
        co_return end;
    }

private:
    asio::any_io_executor strand_;
    waiter_list waiting_;
};

/// Something that happens once.
class one_time_event {
public:
    explicit one_time_event(asio::any_io_executor strand) : news_(std::move(strand)) {}

    bool happened() const noexcept { return happened_; }
    void set()
    {
        happened_ = true;
        news_.notify_all();
    }

    /// Waits until it has happened; `who`, if any, may cancel the wait. The object must outlive the wait.
    asio::awaitable<wait_end> wait(call_group* who = nullptr, asio::steady_timer::time_point until = no_time_limit)
    {
        if (happened_) co_return wait_end::notified;
        const wait_end end = co_await news_.wait(who, until);
        co_return end;
    }

private:
    notification news_;
    bool happened_ = false;
};

/// Lets one coroutine in at a time, in the order in which they came.
class fifo_lock {
public:
    explicit fifo_lock(asio::any_io_executor strand) : strand_(std::move(strand)) {}

    /// Waits until nobody else is in; `who` may cancel the wait. After `notified`, `unlock` has to follow.
    asio::awaitable<wait_end> lock(call_group& who)
    {
        if (who.aborted()) co_return wait_end::aborted;
        if (!held_) {
            held_ = true;
            co_return wait_end::notified;
        }
        waiter self(strand_);
        const place_in_queue here(queue_, self);
        const waiter_list::entry there(who.waiters(), self);
        const wait_end end = co_await self.sleep(no_time_limit);
        co_return end;
    }

    void unlock()
    {
        while (!queue_.empty()) {
            waiter* const next = queue_.front();
            queue_.pop_front();
            if (next->woken()) continue; // it was cancelled, and leaves
            next->wake(wait_end::notified);
            return;
        }
        held_ = false;
    }

private:
    class place_in_queue {
    public:
        place_in_queue(std::deque<waiter*>& queue, waiter& who) : queue_(queue), who_(who) { queue_.push_back(&who_); }
        place_in_queue(const place_in_queue&) = delete;
        place_in_queue& operator=(const place_in_queue&) = delete;
        ~place_in_queue() { std::erase(queue_, &who_); }

    private:
        std::deque<waiter*>& queue_;
        waiter& who_;
    };

    asio::any_io_executor strand_;
    std::deque<waiter*> queue_;
    bool held_ = false;
};

} // namespace wsman::detail
