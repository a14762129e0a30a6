//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/session.hpp>
#include <wsman/session/session_draft.hpp>
#include <wsman/testing/endpoint_options.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// Where an endpoint is and whom it lets in.
class endpoint_address {
public:
    endpoint_address(const endpoint_options& with, std::string where, std::uint16_t on_port, std::string authority)
        : options(with), url(std::move(where)), port(on_port), ca_pem(std::move(authority))
    {
    }

    const endpoint_options& options;
    std::string url;
    std::uint16_t port;
    std::string ca_pem;

    std::string host() const { return options.address == loopback::v4 ? "127.0.0.1" : "[::1]"; }
};

inline accepted_scheme accepted_as(authentication_scheme scheme)
{
    switch (scheme) {
    case authentication_scheme::basic: return accepted_scheme::basic;
    case authentication_scheme::digest: return accepted_scheme::digest;
    case authentication_scheme::kerberos: return accepted_scheme::kerberos;
    case authentication_scheme::credssp: return accepted_scheme::credssp;
    case authentication_scheme::certificate: return accepted_scheme::certificate;
    case authentication_scheme::none:
    case authentication_scheme::negotiate:
    case authentication_scheme::ntlm: break;
    }
    return accepted_scheme::negotiate;
}

inline session_flags flags_for(authentication_scheme scheme)
{
    const session_flags account = session_flag::cred_username_password;
    switch (scheme) {
    case authentication_scheme::none: return session_flag::use_no_authentication;
    case authentication_scheme::basic: return account | session_flag::use_basic;
    case authentication_scheme::digest: return account | session_flag::use_digest;
    case authentication_scheme::negotiate:
    case authentication_scheme::ntlm: return account | session_flag::use_negotiate;
    case authentication_scheme::kerberos: return account | session_flag::use_kerberos;
    case authentication_scheme::credssp: return account | session_flag::use_cred_ssp;
    case authentication_scheme::certificate: return session_flag::use_client_certificate;
    }
    return {};
}

/// Returns: what makes the endpoint a host that this scheme may be used with.
inline client_policy policy_for(authentication_scheme scheme, const endpoint_address& where)
{
    client_policy policy;
    policy.allow_credssp = true;
    // Over http nothing but the log-in itself says who the endpoint is.
    policy.delegate_to_unverified = scheme == authentication_scheme::credssp && !where.options.tls;
    if (scheme == authentication_scheme::ntlm) policy.mechanism = mechanism::ntlm;
    if (!where.options.tls) {
        policy.trusted_hosts = trusted_hosts::parse(where.host()).value();
        policy.allow_unencrypted = true;
    }
    return policy;
}

/// Effects: names the endpoint as this scheme needs it: tickets are for the name in the keytab.
inline void connect_to(session_draft& draft, authentication_scheme scheme, const endpoint_address& where)
{
    if (scheme != authentication_scheme::kerberos) {
        draft.set_connection(where.url).value();
        return;
    }
    const std::string& name = where.options.service_host;
    const std::string transport = where.options.tls ? "https://" : "http://";
    draft.set_connection(transport + name + ':' + std::to_string(where.port) + "/wsman").value();
    draft.set_connect_address(host_and_port(where.host(), where.port)).value();
}

/// Returns: a session for the endpoint.
/// Errors: throws where the endpoint does not accept the scheme, and what the rules say.
inline session ready_session(authentication_scheme scheme, const endpoint_address& where, credentials who)
{
    const bool needs_more = (scheme == authentication_scheme::kerberos &&
                             (where.options.key_table.empty() || where.options.service_host.empty())) ||
                            (scheme == authentication_scheme::certificate && !where.options.tls);
    if (needs_more || (scheme != authentication_scheme::none && !where.options.schemes.has(accepted_as(scheme))))
        throw exception(failure(
            client_errc::invalid_argument,
            "the endpoint's options do not allow log-ins by " + std::string(to_string(scheme))
        ));
    const bool in_clear = scheme == authentication_scheme::basic || scheme == authentication_scheme::digest;
    session_draft draft;
    session_flags flags = flags_for(scheme);
    if (in_clear && !where.options.tls) flags |= session_flag::no_encryption;
    draft.set_flags(flags).value();
    draft.set_policy(policy_for(scheme, where)).value();
    if (scheme != authentication_scheme::none) draft.set_credentials(std::move(who)).value();
    connect_to(draft, scheme, where);
    if (where.options.tls) {
        tls_policy tls;
        tls.ca_pem = where.ca_pem;
        tls.system_store = false;
        draft.set_tls(std::move(tls)).value();
    }
    return draft.build().value();
}

} // namespace wsman::testing::detail
