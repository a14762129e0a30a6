//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/duration.hpp>
#include <wsman/session/session_json.hpp>
#include <wsman/session/impl/json_fields.ipp>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// Reads one configuration into a draft. It applies the top-level keys in a fixed order, because a JSON object is
/// unordered; it applies the options in the order of the document.
class session_json_reader {
public:
    [[nodiscard]] result<session_draft> read(const json_place& root);

private:
    struct key {
        std::string_view name;
        result<void> (session_json_reader::*apply)(const json_place&);
    };
    static std::span<const key> keys();

    [[nodiscard]] result<void> read_policy(const json_place& place);
    [[nodiscard]] result<void> read_connection(const json_place& place);
    [[nodiscard]] result<void> read_authentication(const json_place& place);
    [[nodiscard]] result<void> read_flags(const json_place& place);
    [[nodiscard]] result<void> read_options(const json_place& place);
    [[nodiscard]] result<void> read_option(const json_place& place, std::string_view name);
    [[nodiscard]] result<void> read_credentials(const json_place& place);
    [[nodiscard]] result<void> read_tickets(const json_place& place);
    [[nodiscard]] result<void> read_tls(const json_place& place);
    [[nodiscard]] result<void> read_proxy(const json_place& place);
    [[nodiscard]] result<void> read_connect_address(const json_place& place);
    [[nodiscard]] result<void> read_spn(const json_place& place);
    [[nodiscard]] result<void> read_delegate(const json_place& place);
    [[nodiscard]] result<void> read_nothing(const json_place&)
    {
        return {};
    } // results; check_results() compares them with the session

    session_draft draft_;
    client_policy policy_;
};

inline std::span<const session_json_reader::key> session_json_reader::keys()
{
    static constexpr key all[] = {
        {"policy", &session_json_reader::read_policy},
        {"connection", &session_json_reader::read_connection},
        {"authentication", &session_json_reader::read_authentication},
        {"flags", &session_json_reader::read_flags},
        {"options", &session_json_reader::read_options},
        {"credentials", &session_json_reader::read_credentials},
        {"tls", &session_json_reader::read_tls},
        {"proxy", &session_json_reader::read_proxy},
        {"connect_address", &session_json_reader::read_connect_address},
        {"spn", &session_json_reader::read_spn},
        {"delegate", &session_json_reader::read_delegate},
        {"sealed", &session_json_reader::read_nothing},
        {"warnings", &session_json_reader::read_nothing},
    };
    return all;
}

inline result<session_draft> session_json_reader::read(const json_place& root)
{
    std::vector<std::string_view> names;
    for (const key& one : keys())
        names.push_back(one.name);
    if (auto good = root.check_keys(names); !good) return good.error();
    for (const key& one : keys()) {
        if (!root.has(one.name)) continue;
        const json_place place = root.member(one.name);
        if (auto done = place.with_place((this->*one.apply)(place)); !done) return done.error();
    }
    return std::move(draft_);
}

inline result<void> session_json_reader::read_policy(const json_place& place)
{
    static constexpr std::string_view known[] = {
        "trusted_hosts",
        "allow_unencrypted",
        "allow_basic",
        "allow_digest",
        "allow_negotiate",
        "allow_kerberos",
        "allow_certificate",
        "allow_credssp",
        "delegate_to_unverified",
        "allow_unprotected_ntlm",
        "domain_joined",
        "mechanism",
        "credssp_minimum_version",
        "tab_in_sealed_parts"
    };
    if (auto good = place.check_keys(known); !good) return good.error();
    if (place.has("trusted_hosts")) {
        const json_place list = place.member("trusted_hosts");
        std::string text;
        if (list.value().is_array()) {
            for (std::size_t i = 0; i != list.value().get_array().size(); ++i) {
                const json_place entry = list.element(i);
                auto one = entry.text();
                if (!one) return one.error();
                if (auto good = entry.with_place(trusted_hosts::parse(*one)); !good) return good.error();
                text += (text.empty() ? "" : ",") + *one;
            }
        } else {
            auto whole = list.text();
            if (!whole) return whole.error();
            text = *std::move(whole);
        }
        auto hosts = list.with_place(trusted_hosts::parse(text));
        if (!hosts) return hosts.error();
        policy_.trusted_hosts = *std::move(hosts);
    }
    json_fields fields(place);
    fields.truth("allow_unencrypted", policy_.allow_unencrypted)
        .truth("allow_basic", policy_.allow_basic)
        .truth("allow_digest", policy_.allow_digest)
        .truth("allow_negotiate", policy_.allow_negotiate)
        .truth("allow_kerberos", policy_.allow_kerberos)
        .truth("allow_certificate", policy_.allow_certificate)
        .truth("allow_credssp", policy_.allow_credssp)
        .truth("delegate_to_unverified", policy_.delegate_to_unverified)
        .truth("allow_unprotected_ntlm", policy_.allow_unprotected_ntlm)
        .truth("domain_joined", policy_.domain_joined)
        .truth("tab_in_sealed_parts", policy_.tab_in_sealed_parts)
        .name_of<wsman::mechanism>(
            "mechanism",
            policy_.mechanism,
            {{"any", mechanism::any}, {"ntlm", mechanism::ntlm}, {"kerberos", mechanism::kerberos}}
        );
    if (auto good = fields.done(); !good) return good.error();
    if (place.has("credssp_minimum_version")) {
        const json_place version = place.member("credssp_minimum_version");
        const auto number = version.whole_number(2, 6);
        if (!number) return number.error();
        policy_.credssp_minimum_version = static_cast<unsigned>(*number);
    }
    return draft_.set_policy(policy_);
}

