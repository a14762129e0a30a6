//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

constexpr bool is_argument_separator(char c) noexcept
{
    return c == ' ' || c == '\t';
}

inline std::string take_program(std::string_view& line)
{
    std::string program;
    bool quoted = false;
    std::size_t at = 0;
    for (; at < line.size() && (quoted || !is_argument_separator(line[at])); ++at) {
        if (line[at] == '"')
            quoted = !quoted;
        else
            program += line[at];
    }
    line.remove_prefix(at);
    return program;
}

/// Preconditions: the line begins with an argument, not with a separator.
inline std::string take_argument(std::string_view& line)
{
    std::string argument;
    bool quoted = false;
    std::size_t at = 0;
    while (at < line.size() && (quoted || !is_argument_separator(line[at]))) {
        std::size_t backslashes = 0;
        while (at < line.size() && line[at] == '\\') {
            ++backslashes;
            ++at;
        }
        if (at == line.size() || line[at] != '"') {
            argument.append(backslashes, '\\');
            if (backslashes == 0) argument += line[at++];
            continue;
        }
        argument.append(backslashes / 2, '\\');
        const bool pair = quoted && at + 1 < line.size() && line[at + 1] == '"';
        if (backslashes % 2 == 1) {
            argument += '"';
        } else if (pair) {
            argument += '"';
            ++at;
        } else {
            quoted = !quoted;
        }
        ++at;
    }
    line.remove_prefix(at);
    return argument;
}

/// Splits a command line into the program and its arguments, as the C runtime of a Windows program does.
///
/// The program ends at the first blank outside quotes; a backslash is an ordinary character in it. Blanks and tabs
/// separate the arguments. In an argument:
/// 2n backslashes before a quote stand for n backslashes, and the quote begins or ends a quoted part;
/// 2n+1 backslashes before a quote stand for n backslashes and a literal quote;
/// backslashes elsewhere are literal;
/// two quotes in a row within a quoted part stand for one literal quote and do not end that part.
/// A quoted part that is not closed ends at the end of the line.
///
/// Returns: an empty list if the line holds no program.
/// Specification: CommandLineToArgvW; "Parsing C command-line arguments" of the Microsoft C runtime for the pair.
inline std::vector<std::string> split_command_line(std::string_view line)
{
    const auto skip_separators = [&line] {
        while (!line.empty() && is_argument_separator(line.front()))
            line.remove_prefix(1);
    };
    std::vector<std::string> parts;
    skip_separators();
    if (line.empty()) return parts;
    parts.push_back(take_program(line));
    for (skip_separators(); !line.empty(); skip_separators())
        parts.push_back(take_argument(line));
    return parts;
}

} // namespace wsman::testing::detail
