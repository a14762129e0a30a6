//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/option_value.hpp>
#include <wsman/session/rules.hpp>
#include <wsman/session/session.hpp>
#include <wsman/session/detail/failed_steps.hpp>
#include <wsman/session/detail/session_parts.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// Builds a session and checks the rules at run time.
///
/// Each setter checks the rules immediately, in the order of the calls: the first flag, option, credential or proxy
/// that needs a transport binds it; a later one that needs the other transport fails. A setter that fails does not
/// change the settings. Only build() checks for missing settings.
///
/// The draft stores each failure, and build() returns it until a later call of the same setter succeeds, so that a
/// default never silently replaces a refused value. For set_option this applies to each option separately. Flags
/// accumulate, so a failure of set_flags remains until set_flags succeeds with one of the same flags, with another
/// scheme if the failure concerned a scheme, or without flags.
///
/// A value: copies are independent and include the stored failures.
/// Errors: every function returns Windows codes, with the id of the broken rule in `details().rule`.
/// Example:
/// @code
/// session_draft draft;
/// draft.set_option(session_option::unencrypted_messages, 1).value();                       // binds http
/// auto no = draft.set_option(session_option::allow_negotiate_implicit_credentials, 1);     // fails: F22, 0x803381B0
/// // draft.build() now returns the same F22 draft.set_option(session_option::allow_negotiate_implicit_credentials,
/// 0).value(); // not after all auto session = draft.build();
/// @endcode
class session_draft {
public:
    session_draft() = default;

    /// Effects: adds these flags to the flags that are set. set_option with the value 0 removes a flag.
    [[nodiscard]] WSMAN_DECL result<void> set_flags(session_flags added);
    /// Effects: as set_flags, with a value of `WSManAuthenticationFlags` of the C API.
    /// Errors: rule F31 if the value is not exactly one of these flags.
    [[nodiscard]] WSMAN_DECL result<void> set_authentication(std::uint32_t windows_value);

    /// Effects: `WSManSetSessionOption`. A switch set to 0 binds no transport (R55). A timeout of 0 means the default.
    /// Errors: rule R58 for an unknown or read-only option, a value of the wrong type or out of range, or an empty
    /// value; R61 for a malformed language tag; F17, F18, F22, R52 if the session is bound to the other transport.
    [[nodiscard]] WSMAN_DECL result<void> set_option(session_option option, option_value value);
    /// Returns: the current value or the default, in the type of the option.
    /// Errors: rule R59 for an option that Windows does not define, R60 for redirect_location.
    [[nodiscard]] WSMAN_DECL result<option_value> get_option(session_option option) const;
    /// Effects: `WSManGetSessionOptionAsDword`: stores the number in the Windows unit of the option.
    /// Errors: rule R59, R60.
    [[nodiscard]] WSMAN_DECL result<void> get_option(session_option option, std::uint32_t* value) const;
    /// Effects: `WSManGetSessionOptionAsString`.
    /// Errors: rule R59, R60.
    [[nodiscard]] WSMAN_DECL result<void> get_option(session_option option, std::string* value) const;

    /// Effects: sets an account, a certificate or a callback, which replaces earlier credentials of the same kind.
    /// Implicit credentials and a ticket source remove earlier credentials. An account without name and password and a
    /// certificate without any file count as implicit credentials.
    /// Errors: rules F4, F12, F13 (for a key without a certificate), F14, F16.
    [[nodiscard]] WSMAN_DECL result<void> set_credentials(wsman::credentials supplied);
    /// Effects: sets the connection string, which replaces an earlier one.
    /// Errors: those of parse_connection_string; F16, F17, F18, F22, F26, F27, F28, P5.
    [[nodiscard]] WSMAN_DECL result<void> set_connection(std::string text);
    /// Errors: those of client_policy::check.
    [[nodiscard]] WSMAN_DECL result<void> set_policy(client_policy policy);
    /// Effects: sets the TLS policy, and the flag of each check that it skips.
    [[nodiscard]] WSMAN_DECL result<void> set_tls(tls_policy tls);
    /// Errors: rules P1 to P6; session_errc::unsupported for auto_detect, and for winhttp_config without an address;
    /// session_errc::contradiction for an address with any other access.
    [[nodiscard]] WSMAN_DECL result<void> set_proxy(proxy_settings proxy);
    /// Errors: rules R1, R6 and R10 for an invalid address.
    [[nodiscard]] WSMAN_DECL result<void> set_connect_address(std::optional<host_and_port> address);
    /// Errors, of both: session_errc::invalid_text for a character that a part of a service principal name may not
    /// contain.
    [[nodiscard]] WSMAN_DECL result<void> set_spn_host(std::string host);       ///< replaces the host of the connection
    [[nodiscard]] WSMAN_DECL result<void> set_spn_service(std::string service); ///< replaces "HTTP"
    /// Effects: delegates a Kerberos ticket to the host, with which it can log in to other hosts as the user. CredSSP
    /// always delegates. With another scheme build() fails with rule T2.
    [[nodiscard]] WSMAN_DECL result<void> set_delegation(bool enabled);

