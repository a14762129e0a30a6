//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/detail/connection_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {
class connection_reader;
}

namespace wsman::inline WSMAN_FORM {

enum class transport_kind : std::uint8_t { http, https };

constexpr std::string_view to_string(transport_kind transport) noexcept
{
    return transport == transport_kind::https ? "https" : "http";
}

/// The scheme of a connection string, before `://`.
enum class connection_scheme : std::uint8_t {
    absent,
    http,
    https,
    other, ///< rule R3 refuses it
};

/// Returns: the scheme of a connection string, in upper or lower case. The function also works at compile time.
constexpr connection_scheme scheme_of(std::string_view text) noexcept
{
    const std::size_t end = detail::end_of_scheme(text);
    if (end == std::string_view::npos) return connection_scheme::absent;
    const std::string_view scheme = text.substr(0, end);
    if (ascii_iequals(scheme, "http")) return connection_scheme::http;
    if (ascii_iequals(scheme, "https")) return connection_scheme::https;
    return connection_scheme::other;
}

/// The parts of a connection string: transport, host, zone, port and path.
///
/// A default-constructed target is the local computer, `http://localhost:5985/wsman` (rule R2).
class connection_target {
public:
    connection_target() = default;

    transport_kind transport() const noexcept { return transport_; }
    /// As written; IPv6 in its shortest form, without brackets
    const std::string& host() const noexcept { return host_; }
    /// Returns: the host without a trailing dot, as in certificates, SNI, service principal names and lists of trusted
    /// hosts.
    std::string bare_host() const { return std::string(detail::without_final_dot(host_)); }
    const std::string& zone() const noexcept { return zone_; } ///< of a link-local IPv6 address: "eth0"
    std::uint16_t port() const noexcept { return port_; }
    const std::string& path() const noexcept { return path_; } ///< begins with '/' and includes the query

    bool is_ip_address() const noexcept { return is_ipv6_ || is_ipv4_; }
    bool is_ipv6_address() const noexcept { return is_ipv6_; }
    /// Returns: whether the host is `localhost`, `127.0.0.1` or `[::1]`, and nothing else (rule R20).
    WSMAN_DECL bool is_loopback() const noexcept;

    WSMAN_DECL std::string authority() const; ///< host:port with brackets and without zone, for the Host header
    WSMAN_DECL std::string url() const;       ///< scheme, host, zone, port and path
    WSMAN_DECL std::string dial_host() const; ///< host or address%zone, for the resolver

    friend bool operator==(const connection_target&, const connection_target&) = default;

private:
    friend class detail::connection_reader; // only the reader creates a target, after the checks

    transport_kind transport_ = transport_kind::http;
    bool is_ipv4_ = false;
    bool is_ipv6_ = false;
    std::uint16_t port_ = defaults::http_port;
    std::string host_ = "localhost";
    std::string zone_;
    std::string path_{defaults::path};
};

/// Reads `[transport://]host[:port][/suffix]`.
///
/// The default transport is HTTP, or HTTPS with `use_ssl`. The default port is 5985 or 5986, never 80 or 443. The
/// default suffix is `/wsman`. IPv6 addresses must be in brackets; a zone is `%eth0` or `%25eth0`. An empty text means
/// the local computer. The function does not access the network.
///
/// Errors: windows_errc with the id of the broken rule (R1, R3, R6, R9, R10, R11, F26). The failure does not contain
/// the text, because the text may contain a password by mistake.
[[nodiscard]] WSMAN_DECL result<connection_target> parse_connection_string(std::string_view text, bool use_ssl = false);

/// A TCP endpoint by name or address.
class host_and_port {
public:
    /// Effects: removes the brackets around an IPv6 address.
    host_and_port(std::string host, std::uint16_t port) : host_(std::move(host)), port_(port)
    {
        if (host_.size() > 2 && host_.front() == '[' && host_.back() == ']') host_ = host_.substr(1, host_.size() - 2);
    }

    const std::string& host() const noexcept { return host_; } ///< without brackets; a zone follows '%'
    std::uint16_t port() const noexcept { return port_; }
    WSMAN_DECL std::string text() const; ///< host:port, with brackets around an IPv6 address

    friend bool operator==(const host_and_port&, const host_and_port&) = default;

private:
    std::string host_;
    std::uint16_t port_;
};

/// Reads `host:port`; the rules for hosts and ports are those of connection strings.
[[nodiscard]] WSMAN_DECL result<host_and_port> parse_host_and_port(std::string_view text);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/connection.ipp>
#endif
