//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/session/authentication.hpp>
#include <wsman/session/policy_state.hpp>
#include <wsman/session/detail/rule_checks.hpp>

// The choice of the authentication scheme of a complete session, and the rules that need the client policy and the
// host.
namespace wsman::inline WSMAN_FORM::detail::rules {

constexpr bool is_trusted(const policy_state& state, const client_facts& client) noexcept
{
    return final_transport(state) == transport_binding::https || client.host_trusted;
}

/// Returns: whether the messages stay on this computer. The name alone is not sufficient: connect_address may be
/// another computer (R20 checks the text only), and a proxy resolves "localhost" as itself.
constexpr bool is_local_connection(const policy_state& state, const client_facts& client) noexcept
{
    return state.host == host_kind::loopback && !state.proxy && !client.connects_elsewhere;
}

constexpr authentication_choice choose_explicit(const policy_state& state, const client_facts& client) noexcept
{
    using enum authentication_scheme;
    if (state.flags.has(use_no_authentication)) return {none, "explicit", "the flag use_no_authentication is set"};
    if (state.flags.has(use_basic)) return {basic, "explicit", "the flag use_basic is set"};
    if (state.flags.has(use_digest)) return {digest, "explicit", "the flag use_digest is set"};
    if (state.flags.has(use_kerberos)) return {kerberos, "explicit", "the flag use_kerberos is set"};
    if (state.flags.has(use_cred_ssp)) return {credssp, "explicit", "the flag use_cred_ssp is set"};
    if (state.flags.has(use_client_certificate))
        return {certificate, "explicit", "the flag use_client_certificate is set"};
    if (client.ntlm_only)
        return {ntlm, "explicit", "the flag use_negotiate is set, and the policy restricts Negotiate to NTLM"};
    return {negotiate, "explicit", "the flag use_negotiate is set"};
}

constexpr authentication_choice choose_default(const policy_state& state, const client_facts& client) noexcept
{
    const auto negotiate = client.ntlm_only ? authentication_scheme::ntlm : authentication_scheme::negotiate;
    if (is_local_connection(state, client))
        return {negotiate, "R30.1", "no flag selects a scheme, and the host is the local computer"};
    if (has_account(state) && is_trusted(state, client))
        return {
            negotiate,
            "R30.2",
            "no flag selects a scheme, the credentials are explicit, and the transport is https or the host is trusted"
        };
    if (!client.domain_joined && is_trusted(state, client))
        return {
            negotiate,
            "R30.3",
            "no flag selects a scheme, the client is in a workgroup, and the transport is https or the host is trusted"
        };
    return {
        authentication_scheme::kerberos, "R30.4", "no flag selects a scheme, and no condition for Negotiate is met"
    };
}

constexpr bool chosen_by_flag(const policy_state& state) noexcept
{
    return state.flags.has_any(authentication_session_flags | use_no_authentication);
}

constexpr authentication_choice choose(const policy_state& state, const client_facts& client) noexcept
{
    return chosen_by_flag(state) ? choose_explicit(state, client) : choose_default(state, client);
}

constexpr rule disabled_scheme(const client_facts& client, authentication_scheme scheme) noexcept
{
    switch (scheme) {
    case authentication_scheme::none: break;
    case authentication_scheme::basic: return client.allow_basic ? rule::none : rule::f29_basic;
    case authentication_scheme::digest: return client.allow_digest ? rule::none : rule::f29_digest;
    case authentication_scheme::negotiate:
    case authentication_scheme::ntlm: return client.allow_negotiate ? rule::none : rule::f29_negotiate;
    case authentication_scheme::kerberos: return client.allow_kerberos ? rule::none : rule::f29_kerberos;
    case authentication_scheme::credssp: return client.allow_credssp ? rule::none : rule::f29_credssp;
    case authentication_scheme::certificate: return client.allow_certificate ? rule::none : rule::f29_certificate;
    }
    return rule::none;
}

/// Checks the scheme that a flag selects. chosen() checks the scheme of the default rule.
constexpr rule disabled_scheme(const policy_state& state, const client_facts& client) noexcept
{
    return chosen_by_flag(state) ? disabled_scheme(client, choose_explicit(state, client).scheme) : rule::none;
}

/// The credentials of the current user must not go to an untrusted host (R33).
constexpr rule implicit_negotiate(const policy_state& state, const client_facts& client) noexcept
{
    if (is_local_connection(state, client)) return rule::none;
    const bool allowed = final_transport(state) == transport_binding::https
                             ? state.flags.has(allow_negotiate_implicit_credentials)
                             : client.host_trusted;
    return allowed ? rule::none : rule::r33;
}

/// Over http only Kerberos proves the identity of a host (R34). Negotiate passes the check, because it may select
/// Kerberos; ntlm_allowed() then excludes NTLM.
constexpr rule
server_trust(const policy_state& state, const client_facts& client, authentication_scheme scheme) noexcept
{
    using enum authentication_scheme;
    if (final_transport(state) != transport_binding::http || client.host_trusted || is_local_connection(state, client))
        return rule::none;
    if (scheme == none || scheme == basic || scheme == digest) return rule::none; // F19 and F20 have checked these
    return scheme == ntlm || scheme == credssp || !client.domain_joined ? rule::r34 : rule::none;
}

/// Returns: whether the scheme can delegate credentials of the user to the host.
constexpr bool can_delegate(authentication_scheme scheme) noexcept
{
    using enum authentication_scheme;
    return scheme == kerberos || scheme == negotiate || scheme == credssp;
}

constexpr rule chosen(const policy_state& state, const client_facts& client, authentication_scheme scheme) noexcept
{
    using enum authentication_scheme;
    if (const rule off = disabled_scheme(client, scheme); off != rule::none) return off;
    if (client.delegates && !can_delegate(scheme)) return rule::t2;
    if (scheme == ntlm && state.credentials.has(credential_trait::tickets)) return rule::t1;
    const bool implicit = !has_account(state);
    if (scheme == kerberos) {
        if (state.proxy) return rule::p6_kerberos;
        if (state.host == host_kind::ip_address) return rule::r32;
        if (implicit && !client.domain_joined) return rule::r35;
    }
    if ((scheme == negotiate || scheme == ntlm) && implicit) {
        if (const rule broken = implicit_negotiate(state, client); broken != rule::none) return broken;
    }
    const rule untrusted = server_trust(state, client, scheme);
    return untrusted != rule::none ? untrusted : unverified_delegation(state, client);
}

} // namespace wsman::detail::rules
