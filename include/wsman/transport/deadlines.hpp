//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// State that the waiting coroutine and the working coroutine share.
template <class T>
class bounded_wait {
public:
    explicit bounded_wait(const boost::asio::any_io_executor& executor) : timer(executor) {}

    boost::asio::steady_timer timer;
    boost::asio::cancellation_signal stop;
    std::optional<result<T>> outcome;
    bool late = false;
};

/// Cancels the timer when the coroutine ends, by return, exception or destruction: a pending wait would keep
/// `io_context::run` from returning.
class timer_end {
public:
    explicit timer_end(boost::asio::steady_timer& timer) noexcept : timer_(timer) {}
    timer_end(const timer_end&) = delete;
    timer_end& operator=(const timer_end&) = delete;
    ~timer_end() { timer_.cancel(); }

private:
    boost::asio::steady_timer& timer_;
};

template <class T>
boost::asio::awaitable<void> keep_outcome(boost::asio::awaitable<result<T>> work, std::shared_ptr<bounded_wait<T>> wait)
{
    // The waiting coroutine already filters cancellation types. With the default state this one would accept `terminal`
    // only.
    co_await boost::asio::this_coro::reset_cancellation_state(boost::asio::enable_total_cancellation());
    try {
        result<T> outcome = co_await std::move(work);
        wait->outcome.emplace(std::move(outcome));
    }
    catch (const boost::system::system_error& aborted) {
        if (aborted.code() != boost::asio::error::operation_aborted) throw;
    }
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

/// Runs `work` and cancels it when `deadline` passes.
///
/// Returns: the result of `work`, even if it completed after the deadline.
/// Errors: `late_code` if the deadline ended the work; client_errc::cancelled if the caller's cancellation did.
/// Effects: `work` runs in a new coroutine on the same executor. At the deadline it is cancelled with `terminal` and
/// awaited until it has ended; it is never detached. If the work cannot be cancelled, this function therefore returns
/// after the deadline.
/// Per-operation cancellation: every type that the caller's coroutine accepts (by default `terminal` only, see
/// `asio::this_coro::reset_cancellation_state`), forwarded to the work unchanged.
template <class T>
[[nodiscard]] boost::asio::awaitable<result<T>> with_deadline(
    boost::asio::awaitable<result<T>> work,
    std::chrono::steady_clock::time_point deadline,
    error_code late_code = client_errc::deadline_exceeded
)
{
    namespace asio = boost::asio;
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const auto wait = std::make_shared<detail::bounded_wait<T>>(executor);
    const detail::timer_end end(wait->timer);
    wait->timer.expires_at(deadline);
    wait->timer.async_wait([wait](const boost::system::error_code& code) {
        if (code || wait->outcome) return;
        wait->late = true;
        wait->stop.emit(asio::cancellation_type::terminal);
    });
    // The work has its own cancellation signal, so that the timer and the caller's slot can both emit on it.
    asio::cancellation_state outer = co_await asio::this_coro::cancellation_state;
    if (outer.slot().is_connected())
        outer.slot().assign([wait](asio::cancellation_type type) { wait->stop.emit(type); });
    asio::awaitable<void> running = detail::keep_outcome<T>(std::move(work), wait);
    auto token = asio::bind_cancellation_slot(wait->stop.slot(), asio::use_awaitable);
    co_await asio::co_spawn(executor, std::move(running), std::move(token));
    if (outer.slot().is_connected()) outer.slot().clear();
    const bool stopped =
        !wait->outcome || (wait->outcome->has_error() && wait->outcome->error().code() == client_errc::cancelled);
    if (stopped && wait->late) {
        failure why = wait->outcome ? wait->outcome->error() : failure(late_code);
        why.details().code = late_code;
        co_return why;
    }
    if (!wait->outcome) co_return failure(client_errc::cancelled);
    co_return std::move(*wait->outcome);
}

} // namespace wsman
