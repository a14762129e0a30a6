//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/command.hpp>
#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/uuid.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// How a script is sent. A command line holds 8191 characters, which is enough for a script of about 2,900.
enum class powershell_route : std::uint8_t {
    encoded_command, ///< in the command line: `-EncodedCommand` takes base64 of UTF-16
    standard_input,  ///< a short encoded command reads it from standard input
    /// Standard input belongs to the caller: a first command stores the script in a file, a second one removes the file
    /// and runs the script.
    temporary_file,
};

/// One command and its complete standard input. Without input here, the command gets the caller's, if there is any.
class powershell_step {
public:
    explicit powershell_step(command program, std::optional<std::string> input = std::nullopt)
        : run(std::move(program)), standard_input(std::move(input))
    {
    }

    command run;
    std::optional<std::string> standard_input;
};

/// The commands that run one script, as data.
///
/// Each step of `preparation` must end with exit code 0 before the next begins. The script's exit code and output are
/// those of `run`. `clean_up` runs if `preparation` began and `run` did not; it is harmless otherwise.
class powershell_plan {
public:
    powershell_plan(powershell_route chosen_route, powershell_step script_step)
        : route(chosen_route), run(std::move(script_step))
    {
    }

    powershell_route route;
    std::vector<powershell_step> preparation;
    powershell_step run;
    std::vector<powershell_step> clean_up;
};

/// A PowerShell script of any length.
///
/// The host executes the script with a line added before it and one added after it:
/// - before: `$global:LASTEXITCODE=0;$ProgressPreference='SilentlyContinue'`;
/// - after: the process exits with the `$LASTEXITCODE` of the last program that set it, else with 1 if the script's
/// last statement failed, else with 0. `exit N` in the script gives `N`; a terminating error gives 1.
/// A script that must begin its block (`param`, `using`, an attribute, named blocks) is put into a block of its own. In
/// that block a last statement that only wrote an error counts as success.
///
/// For `standard_input` the script is sent as base64 of its UTF-8, in lines, so that the console code page does not
/// change it. The temporary file (`wsman-<id>.tmp` in the user's temporary folder, removed before the script begins)
/// has the same content. Execution policies do not apply, because no script file is run.
/// If the caller gives standard input, the script reads it from `$input`, one string for each line.
class powershell_script {
public:
    powershell_script(std::string script) : text(std::move(script)) {}
    powershell_script(const char* script) : text(script) {}

    std::string text;                       ///< UTF-8; one byte order mark at its beginning is dropped
    std::string program = "powershell.exe"; ///< or pwsh.exe
    std::vector<std::string> switches{"-NoProfile", "-NonInteractive"};
    bool show_progress = false; ///< progress records cost time and fill standard error

    /// Returns: the plan with the shortest route that can carry the script.
    /// Errors: client_errc::invalid_argument if the script is not valid UTF-8 or has a NUL; those of command::request()
    /// for the program and the switches.
    [[nodiscard]] WSMAN_DECL result<powershell_plan>
    plan(bool input_given = false, const uuid& id = uuid::random()) const;

private:
    WSMAN_DECL command encoded(const std::string& script) const;
    WSMAN_DECL std::string with_frame(const std::string& script) const;
    WSMAN_DECL powershell_plan through_input(const std::string& base64, bool own_block) const;
    WSMAN_DECL powershell_plan through_file(const std::string& base64, bool own_block, const uuid& id) const;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/powershell/powershell_script.ipp>
#endif
