//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/impl/utf8.ipp>

#include <array>
#include <cstdint>

namespace wsman::inline WSMAN_FORM::detail {

inline constexpr char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

inline constexpr std::uint32_t base64_foreign = 0x01000000; ///< a bit above the 24 bits of four digits

/// One table for each of the four digits of a quantum, so that decoding takes four loads and three ors.
struct base64_tables {
    std::array<std::array<std::uint32_t, 256>, 4> place{};

    constexpr base64_tables() noexcept
    {
        for (auto& table : place)
            for (auto& entry : table)
                entry = base64_foreign;
        for (std::uint32_t value = 0; value != 64; ++value)
            for (std::size_t i = 0; i != 4; ++i)
                place[i][static_cast<unsigned char>(base64_digits[value])] = value << (18 - 6 * i);
    }
};
inline constexpr base64_tables base64_values{};

constexpr bool is_xml_space(char c) noexcept
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Decodes complete quanta from `from`; stops before white space, padding or a character outside the alphabet.
inline void decode_base64_run(const char*& from, const char* end, char*& to) noexcept
{
    const auto& [a, b, c, d] = base64_values.place;
    while (end - from >= 4) {
        const auto* in = reinterpret_cast<const unsigned char*>(from);
        const std::uint32_t word = a[in[0]] | b[in[1]] | c[in[2]] | d[in[3]];
        if (word & base64_foreign) return;
        to[0] = static_cast<char>(word >> 16);
        to[1] = static_cast<char>(word >> 8);
        to[2] = static_cast<char>(word);
        from += 4;
        to += 3;
    }
}

enum class base64_quantum { whole, last, malformed };

/// Decodes one quantum digit by digit and skips white space. Returns: `last` if the quantum has padding or the text
/// ends before it.
inline base64_quantum decode_base64_quantum(const char*& from, const char* end, char*& to) noexcept
{
    std::uint32_t word = 0;
    int digits = 0;
    int padding = 0;
    for (; from != end && digits + padding != 4; ++from) {
        if (is_xml_space(*from)) continue;
        if (*from == '=') {
            ++padding;
            continue;
        }
        const std::uint32_t value = base64_values.place[3][static_cast<unsigned char>(*from)];
        if (padding != 0 || value == base64_foreign) return base64_quantum::malformed;
        word = word << 6 | value;
        ++digits;
    }
    if (digits + padding == 0) return base64_quantum::last;
    if (digits + padding != 4 || padding > 2) return base64_quantum::malformed;
    word <<= 6 * padding;
    if ((padding == 1 && (word & 0xFF) != 0) || (padding == 2 && (word & 0xFFFF) != 0))
        return base64_quantum::malformed;
    for (int i = 0; i != 3 - padding; ++i)
        *to++ = static_cast<char>(word >> (16 - 8 * i));
    return padding == 0 ? base64_quantum::whole : base64_quantum::last;
}

inline void append_utf16le_unit(std::string& out, char32_t unit)
{
    out += static_cast<char>(unit & 0xFF);
    out += static_cast<char>(unit >> 8 & 0xFF);
}

/// Appends the text as UTF-8. Returns: the offset of the first ill-formed unit, or the size if there is none. With
/// `replace`, ill-formed units become U+FFFD and the conversion continues.
inline std::size_t convert_utf16(std::string& out, std::string_view bytes, bool big_endian, bool replace)
{
    const auto unit = [&](std::size_t i) -> char32_t {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
    };
    std::size_t at = 0;
    while (at + 1 < bytes.size()) {
        const char32_t high = unit(at);
        if (high < 0xD800 || high > 0xDFFF) {
            append_utf8(out, high);
            at += 2;
            continue;
        }
        const char32_t low = high < 0xDC00 && at + 3 < bytes.size() ? unit(at + 2) : 0;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            append_utf8(out, 0x10000 + ((high - 0xD800) << 10 | (low - 0xDC00)));
            at += 4;
            continue;
        }
        if (!replace) return at;
        append_utf8(out, 0xFFFD);
        at += 2;
    }
    if (at == bytes.size()) return at;
    if (replace) append_utf8(out, 0xFFFD);
    return at;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL void append_base64(std::string& out, std::string_view bytes)
{
    const std::size_t old_size = out.size();
    out.resize(old_size + base64_encoded_size(bytes.size()));
    char* to = out.data() + old_size;
    const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t left = bytes.size();
    const auto put = [&](std::uint32_t word) {
        to[0] = detail::base64_digits[word >> 18];
        to[1] = detail::base64_digits[word >> 12 & 0x3F];
        to[2] = detail::base64_digits[word >> 6 & 0x3F];
        to[3] = detail::base64_digits[word & 0x3F];
        to += 4;
    };
    for (; left >= 3; left -= 3, from += 3)
        put(std::uint32_t{from[0]} << 16 | std::uint32_t{from[1]} << 8 | from[2]);
    if (left == 0) return;
    put(std::uint32_t{from[0]} << 16 | (left == 2 ? std::uint32_t{from[1]} << 8 : 0));
    to[-1] = '=';
    if (left == 1) to[-2] = '=';
}

WSMAN_DECL bool append_base64_decoded(std::string& out, std::string_view text)
{
    const std::size_t old_size = out.size();
    out.resize(old_size + (text.size() / 4 + 1) * 3);
    const char* from = text.data();
    const char* const end = from + text.size();
    char* to = out.data() + old_size;
    auto state = detail::base64_quantum::whole;
    while (state == detail::base64_quantum::whole) {
        detail::decode_base64_run(from, end, to);
        state = detail::decode_base64_quantum(from, end, to);
    }
    while (from != end && detail::is_xml_space(*from))
        ++from;
    const bool good = state == detail::base64_quantum::last && from == end;
    out.resize(good ? static_cast<std::size_t>(to - out.data()) : old_size);
    return good;
}

WSMAN_DECL std::string utf8_to_utf16le(std::string_view text)
{
    std::string out;
    out.reserve(text.size() * 2);
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const detail::utf8_step next = detail::next_utf8(at, end);
        at += next.length == 0 ? 1 : next.length;
        if (next.length == 0) {
            detail::append_utf16le_unit(out, 0xFFFD);
        } else if (next.code_point < 0x10000) {
            detail::append_utf16le_unit(out, next.code_point);
        } else {
            detail::append_utf16le_unit(out, 0xD800 + ((next.code_point - 0x10000) >> 10));
            detail::append_utf16le_unit(out, 0xDC00 + ((next.code_point - 0x10000) & 0x3FF));
        }
    }
    return out;
}

WSMAN_DECL std::string utf16_to_utf8(std::string_view bytes, bool big_endian)
{
    std::string out;
    out.reserve(bytes.size() / 2);
    detail::convert_utf16(out, bytes, big_endian, true);
    return out;
}

WSMAN_DECL result<std::string> utf16_to_utf8_strict(std::string_view bytes, bool big_endian)
{
    std::string out;
    out.reserve(bytes.size() / 2);
    const std::size_t stop = detail::convert_utf16(out, bytes, big_endian, false);
    if (stop != bytes.size()) return failure(xml_errc::invalid_utf16, "at byte " + std::to_string(stop));
    return out;
}

WSMAN_DECL void append_hex(std::string& out, std::string_view bytes)
{
    constexpr char digits[] = "0123456789abcdef";
    for (const char c : bytes) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 0x0F];
    }
}

WSMAN_DECL std::optional<std::string> parse_hex(std::string_view text)
{
    if (text.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i != text.size(); i += 2) {
        const int high = hex_value(text[i]);
        const int low = hex_value(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high << 4 | low);
    }
    return bytes;
}

WSMAN_DECL std::string ascii_lower(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        c = ascii_lower(c);
    return out;
}

} // namespace wsman
