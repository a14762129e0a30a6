//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the text before the next comma outside quotes. Effects: removes it from `rest`. Inside quotes a backslash
/// escapes the next character (RFC 9110, 5.6.4).
inline std::string_view next_challenge_part(std::string_view& rest) noexcept
{
    bool quoted = false;
    std::size_t end = 0;
    for (; end != rest.size() && (quoted || rest[end] != ','); ++end) {
        if (quoted && rest[end] == '\\' && end + 1 != rest.size())
            ++end;
        else if (rest[end] == '"')
            quoted = !quoted;
    }
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end == rest.size() ? end : end + 1);
    return part;
}

/// Returns: the scheme name at the start of a part, truncated and without control characters; empty if the part is a
/// parameter of the previous challenge.
inline std::string scheme_name(std::string_view part)
{
    constexpr std::size_t longest = 32;
    std::string name;
    for (const char c : part) {
        if (c == ' ' && name.empty()) continue;
        if (c == ' ' || name.size() == longest) break;
        if (c == '=') return {};
        if (c > 0x20 && c < 0x7F) name += c;
    }
    return name;
}

} // namespace wsman::detail
