//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scripted {

namespace asio = boost::asio;

/// Whether a request is held before or after the host has carried it out.
enum class held { before, after };

/// Holds requests so that a test can inspect them. It belongs to the thread of the scripted host.
class gate {
public:
    gate(std::string operation, unsigned nth, held position)
        : operation_(std::move(operation)), nth_(nth), position_(position)
    {
    }
    gate(const gate&) = delete;
    gate& operator=(const gate&) = delete;

    bool is_for(std::string_view operation, unsigned nth, held position) const
    {
        return !open_ && position == position_ && operation == operation_ && nth >= nth_;
    }

    /// Returns: false if the request was cancelled meanwhile.
    asio::awaitable<bool> pass(asio::any_io_executor executor)
    {
        asio::steady_timer timer(executor, (asio::steady_timer::time_point::max)());
        timers_.push_back(&timer);
        ++reached;
        ++waiting;
        boost::system::error_code woken;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, woken));
        --waiting;
        std::erase(timers_, &timer);
        const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
        co_return state.cancelled() == asio::cancellation_type::none;
    }

    /// Effects: releases the held requests, and holds none from now on.
    void open()
    {
        open_ = true;
        for (asio::steady_timer* one : timers_)
            one->cancel();
    }

    unsigned reached = 0; ///< requests that were held
    unsigned waiting = 0; ///< number of them that are still held

private:
    std::string operation_;
    unsigned nth_;
    held position_;
    bool open_ = false;
    std::vector<asio::steady_timer*> timers_;
};

} // namespace scripted
