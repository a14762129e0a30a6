//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/session/session_draft.hpp>
#include <wsman/session/impl/option_checks.ipp>
#include <wsman/session/impl/session_values.ipp>

#include <algorithm>
#include <utility>

namespace wsman::inline WSMAN_FORM {

namespace detail {

inline credential_traits traits_of(const credentials& supplied)
{
    if (const client_certificate* const certificate = supplied.certificate()) {
        if (certificate->certificate_file().empty()) return {};
        return credential_trait::certificate;
    }
    if (supplied.is_callback()) return credential_trait::account;
    if (const ticket_source* const tickets = supplied.tickets())
        return tickets->empty() ? credential_traits() : credential_trait::tickets;
    const user_password* const account = supplied.account();
    if (!account || (account->user().empty() && account->password().empty())) return {};
    return account->user().empty() || account->password().empty() ? credential_trait::half : credential_trait::account;
}

inline transport_binding binding_of(connection_scheme scheme) noexcept
{
    if (scheme == connection_scheme::http) return transport_binding::http;
    return scheme == connection_scheme::https ? transport_binding::https : transport_binding::unbound;
}

inline host_kind kind_of(const connection_target& target)
{
    if (target.is_loopback()) return host_kind::loopback;
    return target.is_ip_address() ? host_kind::ip_address : host_kind::name;
}

/// Returns: whether the address is one of the loopback names of R20.
inline bool is_loopback_address(const host_and_port& address)
{
    const result<connection_target> read = parse_connection_string("http://" + address.text());
    return read.has_value() && read->is_loopback();
}

inline client_facts facts_of(const session_parts& parts, const connection_target& target)
{
    const client_policy& policy = parts.policy;
    return {
        .host_trusted = policy.trusted_hosts.matches(target),
        .connects_elsewhere = parts.connect_address && !is_loopback_address(*parts.connect_address),
        .host_pinned = !parts.tls.pin_sha256.empty(),
        .domain_joined = policy.domain_joined,
        .allow_unencrypted = policy.allow_unencrypted,
        .ntlm_only = policy.mechanism == mechanism::ntlm,
        .kerberos_only = policy.mechanism == mechanism::kerberos,
        .allow_basic = policy.allow_basic,
        .allow_digest = policy.allow_digest,
        .allow_negotiate = policy.allow_negotiate,
        .allow_kerberos = policy.allow_kerberos,
        .allow_certificate = policy.allow_certificate,
        .allow_credssp = policy.allow_credssp,
        .delegate_to_unverified = policy.delegate_to_unverified,
        .delegates = parts.delegate
    };
}

/// Returns: whether the text contains none of the characters that separate or end the parts of a service principal
/// name.
inline bool is_service_name_part(std::string_view text)
{
    return text.size() <= 255 && std::all_of(text.begin(), text.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte > 0x20 && byte != 0x7F && std::string_view("/\\@:").find(c) == std::string_view::npos;
           });
}

inline failure not_in_a_session(session_errc code, std::string text)
{
    failure why(code, std::move(text));
    why.details().operation = "session";
    return why;
}

/// Returns: whether there is a key without a certificate, which is an error. A certificate without any file counts as
/// no credentials.
inline bool is_key_alone(const credentials& supplied)
{
    const client_certificate* const certificate = supplied.certificate();
    return certificate && certificate->certificate_file().empty() &&
           !(certificate->key_file().empty() && certificate->key_password().empty());
}

inline failure key_alone()
{
    return rule_failure(rule::f13, "the key has no certificate");
}

inline failure malformed_service_name(std::string_view part)
{
    return not_in_a_session(session_errc::invalid_text, std::string(part) + " of the service name (SPN)");
}

inline failure with_host(failure why, const connection_target& target)
{
    why.details().host = std::string(to_string(target.transport())) + "://" + target.authority();
    return why;
}

} // namespace detail

WSMAN_DECL result<void> session_draft::accept(const rule_outcome& outcome, std::string_view particulars)
{
    if (!outcome) return rule_failure(outcome.broken, particulars);
    parts_.state = outcome.state;
    return {};
}

