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

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

namespace detail {

inline std::string_view scheme_title(authentication_scheme scheme) noexcept
{
    return scheme == authentication_scheme::none ? "none" : windows_name(scheme);
}

/// Returns: the protection of the messages.
inline std::string protection_of(const session& s)
{
    if (s.connection().transport() == transport_kind::https) return "TLS";
    if (s.clear_text())
        return "none: everyone on the network path can read and change the messages; no_encryption allows this";
    if (s.sealed()) return "the authentication scheme seals the messages, because http does not encrypt";
    return "none: without a log-in there is no key for encryption, so send only Identify";
}

inline std::string transport_reason(const policy_state& state)
{
    const std::string name(final_transport(state) == transport_binding::https ? "https" : "http");
    if (state.connection != transport_binding::unbound) return name + ", the scheme of the connection (R50)";
    if (state.bound == transport_binding::unbound) return name + ", because no setting needs https (R4)";
    if (state.bound == transport_binding::http) return name + ", because unencrypted messages need it (R51)";
    if (state.flags.has(session_flag::use_ssl)) return name + ", because use_ssl is set (R4)";
    if (state.flags.has(session_flag::use_client_certificate))
        return name + ", because the client certificate needs it (R51)";
    if (state.proxy) return name + ", because the proxy needs it (R51)";
    return name + ", because a setting needs it (R51)";
}

inline std::string credentials_line(const session& s)
{
    switch (s.credentials().kind()) {
    case credential_kind::account:
        return s.credentials().is_callback() ? "an account from a callback"
                                             : "explicit, user " + s.credentials().account()->user();
    case credential_kind::certificate: return "client certificate " + s.credentials().certificate()->certificate_file();
    case credential_kind::implicit: break;
    }
    if (const ticket_source* const tickets = s.credentials().tickets()) {
        if (!tickets->cache_name().empty()) return "the tickets in the cache " + tickets->cache_name();
        return "a ticket for " + tickets->principal() + ", requested with the key in " + tickets->keytab_file();
    }
    return s.authentication().scheme == authentication_scheme::none ? "none" : "implicit, those of the current user";
}

/// Returns: whether the log-in may use NTLM.
inline bool may_be_ntlm(const session& s) noexcept
{
    if (s.credentials().tickets()) return false;
    const auto scheme = s.authentication().scheme;
    return scheme == authentication_scheme::ntlm || (scheme == authentication_scheme::negotiate && s.ntlm_allowed());
}

inline std::string delegation_line(const session& s)
{
    if (s.authentication().scheme == authentication_scheme::credssp)
        return "the password, to hosts that support version " + std::to_string(s.policy().credssp_minimum_version) +
               " or later of CredSSP";
    if (!s.delegates()) return "none: the host cannot log in to other hosts as the user";
    return s.authentication().scheme == authentication_scheme::kerberos
               ? "a ticket with which the host can log in elsewhere as the user"
               : "a ticket with which the host can log in elsewhere as the user, if Negotiate selects Kerberos; NTLM "
                 "does not delegate";
}

inline std::string certificate_line(const session& s)
{
    const tls_policy& tls = s.tls();
    std::string text = "dates";
    if (!tls.pin_sha256.empty()) {
        text += " and pinned SHA-256; the pin replaces the check of chain and name";
    } else {
        if (!tls.skip_ca_check) text += tls.skip_cn_check ? " and chain" : ", chain";
        if (!tls.skip_cn_check) text += " and name";
        text += " are checked";
    }
    if (tls.skip_revocation_check)
        text += "; revocation is not checked, because skip_revocation_check is set";
    else if (tls.crl_file.empty())
        text += "; revocation is not checked, because no crl_file is given";
    else
        text += "; revocation is checked with " + tls.crl_file;
    return text;
}

inline std::string why_no_kerberos(const session& s)
{
    if (!built_with_kerberos) return "this build does not support Kerberos";
    const user_password* const account = s.credentials().account();
    if (account && account->name().is_local_account()) return "a local account of the host has no Kerberos tickets";
    return "there are no Kerberos tickets for " + s.connection().host();
}

inline std::string inside_negotiate(const session& s)
{
    const bool account = s.credentials().kind() == credential_kind::account;
    const bool ntlm = may_be_ntlm(s) && account;
    const std::string ticket = "Kerberos for " + s.service_principal_name();
    if (!s.kerberos_possible()) {
        const std::string why = why_no_kerberos(s);
        if (ntlm) return "NTLM inside Negotiate; " + why;
        return "no log-in possible: " + why +
               (may_be_ntlm(s) ? ", and NTLM needs an account" : ", and NTLM is not allowed");
    }
    return ntlm ? ticket + " if there is a ticket, else NTLM" : ticket + ", without fallback to NTLM";
}

inline std::string exchange_of(const session& s)
{
    using enum authentication_scheme;
    switch (s.authentication().scheme) {
    case none: return "requests contain no credentials; hosts usually answer only Identify";
    case basic: return "each request contains user and password";
    case digest: return "the host sends a challenge, and each request contains the response";
    case negotiate: return inside_negotiate(s);
    case ntlm: return "NTLM inside Negotiate";
    case kerberos:
        if (!s.kerberos_possible()) return "nothing: " + why_no_kerberos(s);
        return "Kerberos for " + s.service_principal_name() + "; the host must prove its identity";
    case credssp: return "the client sends the password to the host, which can use it for other hosts";
    case certificate: return "the client presents the certificate in the TLS handshake";
    }
    return {};
}

} // namespace detail

