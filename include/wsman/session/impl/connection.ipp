//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/session/rule.hpp>
#include <wsman/session/detail/connection_text.hpp>

#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>
#include <boost/url/parse.hpp>

#include <algorithm>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

inline bool is_ascii_digits(std::string_view text) noexcept
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

inline bool is_host_character(char c) noexcept
{
    return (c >= '0' && c <= '9') || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

/// Resolvers accept `2130706433`, `0x7f.1` and `127.1` as addresses, but the rules compare text and would not recognise
/// them. So a host whose last label is a number must be a complete IPv4 address.
inline bool ends_in_number(std::string_view host) noexcept
{
    if (host.ends_with('.')) host.remove_suffix(1);
    const std::string_view last = host.substr(host.rfind('.') + 1);
    if (is_ascii_digits(last)) return true;
    return last.size() >= 2 && last[0] == '0' && ascii_lower(last[1]) == 'x' &&
           std::all_of(last.begin() + 2, last.end(), [](char c) { return hex_value(c) >= 0; });
}

/// The parts of the authority, between scheme and path.
struct authority_parts {
    std::string host;
    std::string zone;
    std::string_view port; ///< with has_port
    bool has_port = false;
    bool bracketed = false;
};

[[nodiscard]] inline result<std::string> read_zone(std::string_view text)
{
    if (text.starts_with("25") && text.size() > 2) text.remove_prefix(2); // RFC 6874 writes %25eth0
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_host_character))
        return rule_failure(rule::r10, "the zone of the IPv6 address is malformed");
    return std::string(text);
}

/// Boost.URL refuses zones, accepts `https://::1`, and parses port 70000 as 0, so this function parses brackets, zone
/// and port.
[[nodiscard]] inline result<authority_parts> split_authority(std::string_view text)
{
    authority_parts parts;
    std::string_view rest;
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos) return rule_failure(rule::r10, "a bracket is not closed");
        std::string_view address = text.substr(1, close - 1);
        if (const std::size_t percent = address.find('%'); percent != std::string_view::npos) {
            auto zone = read_zone(address.substr(percent + 1));
            if (!zone) return zone.error();
            parts.zone = *std::move(zone);
            address = address.substr(0, percent);
        }
        parts.host = address;
        parts.bracketed = true;
        rest = text.substr(close + 1);
        if (!rest.empty() && rest.front() != ':')
            return rule_failure(rule::r10, "only a port may follow the closing bracket");
    } else {
        if (text.find_first_of("[]") != std::string_view::npos)
            return rule_failure(rule::r10, "the brackets are not balanced");
        if (looks_like_bare_ipv6(text)) return rule_failure(rule::r10, "the brackets are missing");
        const std::size_t colon = text.find(':');
        parts.host = text.substr(0, colon);
        rest = colon == std::string_view::npos ? std::string_view() : text.substr(colon);
    }
    if (!rest.empty()) {
        parts.has_port = true;
        parts.port = rest.substr(1);
    }
    return parts;
}

[[nodiscard]] inline result<std::uint16_t> read_port(std::string_view text)
{
    if (const std::uint16_t port = port_of(text); port != 0) return port;
    // The error text contains only digits: other text may be a password.
    return rule_failure(rule::r6, is_ascii_digits(text) ? std::string(text) : "not a number");
}

/// Builds a target from its text.
class connection_reader {
public:
    [[nodiscard]] result<connection_target> read(std::string_view text, bool use_ssl);
    [[nodiscard]] result<host_and_port> read_endpoint(std::string_view text);

private:
    [[nodiscard]] result<void> read_scheme(std::string_view& text, bool use_ssl);
    [[nodiscard]] result<void> read_host(const authority_parts& parts);
    [[nodiscard]] result<void> read_path(std::string_view text);

    connection_target target_;
};

inline result<void> connection_reader::read_scheme(std::string_view& text, bool use_ssl)
{
    const connection_scheme scheme = scheme_of(text);
    if (scheme == connection_scheme::other) return rule_failure(rule::r3);
    if (scheme == connection_scheme::http && use_ssl) return rule_failure(rule::f26);
    if (scheme != connection_scheme::absent) text.remove_prefix(text.find("://") + 3);
    const bool secure = scheme == connection_scheme::https || use_ssl;
    target_.transport_ = secure ? transport_kind::https : transport_kind::http;
    target_.port_ = secure ? defaults::https_port : defaults::http_port;
    return {};
}

