//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/credssp_version.hpp>
#include <wsman/security/security_context.hpp>
#include <wsman/session/credentials.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM {

/// What a CredSSP log-in needs.
class credssp_initiator_options {
public:
    using maker = std::function<result<std::unique_ptr<security_context>>()>;

    credssp_initiator_options(user_password who, maker begin) : account(std::move(who)), inner(std::move(begin)) {}

    user_password account; ///< what is delegated to the host
    maker inner;           ///< the SPNEGO context inside
    unsigned minimum_version = credssp::safe_version;
};

/// Returns: the client's side. Its TLS runs inside the tokens, and the host's certificate there is not judged (hosts
/// sign it themselves): the key is bound to the inner log-in instead, which is checked before credentials leave.
/// With TLS 1.3 the host may have nothing to say to the end of the handshake: step() takes an empty answer there, and
/// after its last token takes what a host sends to refuse the credentials.
/// Errors: client_errc::invalid_argument for a name or password that is not UTF-8. credssp_version,
/// credssp_key_mismatch, what the host's NTSTATUS says of the account (password_refused, account_unknown,
/// account_locked, password_expired) or else credssp_refused, login_incomplete, malformed_token and the inner
/// context's come from its step().
/// Specification: MS-CSSP 3.1.5.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_credssp_initiator(credssp_initiator_options options);

/// What the accepting side of CredSSP needs.
class credssp_acceptor_options {
public:
    using maker = credssp_initiator_options::maker;

    credssp_acceptor_options() = default;

    /// For the TLS inside, which is not the connection's. Empty: one is made, once in this process, with an RSA key as on
    /// Windows; pyspnego and with it pypsrp and pywinrm bind no other kind.
    std::string certificate_pem;
    std::string key_pem;
    maker inner; ///< the accepting SPNEGO context inside
    unsigned version = credssp::newest_version;
    std::function<bool(const user_password&)> delegated; ///< what the client delegated; false refuses it
};

/// Returns: the host's side. Where its version has error codes (3, 4, 6), a log-in that is refused gives the client one
/// more token that says so, and the step after it fails. Where TLS 1.3 runs inside and a client sends its first request
/// behind its last handshake message, both are taken.
/// Errors: client_errc::invalid_argument for a certificate and key that are no pair, for an unknown version.
/// account_unknown, password_refused … of the inner context, credssp_key_mismatch, credssp_refused where `delegated`
/// refuses, credssp_version, login_incomplete and malformed_token come from its step().
/// Specification: MS-CSSP 3.1.5.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_credssp_acceptor(credssp_acceptor_options options);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/credssp/credssp.ipp>
#endif
