//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <boost/asio/any_io_executor.hpp>

#if defined(BOOST_ASIO_HAS_POSIX_STREAM_DESCRIPTOR)
#include <boost/asio/posix/stream_descriptor.hpp>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#else
#include <boost/asio/windows/object_handle.hpp> // and with it what Windows declares
#endif

namespace wsman::inline WSMAN_FORM::detail {

#if defined(BOOST_ASIO_HAS_POSIX_STREAM_DESCRIPTOR)

using signal_line = boost::asio::posix::stream_descriptor; ///< the end that a coroutine waits for

/// The writing end, held by a thread: a system object that is independent of any executor.
class thread_signal {
public:
    thread_signal() = default;
    thread_signal(const thread_signal&) = delete;
    thread_signal& operator=(const thread_signal&) = delete;
    ~thread_signal()
    {
        if (end_ >= 0) ::close(end_);
    }

    /// Effects: connects `line` with this end.
    [[nodiscard]] result<void> connect(signal_line& line)
    {
        int ends[2] = {-1, -1};
        boost::system::error_code code;
        if (::pipe(ends) != 0) return refused(errno);
        end_ = ends[1];
        ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
        ::fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        line.assign(ends[0], code);
        if (!code) return {};
        ::close(ends[0]);
        return refused(code.value());
    }

    /// Effects: wakes the coroutine that waits for the line.
    /// Preconditions: the other end is open.
    void raise() noexcept
    {
        const char byte = 0;
        // An empty pipe has space for one byte, so only a signal can interrupt the write.
        while (::write(end_, &byte, 1) < 0 && errno == EINTR) {
        }
    }

    template <class Token>
    static auto wait(signal_line& line, Token&& token)
    {
        return line.async_wait(boost::asio::posix::descriptor_base::wait_read, static_cast<Token&&>(token));
    }

private:
    static failure refused(int code)
    {
        const error_code why(code, boost::system::system_category());
        return failure(why, "the system cannot create a pipe for the log-in's thread");
    }

    int end_ = -1;
};

#else

using signal_line = boost::asio::windows::object_handle;

class thread_signal {
public:
    thread_signal() = default;
    thread_signal(const thread_signal&) = delete;
    thread_signal& operator=(const thread_signal&) = delete;
    ~thread_signal()
    {
        if (event_) ::CloseHandle(event_);
    }

    [[nodiscard]] result<void> connect(signal_line& line)
    {
        event_ = ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
        HANDLE other = nullptr;
        const HANDLE self = ::GetCurrentProcess();
        if (!event_ || !::DuplicateHandle(self, event_, self, &other, 0, FALSE, DUPLICATE_SAME_ACCESS))
            return refused(static_cast<int>(::GetLastError()));
        boost::system::error_code code;
        line.assign(other, code);
        if (!code) return {};
        ::CloseHandle(other);
        return refused(code.value());
    }

    void raise() noexcept { ::SetEvent(event_); }

    template <class Token>
    static auto wait(signal_line& line, Token&& token)
    {
        return line.async_wait(static_cast<Token&&>(token));
    }

private:
    static failure refused(int code)
    {
        const error_code why(code, boost::system::system_category());
        return failure(why, "the system cannot create an event for the log-in's thread");
    }

    HANDLE event_ = nullptr;
};

#endif

} // namespace wsman::detail
