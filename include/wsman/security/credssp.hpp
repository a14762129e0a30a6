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

/// Options of a CredSSP initiator.
class credssp_initiator_options {
public:
    using maker = std::function<result<std::unique_ptr<security_context>>()>;

    credssp_initiator_options(user_password delegated_account, maker make_inner)
        : account(std::move(delegated_account)), inner(std::move(make_inner))
    {
    }

    user_password account; ///< sent to the host after authentication
    maker inner;           ///< makes the inner SPNEGO context
    unsigned minimum_version = credssp::safe_version;
};

/// Returns: the initiator (client). Its TLS records are carried inside the tokens. The host's certificate in that TLS
/// is not verified, since hosts use self-signed ones: instead its key is bound to the inner authentication, and the
/// binding is checked before credentials are sent.
/// With TLS 1.3 the host may send nothing after the client's last handshake message: step() then accepts an empty
/// token. After the last token it also accepts a message in which the host refuses the credentials.
/// Errors: client_errc::invalid_argument if the name or the password is not UTF-8. From step(): credssp_version;
/// credssp_key_mismatch; the error that the host's NTSTATUS stands for (password_refused, account_unknown,
/// account_locked, password_expired), or credssp_refused for other values; login_incomplete; malformed_token; the
/// errors of the inner context.
/// Specification: MS-CSSP 3.1.5.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_credssp_initiator(credssp_initiator_options options);

/// Options of a CredSSP acceptor.
class credssp_acceptor_options {
public:
    using maker = credssp_initiator_options::maker;

    credssp_acceptor_options() = default;

    /// The certificate of the inner TLS, not of the connection. If empty, a self-signed certificate with an RSA key is
    /// made once per process, as on Windows; pyspnego, and therefore pypsrp and pywinrm, support no other key type.
    std::string certificate_pem;
    std::string key_pem;
    maker inner; ///< makes the inner accepting SPNEGO context
    unsigned version = credssp::newest_version;
    std::function<bool(const user_password&)> delegated; ///< receives the delegated account; false refuses it
};

/// Returns: the acceptor (host). If its version supports error codes (3, 4, 6), a refused client receives one more
/// token with the error, and the next step() fails. With TLS 1.3, a client may send its first request directly after
/// its last handshake message; both are processed.
/// Errors: client_errc::invalid_argument if certificate and key do not match, or the version is unknown. From step():
/// account_unknown, password_refused and other errors of the inner context, credssp_key_mismatch, credssp_refused if
/// `delegated` returns false, credssp_version, login_incomplete, malformed_token.
/// Specification: MS-CSSP 3.1.5.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_credssp_acceptor(credssp_acceptor_options options);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/credssp/credssp.ipp>
#endif
