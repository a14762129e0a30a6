//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "process.hpp"

#include <csignal>
#include <cstdlib>

#if defined(__unix__) || defined(__APPLE__)
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace cli {

namespace {

int ending_signal = 0;

} // namespace

void end_by_signal(int signal) noexcept
{
    if (ending_signal == 0) ending_signal = signal;
}

bool ends_by_signal() noexcept
{
    return ending_signal != 0;
}

bool ends_unread() noexcept
{
#if defined(SIGPIPE)
    return ending_signal == SIGPIPE;
#else
    return false;
#endif
}

void end_process(int status) noexcept
{
    if (ending_signal != 0) {
        std::signal(ending_signal, SIG_DFL);
        std::raise(ending_signal);
    }
    std::quick_exit(status);
}

#if defined(__unix__) || defined(__APPLE__)

bool reader_has_left(bool standard_error) noexcept
{
    pollfd end{};
    end.fd = standard_error ? STDERR_FILENO : STDOUT_FILENO;
    struct stat status{};
    if (fstat(end.fd, &status) != 0 || !(S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode))) return false;
    return poll(&end, 1, 0) > 0 && (end.revents & (POLLERR | POLLHUP)) != 0;
}

bool standard_input_holds_data() noexcept
{
    struct stat status{};
    if (fstat(STDIN_FILENO, &status) != 0) return false;
    if (S_ISREG(status.st_mode)) {
        const off_t position = lseek(STDIN_FILENO, 0, SEEK_CUR);
        return position >= 0 && position < status.st_size;
    }
    if (!S_ISFIFO(status.st_mode) && !S_ISSOCK(status.st_mode)) return false;
    int bytes = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 && bytes > 0;
}

#else

bool reader_has_left(bool) noexcept
{
    return false;
}

bool standard_input_holds_data() noexcept
{
    return false;
}

#endif

} // namespace cli
