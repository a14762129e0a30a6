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

/// What the two ends of a bounded wait share.
template <class T>
class bounded_wait {
public:
    explicit bounded_wait(const boost::asio::any_io_executor& executor) : timer(executor) {}

    boost::asio::steady_timer timer;
    boost::asio::cancellation_signal stop;
    std::optional<result<T>> outcome;
    bool late = false;
};

/// Ends a timer's wait with a coroutine, however that ends: one that went on would keep the context from running dry.
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
    // The coroutine that waits has filtered what it takes; left at its default, this one would take `terminal` only.
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

/// Runs `work` and, once `when` has come, cancels it.
///
/// Returns: what the work returned, even where that came late.
/// Errors: `late` if the deadline cut the work short; client_errc::cancelled if the caller's own cancellation did.
/// Effects: the work runs as a coroutine of its own on the same executor. It is cancelled as `terminal`, awaited until
/// it has ended, and never left running: an operation that cannot be cancelled can therefore be late.
/// Per-operation cancellation: every type that the caller's coroutine takes (by default `terminal` only, see
/// `asio::this_coro::reset_cancellation_state`), passed on to the work as it is.
template <class T>
[[nodiscard]] boost::asio::awaitable<result<T>> with_deadline(
    boost::asio::awaitable<result<T>> work,
    std::chrono::steady_clock::time_point when,
    error_code late = client_errc::deadline_exceeded
)
{
    namespace asio = boost::asio;
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const auto wait = std::make_shared<detail::bounded_wait<T>>(executor);
    const detail::timer_end end(wait->timer);
    wait->timer.expires_at(when);
    wait->timer.async_wait([wait](const boost::system::error_code& code) {
        if (code || wait->outcome) return;
        wait->late = true;
        wait->stop.emit(asio::cancellation_type::terminal);
    });
    // Our own signal stands between the caller's and the work, so that either can stop it.
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
        failure why = wait->outcome ? wait->outcome->error() : failure(late);
        why.details().code = late;
        co_return why;
    }
    if (!wait->outcome) co_return failure(client_errc::cancelled);
    co_return std::move(*wait->outcome);
}

} // namespace wsman
