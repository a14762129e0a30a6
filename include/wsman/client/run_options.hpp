//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/standard_input.hpp>
#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/protocol/create_shell.hpp>
#include <wsman/transport/transport_options.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// The options of one command in any shell.
class command_options {
public:
    command_options() = default;

    /// Limits the whole command, counted from the call: when it has passed, the client terminates the command, and the
    /// error holds its output so far. `operation_timeout` does not limit a command.
    std::optional<std::chrono::milliseconds> timeout;
    /// How long the host may hold one request; 0: the session's value. A silent command may run longer.
    std::chrono::milliseconds operation_timeout{0};
    /// What to do if the connection is lost while the client waits for output. After `retry_for`, output may have been
    /// lost (`output_gap_possible`).
    connection_loss on_connection_loss = connection_loss::fail();
    std::optional<bool> console_input;  ///< true: a console, false: a pipe; absent: a pipe if input is given
    std::optional<bool> skip_cmd_shell; ///< start the program without cmd.exe, if the host supports that
};

/// All options of `run`.
///
/// A value in the first group that differs from its default requires a new shell, which costs two more round trips.
class run_options : public command_options {
public:
    run_options() = default;

    std::vector<environment_variable> environment;
    std::string working_directory;                 ///< empty: the host's choice
    std::uint32_t code_page = defaults::code_page; ///< of the console; 437 for hosts before Windows Server 2008 R2
    bool no_profile = false;                       ///< do not load the user's profile
    std::chrono::milliseconds idle_timeout = defaults::shell_idle_timeout; ///< after which the host closes the shell
    bool own_shell = false;                                                ///< use a new shell in any case

    standard_input input;
    std::size_t output_limit = defaults::output_limit; ///< limit for both streams together; more is an error

    WSMAN_DECL bool needs_own_shell() const;
    WSMAN_DECL shell_options shell() const;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/commands/run_options.ipp>
#endif