WSMAN_DECL result<void> session_draft::record(const detail::setter_call& call, result<void> outcome)
{
    if (outcome)
        failed_.succeeded(call);
    else
        failed_.failed(call, outcome.error());
    return outcome;
}

WSMAN_DECL result<void> session_draft::set_flags(session_flags added)
{
    return record(added, accept(apply(parts_.state, set_flags_step{added}), {}));
}

WSMAN_DECL result<void> session_draft::set_authentication(std::uint32_t windows_value)
{
    const rule_outcome outcome = apply(parts_.state, set_authentication_step{windows_value});
    return record(detail::draft_step::authentication, accept(outcome, std::to_string(windows_value)));
}

WSMAN_DECL void session_draft::store(session_option option, option_value value)
{
    auto& options = parts_.options;
    const auto place = std::find_if(options.begin(), options.end(), [&](const auto& e) { return e.first >= option; });
    if (place != options.end() && place->first == option)
        place->second = std::move(value);
    else
        options.emplace(place, option, std::move(value));
}

WSMAN_DECL result<void> session_draft::set_option(session_option option, option_value value)
{
    return record(option, change_option(option, std::move(value)));
}

WSMAN_DECL result<void> session_draft::change_option(session_option option, option_value value)
{
    const option_description* const description = describe(option);
    if (!description || description->access == option_access::read_only)
        return accept(apply(parts_.state, set_option_step{option}), detail::option_text(option));
    result<option_value> checked = detail::checked_value(*description, std::move(value));
    if (!checked) return checked.error();
    const bool* const on = checked->get_if<bool>();
    if (auto done = accept(apply(parts_.state, set_option_step{option, !on || *on}), detail::option_text(option));
        !done)
        return done;
    if (!flag_of(option)) store(option, *std::move(checked));
    return {};
}

WSMAN_DECL result<option_value> session_draft::get_option(session_option option) const
{
    const option_description* const description = describe(option);
    if (!description) return rule_failure(rule::r59_dword, detail::option_text(option));
    if (option == session_option::redirect_location) return rule_failure(rule::r60);
    if (const auto flag = flag_of(option)) return option_value(parts_.state.flags.has(*flag));
    if (option == session_option::shell_max_data_size_per_message_kb)
        return option_value(
            kilobytes(static_cast<std::uint32_t>(detail::send_payload(detail::envelope_size(parts_)) >> 10))
        );
    if (const option_value* stored = detail::find_option(parts_, option)) return *stored;
    if (description->kind == option_kind::text) return option_value(detail::default_language());
    if (description->kind == option_kind::milliseconds) return option_value(detail::timeout(parts_, option));
    return detail::value_of(description->kind, description->default_value);
}

WSMAN_DECL result<void> session_draft::get_option(session_option option, std::uint32_t* value) const
{
    if (!value) return rule_failure(rule::r59_null, detail::option_text(option));
    const option_description* const description = describe(option);
    if (!description || description->kind == option_kind::text)
        return rule_failure(rule::r59_dword, detail::option_text(option));
    const result<option_value> read = get_option(option);
    if (!read) return read.error();
    *value = static_cast<std::uint32_t>(*detail::number_of(*read, description->kind));
    return {};
}

WSMAN_DECL result<void> session_draft::get_option(session_option option, std::string* value) const
{
    if (!value) return rule_failure(rule::r59_null, detail::option_text(option));
    const option_description* const description = describe(option);
    if (!description || description->kind != option_kind::text)
        return rule_failure(rule::r59_string, detail::option_text(option));
    const result<option_value> read = get_option(option);
    if (!read) return read.error();
    *value = *read->get_if<std::string>();
    return {};
}

WSMAN_DECL result<void> session_draft::set_credentials(wsman::credentials supplied)
{
    return record(detail::draft_step::credentials, change_credentials(std::move(supplied)));
}

