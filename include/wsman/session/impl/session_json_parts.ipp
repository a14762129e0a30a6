//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/session/impl/session_json_reader.ipp>

namespace wsman::inline WSMAN_FORM::detail {

/// Joins the parts into which to_json splits a connection.
[[nodiscard]] inline result<std::string> join_connection(const json_place& place)
{
    static constexpr std::string_view known[] = {"transport", "host", "zone", "port", "path"};
    if (auto good = place.check_keys(known); !good) return good.error();
    std::string transport;
    std::string host;
    std::string zone;
    std::string path;
    const auto good =
        json_fields(place).text("transport", transport).text("host", host).text("zone", zone).text("path", path).done();
    if (!good) return good.error();
    // The host must not contain a port, a path or a user.
    if (host.find_first_of("/?#@[]%") != std::string::npos)
        return place.member("host").with_place<std::string>(rule_failure(rule::r1, "the host is not a host name"));
    if (!path.empty() && !path.starts_with('/'))
        return place.member("path").with_place<std::string>(rule_failure(rule::r9, "the path must begin with /"));
    std::string text = transport.empty() ? "" : transport + "://";
    if (!zone.empty()) host += "%25" + zone;
    text += host.find(':') == std::string::npos ? host : "[" + host + "]";
    if (place.has("port")) {
        auto port = place.member("port").whole_number(1, 65535);
        if (!port) return place.member("port").with_place<std::string>(rule_failure(rule::r6));
        text += ":" + std::to_string(*port);
    }
    return text + path;
}

inline result<void> session_json_reader::read_connection(const json_place& place)
{
    auto text = place.value().is_object() ? join_connection(place) : place.text();
    if (!text) return text.error();
    return draft_.set_connection(*std::move(text));
}

inline result<void> session_json_reader::read_credentials(const json_place& place)
{
    if (place.value().is_string()) { // the form that to_json writes
        const auto kind = place.text();
        if (*kind == "none" || *kind == "implicit") return {};
        return place.wrong_type(
            "an object with user and password_file, with certificate_file and key_file, with ticket_cache, or with "
            "keytab and principal,"
        );
    }
    static constexpr std::string_view known[] = {
        "user",
        "password",
        "password_file",
        "password_env",
        "certificate_file",
        "key_file",
        "key_password",
        "key_password_file",
        "key_password_env",
        "ticket_cache",
        "keytab",
        "principal"
    };
    if (auto good = place.check_keys(known); !good) return good.error();
    if (place.has("ticket_cache") || place.has("keytab") || place.has("principal")) return read_tickets(place);
    std::string user;
    std::string certificate_file;
    std::string key_file;
    std::optional<secret> password;
    std::optional<secret> key_password;
    json_fields fields(place);
    fields.text("user", user)
        .secret_of("password", password)
        .text("certificate_file", certificate_file)
        .text("key_file", key_file)
        .secret_of("key_password", key_password);
    if (auto good = fields.done(); !good) return good.error();
    if (place.has("user") && user.empty() && !password)
        return place.member("user").fail(
            session_errc::invalid_text, "the user name is empty; remove it to use the credentials of the current user"
        );
    if (place.has("user") || password) {
        if (auto done = draft_.set_credentials(user_password(user, password.value_or(secret()))); !done) return done;
    }
    if (place.has("certificate_file") && certificate_file.empty())
        return place.member("certificate_file").fail(session_errc::invalid_text, "the file name is empty");
    if (place.has("certificate_file") || place.has("key_file") || key_password)
        return draft_.set_credentials(client_certificate(certificate_file, key_file, key_password.value_or(secret())));
    return {};
}

inline result<void> session_json_reader::read_tickets(const json_place& place)
{
    std::string cache;
    std::string keytab;
    std::string principal;
    const auto read =
        json_fields(place).text("ticket_cache", cache).text("keytab", keytab).text("principal", principal).done();
    if (!read) return read.error();
    const bool named_cache = place.has("ticket_cache");
    const std::size_t named = named_cache ? 1 : static_cast<std::size_t>(place.has("keytab")) + place.has("principal");
    if (place.value().get_object().size() != named)
        return place.fail(
            session_errc::contradiction,
            "use either a ticket_cache or a keytab and a principal, without other credentials"
        );
    const ticket_source tickets =
        named_cache ? ticket_source::cache(std::move(cache)) : ticket_source::keytab(principal, std::move(keytab));
    if (auto good = place.with_place(tickets.check()); !good) return good;
    return draft_.set_credentials(tickets);
}

inline result<void> session_json_reader::read_delegate(const json_place& place)
{
    const auto wanted = place.truth();
    if (!wanted) return wanted.error();
    return draft_.set_delegation(*wanted);
}

inline result<void> session_json_reader::read_tls(const json_place& place)
{
    static constexpr std::string_view known[] = {
        "skip_ca_check",
        "skip_cn_check",
        "skip_revocation_check",
        "system_store",
        "ca_file",
        "ca_directory",
        "ca_pem",
        "crl_file",
        "pin_sha256"
    };
    if (auto good = place.check_keys(known); !good) return good.error();
    tls_policy tls;
    json_fields fields(place);
    fields.truth("skip_ca_check", tls.skip_ca_check)
        .truth("skip_cn_check", tls.skip_cn_check)
        .truth("skip_revocation_check", tls.skip_revocation_check)
        .truth("system_store", tls.system_store)
        .text("ca_file", tls.ca_file)
        .text("ca_directory", tls.ca_directory)
        .text("ca_pem", tls.ca_pem)
        .text("crl_file", tls.crl_file)
        .text("pin_sha256", tls.pin_sha256);
    if (auto good = fields.done(); !good) return good.error();
    if (place.has("pin_sha256")) {
        auto pin = place.member("pin_sha256").with_place(parse_pin_sha256(tls.pin_sha256));
        if (!pin) return pin.error();
        tls.pin_sha256 = *std::move(pin);
    }
    return draft_.set_tls(std::move(tls));
}

inline result<void> session_json_reader::read_proxy(const json_place& place)
{
    static constexpr std::string_view known[] = {
        "access", "url", "authentication", "user", "password", "password_file", "password_env"
    };
    if (auto good = place.check_keys(known); !good) return good.error();
    std::string url;
    std::string user;
    std::optional<secret> password;
    auto access = proxy_access::winhttp_config;
    flags<proxy_authentication> authentication;
    const auto read = json_fields(place).text("url", url).text("user", user).secret_of("password", password).done();
    if (!read) return read.error();
    if (place.has("access")) {
        const auto name = place.member("access").text();
        const auto value = name ? from_string<proxy_access>(*name) : std::nullopt;
        if (!value) return place.member("access").with_place<void>(rule_failure(rule::p1));
        access = *value;
    }
    bool ntlm = false;
    if (place.has("authentication")) {
        const auto name = place.member("authentication").text();
        auto value = name ? from_string<proxy_authentication>(*name) : std::nullopt;
        ntlm = name && *name == "ntlm";
        if (ntlm) value = proxy_authentication::use_negotiate;
        if (!value) return place.member("authentication").with_place<void>(rule_failure(rule::p3_unknown));
        authentication = *value;
    }
    proxy_settings proxy(access, authentication, user, password.value_or(secret()));
    if (place.has("url")) {
        const auto server = place.member("url").with_place(proxy_settings::server(url));
        if (!server) return server.error();
        proxy = proxy.with_server(*server->address());
    }
    if (ntlm) proxy = proxy.with_ntlm();
    return draft_.set_proxy(std::move(proxy));
}

inline result<void> session_json_reader::read_connect_address(const json_place& place)
{
    const auto text = place.text();
    if (!text) return text.error();
    auto address = parse_host_and_port(*text);
    if (!address) return address.error();
    return draft_.set_connect_address(*std::move(address));
}

inline result<void> session_json_reader::read_spn(const json_place& place)
{
    static constexpr std::string_view known[] = {"host", "service"};
    if (auto good = place.check_keys(known); !good) return good.error();
    std::string host;
    std::string service;
    if (auto good = json_fields(place).text("host", host).text("service", service).done(); !good) return good.error();
    if (place.has("host"))
        if (auto done = place.member("host").with_place(draft_.set_spn_host(std::move(host))); !done) return done;
    if (place.has("service")) return place.member("service").with_place(draft_.set_spn_service(std::move(service)));
    return {};
}

} // namespace wsman::detail
