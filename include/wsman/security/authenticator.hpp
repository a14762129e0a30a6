//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/session/authentication.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// The facts about a connection that a log-in needs; known once TCP and TLS are established.
class connection_facts {
public:
    connection_facts() = default;
    connection_facts(std::string host_name, std::uint16_t port_number, bool over_tls, std::string leaf_der = {})
        : host(std::move(host_name)), port(port_number), tls(over_tls), leaf_certificate(std::move(leaf_der))
    {
    }

    std::string host;       ///< of the session, even if connect_address is another one
    std::uint16_t port = 0; ///< of the session
    bool tls = false;
    std::string leaf_certificate; ///< DER, for channel bindings (RFC 5929, tls-server-end-point); empty without TLS
    /// False once the host has closed a connection at the tab of sealed parts; the policy may leave it out from the start.
    bool tab_in_sealed_parts = true;
};

/// The part of a response that concerns the log-in.
class login_answer {
public:
    login_answer(unsigned http_status, std::span<const std::string> www_authenticate)
        : status(http_status), challenges(www_authenticate)
    {
    }

    unsigned status;
    std::span<const std::string> challenges; ///< each WWW-Authenticate value, as received
};

/// What the driver does after a response.
enum class login_step : std::uint8_t {
    again, ///< calls authorization() for the next value and sends it
    done,  ///< the log-in has completed
};

/// Whether a log-in is bound to the connection or to each request.
enum class login_scope : std::uint8_t {
    none,       ///< no log-in
    request,    ///< each request carries its own value (Basic, Digest)
    connection, ///< legs with an empty body once per connection (Negotiate, Kerberos, NTLM, CredSSP)
};

/// One log-in on one connection; performs no I/O.
///
/// The driver in transport/ uses it as follows. For `login_scope::connection` it sends requests with an empty body and
/// the value of authorization() until answered() returns `done`. For `login_scope::request` it adds authorization() to
/// each request, and sends a refused request again if answered() returns `again`. If seals() is true after the log-in,
/// it passes bodies through wrap() and unwrap(), in the order in which they are sent and received.
///
/// Each connection has its own authenticator. Failures contain no secret.
class authenticator {
public:
    authenticator() = default;
    authenticator(const authenticator&) = delete;
    authenticator& operator=(const authenticator&) = delete;
    virtual ~authenticator() = default;

    virtual authentication_scheme scheme() const noexcept = 0;
    virtual login_scope scope() const noexcept = 0;
    /// Returns: the mechanism chosen within the scheme, "kerberos" or "ntlm"; empty if there is no choice, or none was
    /// made yet.
    virtual std::string_view mechanism_name() const noexcept { return {}; }

    /// Returns: the value of `Authorization` for the next message; empty for none. If the scheme permits, the first
    /// value needs no challenge: some hosts silently drop a request without `Authorization`.
    [[nodiscard]] virtual result<secret> authorization(std::string_view method, std::string_view path) = 0;

    /// Returns: whether the scheme needs a challenge before its first value. The driver then sends an empty body first,
    /// so that no message is sent twice, or to a host that would process it without authentication.
    virtual bool wants_challenge() const noexcept { return false; }

    /// Effects: processes a response. With `login_scope::request` it is called for each 401; with
    /// `login_scope::connection` for each response of the log-in, including the final 200, which may carry a token.
    /// Errors: transport_errc::http_unauthorized if no further attempt is possible.
    [[nodiscard]] virtual result<login_step> answered(const login_answer& answer) = 0;

    /// Returns: whether authorization() may wait for a third party (a KDC). If so, the driver calls authorization() and
    /// answered() on a separate thread.
    virtual bool may_block() const noexcept { return false; }

    /// Returns: whether authorization() has returned a value that proves the password (Basic; a Digest response; a
    /// token that answers the host's). The host may refuse such a value, and count the refusal against the account,
    /// whatever its response is.
    virtual bool proof_left() const noexcept { return false; }

    /// Returns: whether bodies must be sealed on this connection.
    virtual bool seals() const noexcept { return false; }
    /// Effects: replaces `sealed` with the sealed form of `body`, and `content_type` with the type of the sealed body.
    [[nodiscard]] WSMAN_DECL virtual result<void>
    wrap(std::string_view body, std::string& sealed, std::string& content_type);
    /// Effects: unseals `body` in place and restores the original content type.
    /// Errors: security_errc::plain_answer if the body is not sealed; those of open_message().
    [[nodiscard]] WSMAN_DECL virtual result<void> unwrap(std::string& body, std::string& content_type);
};

/// Returns: the names of the schemes in WWW-Authenticate values, without control characters.
WSMAN_DECL std::vector<std::string> offered_scheme_names(std::span<const std::string> challenges);

/// Returns: the same names joined: "Negotiate, Basic".
WSMAN_DECL std::string offered_schemes(std::span<const std::string> challenges);

/// Returns: the failure of a log-in that the host refused: transport_errc::http_unauthorized, naming the schemes that
/// the host offers.
WSMAN_DECL failure refused_login(authentication_scheme used, std::span<const std::string> challenges);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/authenticator.ipp>
#endif
