//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/utf8.hpp>
#include <wsman/protocol/clixml_text.hpp>

#include <cstddef>
#include <optional>

namespace wsman::inline WSMAN_FORM::detail {

inline void append_clixml_unit(std::string& out, char32_t unit)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    out += "_x";
    for (unsigned shift = 16; shift > 0;) {
        shift -= 4;
        out += digits[(unit >> shift) & 0xFU];
    }
    out += '_';
}

/// Returns: the code unit, if `text` begins with `_xHHHH_`.
inline std::optional<char32_t> clixml_unit(std::string_view text) noexcept
{
    if (text.size() < 7 || text[0] != '_' || (text[1] != 'x' && text[1] != 'X') || text[6] != '_') return std::nullopt;
    char32_t unit = 0;
    for (std::size_t i = 2; i < 6; ++i) {
        const int digit = hex_value(text[i]);
        if (digit < 0) return std::nullopt;
        unit = unit * 16 + static_cast<char32_t>(digit);
    }
    return unit;
}

/// Preconditions: valid UTF-8 that is not empty. Effects: removes the first character.
inline char32_t take_character(std::string_view& text) noexcept
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i)
        code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    text.remove_prefix(length);
    return code;
}

/// Preconditions: valid UTF-8.
inline void append_valid_clixml_escaped(std::string& out, std::string_view text)
{
    while (!text.empty()) {
        const char32_t code = take_character(text);
        const bool control = code < 0x20 || (code >= 0x7F && code <= 0x9F);
        const bool underscore = code == '_' && !text.empty() && (text.front() == 'x' || text.front() == 'X');
        if (code >= 0x10000) {
            append_clixml_unit(out, 0xD800 + ((code - 0x10000) >> 10));
            append_clixml_unit(out, 0xDC00 + ((code - 0x10000) & 0x3FFU));
        } else if (control || underscore || code >= 0xFFFE) {
            append_clixml_unit(out, code);
        } else {
            append_utf8(out, code);
        }
    }
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL void append_clixml_escaped(std::string& out, std::string_view text)
{
    while (const auto bad = find_invalid_utf8(text)) {
        detail::append_valid_clixml_escaped(out, text.substr(0, *bad));
        append_utf8(out, 0xFFFD);
        text.remove_prefix(*bad + 1);
    }
    detail::append_valid_clixml_escaped(out, text);
}

WSMAN_DECL void append_clixml_unescaped(std::string& out, std::string_view text)
{
    for (std::size_t at = text.find('_'); at != std::string_view::npos; at = text.find('_')) {
        out.append(text.substr(0, at));
        text.remove_prefix(at);
        const auto unit = detail::clixml_unit(text);
        if (!unit) {
            out += '_';
            text.remove_prefix(1);
            continue;
        }
        text.remove_prefix(7);
        const bool high = *unit >= 0xD800 && *unit <= 0xDBFF;
        const auto next = high ? detail::clixml_unit(text) : std::nullopt;
        if (next && *next >= 0xDC00 && *next <= 0xDFFF) {
            append_utf8(out, 0x10000 + ((*unit - 0xD800) << 10) + (*next - 0xDC00));
            text.remove_prefix(7);
        } else {
            append_utf8(out, *unit >= 0xD800 && *unit <= 0xDFFF ? char32_t{0xFFFD} : *unit);
        }
    }
    out.append(text);
}

} // namespace wsman
