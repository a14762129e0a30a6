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

/// What credentials are present; who they are never matters here.
enum class credential_trait : std::uint8_t {
    account = 1,     ///< a user name and a password
    certificate = 2, ///< a client certificate
    half = 4,        ///< a user name without password, or the reverse
    unknown = 8,     ///< some, but only data can tell which
    tickets = 16,    ///< named Kerberos tickets: the caller's own log-in, which merely stands elsewhere
};
std::true_type enable_flags(credential_trait);
using credential_traits = flags<credential_trait>;

/// What the host part of the connection is.
enum class host_kind : std::uint8_t {
    absent,  ///< no connection was named; in a finished session that is the local computer (R2)
    unknown, ///< named, but only data can tell
    name,
    ip_address,
    loopback, ///< localhost, 127.0.0.1 or [::1], and nothing else (R20)
};

/// All that the rules look at and the program's text can settle. Structural: the state of a builder is in its type.
struct policy_state {
    session_flags flags{};
    transport_binding bound{};      ///< by the first flag, option, credential or proxy that needs a transport
    transport_binding connection{}; ///< the scheme that the connection string spells out
    host_kind host{};
    credential_traits credentials{};
    bool proxy = false;                   ///< an explicit proxy stands between
    bool delegates_to_unverified = false; ///< the builder's own step; else the client's configuration tells
    bool has_runtime_policy =
        false; ///< of a builder: its policy or TLS settings may waive a rule, which only data can tell

    friend constexpr bool operator==(const policy_state&, const policy_state&) noexcept = default;
};

/// What the rules look at and only the client's configuration and the host's name tell.
struct client_facts {
    bool host_trusted = false;       ///< TrustedHosts matches
    bool connects_elsewhere = false; ///< the connection's name is not what is dialled, and that is another computer
    bool host_pinned = false;        ///< the TLS settings name the host's certificate itself
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
    bool delegates = false; ///< the host shall act in the user's name elsewhere
    bool configured = true; ///< false: the configuration is not known yet, and neither is what is not written down
};

/// A client whose configuration forbids nothing: what is asked while the configuration is not known yet.
inline constexpr client_facts unrestricted_client{
    .allow_unencrypted = true, .allow_credssp = true, .configured = false
};

/// The state after a step, and the rule that the step broke; then the state is the one before.
struct rule_outcome {
    policy_state state{};
    rule broken = rule::none;

    constexpr explicit operator bool() const noexcept { return broken == rule::none; }
};

/// How far a session has come when the rules are asked.
enum class completeness : std::uint8_t {
    growing,      ///< what is missing may still come
    complete,     ///< what is missing stays missing
    complete_com, ///< the same, by a caller of IWSMan::CreateSession, who has one rule more (F10)
};

/// Returns: the transport as far as it is settled: the connection's scheme, else what bound first.
constexpr transport_binding settled_transport(const policy_state& state) noexcept
{
    return state.connection != transport_binding::unbound ? state.connection : state.bound;
}

/// Returns: the transport of a finished session; where nothing decides it is http (R4, R56).
constexpr transport_binding final_transport(const policy_state& state) noexcept
{
    const transport_binding settled = settled_transport(state);
    return settled == transport_binding::unbound ? transport_binding::http : settled;
}

/// A step: these flags are set, beside those that are set already.
struct set_flags_step {
    session_flags flags{};
};

/// A step: a switch is set to 1 or 0, or an option of another kind to any value (then `on` says nothing).
struct set_option_step {
    session_option option{};
    bool on = true;
};

/// A step: credentials are given. Both an account and a certificate may be given in two steps, which is rule F14.
struct give_credentials_step {
    credential_traits kind{};
};

/// A step: the connection is named. `scheme` is what the string spells out.
struct name_connection_step {
    transport_binding scheme{};
    host_kind host{};
};

/// A step: a proxy is chosen; the raw numbers of `SetProxy`.
struct set_proxy_step {
    std::uint32_t access = 0;
    std::uint32_t authentication = 0;
    bool user = false;
    bool password = false;
};

/// A step: CredSSP may hand the password to a host that has not proved who it is (T3).
struct delegate_to_unverified_step {};

/// A step of a builder: settings are given that only data can look into, and that may waive rules.
struct runtime_policy_step {};

/// A step: one value of the C API's authentication flags.
struct set_authentication_step {
    std::uint32_t raw = 0;
};

/// A step: all that `IWSMan::CreateSession` is given at once.
struct create_session_step {
    session_flags flags{};
    credential_traits credentials{};
    transport_binding scheme{};
    host_kind host{};
};

/// A step: nothing more will come.
struct finish_step {
    completeness stage = completeness::complete;
};

} // namespace wsman
