//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/utf8.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

// Base64 (RFC 4648, section 4, with padding)

constexpr std::size_t base64_encoded_size(std::size_t bytes) noexcept
{
    return (bytes + 2) / 3 * 4;
}

/// Effects: appends the base64 form, without line ends.
WSMAN_DECL void append_base64(std::string& out, std::string_view bytes);

/// Effects: appends the decoded bytes straight to `out`.
/// Returns: false, with `out` as it was, if the text is malformed: a foreign character, missing or misplaced
/// padding, bits behind the last byte that are not 0. XML white space is allowed anywhere.
WSMAN_DECL bool append_base64_decoded(std::string& out, std::string_view text);

// UTF-16 (validation of UTF-8: utf8.hpp)

/// Returns: the text as UTF-16, little-endian, without a byte order mark; each ill-formed byte becomes U+FFFD.
WSMAN_DECL std::string utf8_to_utf16le(std::string_view text);

/// Returns: the UTF-8 form of UTF-16 bytes; a lone surrogate or half a unit becomes U+FFFD. A byte order mark
/// is a character like others.
WSMAN_DECL std::string utf16_to_utf8(std::string_view bytes, bool big_endian);

/// Returns: the UTF-8 form of UTF-16 bytes.
/// Errors: xml_errc::invalid_utf16 for a lone surrogate or half a unit; the text names the offset.
[[nodiscard]] WSMAN_DECL result<std::string> utf16_to_utf8_strict(std::string_view bytes, bool big_endian);

// Hexadecimal

/// Returns: the value of a hexadecimal digit of either case, or -1.
constexpr int hex_value(char digit) noexcept
{
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

/// Effects: appends two lower-case digits a byte.
WSMAN_DECL void append_hex(std::string& out, std::string_view bytes);

/// Returns: the bytes that pairs of digits of either case name, or nothing if the text holds anything else.
WSMAN_DECL std::optional<std::string> parse_hex(std::string_view text);

// ASCII without a locale

constexpr char ascii_lower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Returns: a copy with A–Z in lower case and all other bytes as they are.
WSMAN_DECL std::string ascii_lower(std::string_view text);

constexpr bool ascii_iequals(std::string_view a, std::string_view b) noexcept
{
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i != a.size(); ++i)
        if (ascii_lower(a[i]) != ascii_lower(b[i])) return false;
    return true;
}

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/encoding.ipp>
#endif