inline result<void> session_json_reader::read_authentication(const json_place& place)
{
    if (place.value().is_object()) { // the form that to_json writes; check_results() compares it
        static constexpr std::string_view known[] = {"scheme", "rule", "reason"};
        return place.check_keys(known);
    }
    const auto name = place.text();
    if (!name) return name.error();
    const auto scheme = from_string<authentication_scheme>(*name);
    if (!scheme)
        return place.fail(
            session_errc::out_of_range,
            "one of none, basic, digest, negotiate, ntlm, kerberos, credssp, "
            "certificate is expected"
        );
    switch (*scheme) {
    case authentication_scheme::none: return draft_.set_flags(session_flag::use_no_authentication);
    case authentication_scheme::basic: return draft_.set_flags(session_flag::use_basic);
    case authentication_scheme::digest: return draft_.set_flags(session_flag::use_digest);
    case authentication_scheme::kerberos: return draft_.set_flags(session_flag::use_kerberos);
    case authentication_scheme::credssp: return draft_.set_flags(session_flag::use_cred_ssp);
    case authentication_scheme::certificate: return draft_.set_flags(session_flag::use_client_certificate);
    case authentication_scheme::ntlm: // there is no flag for NTLM alone
        policy_.mechanism = mechanism::ntlm;
        if (auto done = draft_.set_policy(policy_); !done) return done;
        break;
    case authentication_scheme::negotiate: break;
    }
    return draft_.set_flags(session_flag::use_negotiate);
}

inline result<void> session_json_reader::read_flags(const json_place& place)
{
    if (place.value().is_number()) {
        auto bits = place.whole_number(0, 0xFFFFFFFF);
        if (!bits) return bits.error();
        return draft_.set_flags(session_flags::from_bits(*bits));
    }
    if (!place.value().is_array()) return place.wrong_type("an array of names, or a number,");
    const auto& names = place.value().get_array();
    for (std::size_t i = 0; i != names.size(); ++i) {
        const json_place entry = place.element(i);
        const auto name = entry.text();
        if (!name) return name.error();
        const auto flag = from_string<session_flag>(*name);
        if (!flag) {
            failure why = rule_failure(rule::f1, "there is no flag with this name");
            why.details().hint = "check the spelling against the list of flags";
            return entry.with_place(result<void>(std::move(why)));
        }
        if (auto done = entry.with_place(draft_.set_flags(*flag)); !done) return done;
    }
    return {};
}

inline result<void> session_json_reader::read_options(const json_place& place)
{
    if (!place.value().is_object()) return place.wrong_type("an object");
    std::vector<session_option> seen;
    for (const auto& entry : place.value().get_object()) {
        const std::string_view name(entry.key().data(), entry.key().size());
        const json_place option = place.member(name);
        if (const auto known = from_string<session_option>(name)) {
            if (std::find(seen.begin(), seen.end(), *known) != seen.end())
                return option.fail(session_errc::duplicate_key, "the option occurs under both of its names");
            seen.push_back(*known);
        }
        if (auto done = option.with_place(read_option(option, name)); !done) return done;
    }
    return {};
}

