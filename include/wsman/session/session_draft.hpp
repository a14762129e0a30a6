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

/// A session in the making, at run time.
///
/// Each step is looked at by the rules at once and in the order of the calls: the first flag, option, credential or
/// proxy that needs a transport binds it, a later one that needs the other fails. A step that fails changes nothing of
/// what was set. What is missing is only asked for by build().
///
/// A failure cannot be lost: build() returns it until the same setter succeeds, so that what was refused is never
/// replaced by a default. Each setter stands for itself, set_option for each option. Flags add up, so a failure of
/// set_flags stands until a call with one of the same flags succeeds (or, where it was about the log-in, with another
/// scheme), or one with none, which says that they are not wanted any more.
///
/// A value: copies are independent, and have the failures too.
/// Errors: of every function, Windows codes with the id of the broken rule in `details().rule`.
/// Example:
/// @code
/// session_draft draft;
/// draft.set_option(session_option::unencrypted_messages, 1).value();                       // binds http
/// auto no = draft.set_option(session_option::allow_negotiate_implicit_credentials, 1);     // fails: F22, 0x803381B0
/// // draft.build() returns the same F22 now
/// draft.set_option(session_option::allow_negotiate_implicit_credentials, 0).value();       // not after all
/// auto session = draft.build();
/// @endcode
class session_draft {
public:
    session_draft() = default;

    /// Effects: sets these flags beside those that are set; an option set to 0 takes its flag back.
    [[nodiscard]] WSMAN_DECL result<void> set_flags(session_flags added);
    /// Effects: as set_flags, with a value of the C API's `WSManAuthenticationFlags`.
    /// Errors: rule F31 for a value that is none of them.
    [[nodiscard]] WSMAN_DECL result<void> set_authentication(std::uint32_t windows_value);

    /// Effects: `WSManSetSessionOption`. A switch set to 0 binds no transport (R55). A timeout of 0 is the default's.
    /// Errors: rule R58 for an unknown or read-only option, a value of the wrong type or out of range, or none;
    /// R61 for a text that is no language tag; F17, F18, F22, R52 where the other transport is bound.
    [[nodiscard]] WSMAN_DECL result<void> set_option(session_option option, option_value value);
    /// Returns: the value that holds, in the option's own type, be it set or the default.
    /// Errors: rule R59 for an option that Windows does not define, R60 for redirect_location.
    [[nodiscard]] WSMAN_DECL result<option_value> get_option(session_option option) const;
    /// Effects: `WSManGetSessionOptionAsDword`: stores the number in the option's unit.
    /// Errors: rule R59, R60.
    [[nodiscard]] WSMAN_DECL result<void> get_option(session_option option, std::uint32_t* value) const;
    /// Effects: `WSManGetSessionOptionAsString`.
    /// Errors: rule R59, R60.
    [[nodiscard]] WSMAN_DECL result<void> get_option(session_option option, std::string* value) const;

    /// Effects: takes an account, a certificate or a callback, in place of one of the same kind. Implicit credentials
    /// take back what was given, tickets among them; so does an account without name and password, or a certificate
    /// without any file.
    /// Errors: rules F4, F12, F13 (for a key without a certificate), F14, F16.
    [[nodiscard]] WSMAN_DECL result<void> set_credentials(wsman::credentials supplied);
    /// Effects: takes a connection string in place of an earlier one.
    /// Errors: what parse_connection_string reports, F16, F17, F18, F22, F26, F27, F28, P5.
    [[nodiscard]] WSMAN_DECL result<void> set_connection(std::string text);
    /// Errors: what client_policy::check reports.
    [[nodiscard]] WSMAN_DECL result<void> set_policy(client_policy policy);
    /// Effects: what `tls` skips is set as the flag of the same name.
    [[nodiscard]] WSMAN_DECL result<void> set_tls(tls_policy tls);
    /// Errors: rules P1 to P6; session_errc::unsupported for auto_detect, and for winhttp_config without an address;
    /// session_errc::contradiction for an address with any other access.
    [[nodiscard]] WSMAN_DECL result<void> set_proxy(proxy_settings proxy);
    /// Errors: rules R1, R6 and R10 for an address that cannot be dialled.
    [[nodiscard]] WSMAN_DECL result<void> set_connect_address(std::optional<host_and_port> address);
    /// Errors, of both: session_errc::invalid_text for what no part of a service name may hold.
    [[nodiscard]] WSMAN_DECL result<void> set_spn_host(std::string host
    ); ///< in the service name, instead of the connection's
    [[nodiscard]] WSMAN_DECL result<void> set_spn_service(std::string service
    ); ///< in the service name, instead of "HTTP"
    /// Effects: asks for a ticket that the host may use in the user's name (Kerberos; CredSSP delegates as it is).
    /// Another log-in breaks rule T2 when the session is made.
    [[nodiscard]] WSMAN_DECL result<void> set_delegation(bool enabled);

    /// Effects: lets CredSSP hand the password to a host that does not prove who it is (rule T3), as
    /// client_policy::delegate_to_unverified does.
    [[nodiscard]] WSMAN_DECL result<void> set_delegate_to_unverified(bool enabled = true);

    /// Effects: forgets what setters have failed to do. For programs that have looked at each result, and go on without
    /// what was refused.
    WSMAN_DECL void clear_failures() noexcept;

    /// Returns: the session, if every setter that failed has succeeded since, nothing is missing and the client's policy
    /// and the host's name allow it.
    /// Errors: the failure of a setter, the one that has stood longest; rules F6 to F9, F13, F15, F19, F20, F28, F29, R32 to R35, R37, P6, T1 to T3, what ticket_source::check
    /// reports.
    [[nodiscard]] WSMAN_DECL result<session> build() const;

    /// Returns: what the rules see.
    const policy_state& state() const noexcept { return parts_.state; }
    session_flags flags() const noexcept { return parts_.state.flags; }
    const std::string& connection() const noexcept { return parts_.connection; }
    const wsman::credentials& credentials() const noexcept { return parts_.credentials; }
    const client_policy& policy() const noexcept { return parts_.policy; }
    const tls_policy& tls() const noexcept { return parts_.tls; } ///< as it was set; what flags skip is in flags()
    const std::optional<proxy_settings>& proxy() const noexcept { return parts_.proxy; }

private:
    friend class session;
    friend result<session>
    create_session(std::string_view connection, session_flags flags, wsman::credentials supplied, client_policy policy);

    explicit session_draft(detail::session_parts parts) : parts_(std::move(parts)) {}
    [[nodiscard]] WSMAN_DECL result<void> accept(const rule_outcome& outcome, std::string_view particulars);
    [[nodiscard]] WSMAN_DECL result<void> record(const detail::setter_call& call, result<void> outcome);
    WSMAN_DECL void store(session_option option, option_value value);

    // The setters without the book-keeping.
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

/// `IWSMan::CreateSession`: everything at once, looked at in the documented order, with the rule that only its callers
/// have (F10). Contacts nobody.
/// Returns: the session, or the first broken rule.
[[nodiscard]] WSMAN_DECL result<session> create_session(
    std::string_view connection, session_flags flags = {}, credentials supplied = {}, client_policy policy = {}
);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/session_changes.ipp>
#include <wsman/session/impl/session_draft.ipp>
#endif
