//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/command.hpp>
#include <wsman/client/run_options.hpp>
#include <wsman/client/running_command.hpp>
#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/assert/source_location.hpp>

#include <memory>
#include <string>

namespace wsman::inline WSMAN_FORM {

namespace asio = boost::asio;

namespace detail {
class client_core;
class shell_state;
} // namespace detail

/// A shell on the host, in which commands run one after another or concurrently.
///
/// It is always closed: by `close`, by its destructor (in the background, in bounded time), or with its client. If the
/// host has closed the shell, the first command that notices fails with `condition::shell_gone`, and so do all others
/// in it; the client does not open it again.
///
/// Thread safety: operations may be called from any thread.
class shell {
public:
    shell() = default; ///< no shell; its operations fail with `client_errc::closed`
    WSMAN_DECL shell(std::shared_ptr<detail::client_core> core, std::shared_ptr<detail::shell_state> state);
    shell(shell&&) noexcept = default;
    WSMAN_DECL shell& operator=(shell&& other) noexcept;
    WSMAN_DECL ~shell();

    /// Returns: the ShellId that the host has assigned.
    const std::string& id() const noexcept { return id_; }

    /// Starts a command. Its standard input is a pipe, unless the options say otherwise.
    ///
    /// Errors: `client_errc::command_too_long` and `client_errc::unquotable_argument` before anything is sent;
    /// `condition::quota`, `condition::shell_gone`; `client_errc::outcome_unknown` if the connection was lost: a
    /// command is never sent twice.
    /// Per-operation cancellation: any type; if the host has already started the command, the client terminates it.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<running_command>>
    try_start(command_line command, command_options options = command_options());
    WSMAN_DECL asio::awaitable<running_command> start(
        command_line command,
        command_options options = command_options(),
        boost::source_location location = BOOST_CURRENT_LOCATION
    );

    /// Terminates the commands in the shell, then deletes it on the host. Errors of the clean-up go to the observer.
    /// Per-operation cancellation: any type only stops waiting; the client still closes the shell.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<void>> try_close();
    WSMAN_DECL asio::awaitable<void> close(boost::source_location location = BOOST_CURRENT_LOCATION);

private:
    std::shared_ptr<detail::client_core> core_;
    std::shared_ptr<detail::shell_state> state_;
    std::string id_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/bodies.ipp>
#include <wsman/client/impl/shells/shell.ipp>
#endif
