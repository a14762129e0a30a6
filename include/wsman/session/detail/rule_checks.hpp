//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/session/policy_state.hpp>

// The checks of the rules, in the order in which broken_rule() calls them. The order is fixed so that the same input
// always breaks the same rule: undefined bits, number of schemes, exclusions of no authentication, presence and kind of
// credentials, transport, settings that need a transport, settings that need a scheme, settings that need a host.
namespace wsman::inline WSMAN_FORM::detail::rules {

using enum session_flag;

inline constexpr session_flags skip_flags = skip_ca_check | skip_cn_check | skip_revocation_check;

/// The flags that use_no_authentication allows, because Identify over TLS needs them. Windows allows none.
inline constexpr session_flags beside_no_authentication = use_no_authentication | use_ssl | skip_flags | utf8 | utf16;

constexpr int count_bits(std::uint32_t bits) noexcept
{
    int count = 0;
    for (; bits != 0; bits &= bits - 1)
        ++count;
    return count;
}

constexpr bool has_account(const policy_state& state) noexcept
{
    return state.credentials.has(credential_trait::account);
}

constexpr bool has_certificate(const policy_state& state) noexcept
{
    return state.credentials.has(credential_trait::certificate);
}

/// Returns: the flag that selects the scheme, or 0.
constexpr session_flags chosen_flag(const policy_state& state) noexcept
{
    return state.flags & authentication_session_flags;
}

constexpr rule flag_values(const policy_state& state) noexcept
{
    if (!state.flags.without(defined_session_flags).empty()) return rule::f1;
    if (count_bits(chosen_flag(state).bits) > 1) return rule::f2;
    if (state.flags.has(utf8) && state.flags.has(utf16)) return rule::f25;
    return rule::none;
}

constexpr rule no_authentication(const policy_state& state) noexcept
{
    if (!state.flags.has(use_no_authentication)) return rule::none;
    if (!chosen_flag(state).empty()) return rule::f3;
    if (state.flags.has(cred_username_password) || !state.credentials.without(credential_trait::unknown).empty())
        return rule::f4;
    if (!state.flags.without(beside_no_authentication).empty()) return rule::f5;
    return rule::none;
}

/// The caller checks this only when the session is complete. Credentials of unknown kind are checked at run time.
constexpr rule missing_credentials(const policy_state& state, completeness stage) noexcept
{
    if (state.credentials.has(credential_trait::unknown)) return rule::none;
    if (state.credentials.has(credential_trait::half) && !state.flags.has(use_client_certificate)) return rule::f8;
    if (state.flags.has_any(use_basic | use_digest) && !has_account(state)) return rule::f6;
    if (state.flags.has(use_cred_ssp) && !has_account(state)) return rule::f7;
    if (state.flags.has(cred_username_password) && !has_account(state) && !state.flags.has(use_client_certificate))
        return rule::f9;
    if (stage == completeness::complete_com && has_account(state) && !state.flags.has(cred_username_password) &&
        !state.flags.has(use_client_certificate))
        return rule::f10;
    return rule::none;
}

constexpr rule credential_kinds(const policy_state& state, completeness stage) noexcept
{
    const bool uses_certificate = state.flags.has(use_client_certificate);
    if (uses_certificate && state.flags.has(cred_username_password)) return rule::f11;
    const bool names_a_user = has_account(state) || state.credentials.has(credential_trait::half);
    if (uses_certificate && names_a_user) return rule::f12;
    if (has_certificate(state) && names_a_user) return rule::f14;
    if (stage == completeness::growing || state.credentials.has(credential_trait::unknown)) return rule::none;
    if (uses_certificate && !has_certificate(state)) return rule::f13;
    if (!uses_certificate && has_certificate(state)) return rule::f15;
    return rule::none;
}

/// Returns: the rule of the setting that needs another transport than the session is bound to.
constexpr rule transport(const policy_state& state) noexcept
{
    switch (settled_transport(state)) {
    case transport_binding::unbound: break;
    case transport_binding::http:
        if (state.flags.has(use_ssl)) return state.connection == transport_binding::http ? rule::f26 : rule::r52;
        if (state.flags.has(use_client_certificate) || has_certificate(state)) return rule::f16;
        if (state.flags.has_any(skip_flags)) return rule::f17;
        if (state.flags.has(allow_negotiate_implicit_credentials)) return rule::f22;
        if (state.proxy) return rule::p5;
        break;
    case transport_binding::https:
        if (state.flags.has(no_encryption)) return rule::f18;
        break;
    }
    return rule::none;
}

constexpr rule clear_text(const policy_state& state, const client_facts& client) noexcept
{
    if (state.flags.has(no_encryption) && !client.allow_unencrypted) return rule::f19;
    if (state.host == host_kind::unknown || state.host == host_kind::absent) return rule::none;
    if (final_transport(state) != transport_binding::http) return rule::none;
    if (state.flags.has_any(use_basic | use_digest) && !state.flags.has(no_encryption)) return rule::f20;
    return rule::none;
}

/// Returns: whether the host must prove its identity before CredSSP sends the password: by a verified chain and name,
/// or by its pin.
constexpr bool verifies_host(const policy_state& state, const client_facts& client) noexcept
{
    return final_transport(state) == transport_binding::https &&
           (client.host_pinned || !state.flags.has_any(skip_ca_check | skip_cn_check));
}

constexpr rule unverified_delegation(const policy_state& state, const client_facts& client) noexcept
{
    // At compile time the builder may not know host, transport or policies.
    const bool open = state.host == host_kind::unknown || settled_transport(state) == transport_binding::unbound ||
                      state.has_runtime_policy;
    if (!state.flags.has(use_cred_ssp) || (!client.configured && open)) return rule::none;
    if (state.delegates_to_unverified || client.delegate_to_unverified) return rule::none;
    return verifies_host(state, client) ? rule::none : rule::t3;
}

constexpr rule authentication_bound(const policy_state& state) noexcept
{
    const session_flags chosen = chosen_flag(state);
    if (state.flags.has(enable_spn_server_port) && !chosen.without(use_negotiate | use_kerberos).empty())
        return rule::f21;
    if (state.flags.has(allow_negotiate_implicit_credentials) && !chosen.without(use_negotiate).empty())
        return rule::f23;
    if (state.proxy && chosen.has(use_kerberos)) return rule::p6_kerberos;
    if (state.proxy && chosen.has(use_cred_ssp)) return rule::p6_credssp;
    return rule::none;
}

constexpr rule host(const policy_state& state) noexcept
{
    if (!state.flags.has(use_kerberos)) return rule::none;
    if (state.host == host_kind::loopback) return rule::f28;
    if (state.host == host_kind::ip_address) return rule::f27;
    return rule::none;
}

/// The first setting that needs a transport binds it (R51). If one step contains several such settings, use_ssl has
/// priority, because it selects the transport of a connection string without scheme; then the order of the flag values
/// applies, which is that of the option numbers.
constexpr transport_binding bind(const policy_state& state) noexcept
{
    if (settled_transport(state) != transport_binding::unbound) return state.bound;
    if (state.flags.has_any(use_ssl | skip_ca_check | skip_cn_check)) return transport_binding::https;
    if (state.flags.has(no_encryption)) return transport_binding::http;
    if (state.flags.has_any(use_client_certificate | skip_revocation_check | allow_negotiate_implicit_credentials) ||
        has_certificate(state) || state.proxy)
        return transport_binding::https;
    return transport_binding::unbound;
}

/// The raw value of proxy_access::no_proxy_server.
inline constexpr std::uint32_t no_proxy_server = 8;

/// Checks the raw values of a proxy (P1 to P4).
constexpr rule proxy_values(const set_proxy_step& asked) noexcept
{
    if ((asked.access & ~std::uint32_t{15}) != 0 || count_bits(asked.access) != 1) return rule::p1;
    if (asked.access == no_proxy_server && (asked.authentication != 0 || asked.user || asked.password)) return rule::p2;
    if ((asked.authentication & ~std::uint32_t{7}) != 0) return rule::p3_unknown;
    if (count_bits(asked.authentication) > 1) return rule::p3_multiple;
    // Basic (2) and Digest (4) need an account; the other schemes can use the credentials of the current user.
    if (asked.user != asked.password || ((asked.authentication & 6) != 0 && !asked.user)) return rule::p4;
    return rule::none;
}

} // namespace wsman::detail::rules
