//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/session/rule.hpp>
#include <wsman/session/trusted_hosts.hpp>

#include <boost/url/ipv6_address.hpp>
#include <boost/url/parse.hpp>

#include <algorithm>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

inline constexpr std::string_view local_names = "<local>";

inline std::string_view trim_blanks(std::string_view text) noexcept
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

inline bool is_pattern_of(std::string_view text, bool (*allowed)(char)) noexcept
{
    return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

[[nodiscard]] inline result<std::string> read_trusted_entry(std::string_view text)
{
    if (text.empty()) return rule_failure(rule::r45, "an entry is empty");
    const std::string entry = ascii_lower(text);
    if (entry == local_names) return entry;
    if (std::count(entry.begin(), entry.end(), '*') > 1) return rule_failure(rule::r43, "'" + std::string(text) + "'");
    const auto in_address = [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.' || c == '*'; };
    const auto in_name = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '*';
    };
    if (entry.starts_with('[') && entry.ends_with(']')) {
        const std::string_view address = std::string_view(entry).substr(1, entry.size() - 2);
        // IPv6 addresses are compared in their shortest form.
        if (const auto parsed = boost::urls::parse_ipv6_address(address)) return "[" + parsed->to_string() + "]";
        if (address.find('*') != std::string_view::npos && is_pattern_of(address, in_address)) return entry;
        return rule_failure(rule::r45, "'" + std::string(text) + "' is not an IPv6 address");
    }
    const bool several_groups = std::count(entry.begin(), entry.end(), ':') > 1 || entry.ends_with(":*");
    if (several_groups && is_pattern_of(entry, in_address))
        return rule_failure(rule::r45, "write an IPv6 address in brackets: [" + entry + "]");
    if (!is_pattern_of(entry, in_name))
        return rule_failure(rule::r45, "'" + std::string(text) + "'; remove scheme, port and path");
    // "*." must not become "*".
    return entry.ends_with("*.") ? entry : std::string(without_final_dot(entry));
}

inline bool matches_trusted_entry(std::string_view entry, std::string_view host) noexcept
{
    if (entry == local_names) return host.find('.') == std::string_view::npos && !host.starts_with('[');
    const std::size_t star = entry.find('*');
    if (star == std::string_view::npos) return entry == host;
    const std::string_view before = entry.substr(0, star);
    const std::string_view after = entry.substr(star + 1);
    return host.size() >= before.size() + after.size() && host.starts_with(before) && host.ends_with(after);
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<trusted_hosts> trusted_hosts::parse(std::string_view list)
{
    trusted_hosts hosts;
    if (detail::trim_blanks(list).empty()) return hosts;
    for (std::size_t from = 0; from <= list.size();) {
        const std::size_t comma = (std::min)(list.find(',', from), list.size());
        auto entry = detail::read_trusted_entry(detail::trim_blanks(list.substr(from, comma - from)));
        if (!entry) return entry.error();
        hosts.entries_.push_back(*std::move(entry));
        from = comma + 1;
    }
    return hosts;
}

WSMAN_DECL bool trusted_hosts::matches(const connection_target& target) const
{
    return matches(target.is_ipv6_address() ? "[" + target.host() + "]" : target.host());
}

WSMAN_DECL bool trusted_hosts::matches(std::string_view host) const
{
    const std::string lower = ascii_lower(detail::without_final_dot(host));
    return std::any_of(entries_.begin(), entries_.end(), [&](const std::string& entry) {
        return detail::matches_trusted_entry(entry, lower);
    });
}

WSMAN_DECL std::string trusted_hosts::text() const
{
    std::string list;
    for (const std::string& entry : entries_) {
        if (!list.empty()) list += ',';
        list += entry;
    }
    return list;
}

} // namespace wsman
