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

/// How a wait ended.
enum class wait_end : std::uint8_t {
    notified,  ///< what was waited for has happened
    aborted,   ///< whoever may cancel the wait has done so
    timed_out, ///< the time that was given is over
};

inline constexpr asio::steady_timer::time_point no_time_limit = (asio::steady_timer::time_point::max)();

/// One coroutine that waits on a strand. Lists of waiters (a notification's, a call group's) wake it; the first of them
/// says how the wait ended.
class waiter {
public:
    explicit waiter(const asio::any_io_executor& strand) : timer_(strand) {}
    waiter(const waiter&) = delete;
    waiter& operator=(const waiter&) = delete;

    void wake(wait_end how)
    {
        if (end_) return;
        end_ = how;
        timer_.cancel();
    }
    bool woken() const noexcept { return end_.has_value(); }

    /// Waits until it is woken, or until the time is over. It must be on its lists before.
    asio::awaitable<wait_end> sleep(asio::steady_timer::time_point until)
    {
        if (end_) co_return *end_;
        timer_.expires_at(until);
        boost::system::error_code interrupted;
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
        if (end_) co_return *end_;
        // Interrupted by nobody on the lists: the coroutine itself was cancelled.
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

    void wake_all(wait_end how)
    {
        for (waiter* one : waiting_)
            one->wake(how);
    }

    /// Keeps a waiter on a list for as long as it lives.
    class entry {
    public:
        entry(waiter_list& list, waiter& who) : list_(list), who_(who) { list_.waiting_.push_back(&who_); }
        entry(const entry&) = delete;
        entry& operator=(const entry&) = delete;
        ~entry() { std::erase(list_.waiting_, &who_); }

    private:
        waiter_list& list_;
        waiter& who_;
    };

private:
    std::vector<waiter*> waiting_;
};

} // namespace wsman::detail
