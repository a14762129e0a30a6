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

// Simple checks of a connection string, for the run-time reader and for literals.
namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the position of the "://" after a scheme, or npos. A "://" in a path or query does not count.
constexpr std::size_t end_of_scheme(std::string_view text) noexcept
{
    const std::size_t end = text.find("://");
    return end != std::string_view::npos && end < text.find_first_of("/?#[@") ? end : std::string_view::npos;
}

constexpr bool is_visible_ascii(char c) noexcept
{
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F;
}

/// Returns: the port, or 0 if the text is not a valid port (R6).
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

/// Returns: the host without a trailing dot. The dot marks an absolute name for the resolver; other protocols do not
/// use it (RFC 6066, 3; RFC 9525, 6.3). A host with an empty label, such as "a..", is not a name and stays unchanged.
constexpr std::string_view without_final_dot(std::string_view host) noexcept
{
    if (host.size() > 1 && host.ends_with('.') && !host.ends_with("..")) host.remove_suffix(1);
    return host;
}

/// Returns: whether the text looks like an IPv6 address without brackets (R10).
constexpr bool looks_like_bare_ipv6(std::string_view authority) noexcept
{
    const std::string_view address = authority.substr(0, authority.find('%'));
    return count_of(address, ':') >= 2 &&
           address.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

/// Returns: whether the text after `before` is in the port, so that an invalid character is reported as an invalid
/// port.
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
