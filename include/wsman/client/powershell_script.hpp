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

/// How a script travels. A command line holds 8191 characters, of which a script of about 2,900 makes the most.
enum class powershell_route : std::uint8_t {
    encoded_command, ///< in the command line: `-EncodedCommand` takes base64 of UTF-16
    standard_input,  ///< a short encoded command reads it from standard input
    temporary_file,  ///< standard input is the caller's: a first command stores it, the second removes and runs it
};

/// One command, and the standard input it is to be given and that then ends. Absent: the caller's, if there is one.
class powershell_step {
public:
    explicit powershell_step(command what, std::optional<std::string> input = std::nullopt)
        : run(std::move(what)), standard_input(std::move(input))
    {
    }

    command run;
    std::optional<std::string> standard_input;
};

/// What is to be done for a script, as data.
///
/// Each step of `preparation` must end with exit code 0 before the next begins; the exit code and the output of `run`
/// are the script's; `clean_up` is for the case that `preparation` began and `run` did not, and harmless otherwise.
class powershell_plan {
public:
    powershell_plan(powershell_route how, powershell_step what) : route(how), run(std::move(what)) {}

    powershell_route route;
    std::vector<powershell_step> preparation;
    powershell_step run;
    std::vector<powershell_step> clean_up;
};

/// A PowerShell script of any length.
///
/// What the host executes is the script between a line before it and a line behind it:
/// - before: `$global:LASTEXITCODE=0;$ProgressPreference='SilentlyContinue'`;
/// - behind: the process exits with `$LASTEXITCODE` of the last program that set it, else with 1 if the script's last
///   statement failed, else with 0. `exit N` in the script is `N`; an error that ends the script is 1.
/// A script that has to come first in its block (`param`, `using`, an attribute, named blocks) is put into a block of its
/// own, where a last statement that merely wrote an error still counts as success.
///
/// On `standard_input` the script is base64 of its UTF-8, in lines, so that no console code page touches it. In the
/// temporary file (`wsman-<id>.tmp` in the user's temporary folder, removed before the script begins) it stands
/// likewise. No execution policy applies, since no script file is run.
/// A script whose standard input is the caller's finds it in `$input`, one string a line.
class powershell_script {
public:
    powershell_script(std::string script) : text(std::move(script)) {}
    powershell_script(const char* script) : text(script) {}

    std::string text;                       ///< UTF-8; one byte order mark at its beginning is dropped
    std::string program = "powershell.exe"; ///< or pwsh.exe
    std::vector<std::string> switches{"-NoProfile", "-NonInteractive"};
    bool show_progress = false; ///< progress records cost time and fill standard error

    /// Returns: the shortest route that takes the script.
    /// Errors: client_errc::invalid_argument for a script that is no UTF-8 or has a NUL; those of command::request() for the
    /// program and the switches.
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