WSMAN_DECL result<void> session_draft::change_credentials(wsman::credentials supplied)
{
    const credential_traits kinds = detail::traits_of(supplied);
    if (detail::is_key_alone(supplied)) return detail::key_alone();
    if (kinds.empty()) {
        // an account without name and password, or a certificate or ticket source without a file, counts as no
        // credentials
        supplied = {};
        parts_.state.credentials = {};
    } else if (auto done = accept(apply(parts_.state, give_credentials_step{kinds}), {}); !done) {
        return done;
    }
    parts_.credentials = std::move(supplied);
    return {};
}

WSMAN_DECL result<void> session_draft::set_connection(std::string text)
{
    return record(detail::draft_step::connection, change_connection(std::move(text)));
}

WSMAN_DECL result<void> session_draft::change_connection(std::string text)
{
    const result<connection_target> target = parse_connection_string(text);
    if (!target) return target.error();
    const name_connection_step asked{detail::binding_of(scheme_of(text)), detail::kind_of(*target)};
    if (auto done = accept(apply(parts_.state, asked), {}); !done) return detail::with_host(done.error(), *target);
    parts_.connection = std::move(text);
    return {};
}

WSMAN_DECL result<void> session_draft::set_policy(client_policy policy)
{
    return record(detail::draft_step::policy, change_policy(std::move(policy)));
}

WSMAN_DECL result<void> session_draft::change_policy(client_policy policy)
{
    if (auto checked = policy.check(); !checked) return checked;
    parts_.policy = std::move(policy);
    return {};
}

WSMAN_DECL result<void> session_draft::set_tls(tls_policy tls)
{
    return record(detail::draft_step::tls, change_tls(std::move(tls)));
}

WSMAN_DECL result<void> session_draft::change_tls(tls_policy tls)
{
    if (auto checked = tls.check(); !checked) return checked;
    session_flags skipped;
    if (tls.skip_ca_check) skipped |= session_flag::skip_ca_check;
    if (tls.skip_cn_check) skipped |= session_flag::skip_cn_check;
    if (tls.skip_revocation_check) skipped |= session_flag::skip_revocation_check;
    if (auto done = accept(apply(parts_.state, set_flags_step{skipped}), {}); !done) return done;
    parts_.tls = std::move(tls);
    return {};
}

WSMAN_DECL result<void> session_draft::set_proxy(proxy_settings proxy)
{
    return record(detail::draft_step::proxy, change_proxy(std::move(proxy)));
}

WSMAN_DECL result<void> session_draft::change_proxy(proxy_settings proxy)
{
    const set_proxy_step asked{
        proxy.access().bits, proxy.authentication().bits, !proxy.user().empty(), !proxy.password().empty()
    };
    const rule_outcome outcome = apply(parts_.state, asked);
    if (!outcome) return rule_failure(outcome.broken);
    const bool configured = proxy.access().has(proxy_access::winhttp_config);
    if (proxy.access().has(proxy_access::auto_detect))
        return detail::not_in_a_session(
            session_errc::unsupported, "automatic detection of the proxy is not supported; set its address"
        );
    if (configured && !proxy.address())
        return detail::not_in_a_session(session_errc::unsupported, "winhttp_config needs the address of the proxy");
    if (!configured && proxy.address())
        return detail::not_in_a_session(
            session_errc::contradiction,
            "the settings contain the address of a proxy, but the access type does not use it"
        );
    if (proxy.address())
        if (auto checked = parse_host_and_port(proxy.address()->text()); !checked) return checked.error();
    parts_.state = outcome.state;
    parts_.proxy = std::move(proxy);
    return {};
}

WSMAN_DECL result<void> session_draft::set_connect_address(std::optional<host_and_port> address)
{
    return record(detail::draft_step::connect_address, change_connect_address(std::move(address)));
}

WSMAN_DECL result<void> session_draft::change_connect_address(std::optional<host_and_port> address)
{
    if (address)
        if (auto checked = parse_host_and_port(address->text()); !checked) return checked.error();
    parts_.connect_address = std::move(address);
    return {};
}

WSMAN_DECL result<void> session_draft::set_spn_host(std::string host)
{
    return record(detail::draft_step::spn_host, change_spn_host(std::move(host)));
}

