//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// What a connection string looks like at a glance, for the reader of texts and for literals.
namespace wsman::inline WSMAN_FORM::detail {

/// Returns: where the "://" behind a scheme stands, or npos; one inside a path or query belongs to no scheme.
constexpr std::size_t end_of_scheme(std::string_view text) noexcept
{
    const std::size_t end = text.find("://");
    return end != std::string_view::npos && end < text.find_first_of("/?#[@") ? end : std::string_view::npos;
}

constexpr bool is_visible_ascii(char c) noexcept
{
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F;
}

/// Returns: the port, or 0 for what is none (R6).
constexpr std::uint16_t port_of(std::string_view text) noexcept
{
    if (text.empty() || text.size() > 10) return 0;
    std::uint64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return 0;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value <= 65535 ? static_cast<std::uint16_t>(value) : std::uint16_t{0};
}

constexpr std::size_t count_of(std::string_view text, char wanted) noexcept
{
    std::size_t count = 0;
    for (const char c : text)
        count += c == wanted ? 1 : 0;
    return count;
}

/// A dot at the end of a name says that it is whole. A resolver needs to know; it is no part of the name for anybody
/// else (RFC 6066, 3; RFC 9525, 6.3). Behind an empty label it says nothing: "a.." is no name, and stays what it is.
constexpr std::string_view without_final_dot(std::string_view host) noexcept
{
    if (host.size() > 1 && host.ends_with('.') && !host.ends_with("..")) host.remove_suffix(1);
    return host;
}

/// An address without its brackets (R10).
constexpr bool looks_like_bare_ipv6(std::string_view authority) noexcept
{
    const std::string_view address = authority.substr(0, authority.find('%'));
    return count_of(address, ':') >= 2 &&
           address.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

/// Whether what follows `before` belongs to the port, so that a character which no port has is told as such.
constexpr bool is_at_port(std::string_view before, std::string_view after) noexcept
{
    if (const std::size_t end = end_of_scheme(before); end != std::string_view::npos) before.remove_prefix(end + 3);
    if (before.find_first_of("/?#@") != std::string_view::npos) return false;
    if (after.substr(0, after.find_first_of("/?#")).find('@') != std::string_view::npos) return false; // a password
    if (before.starts_with('[')) {
        const std::size_t close = before.find(']');
        before.remove_prefix(close == std::string_view::npos ? before.size() : close);
    }
    return count_of(before, ':') == 1;
}

} // namespace wsman::detail
