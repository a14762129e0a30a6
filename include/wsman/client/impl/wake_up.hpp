//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>

namespace wsman::detail {

namespace asio = boost::asio;

/// Coroutines of one strand wait here until something has changed, and then look again for themselves.
///
/// No notification is lost as long as nothing is awaited between looking and waiting.
class wake_up {
public:
    explicit wake_up(const asio::any_io_executor& strand) : timer_(strand)
    {
        timer_.expires_at((asio::steady_timer::time_point::max)());
    }

    void notify() { timer_.cancel(); }

    asio::awaitable<void> wait()
    {
        boost::system::error_code woken;
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }

private:
    asio::steady_timer timer_;
};

/// Effects: waits on the strand of the coroutine; a cancelled wait is just a short one.
inline asio::awaitable<void> pause(asio::steady_timer& timer, std::chrono::milliseconds duration)
{
    timer.expires_after(duration);
    boost::system::error_code woken;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, woken));
}

} // namespace wsman::detail
