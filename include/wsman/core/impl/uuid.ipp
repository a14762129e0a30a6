//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/uuid.hpp>

#include <random>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: whether the text has a '-' before this byte.
constexpr bool uuid_group_starts(std::size_t byte) noexcept
{
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL uuid uuid::random()
{
    // Each value comes from the system: a generator with state would produce the same values in a forked process.
    thread_local std::random_device source;
    std::array<std::uint8_t, 16> bytes;
    for (std::size_t i = 0; i != bytes.size(); i += 4) {
        const std::uint32_t word = source();
        for (std::size_t j = 0; j != 4; ++j)
            bytes[i + j] = static_cast<std::uint8_t>(word >> (8 * j));
    }
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x40); // version 4
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80); // variant of RFC 4122
    return uuid(bytes);
}

WSMAN_DECL std::optional<uuid> uuid::parse(std::string_view text) noexcept
{
    if (ascii_iequals(text.substr(0, 4), "urn:")) text.remove_prefix(4);
    if (ascii_iequals(text.substr(0, 5), "uuid:")) text.remove_prefix(5);
    if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
    if (text.size() != 36) return std::nullopt;
    std::array<std::uint8_t, 16> bytes;
    for (std::size_t i = 0; i != bytes.size(); ++i) {
        if (detail::uuid_group_starts(i)) {
            if (text.front() != '-') return std::nullopt;
            text.remove_prefix(1);
        }
        const int high = hex_value(text[0]);
        const int low = hex_value(text[1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
        text.remove_prefix(2);
    }
    return uuid(bytes);
}

WSMAN_DECL std::string uuid::text() const
{
    std::string out;
    append(out);
    return out;
}

WSMAN_DECL void uuid::append(std::string& out) const
{
    constexpr char digits[] = "0123456789ABCDEF";
    out.reserve(out.size() + 36);
    for (std::size_t i = 0; i != bytes_.size(); ++i) {
        if (detail::uuid_group_starts(i)) out += '-';
        out += digits[bytes_[i] >> 4];
        out += digits[bytes_[i] & 0x0F];
    }
}

} // namespace wsman