[[nodiscard]] inline result<option_value> read_option_value(const json_place& place, option_kind kind)
{
    const boost::json::value& value = place.value();
    if (value.is_null()) return option_value();
    if (kind == option_kind::text) {
        auto text = place.text();
        if (!text) return text.error();
        return option_value(*std::move(text));
    }
    if (kind == option_kind::boolean && value.is_bool()) return option_value(value.get_bool());
    const bool is_time = kind == option_kind::milliseconds || kind == option_kind::seconds;
    if (is_time && value.is_string()) {
        const auto time = parse_human_duration(std::string_view(value.get_string().data(), value.get_string().size()));
        if (!time) return place.fail(session_errc::out_of_range, "a duration such as \"60s\" or \"5m\" is expected");
        if (kind == option_kind::milliseconds) return option_value(*time);
        if (time->count() % 1000 != 0) return place.fail(session_errc::out_of_range, "whole seconds are expected");
        return option_value(std::chrono::duration_cast<std::chrono::seconds>(*time));
    }
    if (!value.is_int64() && !value.is_uint64()) {
        if (kind == option_kind::boolean) return place.wrong_type("true or false");
        return place.wrong_type(
            is_time ? "a duration (\"60s\", or a number of " + std::string(unit_of(kind)) + ")"
                    : std::string("a whole number")
        );
    }
    auto number = place.whole_number(0, 0xFFFFFFFF);
    if (!number) return number.error();
    return option_value(*number);
}

inline result<void> session_json_reader::read_option(const json_place& place, std::string_view name)
{
    const auto option = from_string<session_option>(name);
    if (!option) return rule_failure(rule::r58_unknown);
    auto value = read_option_value(place, describe(*option)->kind);
    // the same rule as in session_draft
    if (!value) return rule_failure(rule::r58, value.error().details().client_text);
    return draft_.set_option(*option, *std::move(value));
}

/// Returns: the JSON pointer of the setting to correct, for a rule that build() checks.
inline std::string_view pointer_of_rule(std::string_view id) noexcept
{
    if (id.starts_with('P')) return "/proxy";
    if (id == "T2") return "/delegate";
    if (id == "F19" || id == "F29" || id == "T3") return "/policy";
    if (id == "F6" || id == "F7" || id == "F8" || id == "F9" || id == "F13" || id == "F15" || id == "R37" || id == "T1")
        return "/credentials";
    if (id == "F20" || id == "F27" || id == "F28" || id.starts_with("R3")) return "/connection";
    return {};
}

/// A configuration may contain the results that to_json writes (authentication, sealed, warnings). They must equal
/// those of the session.
[[nodiscard]] inline result<void> check_results(const session& made, const json_place& root)
{
    if (root.has("sealed")) {
        const json_place place = root.member("sealed");
        const auto sealed = place.truth();
        if (!sealed) return sealed.error();
        if (*sealed != made.sealed()) return place.fail(session_errc::contradiction, {});
    }
    if (root.has("authentication") && root.member("authentication").value().is_object() &&
        root.member("authentication").has("scheme")) {
        const json_place place = root.member("authentication").member("scheme");
        const auto scheme = place.text();
        if (!scheme) return scheme.error();
        if (*scheme != to_string(made.authentication().scheme)) return place.fail(session_errc::contradiction, {});
    }
    return {};
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<session_draft> session_draft_from_json(const boost::json::value& configuration)
{
    return detail::session_json_reader().read(detail::json_place(configuration, {}));
}

WSMAN_DECL result<session_draft> session_draft_from_json_text(std::string_view text)
{
    auto document = detail::parse_json(text);
    if (!document) return document.error();
    return session_draft_from_json(*document);
}

WSMAN_DECL result<session> session_from_json(const boost::json::value& configuration)
{
    auto draft = session_draft_from_json(configuration);
    if (!draft) return draft.error();
    auto made = draft->build();
    if (!made) {
        failure why = made.error();
        if (why.details().pointer.empty()) why.details().pointer = detail::pointer_of_rule(why.details().rule);
        return why;
    }
    if (auto same = detail::check_results(*made, detail::json_place(configuration, {})); !same) return same.error();
    return made;
}

WSMAN_DECL result<session> session_from_json_text(std::string_view text)
{
    auto document = detail::parse_json(text);
    if (!document) return document.error();
    return session_from_json(*document);
}

} // namespace wsman