    /// Effects: allows CredSSP to send the password to a host that does not prove its identity (rule T3), as
    /// client_policy::delegate_to_unverified does.
    [[nodiscard]] WSMAN_DECL result<void> set_delegate_to_unverified(bool enabled = true);

    /// Effects: removes the stored failures of setters. For programs that check each result and continue without the
    /// refused settings.
    WSMAN_DECL void clear_failures() noexcept;

    /// Returns: the session, if there is no stored failure, no required setting is missing, and the client policy and
    /// the host allow it.
    /// Errors: the oldest stored failure of a setter; rules F6 to F9, F13, F15, F19, F20, F28, F29, R32 to R35, R37,
    /// P6, T1 to T3; those of ticket_source::check.
    [[nodiscard]] WSMAN_DECL result<session> build() const;

    /// Returns: the state that the rules check.
    const policy_state& state() const noexcept { return parts_.state; }
    session_flags flags() const noexcept { return parts_.state.flags; }
    const std::string& connection() const noexcept { return parts_.connection; }
    const wsman::credentials& credentials() const noexcept { return parts_.credentials; }
    const client_policy& policy() const noexcept { return parts_.policy; }
    /// As set; flags() contains the checks that flags skip
    const tls_policy& tls() const noexcept { return parts_.tls; }
    const std::optional<proxy_settings>& proxy() const noexcept { return parts_.proxy; }

private:
    friend class session;
    friend result<session>
    create_session(std::string_view connection, session_flags flags, wsman::credentials supplied, client_policy policy);

    explicit session_draft(detail::session_parts parts) : parts_(std::move(parts)) {}
    [[nodiscard]] WSMAN_DECL result<void> accept(const rule_outcome& outcome, std::string_view particulars);
    [[nodiscard]] WSMAN_DECL result<void> record(const detail::setter_call& call, result<void> outcome);
    WSMAN_DECL void store(session_option option, option_value value);

    // The setters without the storage of failures.
    [[nodiscard]] WSMAN_DECL result<void> change_option(session_option option, option_value value);
    [[nodiscard]] WSMAN_DECL result<void> change_credentials(wsman::credentials supplied);
    [[nodiscard]] WSMAN_DECL result<void> change_connection(std::string text);
    [[nodiscard]] WSMAN_DECL result<void> change_policy(client_policy policy);
    [[nodiscard]] WSMAN_DECL result<void> change_tls(tls_policy tls);
    [[nodiscard]] WSMAN_DECL result<void> change_proxy(proxy_settings proxy);
    [[nodiscard]] WSMAN_DECL result<void> change_connect_address(std::optional<host_and_port> address);
    [[nodiscard]] WSMAN_DECL result<void> change_spn_host(std::string host);
    [[nodiscard]] WSMAN_DECL result<void> change_spn_service(std::string service);

    detail::session_parts parts_;
    detail::failed_steps failed_;
};

/// `IWSMan::CreateSession`: checks all arguments in the documented order, and rule F10, which applies only to this
/// function. It does not access the network.
/// Returns: the session, or the first broken rule.
[[nodiscard]] WSMAN_DECL result<session> create_session(
    std::string_view connection, session_flags flags = {}, credentials supplied = {}, client_policy policy = {}
);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/session_changes.ipp>
#include <wsman/session/impl/session_draft.ipp>
#endif
