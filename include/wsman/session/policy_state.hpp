//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/session/rule.hpp>
#include <wsman/session/session_flag.hpp>
#include <wsman/session/session_option.hpp>

#include <cstdint>

namespace wsman::inline WSMAN_FORM {

/// The kinds of credentials that are present. The rules do not depend on their content.
enum class credential_trait : std::uint8_t {
    account = 1,     ///< a user name and a password
    certificate = 2, ///< a client certificate
    half = 4,        ///< a user name without password, or a password without user name
    unknown = 8,     ///< credentials whose kind is known only at run time
    tickets = 16,    ///< a ticket source, which counts as the credentials of the current user
};
std::true_type enable_flags(credential_trait);
using credential_traits = flags<credential_trait>;

/// The kind of the host in the connection.
enum class host_kind : std::uint8_t {
    absent,  ///< no connection is set; a complete session then connects to the local computer (R2)
    unknown, ///< set, but known only at run time
    name,
    ip_address,
    loopback, ///< localhost, 127.0.0.1 or [::1], and nothing else (R20)
};

/// The part of the state that the rules check and that can be known at compile time. A structural type, because it is a
/// template argument of session_builder.
struct policy_state {
    session_flags flags{};
    transport_binding bound{};      ///< the transport of the first flag, option, credential or proxy that needs one
    transport_binding connection{}; ///< the scheme in the connection string
    host_kind host{};
    credential_traits credentials{};
    bool proxy = false;                   ///< an explicit proxy is set
    bool delegates_to_unverified = false; ///< set by delegate_to_unverified_step; the client policy may also allow it
    bool has_runtime_policy =
        false; ///< the builder has a client or TLS policy, which is known only at run time and may waive a rule

    friend constexpr bool operator==(const policy_state&, const policy_state&) noexcept = default;
};

/// The part of the state that the rules check and that depends on the client policy and the host name.
struct client_facts {
    bool host_trusted = false;       ///< TrustedHosts matches
    bool connects_elsewhere = false; ///< connect_address is another computer
    bool host_pinned = false;        ///< the TLS policy pins the certificate of the host
    bool domain_joined = true;
    bool allow_unencrypted = false;
    bool ntlm_only = false;
    bool kerberos_only = false;
    bool allow_basic = true;
    bool allow_digest = true;
    bool allow_negotiate = true;
    bool allow_kerberos = true;
    bool allow_certificate = true;
    bool allow_credssp = false;
    bool delegate_to_unverified = false;
    bool delegates = false; ///< the session delegates a ticket to the host
    bool configured = true; ///< false: the client policy is not known yet
};

/// A client whose policy allows everything. The rules use it while the policy is not known.
inline constexpr client_facts unrestricted_client{
    .allow_unencrypted = true, .allow_credssp = true, .configured = false
};

/// The state after a step, and the rule that the step breaks. If it breaks a rule, the state is unchanged.
struct rule_outcome {
    policy_state state{};
    rule broken = rule::none;

    constexpr explicit operator bool() const noexcept { return broken == rule::none; }
};

/// The stage of a session when the rules are checked.
enum class completeness : std::uint8_t {
    growing,      ///< more settings may follow
    complete,     ///< no more settings follow
    complete_com, ///< no more settings follow, and rule F10 of IWSMan::CreateSession applies
};

/// Returns: the scheme of the connection, else the transport that a setting bound, else unbound.
constexpr transport_binding settled_transport(const policy_state& state) noexcept
{
    return state.connection != transport_binding::unbound ? state.connection : state.bound;
}

/// Returns: the transport of a complete session; http if no setting determines it (R4, R56).
constexpr transport_binding final_transport(const policy_state& state) noexcept
{
    const transport_binding settled = settled_transport(state);
    return settled == transport_binding::unbound ? transport_binding::http : settled;
}

/// A step that adds these flags to the flags that are set.
struct set_flags_step {
    session_flags flags{};
};

/// A step that sets a switch to 1 or 0, or an option of another kind to any value (`on` then has no meaning).
struct set_option_step {
    session_option option{};
    bool on = true;
};

/// A step that sets credentials. An account and a certificate in two steps break rule F14.
struct give_credentials_step {
    credential_traits kind{};
};

/// A step that sets the connection. `scheme` is the scheme in the connection string.
struct name_connection_step {
    transport_binding scheme{};
    host_kind host{};
};

/// A step that sets a proxy; the members are the raw values of `SetProxy`.
struct set_proxy_step {
    std::uint32_t access = 0;
    std::uint32_t authentication = 0;
    bool user = false;
    bool password = false;
};

/// A step that allows CredSSP to send the password to a host that has not proved its identity (T3).
struct delegate_to_unverified_step {};

/// A step of a builder that sets a client or TLS policy, which is known only at run time and may waive rules.
struct runtime_policy_step {};

/// A step that sets one value of the authentication flags of the C API.
struct set_authentication_step {
    std::uint32_t raw = 0;
};

/// A step with all arguments of `IWSMan::CreateSession`.
struct create_session_step {
    session_flags flags{};
    credential_traits credentials{};
    transport_binding scheme{};
    host_kind host{};
};

/// The last step: no more settings follow.
struct finish_step {
    completeness stage = completeness::complete;
};

} // namespace wsman
