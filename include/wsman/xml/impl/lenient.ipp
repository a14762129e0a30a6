//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/xml/detail/characters.hpp>
#include <wsman/xml/detail/lenient.hpp>

namespace wsman::inline WSMAN_FORM::xml::detail {

inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD"; // U+FFFD

WSMAN_DECL std::string lenient_copy::run(std::size_t most)
{
    most_ = most;
    out_.reserve(from_.size());
    // Some devices send the NUL of a C string and the bytes after it.
    while (!from_.empty() && from_.back() == '\0')
        from_.remove_suffix(1);
    while (more())
        in_text();
    return std::move(out_);
}

WSMAN_DECL void lenient_copy::in_text()
{
    if (from_[at_] == '&') return reference();
    if (from_[at_] != '<') return character();
    if (looking_at("<![CDATA[")) {
        keep(9);
        up_to("]]>");
    } else if (looking_at("<!--")) {
        keep(4);
        up_to("-->");
    } else if (looking_at("<?")) {
        keep(2);
        up_to("?>");
    } else {
        in_tag();
    }
}

WSMAN_DECL void lenient_copy::in_tag()
{
    while (more()) {
        const char c = from_[at_];
        keep(1);
        if (c == '>') return;
        if (c == '"' || c == '\'') in_value(c);
    }
}

WSMAN_DECL void lenient_copy::in_value(char quote)
{
    while (more()) {
        if (from_[at_] == quote) return keep(1);
        if (from_[at_] == '&')
            reference();
        else
            character();
    }
}

/// Copies up to and including `end`, which contains no forbidden characters.
WSMAN_DECL void lenient_copy::up_to(std::string_view end)
{
    while (more()) {
        if (looking_at(end)) return keep(end.size());
        character();
    }
}

WSMAN_DECL void lenient_copy::character()
{
    char32_t code = 0;
    const std::size_t length = decode_utf8(from_.substr(at_), code);
    if (length != 0 && is_character(code)) return keep(length);
    out_ += replacement_character;
    at_ += length == 0 ? 1 : length;
}

/// Replaces a reference to a forbidden character; copies any other text that begins with an ampersand.
WSMAN_DECL void lenient_copy::reference()
{
    if (!looking_at("&#")) return keep(1);
    const bool hex = looking_at("&#x");
    const std::size_t first = at_ + (hex ? 3 : 2);
    std::size_t digit = first;
    char32_t code = 0;
    for (; digit < from_.size(); ++digit) {
        const auto c = static_cast<unsigned char>(from_[digit]);
        const unsigned letter = (c | 0x20U) - 'a';
        const bool decimal = c >= '0' && c <= '9';
        if (!decimal && !(hex && letter < 6)) break;
        const char32_t value = decimal ? char32_t{c} - '0' : letter + 10;
        if (code <= 0x10FFFF) code = code * (hex ? 16 : 10) + value;
    }
    const bool whole = digit != first && digit < from_.size() && from_[digit] == ';';
    if (!whole || is_character(code)) return keep(digit - at_);
    out_ += replacement_character;
    at_ = digit + 1;
}

} // namespace wsman::xml::detail
