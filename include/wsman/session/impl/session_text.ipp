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

/// What stands between the messages and a listener.
inline std::string protection_of(const session& s)
{
    if (s.connection().transport() == transport_kind::https) return "TLS";
    if (s.clear_text()) return "none: everybody on the way can read and change the messages, as was allowed on purpose";
    if (s.sealed()) return "messages are sealed by the log-in, because http does not encrypt";
    return "none: there is no log-in whose key could encrypt, so send nothing but Identify";
}

inline std::string transport_reason(const policy_state& state)
{
    const std::string name(final_transport(state) == transport_binding::https ? "https" : "http");
    if (state.connection != transport_binding::unbound) return name + ", which the connection says (R50)";
    if (state.bound == transport_binding::unbound) return name + ", because nothing asks for https (R4)";
    if (state.bound == transport_binding::http) return name + ", which unencrypted messages need (R51)";
    if (state.flags.has(session_flag::use_ssl)) return name + ", which use_ssl asks for (R4)";
    if (state.flags.has(session_flag::use_client_certificate))
        return name + ", which the client certificate needs (R51)";
    if (state.proxy) return name + ", which the proxy needs (R51)";
    return name + ", because what is set concerns https alone (R51)";
}

inline std::string credentials_line(const session& s)
{
    switch (s.credentials().kind()) {
    case credential_kind::account:
        return s.credentials().is_callback() ? "an account, asked for when it is needed"
                                             : "explicit, user " + s.credentials().account()->user();
    case credential_kind::certificate: return "client certificate " + s.credentials().certificate()->certificate_file();
    case credential_kind::implicit: break;
    }
    if (const ticket_source* const tickets = s.credentials().tickets()) {
        if (!tickets->cache_name().empty()) return "the tickets in the cache " + tickets->cache_name();
        return "a ticket for " + tickets->principal() + ", asked for with its key in " + tickets->keytab_file();
    }
    return s.authentication().scheme == authentication_scheme::none ? "none" : "implicit, the caller's own log-in";
}

/// Whether NTLM may come of the log-in.
inline bool may_be_ntlm(const session& s) noexcept
{
    if (s.credentials().tickets()) return false;
    const auto scheme = s.authentication().scheme;
    return scheme == authentication_scheme::ntlm || (scheme == authentication_scheme::negotiate && s.ntlm_allowed());
}

inline std::string delegation_line(const session& s)
{
    if (s.authentication().scheme == authentication_scheme::credssp)
        return "the password itself, to hosts that speak version " +
               std::to_string(s.policy().credssp_minimum_version) + " of CredSSP at least";
    if (!s.delegates()) return "none: from the host, other hosts see an anonymous user";
    return s.authentication().scheme == authentication_scheme::kerberos
               ? "a ticket that the host may use in the user's name"
               : "a ticket that the host may use in the user's name, if Kerberos comes of it; NTLM delegates nothing";
}

inline std::string certificate_line(const session& s)
{
    const tls_policy& tls = s.tls();
    std::string text = "dates";
    if (!tls.pin_sha256.empty()) {
        text += " and pinned SHA-256; the pin stands in for chain and name";
    } else {
        if (!tls.skip_ca_check) text += tls.skip_cn_check ? " and chain" : ", chain";
        if (!tls.skip_cn_check) text += " and name";
        text += " are checked";
    }
    if (tls.skip_revocation_check)
        text += "; revocation is not checked, as was asked for";
    else if (tls.crl_file.empty())
        text += "; revocation is not checked, because no crl_file is given";
    else
        text += "; revocation is checked by " + tls.crl_file;
    return text;
}

inline std::string why_no_kerberos(const session& s)
{
    if (!built_with_kerberos) return "Kerberos is not part of this build";
    const user_password* const account = s.credentials().account();
    if (account && account->name().is_local_account()) return "an account of the host itself has no Kerberos tickets";
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
        return "nothing: " + why + (may_be_ntlm(s) ? ", and NTLM needs an account" : ", and NTLM is not used here");
    }
    return ntlm ? ticket + " if a ticket is to be had, else NTLM" : ticket + ", and nothing else inside Negotiate";
}

inline std::string what_happens(const session& s)
{
    using enum authentication_scheme;
    switch (s.authentication().scheme) {
    case none: return "requests carry no log-in; hosts answer Identify at most";
    case basic: return "each request carries user and password";
    case digest: return "the host is asked for a challenge, and each request answers one";
    case negotiate: return inside_negotiate(s);
    case ntlm: return "NTLM inside Negotiate";
    case kerberos:
        if (!s.kerberos_possible()) return "nothing: " + why_no_kerberos(s);
        return "Kerberos for " + s.service_principal_name() + "; the host must prove who it is";
    case credssp: return "the password is delegated to the host, which can use it onwards";
    case certificate: return "the certificate is shown in the TLS handshake";
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
            "the trusted host " + connection().host() + " need not prove who it is; credentials may be sent to it (R46)"
        );
    if (flags().has(skip_ca_check))
        found.emplace_back("skip_ca_check: a certificate of any authority is taken, so anybody can pose as the host");
    if (flags().has(skip_cn_check))
        found.emplace_back("skip_cn_check: a certificate for any name is taken, so another host can pose as this one");
    if (flags().has(skip_revocation_check)) found.emplace_back("skip_revocation_check: a revoked certificate is taken");
    if (clear_text()) {
        std::string text = "no_encryption: everybody on the way can read and change what is sent";
        if (scheme == authentication_scheme::basic) text += ", the password too";
        found.push_back(std::move(text));
    }
    if (scheme == authentication_scheme::credssp) {
        found.emplace_back("CredSSP hands the password to the host");
        if (!detail::rules::verifies_host(data_->parts.state, data_->client))
            found.emplace_back(
                "delegate_to_unverified: CredSSP hands it to whoever answers, and nobody checks who that is"
            );
        if (policy().credssp_minimum_version < 5)
            found.push_back(
                "credssp_minimum_version " + std::to_string(policy().credssp_minimum_version) +
                ": below 5 the proof of the host's key can be forged, and the password read (CVE-2018-0886)"
            );
    }
    if (delegates() && scheme != authentication_scheme::credssp)
        found.emplace_back("delegation: the host may act in the user's name elsewhere");
    if (sealed() && !is_local_connection && detail::may_be_ntlm(*this))
        found.emplace_back("NTLM over http seals messages with RC4, which is weak; https does not need it");
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
    if (connect_address()) line("dialled at", connect_address()->text());
    if (const proxy_settings* const through = proxy())
        line("proxy", through->address() ? through->address()->text() : "the one that the environment names");
    std::string choice(detail::scheme_title(authentication().scheme));
    choice.append(", rule ").append(authentication().rule).append(": ").append(authentication().reason);
    line("log-in", choice);
    line("credentials", detail::credentials_line(*this));
    line("what happens", detail::what_happens(*this));
    if (detail::rules::can_delegate(authentication().scheme)) line("delegation", detail::delegation_line(*this));
    line("protection", detail::protection_of(*this));
    if (connection().transport() == transport_kind::https) line("certificate", detail::certificate_line(*this));
    line("operation timeout", std::to_string(operation_timeout().count()) + " ms");
    for (const std::string& warning : warnings())
        line("warning", warning);
    return text;
}

} // namespace wsman
