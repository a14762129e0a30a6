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

/// What a log-in must know of the connection it is for. Known once TCP and TLS stand.
class connection_facts {
public:
    connection_facts() = default;
    connection_facts(std::string host_name, std::uint16_t port_number, bool over_tls, std::string leaf_der = {})
        : host(std::move(host_name)), port(port_number), tls(over_tls), leaf_certificate(std::move(leaf_der))
    {
    }

    std::string host;       ///< of the session, even where another address is dialled
    std::uint16_t port = 0; ///< of the session
    bool tls = false;
    std::string leaf_certificate; ///< DER, for channel bindings (RFC 5929, tls-server-end-point); empty without TLS
    /// False once the host has closed a connection at the tab of sealed parts; the policy may leave it out from the start.
    bool tab_in_sealed_parts = true;
};

/// What an answer says about the log-in.
class login_answer {
public:
    login_answer(unsigned http_status, std::span<const std::string> www_authenticate)
        : status(http_status), challenges(www_authenticate)
    {
    }

    unsigned status;
    std::span<const std::string> challenges; ///< each value of WWW-Authenticate, as received
};

/// What is to be done after an answer.
enum class login_step : std::uint8_t {
    again, ///< ask authorization() for the next value and send
    done,  ///< the log-in stands
};

/// Whether a log-in belongs to the connection or to each request.
enum class login_scope : std::uint8_t {
    none,       ///< no log-in at all
    request,    ///< each request carries a value of its own (Basic, Digest)
    connection, ///< legs with an empty body once per connection, nothing afterwards (Negotiate, Kerberos, NTLM, CredSSP)
};

/// One log-in on one connection, without any input or output of its own.
///
/// The driver in transport/ does this: for `login_scope::connection` it sends requests with an empty body and
/// authorization() until answered() says `done`; for `login_scope::request` each request gets authorization(), and one
/// that is refused goes out again where answered() says `again`. Where seals() holds after the log-in, bodies pass
/// through wrap() and unwrap(), in the order in which they travel.
///
/// A new connection gets a new authenticator. Failures hold no secret.
class authenticator {
public:
    authenticator() = default;
    authenticator(const authenticator&) = delete;
    authenticator& operator=(const authenticator&) = delete;
    virtual ~authenticator() = default;

    virtual authentication_scheme scheme() const noexcept = 0;
    virtual login_scope scope() const noexcept = 0;
    /// Returns: what was chosen inside the scheme, "kerberos" or "ntlm"; empty where there is no choice, or none yet.
    virtual std::string_view mechanism_name() const noexcept { return {}; }

    /// Returns: the value of the header `Authorization` of the next message, empty for none. The first one needs no
    /// challenge where the scheme allows it: some hosts drop a request without a log-in in silence.
    [[nodiscard]] virtual result<secret> authorization(std::string_view method, std::string_view path) = 0;

    /// Returns: whether the scheme must hear from the host before its first value. The driver sends an empty body first
    /// then, so that no message travels twice, or to a host that would carry it out without any log-in.
    virtual bool wants_challenge() const noexcept { return false; }

    /// Effects: takes in what an answer said; for `login_scope::request` it is called for each 401, for
    /// `login_scope::connection` for each answer of the log-in, the last 200 included, which may carry a token.
    /// Errors: transport_errc::http_unauthorized where there is nothing left to try.
    [[nodiscard]] virtual result<login_step> answered(const login_answer& answer) = 0;

    /// Returns: whether authorization() may wait for somebody else than the host (a KDC); the driver calls it, and
    /// answered(), on a thread of its own then.
    virtual bool may_block() const noexcept { return false; }

    /// Returns: whether authorization() has given a value that proves the password (Basic; an answered Digest; a token after
    /// the host's): one that a host can refuse, and count against the account, whatever it then says or does not say.
    virtual bool proof_left() const noexcept { return false; }

    /// Returns: whether bodies must be sealed on this connection.
    virtual bool seals() const noexcept { return false; }
    /// Effects: replaces `sealed` by the sealed form of `body`, and `content_type` by that of the form.
    [[nodiscard]] WSMAN_DECL virtual result<void>
    wrap(std::string_view body, std::string& sealed, std::string& content_type);
    /// Effects: opens `body` in place and restores the content type inside.
    /// Errors: security_errc::plain_answer for an unsealed one; what open_message() reports.
    [[nodiscard]] WSMAN_DECL virtual result<void> unwrap(std::string& body, std::string& content_type);
};

/// Returns: the names of the schemes in the values of WWW-Authenticate; control characters are left out.
WSMAN_DECL std::vector<std::string> offered_scheme_names(std::span<const std::string> challenges);

/// Returns: the same in one text, "Negotiate, Basic".
WSMAN_DECL std::string offered_schemes(std::span<const std::string> challenges);

/// Returns: the failure for a log-in that the host refused: transport_errc::http_unauthorized, naming what it offers.
WSMAN_DECL failure refused_login(authentication_scheme used, std::span<const std::string> challenges);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/authenticator.ipp>
#endif
