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

/// Returns: whether this build can log in by Kerberos: through GSSAPI (WSMAN_WITH_GSSAPI), or SSPI on Windows.
WSMAN_DECL bool kerberos_available() noexcept;

/// What a Kerberos log-in needs.
class kerberos_initiator_options {
public:
    kerberos_initiator_options() = default;

    credentials who;             ///< an account; a ticket_source; nothing: the caller's own tickets
    std::string target_name;     ///< the service, "HTTP/build01.corp.example"
    std::string channel_binding; ///< application data of tls_server_end_point(); empty: none
    bool delegate = false;       ///< forwards the ticket, so that the host can act in the user's name elsewhere
};

/// Returns: the client's side of the krb5 mechanism, with mutual authentication, integrity and confidentiality.
/// An account, which a callback is asked for here, gets its ticket in memory; the user's ticket cache is neither read nor
/// written then. The service is asked for by the name that is given; no resolver is asked for another.
/// Errors: transport_errc::scheme_not_supported in builds without it; those of credentials::resolve;
/// session_errc::invalid_text for `.\user`, whom no realm knows. no_ticket, ticket_expired, clock_skew, unknown_service,
/// realm_unreachable, password_refused … of security_errc come from its step(), which may block.
/// Specification: RFC 4121; RFC 4757 for RC4 keys.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_kerberos_initiator(kerberos_initiator_options options);

/// What the accepting side of Kerberos needs.
class kerberos_acceptor_options {
public:
    kerberos_acceptor_options() = default;

    std::string key_table;       ///< a keytab, "/etc/krb5.keytab"; any principal in it is taken. Empty on Windows
    std::string channel_binding; ///< of the connection; empty without TLS
    binding_policy binding = binding_policy::relaxed;
};

/// Returns: the host's side.
/// Errors: security_errc::key_table_unreadable here; wrong_service_key, clock_skew, malformed_token and, for channel
/// bindings, signature_mismatch (another one) or weak_protection (none under strict) from its step().
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_kerberos_acceptor(kerberos_acceptor_options options);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/kerberos/kerberos.ipp>
#endif
