//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// The characters and names that XML 1.0 (fifth edition) allows, for reader and writer.
namespace wsman::inline WSMAN_FORM::xml::detail {

enum class character_fault { none, utf8, forbidden };

/// The position of the first character that XML does not allow, and the reason.
struct character_check {
    character_fault fault = character_fault::none;
    std::size_t offset = 0;
    char32_t code = 0; ///< the forbidden character
};

/// Production [2] Char: U+0009, U+000A, U+000D, U+0020 to U+D7FF, U+E000 to U+FFFD, U+10000 to U+10FFFF.
constexpr bool is_character(char32_t code) noexcept
{
    if (code < 0x20) return code == 0x9 || code == 0xA || code == 0xD;
    if (code < 0xD800) return true;
    return (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

constexpr bool is_space(char c) noexcept
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// Returns: whether the text contains only XML white space.
constexpr bool is_blank(std::string_view text) noexcept
{
    for (const char c : text)
        if (!is_space(c)) return false;
    return true;
}

constexpr std::string_view trim(std::string_view text) noexcept
{
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

/// A prefix, which may be empty, and a local name.
using qname_parts = std::pair<std::string_view, std::string_view>;

/// Effects: stores the scalar value of the UTF-8 sequence at the beginning of `text`.
/// Returns: the length of the sequence, or 0 if it is not well-formed.
WSMAN_DECL std::size_t decode_utf8(std::string_view text, char32_t& code) noexcept;
/// Returns: the first byte that is not UTF-8 or begins a character that XML does not allow.
WSMAN_DECL character_check check_characters(std::string_view text) noexcept;
/// Returns: whether the text is a name without a colon (Namespaces in XML, production NCName).
WSMAN_DECL bool is_ncname(std::string_view text) noexcept;
/// Returns: prefix and local name, or nothing if the text is not a qualified name.
WSMAN_DECL std::optional<qname_parts> split_qname(std::string_view text) noexcept;
/// Returns: the same as split_qname, with fewer checks.
/// Preconditions: the scan has checked the bytes, and a text with characters beyond ASCII is a qualified name.
WSMAN_DECL std::optional<qname_parts> split_scanned_name(std::string_view text) noexcept;
/// Returns: "U+0007".
WSMAN_DECL std::string code_point_text(char32_t code);

/// Effects: escapes `&`, `<`, `>` and the carriage return, which a reader would convert to a line feed.
WSMAN_DECL void append_escaped_text(std::string& out, std::string_view text);
/// Effects: escapes `&`, `<`, `"` and the white space that a reader would convert to blanks.
WSMAN_DECL void append_escaped_attribute(std::string& out, std::string_view value);

} // namespace wsman::xml::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/xml/impl/characters.ipp>
#endif
