//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <functional>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

namespace asio = boost::asio;

/// Called on the strand when the caller of an operation cancels it.
using stop_handler = std::function<void(asio::cancellation_type)>;

/// Completes the caller's operation on the caller's executor.
template <class T, class Handler>
class handback {
public:
    handback(Handler handler, std::exception_ptr error, std::optional<T> value)
        : handler_(std::move(handler)), error_(std::move(error)), value_(std::move(value))
    {
    }

    void operator()() { std::move(handler_)(std::move(error_), std::move(value_)); }

private:
    Handler handler_;
    std::exception_ptr error_;
    std::optional<T> value_;
};

template <class T, class Handler>
asio::awaitable<void> work_and_hand_back(asio::awaitable<T> work, asio::any_io_executor caller, Handler handler)
{
    std::exception_ptr error;
    std::optional<T> value;
    try {
        value.emplace(co_await std::move(work));
    }
    catch (...) {
        error = std::current_exception();
    }
    // Posted, because the caller's code must not run on the strand.
    asio::post(caller, handback<T, Handler>(std::move(handler), std::move(error), std::move(value)));
}

template <class T>
class handoff_initiation {
public:
    handoff_initiation(asio::any_io_executor strand, stop_handler on_stop, asio::awaitable<T> work)
        : strand_(std::move(strand)), on_stop_(std::move(on_stop)), work_(std::move(work))
    {
    }

    template <class Handler>
    void operator()(Handler handler)
    {
        asio::any_io_executor caller =
            asio::prefer(asio::get_associated_executor(handler, strand_), asio::execution::outstanding_work.tracked);
        if (auto slot = asio::get_associated_cancellation_slot(handler); slot.is_connected() && on_stop_)
            slot.assign([strand = strand_, on_stop = std::move(on_stop_)](asio::cancellation_type type) {
                asio::post(strand, [on_stop, type] { on_stop(type); });
            });
        asio::co_spawn(
            strand_,
            work_and_hand_back<T, Handler>(std::move(work_), std::move(caller), std::move(handler)),
            asio::detached
        );
    }

private:
    asio::any_io_executor strand_;
    stop_handler on_stop_;
    asio::awaitable<T> work_;
};

/// Runs `work` on the strand while the caller waits on its own executor.
///
/// The caller's cancellation is not forwarded to `work`: a cancelled coroutine cannot await again, and `work` still has
/// to send requests. `on_stop` is called instead, and the result comes when `work` has completed.
template <class T>
asio::awaitable<T> handoff(asio::any_io_executor strand, stop_handler on_stop, asio::awaitable<T> work)
{
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    if (const asio::cancellation_type type = state.cancelled(); type != asio::cancellation_type::none && on_stop)
        asio::post(strand, [on_stop, type] { on_stop(type); });
    handoff_initiation<T> initiation(std::move(strand), std::move(on_stop), std::move(work));
    std::optional<T> value =
        co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr, std::optional<T>)>(
            std::move(initiation), asio::use_awaitable
        );
    co_return std::move(*value);
}

/// Turns `try_x` into `x`: returns the value or throws.
template <class T>
asio::awaitable<T> or_throw(asio::awaitable<result<T>> attempt, boost::source_location location)
{
    result<T> outcome = co_await std::move(attempt);
    if constexpr (std::is_void_v<T>)
        outcome.value(location);
    else
        co_return std::move(outcome).value(location);
}

} // namespace wsman::detail
