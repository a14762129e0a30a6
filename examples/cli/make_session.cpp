//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "make_session.hpp"

#include <wsman/core/secret.hpp>
#include <wsman/session/session_json.hpp>

#include <string_view>
#include <utility>
#include <vector>

#include "text_file.hpp"

namespace cli {

namespace {

using wsman::failure;
using wsman::result;
using wsman::session_draft;
using wsman::session_flag;
using wsman::session_option;

constexpr const char* password_variable = "WSMAN_PASSWORD";

struct scheme {
    std::string_view name;
    session_flag flag;
};
constexpr scheme schemes[] = {
    {"none", session_flag::use_no_authentication},
    {"basic", session_flag::use_basic},
    {"digest", session_flag::use_digest},
    {"negotiate", session_flag::use_negotiate},
    {"ntlm", session_flag::use_negotiate},
    {"kerberos", session_flag::use_kerberos},
    {"credssp", session_flag::use_cred_ssp},
    {"certificate", session_flag::use_client_certificate},
};

failure unknown_scheme(const std::string& given)
{
    std::vector<std::string_view> names;
    for (const scheme& row : schemes)
        names.push_back(row.name);
    return usage_error("--auth knows no scheme '" + given + "'", did_you_mean(given, names));
}

result<wsman::session_flags> flags_of(const arguments& options)
{
    wsman::session_flags flags;
    if (!options.auth.empty()) {
        const scheme* found = nullptr;
        for (const scheme& row : schemes)
            if (row.name == options.auth) found = &row;
        if (!found) return unknown_scheme(options.auth);
        flags |= found->flag;
    }
    const std::pair<bool, session_flag> switches[] = {
        {options.use_ssl, session_flag::use_ssl},
        {options.skip_ca_check, session_flag::skip_ca_check},
        {options.skip_cn_check, session_flag::skip_cn_check},
        {options.skip_revocation_check, session_flag::skip_revocation_check},
        {options.no_encryption, session_flag::no_encryption},
        {options.utf16, session_flag::utf16},
        {options.spn_port, session_flag::enable_spn_server_port},
        {options.implicit_credentials, session_flag::allow_negotiate_implicit_credentials},
        {options.keytab_file.empty() && !options.user.empty(), session_flag::cred_username_password},
    };
    for (const auto& [given, flag] : switches)
        if (given) flags |= flag;
    return flags;
}

result<void> apply_policy(session_draft& draft, const arguments& options)
{
    wsman::client_policy policy = draft.policy();
    if (!options.trusted_hosts.empty()) {
        result<wsman::trusted_hosts> hosts = wsman::trusted_hosts::parse(options.trusted_hosts);
        if (!hosts) return hosts.error();
        policy.trusted_hosts = *std::move(hosts);
    }
    if (options.no_encryption) policy.allow_unencrypted = true;
    if (options.auth == "ntlm") policy.mechanism = wsman::mechanism::ntlm;
    if (options.credssp_minimum) policy.credssp_minimum_version = *options.credssp_minimum;
    if (options.delegate_to_unverified) policy.delegate_to_unverified = true;
    if (options.unprotected_ntlm) policy.allow_unprotected_ntlm = true;
    if (options.no_tab_in_sealed_parts) policy.tab_in_sealed_parts = false;
    if (options.auth == "credssp") policy.allow_credssp = true; // off by default; the option requests it explicitly
    return draft.set_policy(std::move(policy));
}

result<wsman::secret> read_password(const std::string& file)
{
    return file.empty() ? wsman::secret_from_env(password_variable) : wsman::secret_from_file(file);
}

result<void> apply_credentials(session_draft& draft, const arguments& options)
{
    if (!options.certificate_file.empty() || !options.key_file.empty()) {
        wsman::secret key_password;
        if (!options.key_password_file.empty()) {
            result<wsman::secret> read = wsman::secret_from_file(options.key_password_file);
            if (!read) return read.error();
            key_password = *std::move(read);
        }
        return draft.set_credentials(
            wsman::client_certificate(options.certificate_file, options.key_file, std::move(key_password))
        );
    }
    if (!options.ticket_cache.empty()) {
        if (!options.user.empty() || !options.keytab_file.empty())
            return usage_error("--ticket-cache stands for itself, without --user and --keytab");
        return draft.set_credentials(wsman::ticket_source::cache(options.ticket_cache));
    }
    if (!options.keytab_file.empty())
        return draft.set_credentials(wsman::ticket_source::keytab(options.user, options.keytab_file));
    if (options.user.empty()) return {};
    result<wsman::secret> password = read_password(options.password_file);
    if (!password) return password.error();
    return draft.set_credentials(wsman::user_password(options.user, *std::move(password)));
}

result<void> apply_tls(session_draft& draft, const arguments& options)
{
    wsman::tls_policy tls = draft.tls();
    if (!options.ca_file.empty()) tls.ca_file = options.ca_file;
    if (!options.crl_file.empty()) tls.crl_file = options.crl_file;
    if (!options.pin_sha256.empty()) tls.pin_sha256 = options.pin_sha256;
    return draft.set_tls(std::move(tls));
}

result<void> apply_proxy(session_draft& draft, const arguments& options)
{
    if (options.proxy.empty()) return {};
    result<wsman::proxy_settings> proxy = wsman::proxy_settings::server(options.proxy);
    if (!proxy) return proxy.error();
    if (options.proxy_auth.empty() && options.proxy_user.empty()) return draft.set_proxy(*std::move(proxy));
    const bool ntlm = options.proxy_auth == "ntlm";
    const auto scheme = wsman::from_string<wsman::proxy_authentication>(ntlm ? "negotiate" : options.proxy_auth);
    if (!options.proxy_auth.empty() && !scheme)
        return usage_error("--proxy-auth takes negotiate, ntlm, basic or digest, not '" + options.proxy_auth + "'");
    wsman::secret password;
    if (!options.proxy_password_file.empty()) {
        result<wsman::secret> read = wsman::secret_from_file(options.proxy_password_file);
        if (!read) return read.error();
        password = *std::move(read);
    }
    wsman::flags<wsman::proxy_authentication> accepted;
    if (scheme) accepted = *scheme;
    wsman::proxy_settings given = proxy->with_account(accepted, options.proxy_user, std::move(password));
    if (ntlm) given = given.with_ntlm();
    return draft.set_proxy(std::move(given));
}

result<void> apply_names(session_draft& draft, const arguments& options)
{
    if (!options.connect_address.empty()) {
        result<wsman::host_and_port> address = wsman::parse_host_and_port(options.connect_address);
        if (!address) return address.error();
        if (auto set = draft.set_connect_address(*std::move(address)); !set) return set.error();
    }
    if (!options.spn_host.empty())
        if (auto set = draft.set_spn_host(options.spn_host); !set) return set.error();
    if (options.delegate)
        if (auto set = draft.set_delegation(true); !set) return set.error();
    if (!options.spn_service.empty())
        if (auto set = draft.set_spn_service(options.spn_service); !set) return set.error();
    return {};
}

result<void> apply_options(session_draft& draft, const arguments& options)
{
    if (options.operation_timeout)
        if (auto set = draft.set_option(session_option::default_operation_timeout, *options.operation_timeout); !set)
            return set.error();
    if (options.max_envelope_size_kb)
        if (auto set = draft.set_option(session_option::max_envelope_size_kb, *options.max_envelope_size_kb); !set)
            return set.error();
    if (!options.locale.empty())
        for (const session_option option : {session_option::locale, session_option::ui_language})
            if (auto set = draft.set_option(option, options.locale); !set) return set.error();
    return {};
}

} // namespace

result<session_draft> configured_draft(const arguments& options)
{
    if (options.config_file.empty()) return session_draft();
    const std::string& file = options.config_file;
    const result<std::string> text = read_text_file(file);
    if (!text) return text.error();
    result<session_draft> draft = wsman::session_draft_from_json(*text);
    if (draft) return draft;
    failure why = draft.error();
    const std::string& pointer = why.details().pointer;
    // The parser's message begins with the line.
    if (why.code() == wsman::session_errc::json_syntax) return at_place(std::move(why), file);
    const std::string place = file + ":" + std::to_string(line_of_pointer(*text, pointer));
    return at_place(std::move(why), place);
}

result<wsman::session> make_session(session_draft base, const arguments& options)
{
    result<wsman::session_flags> flags = flags_of(options);
    if (!flags) return flags.error();
    if (auto set = base.set_flags(*flags); !set) return set.error();
    if (auto set = apply_policy(base, options); !set) return set.error();
    if (!options.connect.empty())
        if (auto set = base.set_connection(options.connect); !set) return set.error();
    for (const auto apply : {apply_credentials, apply_tls, apply_proxy, apply_names, apply_options})
        if (auto set = apply(base, options); !set) return set.error();
    return base.build();
}

} // namespace cli
