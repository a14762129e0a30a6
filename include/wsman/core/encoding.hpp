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

/// Effects: appends the base64 encoding, without line breaks.
WSMAN_DECL void append_base64(std::string& out, std::string_view bytes);

/// Effects: appends the decoded bytes to `out`.
/// Returns: false, without a change of `out`, if the text is malformed: it contains a character outside the alphabet,
/// its padding is missing or misplaced, or the unused bits of the last digit are not 0. XML white space is allowed
/// anywhere.
WSMAN_DECL bool append_base64_decoded(std::string& out, std::string_view text);

// UTF-16; for the validation of UTF-8 see utf8.hpp

/// Returns: the text as UTF-16, little-endian, without a byte order mark; each ill-formed byte becomes U+FFFD.
WSMAN_DECL std::string utf8_to_utf16le(std::string_view text);

/// Returns: the UTF-8 form of UTF-16 bytes; a lone surrogate or half a unit becomes U+FFFD. A byte order mark is
/// converted like any other character.
WSMAN_DECL std::string utf16_to_utf8(std::string_view bytes, bool big_endian);

/// Returns: the UTF-8 form of UTF-16 bytes.
/// Errors: xml_errc::invalid_utf16 for a lone surrogate or half a unit; the error text contains the offset.
[[nodiscard]] WSMAN_DECL result<std::string> utf16_to_utf8_strict(std::string_view bytes, bool big_endian);

// Hexadecimal

/// Returns: the value of a hexadecimal digit in upper or lower case, or -1.
constexpr int hex_value(char digit) noexcept
{
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

/// Effects: appends two lower-case digits for each byte.
WSMAN_DECL void append_hex(std::string& out, std::string_view bytes);

/// Returns: the decoded bytes, or nothing if the text is not a sequence of pairs of hexadecimal digits. Upper and lower
/// case are accepted.
WSMAN_DECL std::optional<std::string> parse_hex(std::string_view text);

// ASCII, independent of the locale

constexpr char ascii_lower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Returns: a copy with A–Z in lower case; other bytes do not change.
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
