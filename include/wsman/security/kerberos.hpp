//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/binding_policy.hpp>
#include <wsman/security/security_context.hpp>
#include <wsman/session/credentials.hpp>

#include <memory>
#include <string>

namespace wsman::inline WSMAN_FORM {

/// Returns: whether this build supports Kerberos: by GSSAPI (WSMAN_WITH_GSSAPI), or by SSPI on Windows.
WSMAN_DECL bool kerberos_available() noexcept;

/// Options of a Kerberos initiator.
class kerberos_initiator_options {
public:
    kerberos_initiator_options() = default;

    credentials login_credentials; ///< an account, or a ticket_source; empty: the caller's own tickets
    std::string target_name;       ///< the service, "HTTP/build01.corp.example"
    std::string channel_binding;   ///< application data of tls_server_end_point(); empty for none
    bool delegate = false;         ///< forwards the ticket, so that the host can act as the user on other hosts
};

/// Returns: the initiator of the krb5 mechanism, with mutual authentication, integrity and confidentiality.
/// For an account (a callback is called here) the ticket is kept in memory; the user's ticket cache is neither read nor
/// written. The service name is used as given; it is not resolved in DNS.
/// Errors: transport_errc::scheme_not_supported in builds without Kerberos; those of credentials::resolve;
/// session_errc::invalid_text for `.\user`, which belongs to no realm. From step(), which may block: no_ticket,
/// ticket_expired, clock_skew, unknown_service, realm_unreachable, password_refused and others of security_errc.
/// Specification: RFC 4121; RFC 4757 for RC4 keys.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_kerberos_initiator(kerberos_initiator_options options);

/// Options of a Kerberos acceptor.
class kerberos_acceptor_options {
public:
    kerberos_acceptor_options() = default;

    std::string key_table;       ///< a keytab, "/etc/krb5.keytab"; every principal in it is accepted. Empty on Windows
    std::string channel_binding; ///< of the connection; empty without TLS
    binding_policy binding = binding_policy::relaxed;
};

/// Returns: the acceptor.
/// Errors: security_errc::key_table_unreadable here. From step(): wrong_service_key, clock_skew, malformed_token; for
/// channel bindings signature_mismatch (a different one) or weak_protection (none, with strict).
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_kerberos_acceptor(kerberos_acceptor_options options);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/kerberos/kerberos.ipp>
#endif
