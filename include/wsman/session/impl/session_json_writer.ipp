//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/session/session_json.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <type_traits>
#include <variant>

namespace wsman::inline WSMAN_FORM::detail {

inline boost::json::string_view json_text(std::string_view text) noexcept
{
    return {text.data(), text.size()};
}

inline boost::json::object json_of(const connection_target& target)
{
    boost::json::object out;
    out["transport"] = json_text(to_string(target.transport()));
    out["host"] = json_text(target.host());
    if (!target.zone().empty()) out["zone"] = json_text(target.zone());
    out["port"] = target.port();
    out["path"] = json_text(target.path());
    return out;
}

inline std::string_view credentials_word(const session& session) noexcept
{
    switch (session.credentials().kind()) {
    case credential_kind::account: return "explicit";
    case credential_kind::certificate: return "certificate";
    case credential_kind::implicit: break;
    }
    return session.authentication().scheme == authentication_scheme::none ? "none" : "implicit";
}

/// Returns: the kind of the credentials; for a ticket source also its names, which are not secret.
inline boost::json::value credentials_json(const session& session)
{
    const ticket_source* const tickets = session.credentials().tickets();
    if (!tickets) return json_text(credentials_word(session));
    if (!tickets->cache_name().empty()) return boost::json::object{{"ticket_cache", json_text(tickets->cache_name())}};
    return boost::json::object{
        {"keytab", json_text(tickets->keytab_file())}, {"principal", json_text(tickets->principal())}
    };
}

/// Returns: the value in the Windows unit of the option.
inline boost::json::value json_of(const option_value& value)
{
    return std::visit(
        [](const auto& held) -> boost::json::value {
            using held_type = std::remove_cvref_t<decltype(held)>;
            if constexpr (std::is_same_v<held_type, std::monostate>)
                return nullptr;
            else if constexpr (std::is_same_v<held_type, std::string>)
                return json_text(held);
            else if constexpr (std::is_same_v<held_type, std::chrono::milliseconds> ||
                               std::is_same_v<held_type, std::chrono::seconds>)
                return static_cast<std::int64_t>(held.count());
            else if constexpr (std::is_same_v<held_type, kilobytes>)
                return held.count;
            else
                return held;
        },
        value.get()
    );
}

inline boost::json::object json_of(const tls_policy& tls)
{
    boost::json::object out;
    const tls_policy usual;
    // The flags contain the skipped checks.
    if (tls.system_store != usual.system_store) out["system_store"] = tls.system_store;
    if (!tls.ca_file.empty()) out["ca_file"] = json_text(tls.ca_file);
    if (!tls.ca_directory.empty()) out["ca_directory"] = json_text(tls.ca_directory);
    if (!tls.ca_pem.empty()) out["ca_pem"] = json_text(tls.ca_pem);
    if (!tls.crl_file.empty()) out["crl_file"] = json_text(tls.crl_file);
    if (!tls.pin_sha256.empty()) out["pin_sha256"] = json_text(tls.pin_sha256);
    return out;
}

inline boost::json::object json_of(const client_policy& policy)
{
    boost::json::object out;
    const client_policy usual;
    const auto put = [&](const char* name, bool value, bool usually) {
        if (value != usually) out[name] = value;
    };
    if (!policy.trusted_hosts.empty()) out["trusted_hosts"] = json_text(policy.trusted_hosts.text());
    put("allow_unencrypted", policy.allow_unencrypted, usual.allow_unencrypted);
    put("allow_basic", policy.allow_basic, usual.allow_basic);
    put("allow_digest", policy.allow_digest, usual.allow_digest);
    put("allow_negotiate", policy.allow_negotiate, usual.allow_negotiate);
    put("allow_kerberos", policy.allow_kerberos, usual.allow_kerberos);
    put("allow_certificate", policy.allow_certificate, usual.allow_certificate);
    put("allow_credssp", policy.allow_credssp, usual.allow_credssp);
    put("delegate_to_unverified", policy.delegate_to_unverified, usual.delegate_to_unverified);
    put("allow_unprotected_ntlm", policy.allow_unprotected_ntlm, usual.allow_unprotected_ntlm);
    put("domain_joined", policy.domain_joined, usual.domain_joined);
    if (policy.mechanism != mechanism::any)
        out["mechanism"] = policy.mechanism == mechanism::ntlm ? "ntlm" : "kerberos";
    if (policy.credssp_minimum_version != usual.credssp_minimum_version)
        out["credssp_minimum_version"] = policy.credssp_minimum_version;
    put("tab_in_sealed_parts", policy.tab_in_sealed_parts, usual.tab_in_sealed_parts);
    return out;
}

inline boost::json::object json_of(const proxy_settings& proxy)
{
    boost::json::object out;
    for (const auto& row : named_values(proxy_access{}))
        if (proxy.access() == flags(row.value)) out["access"] = json_text(row.name);
    if (proxy.address()) out["url"] = json_text("http://" + proxy.address()->text());
    for (const auto& row : named_values(proxy_authentication{}))
        if (proxy.authentication() == flags(row.value)) out["authentication"] = json_text(row.name);
    if (proxy.ntlm()) out["authentication"] = "ntlm";
    if (!proxy.user().empty()) out["user"] = json_text(proxy.user());
    return out;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL std::string to_json(const session& session)
{
    using detail::json_of;
    using detail::json_text;
    boost::json::object out;
    out["connection"] = json_of(session.connection());
    const authentication_choice& choice = session.authentication();
    out["authentication"] = boost::json::object{
        {"scheme", json_text(to_string(choice.scheme))},
        {"rule", json_text(choice.rule)},
        {"reason", json_text(choice.reason)}
    };
    out["credentials"] = detail::credentials_json(session);
    boost::json::array names;
    for (const auto& row : named_values(session_flag{}))
        if (session.flags().has(row.value)) names.emplace_back(json_text(row.name));
    out["flags"] = std::move(names);
    boost::json::object options;
    for (const auto& [option, value] : session.options())
        options[json_text(to_string(option))] = json_of(value);
    out["options"] = std::move(options);
    out["sealed"] = session.sealed();

    if (auto tls = json_of(session.tls()); !tls.empty()) out["tls"] = std::move(tls);
    if (auto policy = json_of(session.policy()); !policy.empty()) out["policy"] = std::move(policy);
    if (session.proxy()) out["proxy"] = json_of(*session.proxy());
    if (session.connect_address()) out["connect_address"] = json_text(session.connect_address()->text());
    boost::json::object spn;
    if (!session.spn_host().empty()) spn["host"] = json_text(session.spn_host());
    if (session.spn_service() != "HTTP") spn["service"] = json_text(session.spn_service());
    if (!spn.empty()) out["spn"] = std::move(spn);
    if (session.delegates()) out["delegate"] = true;
    boost::json::array warnings;
    for (const std::string& warning : session.warnings())
        warnings.emplace_back(json_text(warning));
    if (!warnings.empty()) out["warnings"] = std::move(warnings);
    return boost::json::serialize(out);
}

} // namespace wsman
