//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/detail/display_text.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

inline constexpr std::size_t host_text_limit = 4096; // bytes

/// Returns: text of a host in a form that is safe to display: one line of valid UTF-8 without repeated blanks, at most
/// `limit` bytes, cut only between characters.
inline std::string host_text(std::string_view text, std::size_t limit = host_text_limit)
{
    std::string out;
    while (!text.empty() && out.size() <= limit) {
        const std::size_t valid = find_invalid_utf8(text).value_or(text.size());
        for (const char c : text.substr(0, valid)) {
            const bool blank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
            if (!blank) {
                out += c;
            } else if (!out.empty() && out.back() != ' ') {
                out += ' ';
            }
            if (out.size() > limit) break;
        }
        text.remove_prefix(valid);
        if (text.empty()) break;
        out += "\xEF\xBF\xBD"; // U+FFFD
        text.remove_prefix(1);
    }
    if (out.size() > limit) {
        std::size_t end = limit;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U)
            --end;
        out.resize(end);
    }
    make_displayable(out);
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

} // namespace wsman::detail
