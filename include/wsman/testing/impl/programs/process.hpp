//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/impl/programs/program_start.hpp>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/system/error_code.hpp>

#include <cerrno>
#include <csignal>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

namespace asio = boost::asio;

/// The process of a command, watched through a pidfd, because SIGCHLD belongs to the embedding program.
///
/// After its end it stays unreaped until `release`, so that the number of its process group is not reused and its
/// remaining children can still be signalled.
class process : public std::enable_shared_from_this<process> {
public:
    process(const asio::any_io_executor& executor, pid_t number, owned_descriptor watch)
        : watch_(executor, watch.release()), number_(number)
    {
    }
    ~process() { reap(); }

    /// Effects: calls `ended` once, on the executor.
    void watch(std::function<void()> ended)
    {
        watch_.async_wait(
            asio::posix::descriptor_base::wait_read,
            [self = shared_from_this(), ended = std::move(ended)](const boost::system::error_code& error) mutable {
                if (error) return;
                // Readiness may be spurious: it may belong to a descriptor that was closed meanwhile and had the same
                // number.
                if (!self->take_exit_code()) return self->watch(std::move(ended));
                ended();
                if (self->released_) self->reap();
            }
        );
    }

    /// Returns: the exit code once the program has ended: its own, or 128 + the number of the signal that ended it.
    const std::optional<int>& exit_code() const noexcept { return exit_code_; }

    /// Effects: signals the program and its process group.
    void signal(int number) noexcept
    {
        if (!reaped_) signal_program(number_, number);
    }

    /// Effects: kills the rest of the group; reaps the program when it has ended.
    void release() noexcept
    {
        signal(SIGKILL);
        released_ = true;
        if (exit_code_) reap();
    }

private:
    /// Returns: true if the program has ended. It never waits, because this thread serves all connections.
    bool take_exit_code() noexcept
    {
        siginfo_t status{};
        int outcome = 0;
        do {
            outcome = ::waitid(P_PID, static_cast<id_t>(number_), &status, WEXITED | WNOWAIT | WNOHANG);
        } while (outcome != 0 && errno == EINTR);
        if (outcome != 0) {
            // Other code waits for every child of this process: the exit code is unknown, and the process number is
            // free.
            exit_code_ = 255;
            reaped_ = true;
            return true;
        }
        if (status.si_pid == 0) return false;
        exit_code_ = status.si_code == CLD_EXITED ? status.si_status : 128 + status.si_status;
        return true;
    }

    void reap() noexcept
    {
        if (reaped_) return;
        if (!exit_code_) signal(SIGKILL);
        reap_program(number_);
        reaped_ = true;
        boost::system::error_code ignored;
        watch_.close(ignored);
    }

    asio::posix::stream_descriptor watch_;
    pid_t number_;
    std::optional<int> exit_code_;
    bool released_ = false;
    bool reaped_ = false;
};

} // namespace wsman::testing::detail
