//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/transport/impl/log_in/thread_signal.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// One step of a log-in, and whether a coroutine still waits for it. Shared by the thread and the waiting coroutine;
/// holds no executor, so that it may outlive the io_context.
class login_step_task {
public:
    explicit login_step_task(std::function<void()> work) : work_(std::move(work)) {}

    [[nodiscard]] result<void> connect(signal_line& line) { return signal_.connect(line); }

    /// Effects, on the thread: runs the work and signals its completion, unless the waiter has left.
    WSMAN_DECL void run() noexcept;
    /// Effects: records that the waiter has left; its end of the pipe may be closed afterwards.
    /// Returns: whether the work has completed, so that its results may be read.
    WSMAN_DECL bool leave() noexcept;
    /// Returns: whether the work has completed.
    [[nodiscard]] WSMAN_DECL bool done() noexcept;
    /// Effects: rethrows the exception that the work threw, if any.
    /// Preconditions: leave() returned true.
    void rethrow() const
    {
        if (thrown_) std::rethrow_exception(thrown_);
    }

private:
    std::function<void()> work_;
    std::exception_ptr thrown_;
    std::mutex guard_;
    thread_signal signal_;
    bool waited_for_ = true;
    bool done_ = false;
};

/// The thread that runs a client's blocking log-in steps (requests to a KDC), which cannot be interrupted.
///
/// It exists only while there is work, runs one step after the other, and skips steps whose waiter has left: abandoned
/// steps occupy at most this one thread, however often the log-in is retried.
/// Thread safety: all members.
class login_thread : public std::enable_shared_from_this<login_thread> {
public:
    /// Errors: the system's error if no thread can be created.
    [[nodiscard]] WSMAN_DECL result<void> add(std::shared_ptr<login_step_task> task);

private:
    void work() noexcept;

    std::mutex guard_;
    std::deque<std::shared_ptr<login_step_task>> waiting_;
    bool running_ = false;
};

/// The waiter's part of a step. It lives in the coroutine's frame, so that it is destroyed with it.
class login_step_wait {
public:
    login_step_wait(const boost::asio::any_io_executor& executor, std::shared_ptr<login_step_task> task)
        : line_(std::make_shared<parts>(executor)), task_(std::move(task))
    {
    }
    login_step_wait(const login_step_wait&) = delete;
    login_step_wait& operator=(const login_step_wait&) = delete;
    ~login_step_wait() { end(); }

    /// Effects: gives the step to the thread, and wakes the waiter at `deadline` at the latest.
    [[nodiscard]] WSMAN_DECL result<void> begin(login_thread& thread, std::chrono::steady_clock::time_point deadline);
    /// Effects: stops waiting. Returns: whether the step has completed.
    WSMAN_DECL bool end() noexcept;
    /// Returns: whether the step has completed. Readiness of the descriptor is only a hint: an event for a descriptor
    /// that was closed in the meantime may be delivered here.
    [[nodiscard]] bool arrived() const noexcept { return task_->done(); }

    signal_line& line() noexcept { return line_->signal; }
    const login_step_task& task() const noexcept { return *task_; }

private:
    /// The state that the timer's handler uses.
    class parts {
    public:
        explicit parts(const boost::asio::any_io_executor& executor) : signal(executor), timer(executor) {}

        signal_line signal;
        boost::asio::steady_timer timer;
    };

    std::shared_ptr<parts> line_;
    std::shared_ptr<login_step_task> task_;
    bool ended_ = false;
    bool done_ = false;
};

/// The return value of a completed step. It is distinct from the failure to complete, after which the object that the
/// step works on must not be accessed.
template <class T>
class blocking_outcome {
public:
    // Two parameters, so that a failure does not convert implicitly to a returned value.
    blocking_outcome(std::in_place_t, result<T> returned) : value(std::move(returned)) {}

    result<T> value;
};

/// Runs a blocking step of a log-in (a request to a KDC) on the client's log-in thread.
///
/// Returns: the step's return value; `late` if `deadline` passes first: the step is then abandoned, and its result is
/// discarded.
/// Errors: client_errc::cancelled; the system's error if no thread can be created.
/// Errors: client_errc::cancelled; the system's error if no thread can be created.
/// Object lifetimes: `work` owns what it uses; it may outlive everything else.
/// Per-operation cancellation: terminal.
template <class T>
[[nodiscard]] boost::asio::awaitable<result<blocking_outcome<T>>> blocking_login_step(
    std::shared_ptr<login_thread> thread,
    std::function<result<T>()> work,
    std::chrono::steady_clock::time_point deadline,
    failure late
)
{
    const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
    boost::asio::cancellation_state state = co_await boost::asio::this_coro::cancellation_state;
    // A cancellation signal that was emitted between two waits reached no slot; only the state holds it.
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return failure(client_errc::cancelled);
    const auto outcome = std::make_shared<std::optional<result<T>>>();
    std::function<void()> whole = [outcome, work = std::move(work)] { outcome->emplace(work()); };
    login_step_wait wait(executor, std::make_shared<login_step_task>(std::move(whole)));
    const result<void> begun = wait.begin(*thread, deadline);
    if (begun.has_error()) co_return begun.error();
    boost::system::error_code woken;
    do
        co_await thread_signal::wait(wait.line(), boost::asio::redirect_error(boost::asio::use_awaitable, woken));
    while (!woken && !wait.arrived());
    if (wait.end()) {
        wait.task().rethrow();
        blocking_outcome<T> done(std::in_place, std::move(**outcome));
        co_return done;
    }
    state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return failure(client_errc::cancelled);
    co_return late;
}

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/log_in/login_thread.ipp>
#endif
