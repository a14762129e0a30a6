//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/authentication.hpp>
#include <wsman/session/client_policy.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/session/credentials.hpp>
#include <wsman/session/option_value.hpp>
#include <wsman/session/proxy.hpp>
#include <wsman/session/session_flag.hpp>
#include <wsman/session/session_option.hpp>
#include <wsman/session/tls_policy.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

namespace detail {
struct session_data;
}

class session_draft;

/// The settings of a client for one host: checked, complete and immutable.
///
/// session_builder, session_draft, create_session and session_from_json create a session, without access to the
/// network. A value: copies share their data.
/// Thread safety: several threads may use one session or copies of it at the same time.
class session {
public:
    WSMAN_DECL const connection_target& connection() const noexcept;
    /// Returns: the authentication scheme and the rule that selected it.
    WSMAN_DECL const authentication_choice& authentication() const noexcept;
    /// Returns: the flags, including those that were set as options.
    WSMAN_DECL session_flags flags() const noexcept;
    WSMAN_DECL const wsman::credentials& credentials() const noexcept;

    /// Returns: option 1; the default is 60 s.
    WSMAN_DECL std::chrono::milliseconds operation_timeout() const noexcept;
    /// Returns: the timeout of one operation (options 12 to 17), or option 1 if it is not set.
    WSMAN_DECL std::chrono::milliseconds operation_timeout(session_option timeout_option) const noexcept;
    WSMAN_DECL std::chrono::seconds max_retry_time() const noexcept; ///< 0: not set
    WSMAN_DECL std::size_t max_envelope_size() const noexcept;       ///< bytes
    /// Returns: whether the size is the default. The client may then raise it if the host supports more.
    WSMAN_DECL bool max_envelope_size_is_default() const noexcept;
    WSMAN_DECL const std::string& locale() const noexcept;      ///< language of data; empty: not sent
    WSMAN_DECL const std::string& ui_language() const noexcept; ///< language of messages; empty: not sent
    WSMAN_DECL bool utf16() const noexcept;
    WSMAN_DECL bool machine_id() const noexcept;
    /// Returns: the options that were set and have no corresponding flag, by number.
    WSMAN_DECL const std::vector<std::pair<session_option, option_value>>& options() const noexcept;

    /// Returns: whether the authentication scheme encrypts the messages, because the transport does not.
    WSMAN_DECL bool sealed() const noexcept;
    /// Returns: whether messages are sent unencrypted over http, as no_encryption allows.
    WSMAN_DECL bool clear_text() const noexcept;
    /// Returns: whether Negotiate may use NTLM. It may not for an untrusted host that cannot prove its identity; the
    /// log-in then fails with rule R34 before it sends an NTLM token.
    WSMAN_DECL bool ntlm_allowed() const noexcept;
    /// Returns: whether the log-in may use Kerberos: the build supports it, the scheme and the policy allow it, and
    /// tickets can exist for the host and the account. Tickets cannot exist for an address or a loopback name (unless
    /// spn_host is set), nor for a local account of the host.
    WSMAN_DECL bool kerberos_possible() const;
    WSMAN_DECL bool host_trusted() const noexcept; ///< the trusted hosts of the policy match the connection

    WSMAN_DECL const tls_policy& tls() const noexcept;       ///< includes the checks that the flags skip
    WSMAN_DECL const proxy_settings* proxy() const noexcept; ///< nullptr: direct connection
    WSMAN_DECL const client_policy& policy() const noexcept;
    /// Returns: the address to connect to, if it differs. Host header, certificate check and service name still use the
    /// host of the connection.
    WSMAN_DECL const std::optional<host_and_port>& connect_address() const noexcept;
    WSMAN_DECL const std::string& spn_host() const noexcept;    ///< empty: the host of the connection
    WSMAN_DECL const std::string& spn_service() const noexcept; ///< the default is "HTTP"
    /// Returns: whether the session delegates a Kerberos ticket to the host, with which it can log in to other hosts as
    /// the user.
    WSMAN_DECL bool delegates() const noexcept;
    /// Returns: "HTTP/build01", with the port if enable_spn_server_port is set.
    WSMAN_DECL std::string service_principal_name() const;

    /// Returns: one sentence for each disabled check and each trust without proof; empty for a session without such
    /// settings.
    WSMAN_DECL std::vector<std::string> warnings() const;
    /// Returns: a readable description: connection, authentication and its reason, protection of the messages,
    /// certificate checks, warnings. It contains no secret.
    WSMAN_DECL std::string explain() const;

    /// Returns: a draft with the settings of this session.
    WSMAN_DECL session_draft draft() const;

    /// Return changed copies, which pass the same rules. This session does not change.
    [[nodiscard]] WSMAN_DECL result<session> with_connection(std::string text) const;
    [[nodiscard]] WSMAN_DECL result<session> with_flags(session_flags added) const;
    [[nodiscard]] WSMAN_DECL result<session> with_option(session_option option, option_value value) const;
    [[nodiscard]] WSMAN_DECL result<session> with_credentials(wsman::credentials other) const;
    [[nodiscard]] WSMAN_DECL result<session> with_policy(client_policy other) const;
    /// Enables every check that `other` does not skip.
    [[nodiscard]] WSMAN_DECL result<session> with_tls(tls_policy other) const;
    [[nodiscard]] WSMAN_DECL result<session> with_proxy(proxy_settings other) const;
    [[nodiscard]] WSMAN_DECL result<session> with_delegation(bool enabled) const;
    [[nodiscard]] WSMAN_DECL result<session> with_connect_address(std::optional<host_and_port> other) const;
    [[nodiscard]] WSMAN_DECL result<session> with_operation_timeout(std::chrono::milliseconds timeout) const;

private:
    friend class session_draft;
    explicit session(std::shared_ptr<const detail::session_data> data) noexcept : data_(std::move(data)) {}

    std::shared_ptr<const detail::session_data> data_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/session.ipp>
#include <wsman/session/impl/session_text.ipp>
// The bodies of draft() and with_…() need the draft.
#include <wsman/session/session_draft.hpp>
#endif
