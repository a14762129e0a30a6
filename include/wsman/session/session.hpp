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

/// What a client needs to know of a host and of itself to talk to it: checked, complete and unchangeable.
///
/// Made by session_builder, session_draft, create_session or session_from_json. Making one contacts nobody.
/// A value: copies share what they hold.
/// Thread safety: any number of threads may use one session or copies of it.
class session {
public:
    WSMAN_DECL const connection_target& connection() const noexcept;
    /// Returns: the scheme that will be used and the rule that chose it.
    WSMAN_DECL const authentication_choice& authentication() const noexcept;
    /// Returns: the flags that hold, those that were set as options included.
    WSMAN_DECL session_flags flags() const noexcept;
    WSMAN_DECL const wsman::credentials& credentials() const noexcept;

    /// Returns: option 1, 60 s unless it was set.
    WSMAN_DECL std::chrono::milliseconds operation_timeout() const noexcept;
    /// Returns: the timeout of one operation (options 12 to 17), or option 1 where that was not set.
    WSMAN_DECL std::chrono::milliseconds operation_timeout(session_option timeout_option) const noexcept;
    WSMAN_DECL std::chrono::seconds max_retry_time() const noexcept; ///< 0: not set
    WSMAN_DECL std::size_t max_envelope_size() const noexcept;       ///< bytes
    /// Returns: whether nobody chose the size, so that it may be raised once the host is known to take more.
    WSMAN_DECL bool max_envelope_size_is_default() const noexcept;
    WSMAN_DECL const std::string& locale() const noexcept;      ///< of data; empty: not sent
    WSMAN_DECL const std::string& ui_language() const noexcept; ///< of messages; empty: not sent
    WSMAN_DECL bool utf16() const noexcept;
    WSMAN_DECL bool machine_id() const noexcept;
    /// Returns: what was set of the options that no flag stands for, by number.
    WSMAN_DECL const std::vector<std::pair<session_option, option_value>>& options() const noexcept;

    /// Returns: whether messages are encrypted by the log-in itself, because the transport does not.
    WSMAN_DECL bool sealed() const noexcept;
    /// Returns: whether messages go over http as everybody can read them, which somebody allowed on purpose.
    WSMAN_DECL bool clear_text() const noexcept;
    /// Returns: whether NTLM may be used where the scheme is Negotiate. Not towards a host that cannot prove who it is
    /// and is not trusted; the log-in then fails with rule R34 before it sends an NTLM token.
    WSMAN_DECL bool ntlm_allowed() const noexcept;
    /// Returns: whether Kerberos may come of the log-in: the build has it, the scheme and the policy leave room for it, and
    /// there are tickets for such a host and account. Not for addresses and the local computer's name, unless spn_host
    /// names another, and not for accounts of the host itself.
    WSMAN_DECL bool kerberos_possible() const;
    WSMAN_DECL bool host_trusted() const noexcept; ///< the policy's TrustedHosts match the connection

    WSMAN_DECL const tls_policy& tls() const noexcept;       ///< with what the flags skip
    WSMAN_DECL const proxy_settings* proxy() const noexcept; ///< nullptr: direct
    WSMAN_DECL const client_policy& policy() const noexcept;
    /// Returns: where to dial instead; names, certificates and tickets stay those of the connection.
    WSMAN_DECL const std::optional<host_and_port>& connect_address() const noexcept;
    WSMAN_DECL const std::string& spn_host() const noexcept;    ///< empty: the connection's host
    WSMAN_DECL const std::string& spn_service() const noexcept; ///< "HTTP" unless it was set
    /// Returns: whether the host gets a ticket of the user's own, to act in the user's name elsewhere (Kerberos).
    WSMAN_DECL bool delegates() const noexcept;
    /// Returns: "HTTP/build01", with the port where enable_spn_server_port is set.
    WSMAN_DECL std::string service_principal_name() const;

    /// Returns: what was switched off or is trusted without proof, a sentence each; empty for a session without holes.
    WSMAN_DECL std::vector<std::string> warnings() const;
    /// Returns: lines for people: where to, how it logs in and why, what protects the messages, how the certificate is
    /// judged, the warnings. No secret.
    WSMAN_DECL std::string explain() const;

    /// Returns: a draft that makes this session again.
    WSMAN_DECL session_draft draft() const;

    /// Changed copies, which pass the same rules; this session stays as it is.
    [[nodiscard]] WSMAN_DECL result<session> with_connection(std::string text) const;
    [[nodiscard]] WSMAN_DECL result<session> with_flags(session_flags added) const;
    [[nodiscard]] WSMAN_DECL result<session> with_option(session_option option, option_value value) const;
    [[nodiscard]] WSMAN_DECL result<session> with_credentials(wsman::credentials other) const;
    [[nodiscard]] WSMAN_DECL result<session> with_policy(client_policy other) const;
    /// What `other` does not skip is checked again.
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
