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

/// How one command is run, in whatever shell.
class command_options {
public:
    command_options() = default;

    /// Bounds the command as a whole, counted from the call: when it has passed, the command is terminated, and its
    /// output so far is in the error. This, not `operation_timeout`, is the way to bound a command.
    std::optional<std::chrono::milliseconds> timeout;
    /// How long the host may take for one answer; 0: the session's. A silent command outlives it.
    std::chrono::milliseconds operation_timeout{0};
    /// A lost connection while output is awaited. After `retry_for`, output may have been lost (`output_gap_possible`).
    connection_loss on_connection_loss = connection_loss::fail();
    std::optional<bool> console_input;  ///< true: a console, false: a pipe; absent: a pipe where input is given
    std::optional<bool> skip_cmd_shell; ///< run the program itself, where the host can do so
};

/// How `run` runs a command: everything there is, in one place.
///
/// What differs from the defaults in the first group needs a shell of its own, which costs two more round trips.
class run_options : public command_options {
public:
    run_options() = default;

    std::vector<environment_variable> environment;
    std::string working_directory;                 ///< empty: the host's choice
    std::uint32_t code_page = defaults::code_page; ///< of the console; 437 for hosts before Windows Server 2008 R2
    bool no_profile = false;                       ///< do not load the user's profile
    std::chrono::milliseconds idle_timeout = defaults::shell_idle_timeout; ///< after which the host closes the shell
    bool own_shell = false;                                                ///< even if nothing above differs

    standard_input input;
    std::size_t output_limit = defaults::output_limit; ///< bytes of both streams that are collected; more is an error

    WSMAN_DECL bool needs_own_shell() const;
    WSMAN_DECL shell_options shell() const;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/commands/run_options.ipp>
#endif
