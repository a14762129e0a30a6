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

/// Chooses the program to execute for a command line of a client.
///
/// The endpoint calls it with the line as CommandLineToArgvW would split it (never empty). It returns another argument
/// vector, or nothing to keep the line unchanged. It runs on the endpoint's thread, so it must neither block nor use
/// the endpoint.
using program_hook = std::function<std::optional<std::vector<std::string>>(const std::vector<std::string>& arguments)>;

/// A stand-in for cmd.exe: `cmd /c LINE` becomes `sh -c LINE`.
///
/// It does not implement cmd.exe: the shell of this machine interprets LINE, after the quotes of the Windows command
/// line have been removed.
WSMAN_DECL program_hook cmd_stand_in();

/// A stand-in for powershell.exe and pwsh: the script of `-EncodedCommand` or `-Command` is executed by `sh`.
///
/// It does not implement PowerShell: it shows that a script arrives complete, and with which input, output and exit
/// code. The script itself must be valid for `sh`. The stand-in recognises the code that `run_powershell` adds around a
/// script, or sends to read a long one from standard input or a temporary file, and does the equivalent in `sh`.
WSMAN_DECL program_hook powershell_stand_in();

/// Returns: a hook that calls the hooks in order and returns the first result.
WSMAN_DECL program_hook first_of(std::vector<program_hook> hooks);

} // namespace wsman::testing

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/testing/impl/programs/program_hook.ipp>
#endif
