//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// Splits a command line into program and arguments, as a Windows program sees them.
///
/// The program ends at the first blank outside quotes; backslashes mean nothing in it. In arguments blanks and tabs
/// separate; 2n backslashes before a quote are n backslashes and a quote that begins or ends a quoted part, 2n+1 are
/// n backslashes and a quote as text; backslashes elsewhere are text; a pair of quotes within a quoted part is one
/// quote as text, and the quoted part goes on. An unclosed quote reaches to the end.
///
/// Returns: empty for a line without a program.
/// Specification: CommandLineToArgvW; "Parsing C command-line arguments" of the Microsoft C runtime for the pair.
WSMAN_DECL std::vector<std::string> split_command_line(std::string_view line);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/command_line.ipp>
#endif
