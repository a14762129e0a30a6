//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/protocol/shell_id.hpp>
#include <wsman/protocol/soap.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// A command in the form of the protocol. The library does not quote the texts: cmd.exe and CommandLineToArgvW get them
/// unchanged, joined by blanks.
class command_request {
public:
    explicit command_request(std::string command_text, std::vector<std::string> argument_texts = {})
        : command(std::move(command_text)), arguments(std::move(argument_texts))
    {
    }

    std::string command;
    std::vector<std::string> arguments;
    std::optional<bool>
        console_input; ///< WINRS_CONSOLEMODE_STDIN: true is a console, false is a pipe; absent: the host chooses
    /// WINRS_SKIP_CMD_SHELL: run the program without cmd.exe; not every host supports it
    std::optional<bool> skip_cmd_shell;
    std::string id;                                 ///< a GUID chosen by the client; needs Windows Server 2012 or later
    option_set options;                             ///< additional options
    std::chrono::milliseconds operation_timeout{0}; ///< 0: the timeout of the session
};

/// Starts a command in a shell. The operation never sends the command twice.
///
/// Errors: `condition::shell_gone`; `condition::quota` (ended commands may count for the quota of the shell);
/// protocol_errc::command_id_missing.
/// Specification: MS-WSMV 3.1.4.11 (Command), 2.2.4.7 (CommandLine).
class run_command {
public:
    using value_type = command_id;

    WSMAN_DECL run_command(const soap_context& context, shell_id shell, command_request command);

    WSMAN_DECL step start();
    WSMAN_DECL step resume(result<response>& answer);
    command_id value() && { return std::move(value_); }

private:
    soap_call call_;
    shell_id shell_;
    command_request command_;
    std::chrono::milliseconds timeout_;
    command_id value_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/run_command.ipp>
#endif
