//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/xml/detail/characters.hpp>

#include <array>
#include <cstdint>
#include <cstdio>

namespace wsman::inline WSMAN_FORM::xml::detail {

WSMAN_DECL std::size_t decode_utf8(std::string_view text, char32_t& code) noexcept
{
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
    const auto bits = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3FU); };
    if (text.empty()) return 0;
    const unsigned char first = byte(0);
    if (first < 0x80) {
        code = first;
        return 1;
    }
    if (first >= 0xC2 && first < 0xE0 && continues(1)) {
        code = (char32_t{first & 0x1FU} << 6) | bits(1);
        return 2;
    }
    if (first >= 0xE0 && first < 0xF0 && continues(1) && continues(2)) {
        code = (char32_t{first & 0x0FU} << 12) | (bits(1) << 6) | bits(2);
        return code >= 0x800 && (code < 0xD800 || code > 0xDFFF) ? 3 : 0; // neither overlong nor a surrogate
    }
    if (first >= 0xF0 && first < 0xF5 && continues(1) && continues(2) && continues(3)) {
        code = (char32_t{first & 0x07U} << 18) | (bits(1) << 12) | (bits(2) << 6) | bits(3);
        return code >= 0x10000 && code <= 0x10FFFF ? 4 : 0;
    }
    return 0;
}

/// Returns: the number of bytes from the beginning that are ASCII text without control characters, in whole blocks.
/// Fixed-size blocks without a branch inside: compilers turn them into vector instructions.
inline std::size_t plain_blocks(const char* bytes, std::size_t size) noexcept
{
    constexpr std::size_t block = 64;
    std::size_t done = 0;
    for (; size - done >= block; done += block) {
        unsigned char odd = 0;
        for (std::size_t i = 0; i < block; ++i)
            odd = static_cast<unsigned char>(odd | (static_cast<signed char>(bytes[done + i]) < 0x20 ? 1U : 0U));
        if (odd != 0) break;
    }
    return done;
}

WSMAN_DECL character_check check_characters(std::string_view text) noexcept
{
    constexpr std::size_t block = 64;
    std::size_t at = 0;
    while (at < text.size()) {
        at += plain_blocks(text.data() + at, text.size() - at);
        // Checks one block, or the rest, byte by byte. Then the fast check continues, because line breaks and
        // characters beyond ASCII are common.
        const std::size_t stop = text.size() - at > block ? at + block : text.size();
        while (at < stop) {
            const auto c = static_cast<unsigned char>(text[at]);
            if (c >= 0x20 && c < 0x80) {
                ++at;
                continue;
            }
            char32_t code = 0;
            const std::size_t length = decode_utf8(text.substr(at), code);
            if (length == 0) return {character_fault::utf8, at, 0};
            if (!is_character(code)) return {character_fault::forbidden, at, code};
            at += length;
        }
    }
    return {};
}

constexpr bool is_name_start(char32_t c) noexcept
{
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    constexpr std::array<std::pair<char32_t, char32_t>, 12> ranges{
        {{0xC0, 0xD6},
         {0xD8, 0xF6},
         {0xF8, 0x2FF},
         {0x370, 0x37D},
         {0x37F, 0x1FFF},
         {0x200C, 0x200D},
         {0x2070, 0x218F},
         {0x2C00, 0x2FEF},
         {0x3001, 0xD7FF},
         {0xF900, 0xFDCF},
         {0xFDF0, 0xFFFD},
         {0x10000, 0xEFFFF}}
    };
    for (const auto& [first, last] : ranges)
        if (c >= first && c <= last) return true;
    return false;
}

constexpr bool is_name_part(char32_t c) noexcept
{
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == 0xB7 ||
           (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

WSMAN_DECL bool is_ncname(std::string_view text) noexcept
{
    for (std::size_t at = 0; at < text.size();) {
        char32_t code = 0;
        const std::size_t length = decode_utf8(text.substr(at), code);
        if (length == 0 || !(at == 0 ? is_name_start(code) : is_name_part(code))) return false;
        at += length;
    }
    return !text.empty();
}

WSMAN_DECL std::optional<qname_parts> split_qname(std::string_view text) noexcept
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        if (!is_ncname(text)) return std::nullopt;
        return qname_parts({}, text);
    }
    const qname_parts parts(text.substr(0, colon), text.substr(colon + 1));
    if (!is_ncname(parts.first) || !is_ncname(parts.second)) return std::nullopt;
    return parts;
}

WSMAN_DECL std::optional<qname_parts> split_scanned_name(std::string_view text) noexcept
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return qname_parts({}, text);
    const qname_parts parts(text.substr(0, colon), text.substr(colon + 1));
    if (parts.first.empty() || parts.second.empty() || parts.second.find(':') != std::string_view::npos)
        return std::nullopt;
    const auto first = static_cast<unsigned char>(parts.second.front());
    if (first < 0x80 && !is_name_start(first)) return std::nullopt;
    return parts;
}

WSMAN_DECL std::string code_point_text(char32_t code)
{
    char text[16];
    std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(code));
    return text;
}

/// Effects: appends the text; replaces each character for which `replacement` returns a string that is not empty.
template <class Replacement>
void append_replaced(std::string& out, std::string_view text, Replacement replacement)
{
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view instead = replacement(text[at]);
        if (instead.empty()) continue;
        out.append(text.substr(from, at - from)).append(instead);
        from = at + 1;
    }
    out.append(text.substr(from));
}

WSMAN_DECL void append_escaped_text(std::string& out, std::string_view text)
{
    append_replaced(out, text, [](char c) -> std::string_view {
        switch (c) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '\r': return "&#xD;";
        default: return {};
        }
    });
}

WSMAN_DECL void append_escaped_attribute(std::string& out, std::string_view value)
{
    append_replaced(out, value, [](char c) -> std::string_view {
        switch (c) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '"': return "&quot;";
        case '\t': return "&#x9;";
        case '\n': return "&#xA;";
        case '\r': return "&#xD;";
        default: return {};
        }
    });
}

} // namespace wsman::xml::detail
