//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/session/authentication.hpp>
#include <wsman/session/policy_state.hpp>
#include <wsman/session/rule.hpp>
#include <wsman/session/detail/rule_checks.hpp>
#include <wsman/session/detail/rule_choice.hpp>

/// The rules: which combinations of flags, options, credentials, transport and host are a valid session.
///
/// All functions are constexpr and use structural types, so that the builder can call them at compile time and the
/// draft at run time. The rules have no other implementation in the library. Three groups are elsewhere because they
/// need data: the text of a connection (parse_connection_string), of user names and of trusted hosts; the value of an
/// option; and F32, which the transport checks when it reads the certificate file.
namespace wsman::inline WSMAN_FORM {

/// Returns: the first rule that the state breaks, in the documented order, or `rule::none`.
/// Example: `static_assert(broken_rule({.flags = use_basic | use_digest}) == rule::f2);`
constexpr rule broken_rule(
    const policy_state& state,
    completeness stage = completeness::growing,
    const client_facts& client = unrestricted_client
) noexcept
{
    namespace book = detail::rules;
    rule broken = book::flag_values(state);
    if (broken == rule::none) broken = book::no_authentication(state);
    if (broken == rule::none && stage != completeness::growing) broken = book::missing_credentials(state, stage);
    if (broken == rule::none) broken = book::credential_kinds(state, stage);
    if (broken == rule::none) broken = book::transport(state);
    if (broken == rule::none && stage != completeness::growing) broken = book::clear_text(state, client);
    if (broken == rule::none) broken = book::authentication_bound(state);
    if (broken == rule::none && stage != completeness::growing) broken = book::disabled_scheme(state, client);
    if (broken == rule::none && stage != completeness::growing && !client.configured)
        broken = book::unverified_delegation(state, client);
    if (broken == rule::none) broken = book::host(state);
    return broken;
}

namespace detail::rules {

/// A step that breaks a rule does not change the state (R52).
constexpr rule_outcome settle(const policy_state& before, policy_state next) noexcept
{
    next.bound = bind(next);
    const rule broken = broken_rule(next);
    return broken == rule::none ? rule_outcome{next, rule::none} : rule_outcome{before, broken};
}

} // namespace detail::rules

constexpr rule_outcome apply(const policy_state& state, set_flags_step asked) noexcept
{
    policy_state next = state;
    next.flags |= asked.flags;
    return detail::rules::settle(state, next);
}

/// A switch with the value 0 binds no transport (R55). The first switch with the value 1 that needs a transport binds
/// it (R51); a later one that needs the other transport breaks its rule (R52 to R54).
constexpr rule_outcome apply(const policy_state& state, set_option_step asked) noexcept
{
    if (!is_settable(asked.option))
        return {state, to_string(asked.option).empty() ? rule::r58_unknown : rule::r58_read_only};
    const auto flag = flag_of(asked.option);
    if (!flag) return {state, rule::none};
    policy_state next = state;
    if (asked.on)
        next.flags |= *flag;
    else
        next.flags = next.flags.without(*flag);
    return detail::rules::settle(state, next);
}

constexpr rule_outcome apply(const policy_state& state, give_credentials_step asked) noexcept
{
    policy_state next = state;
    // An account replaces an earlier account, and a certificate an earlier certificate. Both together break rule F14.
    if (asked.kind.has_any(credential_trait::account | credential_trait::half))
        next.credentials = next.credentials.without(credential_trait::account | credential_trait::half);
    // Tickets count as implicit credentials, which remove earlier credentials.
    if (asked.kind.has(credential_trait::tickets))
        next.credentials = {};
    else
        next.credentials = next.credentials.without(credential_trait::tickets);
    next.credentials |= asked.kind;
    return detail::rules::settle(state, next);
}

constexpr rule_outcome apply(const policy_state& state, name_connection_step asked) noexcept
{
    policy_state next = state;
    next.connection = asked.scheme;
    next.host = asked.host;
    return detail::rules::settle(state, next);
}

constexpr rule_outcome apply(const policy_state& state, set_proxy_step asked) noexcept
{
    if (const rule broken = detail::rules::proxy_values(asked); broken != rule::none) return {state, broken};
    policy_state next = state;
    next.proxy = asked.access != detail::rules::no_proxy_server;
    return detail::rules::settle(state, next);
}

constexpr rule_outcome apply(const policy_state& state, delegate_to_unverified_step) noexcept
{
    policy_state next = state;
    next.delegates_to_unverified = true;
    return {next, rule::none};
}

constexpr rule_outcome apply(const policy_state& state, runtime_policy_step) noexcept
{
    policy_state next = state;
    next.has_runtime_policy = true;
    return {next, rule::none};
}

constexpr rule_outcome apply(const policy_state& state, set_authentication_step asked) noexcept
{
    const auto flag = authentication_flag_of(asked.raw);
    if (!flag) return {state, rule::f31};
    return apply(state, set_flags_step{to_session_flags(*flag)});
}

constexpr rule_outcome
apply(const policy_state& state, finish_step asked, const client_facts& client = unrestricted_client) noexcept
{
    policy_state next = state;
    if (next.host == host_kind::absent) next.host = host_kind::loopback;
    const rule broken = broken_rule(next, asked.stage, client);
    return broken == rule::none ? rule_outcome{next, rule::none} : rule_outcome{state, broken};
}

/// Checks all arguments in the documented order, not in the order of the arguments.
constexpr rule_outcome
apply(const policy_state& state, create_session_step asked, const client_facts& client = unrestricted_client) noexcept
{
    policy_state next = state;
    next.flags |= asked.flags;
    next.credentials |= asked.credentials;
    next.connection = asked.scheme;
    next.host = asked.host;
    next.bound = detail::rules::bind(next);
    const rule_outcome finished = apply(next, finish_step{completeness::complete_com}, client);
    return finished ? finished : rule_outcome{state, finished.broken};
}

/// The authentication scheme of a complete session and the reason, or the rule that forbids it.
struct authentication_outcome {
    authentication_choice choice{};
    rule broken = rule::none;

