//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/testing/program_hook.hpp>
#include <wsman/testing/impl/programs/powershell_stand_in.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

using arguments_view = const std::vector<std::string>&;

/// Returns: true if a program's name is `name`, with or without a directory and `.exe`, ignoring case.
inline bool is_program(std::string_view given, std::string_view name) noexcept
{
    given = given.substr(given.find_last_of("/\\") + 1);
    if (given.size() > 4 && ascii_iequals(given.substr(given.size() - 4), ".exe")) given.remove_suffix(4);
    return ascii_iequals(given, name);
}

inline std::string joined(arguments_view arguments, std::size_t from)
{
    std::string text;
    for (std::size_t i = from; i < arguments.size(); ++i) {
        if (i != from) text += ' ';
        text += arguments[i];
    }
    return text;
}

/// Returns: true if an argument is this parameter of powershell.exe, abbreviated to no less than `shortest`.
inline bool is_parameter(std::string_view given, std::string_view name, std::string_view shortest) noexcept
{
    if (given.size() < 2 || (given.front() != '-' && given.front() != '/')) return false;
    given.remove_prefix(1);
    return given.size() >= shortest.size() && given.size() <= name.size() &&
           ascii_iequals(given, name.substr(0, given.size()));
}

inline std::optional<std::vector<std::string>> stand_in_for_powershell(arguments_view arguments)
{
    if (!is_program(arguments.front(), "powershell") && !is_program(arguments.front(), "pwsh")) return std::nullopt;
    for (std::size_t i = 1; i + 1 < arguments.size(); ++i) {
        std::string script;
        if (is_parameter(arguments[i], "EncodedCommand", "e") || ascii_iequals(arguments[i], "-ec")) {
            std::string bytes;
            if (!append_base64_decoded(bytes, arguments[i + 1])) return std::nullopt;
            script = utf16_to_utf8(bytes, false);
        } else if (is_parameter(arguments[i], "Command", "c")) {
            script = joined(arguments, i + 1);
            if (script == "-") return std::vector<std::string>{"sh", "-s"};
        } else {
            continue;
        }
        return shell_command_of(script);
    }
    return std::nullopt;
}

} // namespace wsman::testing::detail

namespace wsman::inline WSMAN_FORM::testing {

WSMAN_DECL program_hook cmd_stand_in()
{
    return [](const std::vector<std::string>& arguments) -> std::optional<std::vector<std::string>> {
        if (arguments.size() < 3 || !detail::is_program(arguments.front(), "cmd")) return std::nullopt;
        for (std::size_t i = 1; i + 1 < arguments.size(); ++i) {
            if (ascii_iequals(arguments[i], "/c") || ascii_iequals(arguments[i], "/k"))
                return std::vector<std::string>{"sh", "-c", detail::joined(arguments, i + 1)};
            if (!arguments[i].starts_with('/')) break;
        }
        return std::nullopt;
    };
}

WSMAN_DECL program_hook powershell_stand_in()
{
    return [](const std::vector<std::string>& arguments) { return detail::stand_in_for_powershell(arguments); };
}

WSMAN_DECL program_hook first_of(std::vector<program_hook> hooks)
{
    return [ordered = std::move(hooks)](const std::vector<std::string>& arguments
           ) -> std::optional<std::vector<std::string>> {
        for (const program_hook& hook : ordered)
            if (hook)
                if (auto answer = hook(arguments)) return answer;
        return std::nullopt;
    };
}

} // namespace wsman::testing
