//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/uuid.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Finds the user's script in the code that the library adds around it. The script itself is left to sh.
namespace wsman::inline WSMAN_FORM::testing::detail {

inline bool holds(std::string_view script, std::string_view part) noexcept
{
    return script.find(part) != std::string_view::npos;
}

/// Returns: the text between two marks; nothing if either is missing.
inline std::optional<std::string_view>
between(std::string_view text, std::string_view before, std::string_view after) noexcept
{
    const std::size_t from = text.find(before);
    if (from == std::string_view::npos) return std::nullopt;
    text.remove_prefix(from + before.size());
    const std::size_t to = text.find(after);
    if (to == std::string_view::npos) return std::nullopt;
    return text.substr(0, to);
}

/// Returns: the script without the added lines that set the exit code.
inline std::string_view without_frame(std::string_view script) noexcept
{
    constexpr std::string_view before = "$global:LASTEXITCODE=0";
    constexpr std::string_view behind = "\n;if($?){exit ";
    if (!script.starts_with(before)) return script;
    const std::size_t first = script.find('\n');
    if (first == std::string_view::npos) return script;
    script.remove_prefix(first + 1);
    const std::size_t last = script.rfind(behind);
    return last == std::string_view::npos ? script : script.substr(0, last);
}

/// Returns: sh's name for the temporary file that a script uses; empty if it uses none.
inline std::string temporary_file_of(std::string_view script)
{
    const auto id = between(script, "'wsman-", ".tmp'");
    const auto parsed = id ? uuid::parse(*id) : std::nullopt;
    return parsed ? "\"${TMPDIR:-/tmp}/wsman-" + parsed->text() + ".tmp\"" : std::string();
}

/// Returns: the sh command that does what a script for PowerShell asks for.
inline std::vector<std::string> shell_command_of(std::string_view framed)
{
    const std::string_view script = without_frame(framed);
    const auto by_sh = [](std::string line) { return std::vector<std::string>{"sh", "-c", std::move(line)}; };
    if (const std::string file = temporary_file_of(script); !file.empty()) {
        if (holds(script, "WriteAllText($p,")) return by_sh("cat > " + file);
        if (holds(script, "ReadAllText($p)"))
            return by_sh(
                "f=" + file + "; base64 -di < \"$f\" > \"$f.sh\"; rm -f \"$f\"; " +
                "sh \"$f.sh\"; s=$?; rm -f \"$f.sh\"; exit $s"
            );
        if (holds(script, "Delete($p)")) return by_sh("rm -f " + file);
    }
    if (holds(script, "FromBase64String((-join @($input)))") && holds(script, "[ScriptBlock]::Create("))
        return by_sh("base64 -di | sh -s");
    if (holds(script, "[ScriptBlock]::Create(")) {
        std::string inner;
        if (const auto base64 = between(script, "FromBase64String('", "')"))
            if (append_base64_decoded(inner, *base64)) return by_sh(std::move(inner));
    }
    return by_sh(std::string(script));
}

} // namespace wsman::testing::detail