    constexpr explicit operator bool() const noexcept { return broken == rule::none; }
};

/// Selects the scheme (R30) and checks the rules that need the host and the client policy (R32 to R36, F29, P6, T1 to
/// T3).
/// Preconditions: the state passed its finish_step with the same client, and `state.host` is known.
constexpr authentication_outcome choose_authentication(const policy_state& state, const client_facts& client) noexcept
{
    const authentication_choice choice = detail::rules::choose(state, client);
    return {choice, detail::rules::chosen(state, client, choice.scheme)};
}

/// Returns: whether Negotiate may use NTLM. Over http it may only for a trusted host or the local computer, because
/// NTLM does not prove the identity of the host (R34).
constexpr bool ntlm_allowed(const policy_state& state, const client_facts& client) noexcept
{
    return !client.kerberos_only && (final_transport(state) == transport_binding::https || client.host_trusted ||
                                     detail::rules::is_local_connection(state, client));
}

/// Whether an option may be set to this value in this state.
template <policy_state State, session_option Option, bool Value = true>
concept option_allowed = static_cast<bool>(apply(State, set_option_step{Option, Value}));

/// Whether these flags may be added in this state.
template <policy_state State, session_flags Flags>
concept flags_allowed = static_cast<bool>(apply(State, set_flags_step{Flags}));

/// Whether credentials of this kind may be set in this state.
template <policy_state State, credential_trait Kind>
concept credentials_allowed = static_cast<bool>(apply(State, give_credentials_step{Kind}));

/// Whether this state is complete, as far as that can be known at compile time.
template <policy_state State>
concept session_complete = static_cast<bool>(apply(State, finish_step{}));

} // namespace wsman
