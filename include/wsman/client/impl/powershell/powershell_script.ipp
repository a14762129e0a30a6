//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/powershell_script.hpp>
#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/text_input.hpp>
#include <wsman/core/utf8.hpp>

#include <cstddef>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

// In strict mode reading a variable that was never set is an error, so $LASTEXITCODE is set.
inline constexpr std::string_view script_prologue = "$global:LASTEXITCODE=0";
inline constexpr std::string_view script_silence = ";$ProgressPreference='SilentlyContinue'";
// $? comes first, because every other expression would set it. The semicolon ends a last line that is incomplete.
inline constexpr std::string_view script_epilogue =
    ";if($?){exit [int]$LASTEXITCODE}elseif($LASTEXITCODE){exit $LASTEXITCODE}else{exit 1}";
inline constexpr std::string_view decode_script = "[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String(";
/// Not [Console]::In: PowerShell itself reads redirected input and provides it in $input.
inline constexpr std::string_view read_input = "(-join @($input))";

/// Returns: the script without leading white space and comments.
inline std::string_view skip_script_comments(std::string_view script) noexcept
{
    for (;;) {
        const std::size_t text = script.find_first_not_of(" \t\r\n");
        if (text == std::string_view::npos) return {};
        script.remove_prefix(text);
        const bool block = script.starts_with("<#");
        if (!block && !script.starts_with('#')) return script;
        const std::string_view end = block ? "#>" : "\n";
        const std::size_t stop = script.find(end, block ? 2 : 1);
        if (stop == std::string_view::npos) return {};
        script.remove_prefix(stop + end.size());
    }
}

/// Returns: true if the script begins with a statement that PowerShell accepts only at the beginning of a script block.
inline bool needs_own_block(std::string_view script) noexcept
{
    script = skip_script_comments(script);
    if (script.starts_with('[')) return true;
    std::size_t letters = 0;
    while (letters < script.size() && ascii_lower(script[letters]) >= 'a' && ascii_lower(script[letters]) <= 'z')
        ++letters;
    const std::string_view word = script.substr(0, letters);
    for (const std::string_view first : {"param", "using", "begin", "process", "end", "clean", "dynamicparam"})
        if (ascii_iequals(word, first)) return true;
    return false;
}

/// Returns: PowerShell code that runs the script in `expression`, followed by the epilogue in the same block.
inline std::string block_of(std::string_view expression, bool own_block)
{
    std::string call = "& ([ScriptBlock]::Create(";
    call += expression;
    if (!own_block) call.append("+\"`n\"+'").append(script_epilogue).append("'");
    return call + "))";
}

/// Returns: base64 in lines; PowerShell reads each as one string.
inline std::string in_lines(const std::string& base64)
{
    constexpr std::size_t width = 1000;
    std::string lines;
    lines.reserve(base64.size() + base64.size() / width * 2 + 2);
    for (std::size_t at = 0; at < base64.size(); at += width)
        lines.append(base64, at, width).append("\r\n");
    return lines;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL command powershell_script::encoded(const std::string& script) const
{
    std::vector<std::string> arguments = switches;
    std::string base64;
    append_base64(base64, utf8_to_utf16le(script));
    arguments.emplace_back("-EncodedCommand");
    arguments.push_back(std::move(base64));
    return command(program, std::move(arguments));
}

WSMAN_DECL std::string powershell_script::with_frame(const std::string& script) const
{
    std::string framed(detail::script_prologue);
    if (!show_progress) framed += detail::script_silence;
    framed.append("\n").append(script).append("\n").append(detail::script_epilogue);
    return framed;
}

WSMAN_DECL powershell_plan powershell_script::through_input(const std::string& base64, bool own_block) const
{
    std::string reader = "$t=";
    reader.append(detail::decode_script).append(detail::read_input).append("))\n");
    reader += detail::block_of("$t", own_block);
    return powershell_plan(
        powershell_route::standard_input, powershell_step(encoded(with_frame(reader)), detail::in_lines(base64))
    );
}

WSMAN_DECL powershell_plan
powershell_script::through_file(const std::string& base64, bool own_block, const uuid& id) const
{
    const std::string path = "$p=[IO.Path]::Combine([IO.Path]::GetTempPath(),'wsman-" + id.text() + ".tmp')\n";
    const std::string store = path + "[IO.File]::WriteAllText($p," + std::string(detail::read_input) + ")";
    const std::string remove = "[IO.File]::Delete($p)";
    const std::string load = "$t=" + std::string(detail::decode_script) + "[IO.File]::ReadAllText($p)))\n";
    const std::string run = path + load + remove + "\n$input|" + detail::block_of("$t", own_block);
    powershell_plan plan(powershell_route::temporary_file, powershell_step(encoded(with_frame(run))));
    plan.preparation.emplace_back(encoded(with_frame(store)), detail::in_lines(base64));
    plan.clean_up.emplace_back(encoded(with_frame(path + remove)), std::string());
    return plan;
}

WSMAN_DECL result<powershell_plan> powershell_script::plan(bool input_given, const uuid& id) const
{
    if (const auto bad = find_invalid_utf8(text))
        return failure(client_errc::invalid_argument, "the script has invalid UTF-8 at byte " + std::to_string(*bad));
    if (const std::size_t nul = text.find('\0'); nul != std::string::npos)
        return failure(client_errc::invalid_argument, "the script has a NUL at byte " + std::to_string(nul));
    // PowerShell would read a byte order mark as part of the first command.
    const std::string_view script = without_byte_order_mark(text);
    const bool own_block = detail::needs_own_block(script);
    std::string base64;
    append_base64(base64, script);
    const std::string inner = own_block
                                  ? detail::block_of(std::string(detail::decode_script) + "'" + base64 + "'))", true)
                                  : std::string(script);
    // Most scripts that exceed the limit exceed it by far, so the common case needs no encoding.
    if (inner.size() <= defaults::command_line_limit) {
        powershell_plan direct(powershell_route::encoded_command, powershell_step(encoded(with_frame(inner))));
        const auto request = direct.run.run.request();
        if (request) return direct;
        if (request.error().code() != client_errc::command_too_long) return request.error();
    }
    powershell_plan longer = input_given ? through_file(base64, own_block, id) : through_input(base64, own_block);
    if (const auto request = longer.run.run.request(); !request) return request.error();
    return longer;
}

} // namespace wsman
