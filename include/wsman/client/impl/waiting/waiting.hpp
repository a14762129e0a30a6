//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

namespace asio = boost::asio;

/// The result of a wait.
enum class wait_end : std::uint8_t {
    notified,  ///< the event has happened
    aborted,   ///< the wait was cancelled
    timed_out, ///< the time limit has passed
};

inline constexpr asio::steady_timer::time_point no_time_limit = (asio::steady_timer::time_point::max)();

/// A coroutine that waits on a strand. Lists of waiters (of a notification, of a call group) wake it; the first one to
/// do so determines the result of the wait.
class waiter {
public:
    explicit waiter(const asio::any_io_executor& strand) : timer_(strand) {}
    waiter(const waiter&) = delete;
    waiter& operator=(const waiter&) = delete;

    void wake(wait_end end)
    {
        if (end_) return;
        end_ = end;
        timer_.cancel();
    }
    bool woken() const noexcept { return end_.has_value(); }

    /// Waits until `wake` is called or the time has come. The waiter must be on its lists before.
    asio::awaitable<wait_end> sleep(asio::steady_timer::time_point until)
    {
        if (end_) co_return *end_;
        timer_.expires_at(until);
        boost::system::error_code interrupted;
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
        if (end_) co_return *end_;
        // The timer was cancelled without `wake`: the coroutine itself was cancelled.
        co_return interrupted ? wait_end::aborted : wait_end::timed_out;
    }

private:
    asio::steady_timer timer_;
    std::optional<wait_end> end_;
};

/// Waiters that are woken together.
class waiter_list {
public:
    waiter_list() = default;
    waiter_list(const waiter_list&) = delete;
    waiter_list& operator=(const waiter_list&) = delete;

    void wake_all(wait_end end)
    {
        for (waiter* one : waiting_)
            one->wake(end);
    }

    /// Keeps a waiter on a list for the lifetime of the entry.
    class entry {
    public:
        entry(waiter_list& list, waiter& listed) : list_(list), waiter_(listed) { list_.waiting_.push_back(&waiter_); }
        entry(const entry&) = delete;
        entry& operator=(const entry&) = delete;
        ~entry() { std::erase(list_.waiting_, &waiter_); }

    private:
        waiter_list& list_;
        waiter& waiter_;
    };

private:
    std::vector<waiter*> waiting_;
};

} // namespace wsman::detail
