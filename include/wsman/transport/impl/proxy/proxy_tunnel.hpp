//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/security/authenticator.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/transport/impl/connection_settings.hpp>
#include <wsman/transport/impl/http/http_response_parser.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// What follows the proxy's response to CONNECT.
enum class tunnel_step : std::uint8_t {
    again,     ///< send the next head() on the same connection
    reconnect, ///< send it on a new connection
    open,      ///< the tunnel is open: later bytes come from the host
};

/// The state of a CONNECT tunnel through one proxy to one host; performs no I/O. It builds the next CONNECT, evaluates
/// the responses, and distinguishes the proxy's errors from the host's.
///
/// The proxy is not authenticated (with Negotiate, a 2xx is accepted without a final token, since few proxies send
/// one): it only forwards TLS, in which the host is authenticated.
/// Thread safety: one call at a time; while may_block() is true, head() and answered() must run on a separate thread.
/// Specification: RFC 9110, 9.3.6, 11.7 and 15.5.8; RFC 4559.
class proxy_tunnel {
public:
    /// `target` is the host's host:port for the request line.
    proxy_tunnel(host_and_port proxy, std::string target, std::unique_ptr<authenticator> login)
        : proxy_(std::move(proxy)), name_(proxy_.text()), target_(std::move(target)), login_(std::move(login))
    {
    }

    const host_and_port& proxy() const noexcept { return proxy_; }
    bool may_block() const noexcept { return login_->may_block(); }
    /// Returns: whether a head contained a proof of the credentials, which the proxy may have refused.
    bool proof_left() const noexcept { return login_->proof_left(); }

    /// Returns: the head of the next CONNECT.
    /// Errors: client_errc::invalid_argument if a value holds a character that would end its line; those of the log-in,
    /// as transport_errc::proxy_unauthorized with the original error as its cause.
    [[nodiscard]] WSMAN_DECL result<secret> head();

    /// `reusable` says that the connection is kept open and no byte followed the response.
    /// Errors: transport_errc::proxy_unauthorized for a 407 that the log-in cannot answer, naming the schemes that the
    /// proxy offers; proxy_forbidden for a 403, proxy_refused for any other status; proxy_malformed for bytes after a
    /// 2xx.
    [[nodiscard]] WSMAN_DECL result<tunnel_step> answered(http_answer answer, bool reusable);

    /// Returns: whether a connection that ended without a response may be replaced: once, after a challenge, if the
    /// log-in is not bound to the connection.
    WSMAN_DECL bool survives(const failure& lost, bool answer_started);

    WSMAN_DECL failure unreachable(const failure& why) const; ///< converts a failure to connect
    WSMAN_DECL failure broken(const failure& why) const;      ///< converts a failed exchange
    WSMAN_DECL failure late() const;                          ///< for a token that was not made in time

    std::string_view scheme() const noexcept { return to_string(login_->scheme()); }
    /// Returns: "proxy:3128, negotiate (kerberos)".
    /// Preconditions: no thread is using this object.
    WSMAN_DECL std::string description() const;
    const std::string& name() const noexcept { return name_; } ///< "proxy:3128"
    unsigned status() const noexcept { return status_; }       ///< of the last response; 0 before the first

private:
    failure told(const failure& why, const http_answer* answer) const;
    failure unauthorized(std::string text, const http_answer& answer) const;
    failure refused(const http_answer& answer) const;
    unsigned exchanges_limit() const noexcept;

    host_and_port proxy_;
    std::string name_;
    std::string target_;
    std::unique_ptr<authenticator> login_;
    secret sent_; // the last value, which the response may repeat
    unsigned exchanges_ = 0;
    unsigned status_ = 0;
    bool replaced_ = false;
};

/// Returns: the tunnel that the settings ask for, or nullptr if the environment is used and names no proxy.
/// Errors: those of environment_proxy; reasons why the log-in cannot succeed, found before a connection is opened.
/// Preconditions: settings.proxy
[[nodiscard]] WSMAN_DECL result<std::shared_ptr<proxy_tunnel>> make_proxy_tunnel(const connection_settings& settings);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/proxy/proxy_tunnel.ipp>
#endif
