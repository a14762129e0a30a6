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

/// What a proxy's answer to CONNECT leads to.
enum class tunnel_step : std::uint8_t {
    again,     ///< the next head() goes out on the same connection
    reconnect, ///< it goes out on a new one
    open,      ///< whatever comes now comes from the host
};

/// The way through one proxy to one host, without any input or output of its own: gives the next CONNECT, judges the
/// answers, and tells the proxy's faults apart from those of the host.
///
/// The proxy needs not prove who it is (in Negotiate a 2xx is believed without a last token, which few proxies send):
/// it only carries TLS, in which the host has to.
/// Thread safety: one call at a time; while may_block() holds, head() and answered() belong on a thread of their own.
/// Specification: RFC 9110, 9.3.6, 11.7 and 15.5.8; RFC 4559.
class proxy_tunnel {
public:
    /// `target` is the host's host:port, as it goes into the request line.
    proxy_tunnel(host_and_port proxy, std::string target, std::unique_ptr<authenticator> login)
        : proxy_(std::move(proxy)), name_(proxy_.text()), target_(std::move(target)), login_(std::move(login))
    {
    }

    const host_and_port& proxy() const noexcept { return proxy_; }
    bool may_block() const noexcept { return login_->may_block(); }
    /// Returns: whether a proof of the credentials was put into a head, which the proxy can refuse.
    bool proof_left() const noexcept { return login_->proof_left(); }

    /// Returns: the head of the next CONNECT.
    /// Errors: client_errc::invalid_argument where a value would break out of its line; those of the log-in, as
    /// transport_errc::proxy_unauthorized with what lay behind it as its cause.
    [[nodiscard]] WSMAN_DECL result<secret> head();

    /// `reusable` says whether the connection is kept, without a byte behind the answer.
    /// Errors: transport_errc::proxy_unauthorized for a 407 that there is no answer to, naming what the proxy offers;
    /// proxy_forbidden for a 403, proxy_refused with any other status; proxy_malformed for bytes behind a 2xx.
    [[nodiscard]] WSMAN_DECL result<tunnel_step> answered(http_answer answer, bool reusable);

    /// Returns: whether a connection that ended without an answer may be replaced: once, after a challenge, where the
    /// log-in does not belong to the connection.
    WSMAN_DECL bool survives(const failure& lost, bool answer_started);

    WSMAN_DECL failure unreachable(const failure& why) const; ///< makes of a failure to dial one of the proxy
    WSMAN_DECL failure broken(const failure& why) const;      ///< makes of a failed exchange one of the proxy
    WSMAN_DECL failure late() const;                          ///< for a token that took too long

    std::string_view scheme() const noexcept { return to_string(login_->scheme()); }
    /// Returns: "proxy:3128, negotiate (kerberos)".
    /// Preconditions: no thread works on it any more.
    WSMAN_DECL std::string description() const;
    const std::string& name() const noexcept { return name_; } ///< "proxy:3128"
    unsigned status() const noexcept { return status_; }       ///< of the last answer; 0 before the first

private:
    failure told(const failure& why, const http_answer* answer) const;
    failure unauthorized(std::string text, const http_answer& answer) const;
    failure refused(const http_answer& answer) const;
    unsigned exchanges_limit() const noexcept;

    host_and_port proxy_;
    std::string name_;
    std::string target_;
    std::unique_ptr<authenticator> login_;
    secret sent_; // the last value, which the answer may repeat
    unsigned exchanges_ = 0;
    unsigned status_ = 0;
    bool replaced_ = false;
};

/// Returns: the tunnel that the settings ask for, or nullptr where the environment was asked and names no proxy.
/// Errors: those of environment_proxy; what speaks against the log-in before anything is dialled.
/// Preconditions: settings.proxy
[[nodiscard]] WSMAN_DECL result<std::shared_ptr<proxy_tunnel>> make_proxy_tunnel(const connection_settings& settings);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/proxy/proxy_tunnel.ipp>
#endif