WSMAN_DECL std::vector<std::string> session::warnings() const
{
    using enum session_flag;
    std::vector<std::string> found;
    const bool https = connection().transport() == transport_kind::https;
    const auto scheme = authentication().scheme;
    const bool is_local_connection = detail::rules::is_local_connection(data_->parts.state, data_->client);
    if (!https && host_trusted() && scheme != authentication_scheme::none &&
        scheme != authentication_scheme::kerberos && !is_local_connection)
        found.push_back(
            "the trusted host " + connection().host() +
            " does not have to prove its identity; the client may send credentials to it (R46)"
        );
    if (flags().has(skip_ca_check))
        found.emplace_back(
            "skip_ca_check: the client accepts a certificate of any authority, so anyone can impersonate the host"
        );
    if (flags().has(skip_cn_check))
        found.emplace_back(
            "skip_cn_check: the client accepts a certificate for any name, so another host can impersonate this one"
        );
    if (flags().has(skip_revocation_check))
        found.emplace_back("skip_revocation_check: the client accepts a revoked certificate");
    if (clear_text()) {
        std::string text = "no_encryption: everyone on the network path can read and change the messages";
        if (scheme == authentication_scheme::basic) text += ", including the password";
        found.push_back(std::move(text));
    }
    if (scheme == authentication_scheme::credssp) {
        found.emplace_back("CredSSP sends the password to the host");
        if (!detail::rules::verifies_host(data_->parts.state, data_->client))
            found.emplace_back(
                "delegate_to_unverified: CredSSP sends the password without a check of the host's identity"
            );
        if (policy().credssp_minimum_version < 5)
            found.push_back(
                "credssp_minimum_version " + std::to_string(policy().credssp_minimum_version) +
                ": below 5 an attacker can forge the proof of the host's key and read the password (CVE-2018-0886)"
            );
    }
    if (delegates() && scheme != authentication_scheme::credssp)
        found.emplace_back("delegation: the host can log in to other hosts as the user");
    if (sealed() && !is_local_connection && detail::may_be_ntlm(*this))
        found.emplace_back("NTLM over http seals messages with RC4, which is weak; use https");
    return found;
}

WSMAN_DECL std::string session::explain() const
{
    std::string text;
    const auto line = [&text](std::string_view label, const std::string& value) {
        text.append(label).append(": ").append(value).append("\n");
    };
    line("connection", connection().url());
    line("transport", detail::transport_reason(data_->parts.state));
    if (connect_address()) line("connect address", connect_address()->text());
    if (const proxy_settings* const through = proxy())
        line("proxy", through->address() ? through->address()->text() : "from the environment");
    std::string choice(detail::scheme_title(authentication().scheme));
    choice.append(", rule ").append(authentication().rule).append(": ").append(authentication().reason);
    line("log-in", choice);
    line("credentials", detail::credentials_line(*this));
    line("exchange", detail::exchange_of(*this));
    if (detail::rules::can_delegate(authentication().scheme)) line("delegation", detail::delegation_line(*this));
    line("protection", detail::protection_of(*this));
    if (connection().transport() == transport_kind::https) line("certificate", detail::certificate_line(*this));
    line("operation timeout", std::to_string(operation_timeout().count()) + " ms");
    for (const std::string& warning : warnings())
        line("warning", warning);
    return text;
}

} // namespace wsman
