//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/session/rules.hpp>
#include <wsman/session/session.hpp>
#include <wsman/session/detail/session_parts.hpp>
#include <wsman/session/impl/session_values.ipp>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL const connection_target& session::connection() const noexcept
{
    return data_->target;
}

WSMAN_DECL const authentication_choice& session::authentication() const noexcept
{
    return data_->choice;
}

WSMAN_DECL session_flags session::flags() const noexcept
{
    return data_->parts.state.flags;
}

WSMAN_DECL const wsman::credentials& session::credentials() const noexcept
{
    return data_->parts.credentials;
}

WSMAN_DECL std::chrono::milliseconds session::operation_timeout() const noexcept
{
    return detail::timeout(data_->parts, session_option::default_operation_timeout);
}

WSMAN_DECL std::chrono::milliseconds session::operation_timeout(session_option timeout_option) const noexcept
{
    return detail::timeout(data_->parts, timeout_option);
}

WSMAN_DECL std::chrono::seconds session::max_retry_time() const noexcept
{
    return detail::option_or(data_->parts, session_option::max_retry_time, std::chrono::seconds(0));
}

WSMAN_DECL std::size_t session::max_envelope_size() const noexcept
{
    return detail::envelope_size(data_->parts);
}

WSMAN_DECL bool session::max_envelope_size_is_default() const noexcept
{
    return detail::find_option(data_->parts, session_option::max_envelope_size_kb) == nullptr;
}

WSMAN_DECL const std::string& session::locale() const noexcept
{
    return detail::text_option(data_->parts, session_option::locale);
}

WSMAN_DECL const std::string& session::ui_language() const noexcept
{
    return detail::text_option(data_->parts, session_option::ui_language);
}

WSMAN_DECL bool session::utf16() const noexcept
{
    return flags().has(session_flag::utf16);
}

WSMAN_DECL bool session::machine_id() const noexcept
{
    return detail::option_or(data_->parts, session_option::machine_id, false);
}

WSMAN_DECL const std::vector<std::pair<session_option, option_value>>& session::options() const noexcept
{
    return data_->parts.options;
}

WSMAN_DECL bool session::sealed() const noexcept
{
    if (connection().transport() == transport_kind::https || flags().has(session_flag::no_encryption)) return false;
    switch (authentication().scheme) {
    case authentication_scheme::negotiate:
    case authentication_scheme::ntlm:
    case authentication_scheme::kerberos:
    case authentication_scheme::credssp: return true;
    case authentication_scheme::none:
    case authentication_scheme::basic:
    case authentication_scheme::digest:
    case authentication_scheme::certificate: break;
    }
    return false;
}

WSMAN_DECL bool session::clear_text() const noexcept
{
    return connection().transport() == transport_kind::http && flags().has(session_flag::no_encryption);
}

WSMAN_DECL bool session::ntlm_allowed() const noexcept
{
    return wsman::ntlm_allowed(data_->parts.state, data_->client);
}

WSMAN_DECL bool session::kerberos_possible() const
{
    const authentication_scheme scheme = authentication().scheme;
    const bool asked = scheme == authentication_scheme::negotiate || scheme == authentication_scheme::kerberos ||
                       scheme == authentication_scheme::credssp;
    // A ticket needs a host name that is unique in the realm. An address is not a name, and "localhost" is not unique.
    const bool named = !spn_host().empty() || !(connection().is_ip_address() || connection().is_loopback());
    const user_password* const account = credentials().account();
    const bool local_account = account && account->name().is_local_account();
    return detail::built_with_kerberos && asked && policy().mechanism != mechanism::ntlm && named && !local_account;
}

WSMAN_DECL bool session::host_trusted() const noexcept
{
    return data_->client.host_trusted;
}

WSMAN_DECL const tls_policy& session::tls() const noexcept
{
    return data_->parts.tls;
}

WSMAN_DECL const proxy_settings* session::proxy() const noexcept
{
    const auto& proxy = data_->parts.proxy;
    return proxy && proxy->uses_proxy() ? &*proxy : nullptr;
}

WSMAN_DECL const client_policy& session::policy() const noexcept
{
    return data_->parts.policy;
}

WSMAN_DECL const std::optional<host_and_port>& session::connect_address() const noexcept
{
    return data_->parts.connect_address;
}

WSMAN_DECL const std::string& session::spn_host() const noexcept
{
    return data_->parts.spn_host;
}

WSMAN_DECL const std::string& session::spn_service() const noexcept
{
    return data_->parts.spn_service.empty() ? detail::default_spn_service() : data_->parts.spn_service;
}

WSMAN_DECL bool session::delegates() const noexcept
{
    return data_->parts.delegate;
}

WSMAN_DECL std::string session::service_principal_name() const
{
    const std::string_view host = spn_host().empty() ? connection().host() : spn_host();
    std::string name = spn_service() + '/' + std::string(detail::without_final_dot(host));
    if (flags().has(session_flag::enable_spn_server_port)) name += ':' + std::to_string(connection().port());
    return name;
}

} // namespace wsman
