//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/log_in/login_thread.hpp>

#include <system_error>
#include <thread>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL void login_step_task::run() noexcept
{
    {
        const std::lock_guard lock(guard_);
        if (!waited_for_) return;
    }
    try {
        work_();
    }
    catch (...) {
        thrown_ = std::current_exception();
    }
    work_ = nullptr; // releases what the work owns before the waiter continues
    const std::lock_guard lock(guard_);
    done_ = true;
    if (waited_for_) signal_.raise();
}

WSMAN_DECL bool login_step_task::leave() noexcept
{
    const std::lock_guard lock(guard_);
    waited_for_ = false;
    return done_;
}

WSMAN_DECL bool login_step_task::done() noexcept
{
    const std::lock_guard lock(guard_);
    return done_;
}

WSMAN_DECL result<void> login_thread::add(std::shared_ptr<login_step_task> task)
{
    const std::lock_guard lock(guard_);
    waiting_.push_back(std::move(task));
    if (running_) return {};
    try {
        std::thread([self = shared_from_this()] { self->work(); }).detach();
    }
    catch (const std::system_error& why) {
        waiting_.pop_back();
        return failure(
            error_code(why.code().value(), boost::system::system_category()),
            "the system cannot create a thread for the log-in"
        );
    }
    running_ = true;
    return {};
}

WSMAN_DECL void login_thread::work() noexcept
{
    for (;;) {
        std::shared_ptr<login_step_task> next;
        {
            const std::lock_guard lock(guard_);
            if (waiting_.empty()) {
                running_ = false;
                return;
            }
            next = std::move(waiting_.front());
            waiting_.pop_front();
        }
        next->run();
    }
}

WSMAN_DECL result<void> login_step_wait::begin(login_thread& thread, std::chrono::steady_clock::time_point deadline)
{
    result<void> connected = task_->connect(line_->signal);
    if (connected.has_error()) return connected;
    line_->timer.expires_at(deadline);
    line_->timer.async_wait([line = line_](const boost::system::error_code& stopped) {
        boost::system::error_code ignored;
        if (!stopped && line->signal.is_open()) line->signal.cancel(ignored);
    });
    return thread.add(task_);
}

WSMAN_DECL bool login_step_wait::end() noexcept
{
    if (std::exchange(ended_, true)) return done_;
    done_ = task_->leave();
    boost::system::error_code ignored;
    line_->signal.close(ignored);
    line_->timer.cancel();
    return done_;
}

} // namespace wsman::detail
