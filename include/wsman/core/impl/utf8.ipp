//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/utf8.hpp>

#include <cstdint>
#include <cstring>

namespace wsman::inline WSMAN_FORM::detail {

/// One decoded code point and its length in bytes; the length is 0 if no valid sequence begins at the byte.
struct utf8_step {
    char32_t code_point;
    std::size_t length;
};

inline utf8_step next_utf8(const char* at, const char* end) noexcept
{
    const auto byte = [&](std::ptrdiff_t i) { return static_cast<unsigned char>(at[i]); };
    const auto continues = [&](std::ptrdiff_t i) { return end - at > i && (byte(i) & 0xC0) == 0x80; };
    const auto bits = [&](std::ptrdiff_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    if (lead >= 0xC2 && lead <= 0xDF) {
        if (!continues(1)) return {0, 0};
        return {static_cast<char32_t>(lead & 0x1F) << 6 | bits(1), 2};
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (!continues(1) || !continues(2)) return {0, 0};
        const char32_t value = static_cast<char32_t>(lead & 0x0F) << 12 | bits(1) << 6 | bits(2);
        const bool scalar = value >= 0x800 && (value < 0xD800 || value > 0xDFFF);
        return {value, scalar ? std::size_t{3} : std::size_t{0}};
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!continues(1) || !continues(2) || !continues(3)) return {0, 0};
        const char32_t value = static_cast<char32_t>(lead & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3);
        return {value, value >= 0x10000 && value <= 0x10FFFF ? std::size_t{4} : std::size_t{0}};
    }
    return {0, 0};
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept
{
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        std::uint64_t word = 0;
        if (end - at >= 8) std::memcpy(&word, at, 8);
        if (end - at >= 8 && (word & 0x8080808080808080U) == 0) {
            at += 8;
            continue;
        }
        const detail::utf8_step next = detail::next_utf8(at, end);
        if (next.length == 0) return static_cast<std::size_t>(at - text.data());
        at += next.length;
    }
    return std::nullopt;
}

WSMAN_DECL void append_utf8(std::string& out, char32_t code_point)
{
    const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0 | code_point >> 6);
        put(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        put(0xE0 | code_point >> 12);
        put(0x80 | (code_point >> 6 & 0x3F));
        put(0x80 | (code_point & 0x3F));
    } else {
        put(0xF0 | code_point >> 18);
        put(0x80 | (code_point >> 12 & 0x3F));
        put(0x80 | (code_point >> 6 & 0x3F));
        put(0x80 | (code_point & 0x3F));
    }
}

} // namespace wsman
