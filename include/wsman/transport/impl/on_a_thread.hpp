//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace wsman::detail {

/// What a thread and the coroutine that waits for it share.
template <class T>
class thread_mailbox {
public:
    explicit thread_mailbox(boost::asio::any_io_executor where) : executor_(std::move(where)) {}

    std::optional<T> outcome;

    /// Effects, on the thread: hands the outcome over, unless nobody waits for it any more.
    static void deliver(const std::shared_ptr<thread_mailbox>& self, T value)
    {
        const std::lock_guard lock(self->guard_);
        // While somebody waits, the executor's context exists: it would have destroyed the coroutine first.
        if (!self->waiting_) return;
        boost::asio::post(self->executor_, [self, value = std::move(value)]() mutable {
            if (!self->waiting_) return;
            self->outcome.emplace(std::move(value));
            self->waiting_->cancel();
        });
    }
    void wait_with(boost::asio::steady_timer* timer)
    {
        const std::lock_guard lock(guard_);
        waiting_ = timer;
    }

private:
    boost::asio::any_io_executor executor_;
    std::mutex guard_;
    boost::asio::steady_timer* waiting_ = nullptr;
};

/// Stays in the frame of the coroutine that waits, and takes note when that is destroyed.
template <class T>
class mailbox_watch {
public:
    mailbox_watch(std::shared_ptr<thread_mailbox<T>> box, boost::asio::steady_timer* timer) : box_(std::move(box))
    {
        box_->wait_with(timer);
    }
    mailbox_watch(const mailbox_watch&) = delete;
    mailbox_watch& operator=(const mailbox_watch&) = delete;
    ~mailbox_watch() { box_->wait_with(nullptr); }

private:
    std::shared_ptr<thread_mailbox<T>> box_;
};

/// Runs `work` on a thread of its own, for work that may wait for somebody else and cannot be interrupted.
///
/// Returns: its value, or nothing where `deadline` passed or the wait was cancelled: the thread is left to itself then,
/// and what it returns is dropped.
/// Object lifetimes: `work` owns what it uses; it may outlive everything else.
/// Per-operation cancellation: terminal.
template <class T>
boost::asio::awaitable<std::optional<T>>
on_a_thread(std::function<T()> work, std::chrono::steady_clock::time_point deadline)
{
    const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor);
    timer.expires_at(deadline);
    const auto box = std::make_shared<thread_mailbox<T>>(executor);
    const mailbox_watch<T> watch(box, &timer);
    std::thread runner([box, work = std::move(work)]() mutable { thread_mailbox<T>::deliver(box, work()); });
    runner.detach();
    boost::system::error_code woken;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
    co_return std::move(box->outcome);
}

} // namespace wsman::detail
