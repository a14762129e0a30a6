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

/// A command as it goes over the wire. Nothing is quoted here: cmd.exe and CommandLineToArgvW see the texts as they
/// are, joined by blanks.
class command_request {
public:
    explicit command_request(std::string command_text, std::vector<std::string> argument_texts = {})
        : command(std::move(command_text)), arguments(std::move(argument_texts))
    {
    }

    std::string command;
    std::vector<std::string> arguments;
    std::optional<bool>
        console_input; ///< WINRS_CONSOLEMODE_STDIN: true a console, false a pipe; absent: the host's choice
    std::optional<bool> skip_cmd_shell; ///< WINRS_SKIP_CMD_SHELL: run the program itself; not honoured everywhere
    std::string id;                     ///< a GUID of the client's choice; needs a host of 2012 or later
    option_set options;                 ///< further ones
    std::chrono::milliseconds operation_timeout{0}; ///< 0: the session's
};

/// Starts a command in a shell. A command is never sent twice.
///
/// Errors: `condition::shell_gone`; `condition::quota` (a shell may be worn out by commands that ended);
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
