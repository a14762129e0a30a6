//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/command_result.hpp>
#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/protocol/receive_output.hpp>
#include <wsman/protocol/signal_command.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/assert/source_location.hpp>

#include <memory>
#include <optional>
#include <string>

namespace wsman::inline WSMAN_FORM {

namespace asio = boost::asio;

namespace detail {
class command_state;
} // namespace detail

/// A command that runs in a shell.
///
/// Every operation exists twice: `try_x` returns a `result`, `x` throws `wsman::exception`. Destroying the object
/// before the command has ended terminates the command, in the background and in bounded time.
///
/// Object lifetimes: nothing has to outlive a call. The object may be destroyed during a call; the call then completes
/// with the remaining output of the terminated command.
/// Thread safety: const members and operations may be called from any thread; at most one `read` or `wait` at a time.
class running_command {
public:
    running_command() = default; ///< no command; its operations fail with `client_errc::closed`
    WSMAN_DECL explicit running_command(std::shared_ptr<detail::command_state> state);
    running_command(running_command&&) noexcept = default;
    WSMAN_DECL running_command& operator=(running_command&& other) noexcept;
    WSMAN_DECL ~running_command();

    /// Waits for the next output.
    ///
    /// Returns: bytes of one of the two streams, in the order in which the host sent them; an empty optional after the
    /// command has ended. The client requests the next block while the caller processes this one; if the caller stops
    /// reading, the program stops writing. After `signal_code::terminate` the client receives the host's remaining
    /// output at once and keeps it for the reader.
    /// Errors: `client_errc::deadline_exceeded`, `client_errc::cancelled`, `condition::shell_gone`, those of the host
    /// and of the transport; `client_errc::output_truncated` if the command was terminated and the host did not report
    /// its end within `client_options::cleanup_timeout`, or if more than `defaults::output_limit` was left. Output that
    /// was received earlier is returned first.
    /// Per-operation cancellation: total only stops waiting, and no output is lost; partial and terminal terminate the
    /// command, terminal without waiting for the outstanding Receive.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<std::optional<output_chunk>>> try_read();
    WSMAN_DECL asio::awaitable<std::optional<output_chunk>>
    read(boost::source_location location = BOOST_CURRENT_LOCATION);

    /// Sends bytes to the command's standard input, in as many requests as they need. Writes are sent in the order of
    /// the calls.
    ///
    /// Errors: `client_errc::input_closed`; `client_errc::outcome_unknown` if the connection was lost, which also ends
    /// the command; those of the host, after which `read` still works.
    /// Per-operation cancellation: any type. A write that waits for another write is removed from the queue. Cancelling
    /// a write that has begun closes the input, because it is unknown how many bytes have arrived; reads and signals
    /// are not affected.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<void>> try_write(std::string bytes);
    WSMAN_DECL asio::awaitable<void> write(std::string bytes, boost::source_location location = BOOST_CURRENT_LOCATION);

    /// Tells the command that its standard input has ended. Errors and cancellation as for `write`.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<void>> try_close_input();
    WSMAN_DECL asio::awaitable<void> close_input(boost::source_location location = BOOST_CURRENT_LOCATION);

    /// Sends a signal. A command gets at most one `signal_code::terminate`: after this call the client does not send it
    /// again.
    ///
    /// Errors: `client_errc::closed` if the command has ended; `condition::shell_gone`; those of the host and of the
    /// transport. A `signal_code::terminate` completes within `client_options::cleanup_timeout`.
    /// Per-operation cancellation: any type. `signal_code::terminate` continues in the background; for other signals it
    /// is unknown whether they arrived.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<void>> try_signal(signal_code code);
    WSMAN_DECL asio::awaitable<void> signal(signal_code code, boost::source_location location = BOOST_CURRENT_LOCATION);

    /// Waits for the end of the command.
    ///
    /// Returns: the exit status and the output that has not been read, up to `defaults::output_limit`.
    /// Errors: as `read`; `details().output` holds the output that had not been read.
    /// Per-operation cancellation: any type terminates the command.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<command_result>> try_wait();
    WSMAN_DECL asio::awaitable<command_result> wait(boost::source_location location = BOOST_CURRENT_LOCATION);

private:
    std::shared_ptr<detail::command_state> state_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/bodies.ipp>
#endif
