//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/core/text_input.hpp>

#include <algorithm>
#include <cstddef>

namespace wsman::inline WSMAN_FORM::detail {

inline constexpr const char* text_input_advice = "save it as UTF-8, or as UTF-16 with a byte order mark";

inline failure bad_text_input(std::string_view before, std::string_view source, error_code code, const char* reason)
{
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    failure why(code, std::string(source) + ":" + std::to_string(line) + ": " + reason);
    why.details().hint = text_input_advice;
    return why;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<std::string> read_text_input(std::string_view bytes, std::string_view source, error_code code)
{
    const bool big_endian = bytes.starts_with("\xFE\xFF");
    const bool utf16 = big_endian || bytes.starts_with("\xFF\xFE");
    std::string text;
    const char* reason = nullptr;
    std::size_t good = 0; // the number of valid bytes in `text`
    if (utf16) {
        bytes.remove_prefix(2);
        text.reserve(bytes.size() / 2 * 3); // no reallocation: it would leave a copy of a password
        if (detail::convert_utf16(text, bytes, big_endian, false) != bytes.size()) reason = "bytes that are not UTF-16";
        good = text.size();
    } else {
        text = without_byte_order_mark(bytes);
        if (const auto bad = find_invalid_utf8(text)) {
            reason = "a byte that is not UTF-8";
            good = *bad;
        }
    }
    // An earlier NUL is the better reason: UTF-16 without a byte order mark contains one.
    if (const std::size_t nul = text.find('\0'); nul < (reason ? good : text.size())) {
        reason = "a NUL";
        good = nul;
    }
    if (!reason) return text;
    failure why = detail::bad_text_input(std::string_view(text).substr(0, good), source, code, reason);
    wipe(text);
    return why;
}

} // namespace wsman
