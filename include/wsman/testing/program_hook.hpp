//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing {

/// Says what to execute in place of a command line that a client sent.
///
/// It gets the line as CommandLineToArgvW would split it (never empty) and answers with another argument vector, or
/// with nothing to leave the line as it is. It runs on the endpoint's thread: it must neither block nor use the
/// endpoint.
using program_hook = std::function<std::optional<std::vector<std::string>>(const std::vector<std::string>& arguments)>;

/// A stand-in for cmd.exe: `cmd /c LINE` becomes `sh -c LINE`.
///
/// It is no cmd.exe: LINE is read by the shell of this machine, after the quotes of the Windows command line are gone.
WSMAN_DECL program_hook cmd_stand_in();

/// A stand-in for powershell.exe and pwsh: the script of `-EncodedCommand` or `-Command` is executed by `sh`.
///
/// It is no PowerShell: it shows that a script arrives whole, and with which input, output and exit code; the script
/// itself must be one that `sh` understands. What `run_powershell` wraps around a script, or sends to fetch a long one
/// from standard input or a temporary file, is recognised and done in its place.
WSMAN_DECL program_hook powershell_stand_in();

/// Returns: a hook that asks one hook after the other and takes the first answer.
WSMAN_DECL program_hook first_of(std::vector<program_hook> hooks);

} // namespace wsman::testing

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/testing/impl/programs/program_hook.ipp>
#endif