WSMAN_DECL result<void> session_draft::change_spn_host(std::string host)
{
    if (!detail::is_service_name_part(host)) return detail::malformed_service_name("the host");
    parts_.spn_host = std::move(host);
    return {};
}

WSMAN_DECL result<void> session_draft::set_spn_service(std::string service)
{
    return record(detail::draft_step::spn_service, change_spn_service(std::move(service)));
}

WSMAN_DECL result<void> session_draft::change_spn_service(std::string service)
{
    if (!detail::is_service_name_part(service)) return detail::malformed_service_name("the service");
    parts_.spn_service = std::move(service);
    return {};
}

WSMAN_DECL result<void> session_draft::set_delegation(bool enabled)
{
    parts_.delegate = enabled;
    return record(detail::draft_step::delegation, {});
}

WSMAN_DECL void session_draft::clear_failures() noexcept
{
    failed_.clear();
}

WSMAN_DECL result<void> session_draft::set_delegate_to_unverified(bool enabled)
{
    parts_.state.delegates_to_unverified = enabled;
    return {};
}

WSMAN_DECL result<session> session_draft::build() const
{
    if (const failure* const pending = failed_.first()) return *pending;
    const transport_binding transport = final_transport(parts_.state);
    const bool https_unsaid =
        parts_.state.connection == transport_binding::unbound && transport == transport_binding::https;
    result<connection_target> target = parse_connection_string(parts_.connection, https_unsaid);
    if (!target) return target.error();

    const client_facts client = detail::facts_of(parts_, *target);
    const rule_outcome finished = apply(parts_.state, finish_step{parts_.stage}, client);
    if (!finished) return detail::with_host(rule_failure(finished.broken), *target);
    if (const user_password* account = parts_.credentials.account(); account && !account->user().empty()) {
        if (auto named = account->name().check(); !named) return named.error();
    }
    if (const ticket_source* tickets = parts_.credentials.tickets())
        if (auto named = tickets->check(); !named) return named.error();
    const authentication_outcome chosen = choose_authentication(finished.state, client);
    if (!chosen) return detail::with_host(rule_failure(chosen.broken), *target);

    auto data =
        std::make_shared<detail::session_data>(detail::session_data{parts_, *std::move(target), chosen.choice, client});
    data->parts.state = finished.state;
    // The session stores the permission in its policy, which a changed copy can replace.
    data->parts.policy.delegate_to_unverified |= finished.state.delegates_to_unverified;
    data->parts.state.delegates_to_unverified = false;
    data->parts.tls.skip_ca_check = finished.state.flags.has(session_flag::skip_ca_check);
    data->parts.tls.skip_cn_check = finished.state.flags.has(session_flag::skip_cn_check);
    data->parts.tls.skip_revocation_check = finished.state.flags.has(session_flag::skip_revocation_check);
    return session(std::move(data));
}

WSMAN_DECL result<session>
create_session(std::string_view connection, session_flags flags, credentials supplied, client_policy policy)
{
    // Rules of flags and credentials precede those of the connection, so check them even if the connection string is
    // malformed.
    const result<connection_target> target = parse_connection_string(connection);
    create_session_step asked{flags, detail::traits_of(supplied), {}, host_kind::unknown};
    if (target) {
        asked.scheme = detail::binding_of(scheme_of(connection));
        asked.host = detail::kind_of(*target);
    }
    detail::session_parts parts;
    parts.policy = policy;
    const client_facts client = detail::facts_of(parts, target ? *target : connection_target());
    const rule_outcome outcome = apply(policy_state{}, asked, client);
    if (!outcome)
        return target ? detail::with_host(rule_failure(outcome.broken), *target) : rule_failure(outcome.broken);
    if (!target) return target.error();
    if (detail::is_key_alone(supplied)) return detail::key_alone();
    if (auto checked = policy.check(); !checked) return checked.error();

    parts.state = outcome.state;
    parts.connection = connection;
    if (!asked.credentials.empty()) parts.credentials = std::move(supplied);
    parts.stage = completeness::complete_com;
    return session_draft(std::move(parts)).build();
}

} // namespace wsman
