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

/// The address of an endpoint and the options that decide who may log in.
class endpoint_address {
public:
    endpoint_address(
        const endpoint_options& given_options,
        std::string endpoint_url,
        std::uint16_t endpoint_port,
        std::string authority
    )
        : options(given_options), url(std::move(endpoint_url)), port(endpoint_port), ca_pem(std::move(authority))
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

/// Returns: the client policy that allows this scheme for the endpoint.
inline client_policy policy_for(authentication_scheme scheme, const endpoint_address& target)
{
    client_policy policy;
    policy.allow_credssp = true;
    // Over http only the log-in proves the endpoint's identity.
    policy.delegate_to_unverified = scheme == authentication_scheme::credssp && !target.options.tls;
    if (scheme == authentication_scheme::ntlm) policy.mechanism = mechanism::ntlm;
    if (!target.options.tls) {
        policy.trusted_hosts = trusted_hosts::parse(target.host()).value();
        policy.allow_unencrypted = true;
    }
    return policy;
}

/// Effects: sets the connection. For Kerberos it uses the name in the keytab, because tickets are for that name.
inline void connect_to(session_draft& draft, authentication_scheme scheme, const endpoint_address& target)
{
    if (scheme != authentication_scheme::kerberos) {
        draft.set_connection(target.url).value();
        return;
    }
    const std::string& name = target.options.service_host;
    const std::string transport = target.options.tls ? "https://" : "http://";
    draft.set_connection(transport + name + ':' + std::to_string(target.port) + "/wsman").value();
    draft.set_connect_address(host_and_port(target.host(), target.port)).value();
}

/// Returns: a session for the endpoint.
/// Errors: throws if the endpoint does not accept the scheme, or for options that the session rules refuse.
inline session ready_session(authentication_scheme scheme, const endpoint_address& target, credentials account)
{
    const bool needs_more = (scheme == authentication_scheme::kerberos &&
                             (target.options.key_table.empty() || target.options.service_host.empty())) ||
                            (scheme == authentication_scheme::certificate && !target.options.tls);
    if (needs_more || (scheme != authentication_scheme::none && !target.options.schemes.has(accepted_as(scheme))))
        throw exception(failure(
            client_errc::invalid_argument,
            "the endpoint's options do not allow log-ins by " + std::string(to_string(scheme))
        ));
    const bool in_clear = scheme == authentication_scheme::basic || scheme == authentication_scheme::digest;
    session_draft draft;
    session_flags flags = flags_for(scheme);
    if (in_clear && !target.options.tls) flags |= session_flag::no_encryption;
    draft.set_flags(flags).value();
    draft.set_policy(policy_for(scheme, target)).value();
    if (scheme != authentication_scheme::none) draft.set_credentials(std::move(account)).value();
    connect_to(draft, scheme, target);
    if (target.options.tls) {
        tls_policy tls;
        tls.ca_pem = target.ca_pem;
        tls.system_store = false;
        draft.set_tls(std::move(tls)).value();
    }
    return draft.build().value();
}

} // namespace wsman::testing::detail