inline result<void> connection_reader::read_host(const authority_parts& parts)
{
    if (parts.bracketed) {
        const auto address = boost::urls::parse_ipv6_address(parts.host);
        if (!address) return rule_failure(rule::r10, "the text in the brackets is not an IPv6 address");
        target_.host_ = address->to_string();
        target_.zone_ = parts.zone;
        target_.is_ipv6_ = true;
        return {};
    }
    if (parts.host.empty()) return rule_failure(rule::r1, "the host is missing");
    if (!std::all_of(parts.host.begin(), parts.host.end(), is_host_character))
        return rule_failure(rule::r1, "the host contains a character that is not allowed in a host name");
    const bool ipv4 = boost::urls::parse_ipv4_address(parts.host).has_value();
    if (!ipv4 && ends_in_number(parts.host))
        return rule_failure(rule::r1, "the host ends in a number, but is not an IPv4 address a.b.c.d");
    if (parts.host.size() > 255 || parts.host.front() == '.' || parts.host.find("..") != std::string::npos)
        return rule_failure(rule::r1, "the host is not a host name");
    target_.host_ = parts.host;
    target_.is_ipv4_ = ipv4;
    return {};
}

inline result<void> connection_reader::read_path(std::string_view text)
{
    // The URL uses a placeholder for the host, which was checked above, because Boost.URL does not support zones.
    std::string absolute = "http://host";
    absolute += text;
    if (!boost::urls::parse_uri(absolute)) return rule_failure(rule::r9, "encode other characters as %XX");
    const std::size_t query = (std::min)(text.find('?'), text.size());
    const std::string_view path = text.substr(0, query);
    target_.path_ = path.size() <= 1 ? defaults::path : path;
    target_.path_ += text.substr(query);
    return {};
}

inline result<connection_target> connection_reader::read(std::string_view text, bool use_ssl)
{
    for (std::size_t i = 0; i != text.size(); ++i)
        if (!is_visible_ascii(text[i])) {
            if (is_at_port(text.substr(0, i), text.substr(i))) return rule_failure(rule::r6, "not a number");
            return rule_failure(
                rule::r1,
                "byte " + std::to_string(i + 1) +
                    " is a blank, a control character or outside ASCII (write an international name as xn--...)"
            );
        }
    const bool local = text.empty();
    if (auto scheme = read_scheme(text, use_ssl); !scheme) return scheme.error();
    if (local) return target_;

    const std::size_t end = (std::min)(text.find_first_of("/?#"), text.size());
    const std::string_view authority = text.substr(0, end);
    if (authority.find('@') != std::string_view::npos)
        return rule_failure(rule::r11, "give the user name as credentials");
    if (text.find('#') != std::string_view::npos) return rule_failure(rule::r11, "remove # and the text after it");

    auto parts = split_authority(authority);
    if (!parts) return parts.error();
    if (parts->has_port) {
        auto port = read_port(parts->port);
        if (!port) return port.error();
        target_.port_ = *port;
    }
    if (auto host = read_host(*parts); !host) return host.error();
    if (auto path = read_path(text.substr(end)); !path) return path.error();
    return target_;
}

inline result<host_and_port> connection_reader::read_endpoint(std::string_view text)
{
    auto parts = split_authority(text);
    if (!parts) return parts.error();
    if (!parts->has_port) return rule_failure(rule::r6, "the port is missing; write host:port");
    auto port = read_port(parts->port);
    if (!port) return port.error();
    if (auto host = read_host(*parts); !host) return host.error();
    return host_and_port(target_.dial_host(), *port);
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL bool connection_target::is_loopback() const noexcept
{
    if (is_ipv6_) return host_ == "::1" && zone_.empty();
    return ascii_iequals(host_, "localhost") || host_ == "127.0.0.1";
}

WSMAN_DECL std::string connection_target::authority() const
{
    return host_and_port(host_, port_).text();
}

WSMAN_DECL std::string connection_target::url() const
{
    std::string text(to_string(transport_));
    text += "://";
    text += host_and_port(zone_.empty() ? host_ : host_ + "%25" + zone_, port_).text();
    text += path_;
    return text;
}

WSMAN_DECL std::string connection_target::dial_host() const
{
    return zone_.empty() ? host_ : host_ + "%" + zone_;
}

WSMAN_DECL result<connection_target> parse_connection_string(std::string_view text, bool use_ssl)
{
    return detail::connection_reader().read(text, use_ssl);
}

WSMAN_DECL std::string host_and_port::text() const
{
    const bool bracketed = host_.find(':') != std::string::npos;
    return (bracketed ? "[" + host_ + "]" : host_) + ":" + std::to_string(port_);
}

WSMAN_DECL result<host_and_port> parse_host_and_port(std::string_view text)
{
    return detail::connection_reader().read_endpoint(text);
}

} // namespace wsman
