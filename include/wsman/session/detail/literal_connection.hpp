//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/session/policy_state.hpp>
#include <wsman/session/detail/connection_text.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// A connection string that is a literal in the program: `connection<"https://build01">()`.
template <std::size_t Size>
struct connection_literal {
    char text[Size]{};

    consteval connection_literal(const char (&literal)[Size]) noexcept { std::copy_n(literal, Size, text); }
    constexpr std::string_view view() const noexcept { return {text, Size - 1}; }
};

namespace detail {

/// Returns: the host part of a well-formed connection string. build() reports the error of a malformed one.
constexpr std::string_view literal_host(std::string_view text) noexcept
{
    if (scheme_of(text) != connection_scheme::absent) text.remove_prefix(text.find("://") + 3);
    text = text.substr(0, text.find_first_of("/?#"));
    if (text.starts_with('[')) return text.substr(0, text.find(']') + 1);
    return text.substr(0, text.find(':'));
}

/// Returns: whether the host is `[::1]` in any notation.
constexpr bool is_literal_ipv6_loopback(std::string_view host) noexcept
{
    const std::string_view inner = host.substr(1, host.size() - 2);
    return inner.ends_with('1') && inner.find_first_not_of("0:") == inner.size() - 1;
}

constexpr host_kind literal_host_kind(std::string_view text) noexcept
{
    const std::string_view host = literal_host(text);
    if (host.empty()) return text.empty() ? host_kind::loopback : host_kind::unknown;
    if (host.front() == '[') return is_literal_ipv6_loopback(host) ? host_kind::loopback : host_kind::ip_address;
    if (host == "127.0.0.1" || ascii_iequals(host, "localhost")) return host_kind::loopback;
    // A host that ends in a number must be an IPv4 address; build() refuses it otherwise.
    const std::string_view last = host.substr(host.find_last_of('.') + 1);
    const bool number = !last.empty() && last.find_first_not_of("0123456789") == std::string_view::npos;
    return number && last.size() != host.size() ? host_kind::ip_address : host_kind::name;
}

/// Returns: the rule that host and port of a literal break, or `rule::none`. The check is not complete; build() parses
/// the text again. A test compares the result with that of parse_connection_string.
constexpr rule rule_broken_by_authority(std::string_view authority) noexcept
{
    std::string_view host = authority.substr(0, authority.find(':'));
    std::string_view rest = authority.substr(host.size());
    if (authority.starts_with('[')) {
        const std::size_t close = authority.find(']');
        if (close == std::string_view::npos) return rule::r10;
        host = authority.substr(1, close - 1);
        rest = authority.substr(close + 1);
        if (host.find('%') != std::string_view::npos) return rule::none;
        if (!rest.empty() && rest.front() != ':') return rule::r10;
    } else if (authority.find_first_of("[]") != std::string_view::npos || looks_like_bare_ipv6(authority)) {
        return rule::r10;
    }
    if (!rest.empty() && port_of(rest.substr(1)) == 0) return rule::r6;
    if (host.empty()) return authority.starts_with('[') ? rule::r10 : rule::r1;
    return rule::none;
}

/// Returns: the first rule that a literal breaks, in the order of the checks of parse_connection_string. The check is
/// not complete.
constexpr rule rule_broken_by_literal(std::string_view text) noexcept
{
    for (std::size_t i = 0; i != text.size(); ++i)
        if (!is_visible_ascii(text[i])) return is_at_port(text.substr(0, i), text.substr(i)) ? rule::r6 : rule::r1;
    const connection_scheme scheme = scheme_of(text);
    if (text.empty()) return rule::none;
    if (scheme == connection_scheme::other) return rule::r3;
    if (scheme != connection_scheme::absent) text.remove_prefix(text.find("://") + 3);
    const std::string_view authority = text.substr(0, text.find_first_of("/?#"));
    if (authority.find('@') != std::string_view::npos || text.find('#') != std::string_view::npos) return rule::r11;
    return rule_broken_by_authority(authority);
}

/// The properties of a literal that the rules check.
struct literal_facts {
    rule broken = rule::none;
    transport_binding scheme{};
    host_kind host{};
};

/// The parameter is a value, because g++ with -fsanitize=undefined does not accept a search in a template parameter
/// object as a constant expression.
template <std::size_t Size>
constexpr literal_facts facts_of(connection_literal<Size> literal) noexcept
{
    const std::string_view text = literal.view();
    if (const rule broken = rule_broken_by_literal(text); broken != rule::none)
        return {broken, transport_binding::unbound, host_kind::unknown};
    const host_kind host = literal_host_kind(text);
    switch (scheme_of(text)) {
    case connection_scheme::http: return {rule::none, transport_binding::http, host};
    case connection_scheme::https: return {rule::none, transport_binding::https, host};
    case connection_scheme::absent:
    case connection_scheme::other: break;
    }
    return {rule::none, transport_binding::unbound, host};
}

} // namespace detail

} // namespace wsman
