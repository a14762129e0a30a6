//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/session/proxy.hpp>
#include <wsman/transport/impl/proxy/environment_proxy.hpp>

#include <boost/asio/ip/address.hpp>

#include <charconv>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// One entry of a `no_proxy` list.
class proxy_exception {
public:
    explicit proxy_exception(std::string_view text);

    bool holds_for(std::string_view host, std::uint16_t port) const;

private:
    static std::optional<unsigned> number(std::string_view digits);
    bool covers(const boost::asio::ip::address& address) const;

    std::string_view name_;           // without brackets, port and prefix length
    std::optional<unsigned> port_;    // 0: unreadable, matches no host
    std::optional<unsigned> network_; // prefix length in bits
};

inline proxy_exception::proxy_exception(std::string_view text) : name_(text)
{
    const std::size_t close = text.starts_with('[') ? text.find(']') : std::string_view::npos;
    if (close != std::string_view::npos) {
        name_ = text.substr(1, close - 1);
        text.remove_prefix(close + 1);
        if (!text.empty()) port_ = text.front() == ':' ? number(text.substr(1)).value_or(0) : 0;
        return;
    }
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        name_ = text.substr(0, slash);
        network_ = number(text.substr(slash + 1)).value_or(~0U);
        return;
    }
    // More than one colon: an IPv6 address without brackets, and therefore without a port.
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) return;
    name_ = text.substr(0, colon);
    port_ = number(text.substr(colon + 1)).value_or(0);
}

inline std::optional<unsigned> proxy_exception::number(std::string_view digits)
{
    unsigned value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
    return value;
}

template <class Bytes>
bool share_prefix(const Bytes& first, const Bytes& second, unsigned bits) noexcept
{
    if (bits > 8 * first.size()) return false;
    for (std::size_t i = 0; i != first.size() && bits != 0; ++i) {
        const unsigned here = bits < 8 ? bits : 8;
        if (((first[i] ^ second[i]) & (0xFFU << (8U - here)) & 0xFFU) != 0) return false;
        bits -= here;
    }
    return true;
}

inline bool proxy_exception::covers(const boost::asio::ip::address& address) const
{
    boost::system::error_code code;
    const auto own = boost::asio::ip::make_address(name_, code);
    if (code || own.is_v6() != address.is_v6()) return false;
    if (own.is_v6()) return share_prefix(own.to_v6().to_bytes(), address.to_v6().to_bytes(), network_.value_or(128));
    return share_prefix(own.to_v4().to_bytes(), address.to_v4().to_bytes(), network_.value_or(32));
}

inline bool proxy_exception::holds_for(std::string_view host, std::uint16_t port) const
{
    if (port_ && *port_ != port) return false;
    if (name_ == "*") return true;
    boost::system::error_code code;
    const auto address = boost::asio::ip::make_address(host, code);
    if (!code) return covers(address);
    if (network_) return false;
    std::string_view name = name_;
    if (name.starts_with('*')) name.remove_prefix(1);
    if (name.starts_with('.')) name.remove_prefix(1);
    if (name.ends_with('.')) name.remove_suffix(1);
    if (host.ends_with('.')) host.remove_suffix(1);
    if (name.empty() || host.size() < name.size()) return false;
    const std::size_t before = host.size() - name.size();
    return ascii_iequals(host.substr(before), name) && (before == 0 || host[before - 1] == '.');
}

WSMAN_DECL bool is_excepted(std::string_view list, const std::string& host, std::uint16_t port)
{
    constexpr std::string_view between = ", \t";
    while (!list.empty()) {
        const std::size_t end = (std::min)(list.find_first_of(between), list.size());
        if (end != 0 && proxy_exception(list.substr(0, end)).holds_for(host, port)) return true;
        list.remove_prefix((std::min)(end + 1, list.size()));
    }
    return false;
}

/// Returns: the value of the first of the two variables that is set and not empty.
inline std::string_view
first_variable(const environment_reader& read, const char* name, const char* other, const char*& found)
{
    for (const char* const one : {name, other}) {
        const char* const value = read(one);
        found = one;
        if (value && *value) return value;
    }
    return {};
}

WSMAN_DECL result<std::optional<host_and_port>>
environment_proxy(const environment_reader& read, const std::string& host, std::uint16_t port, bool has_account)
{
    const char* name = nullptr;
    std::string_view value = first_variable(read, "https_proxy", "HTTPS_PROXY", name);
    const std::string variable = name;
    if (value.empty()) return std::optional<host_and_port>();
    if (is_excepted(first_variable(read, "no_proxy", "NO_PROXY", name), host, port))
        return std::optional<host_and_port>();

    std::string url(value);
    const std::size_t scheme = url.find("://");
    const std::size_t authority = scheme == std::string::npos ? 0 : scheme + 3;
    if (const std::size_t account = url.rfind('@'); account != std::string::npos && account >= authority) {
        if (!has_account)
            return failure(
                session_errc::unsupported,
                variable + "holds a user name: set the account in the session's proxy settings"
            );
        url.erase(authority, account + 1 - authority);
    }
    result<proxy_settings> settings = proxy_settings::server(url);
    if (settings.has_value()) return settings->address();
    failure why = settings.error();
    why.details().client_text = variable + " holds no usable proxy address (http://host:port)";
    return why;
}

} // namespace wsman::detail
