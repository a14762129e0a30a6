//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/utf8.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the length in bytes of the character at the beginning of `text` if that character can control a terminal,
/// end a line or change the writing direction (C0 and C1 control characters, U+2028, U+2029, bidirectional formatting
/// characters), else 0.
/// Preconditions: `text` is valid UTF-8 and not empty.
constexpr std::size_t control_sequence_length(std::string_view text) noexcept
{
    const auto at = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (at(0) < 0x20 || at(0) == 0x7F) return 1;
    if (at(0) == 0xC2 && at(1) < 0xA0) return 2;  // U+0080 to U+009F
    if (at(0) == 0xD8 && at(1) == 0x9C) return 2; // U+061C
    if (at(0) != 0xE2) return 0;
    if (at(1) == 0x80 && (at(2) == 0x8E || at(2) == 0x8F)) return 3;             // U+200E, U+200F
    if (at(1) == 0x80 && at(2) >= 0xA8 && at(2) <= 0xAE) return 3;               // U+2028 to U+202E
    return at(1) == 0x81 && at(2) >= 0xA6 && at(2) <= 0xA9 ? std::size_t{3} : 0; // U+2066 to U+2069
}

/// Effects: makes untrusted text safe to display on one line, so that a host can neither add lines to a log nor control
/// a terminal. Replaces ill-formed bytes by question marks and control characters by blanks. The length does not
/// change.
inline void make_displayable(std::string& text)
{
    std::size_t at = 0;
    while (const auto bad = find_invalid_utf8(std::string_view(text).substr(at))) {
        at += *bad;
        text[at++] = '?';
    }
    for (std::size_t i = 0; i != text.size();) {
        const std::size_t steering = control_sequence_length(std::string_view(text).substr(i));
        for (std::size_t k = 0; k != steering; ++k)
            text[i + k] = ' ';
        i += steering == 0 ? 1 : steering;
    }
}

} // namespace wsman::detail
