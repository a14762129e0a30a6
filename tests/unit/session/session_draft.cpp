//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <chrono>
#include <string>

#include "rule_test.hpp"

using namespace rule_test;
using namespace std::chrono_literals;

TEST_CASE("R50 a scheme in the connection string sets the transport", "[session][draft]")
{
    session_draft draft;
    REQUIRE(draft.set_connection("http://a"));
    breaks(draft.set_option(session_option::skip_ca_check, true), "F17", 0x803380D8);
    REQUIRE(draft.set_connection("HTTPS://a"));
    breaks(draft.set_option(session_option::unencrypted_messages, true), "F18", 0x803380D7);
    REQUIRE(draft.set_option(session_option::skip_ca_check, true));
    breaks(draft.set_connection("http://a"), "F17", 0x803380D8);
    CHECK(draft.connection() == "HTTPS://a");
}

TEST_CASE("R51 the first option that needs a transport binds it, and other options do not", "[session][draft]")
{
    session_draft draft;
    REQUIRE(draft.set_option(session_option::default_operation_timeout, 20s));
    REQUIRE(draft.set_option(session_option::utf16, true));
    REQUIRE(draft.set_option(session_option::enable_spn_server_port, 1));
    REQUIRE(draft.set_option(session_option::locale, "de-DE"));
    CHECK(draft.state().bound == transport_binding::unbound);
    REQUIRE(draft.set_option(session_option::skip_revocation_check, 1));
    CHECK(draft.state().bound == transport_binding::https);
}

TEST_CASE("R52 a later option that needs the other transport fails and changes nothing", "[session][draft]")
{
    session_draft draft;
    REQUIRE(draft.set_option(session_option::unencrypted_messages, 1));
    const policy_state before = draft.state();
    breaks(draft.set_option(session_option::use_ssl, 1), "R52", 0x803381BE);
    breaks(draft.set_option(session_option::skip_cn_check, 1), "F17", 0x803380D8);
    breaks(draft.set_credentials(certificate), "F16", 0x803380D8);
    breaks(draft.set_proxy(proxy_settings::from_environment()), "P5", 0x803381B1);
    breaks(draft.set_connection("https://a"), "F18", 0x803380D7);
    CHECK(draft.state() == before);
    CHECK(draft.connection().empty());
    CHECK(draft.credentials().kind() == credential_kind::implicit);
    CHECK_FALSE(draft.proxy());
}

TEST_CASE("R53 unencrypted messages, then implicit credentials for Negotiate", "[session][draft]")
{
    session_draft draft;
    REQUIRE(draft.set_option(session_option::unencrypted_messages, 1));
    const policy_state before = draft.state();
    const auto refused = draft.set_option(session_option::allow_negotiate_implicit_credentials, 1);
    breaks(refused, "F22", 0x803381B0);
    CHECK(error_name(refused.error().code()) == "ERROR_WSMAN_CANNOT_USE_ALLOW_NEGOTIATE_IMPLICIT_CREDENTIALS_FOR_HTTP");
    CHECK(draft.state() == before);
    std::uint32_t value = 7;
    REQUIRE(draft.get_option(session_option::allow_negotiate_implicit_credentials, &value));
    CHECK(value == 0);
    REQUIRE(draft.get_option(session_option::unencrypted_messages, &value));
    CHECK(value == 1);
}

TEST_CASE("R54 the reverse order fails too", "[session][draft]")
{
    session_draft draft;
    REQUIRE(draft.set_option(session_option::skip_ca_check, 1));
    breaks(draft.set_option(session_option::unencrypted_messages, 1), "F18", 0x803380D7);
}

TEST_CASE("R55 an option set to 0 binds nothing", "[session][draft]")
{
    session_draft draft;
    REQUIRE(draft.set_option(session_option::skip_ca_check, 0));
    REQUIRE(draft.set_option(session_option::use_ssl, false));
    CHECK(draft.state().bound == transport_binding::unbound);
    REQUIRE(draft.set_option(session_option::unencrypted_messages, 1));
    CHECK(draft.set_option(session_option::skip_cn_check, 0));
}

TEST_CASE("R56 the default transport is http", "[session][draft]")
{
    session_draft draft;
    REQUIRE(draft.set_connection("a"));
    const auto s = draft.build();
    REQUIRE(s);
    CHECK(s->connection().url() == "http://a:5985/wsman");
}

TEST_CASE("R58 read-only and unknown options, and invalid values", "[session][draft]")
{
    session_draft draft;
    constexpr std::uint32_t invalid = 0x80338178;
    breaks(draft.set_option(session_option::shell_max_data_size_per_message_kb, 5), "R58", invalid);
    breaks(draft.set_option(session_option::redirect_location, "https://b"), "R58", invalid);
    breaks(draft.set_option(session_option(24), 1), "R58", invalid);
    breaks(draft.set_option(session_option::skip_ca_check, "yes"), "R58", invalid);
    breaks(draft.set_option(session_option::skip_ca_check, 2), "R58", invalid);
    breaks(draft.set_option(session_option::skip_ca_check, 5ms), "R58", invalid);
    breaks(draft.set_option(session_option::locale, 1033), "R58", invalid);
    breaks(draft.set_option(session_option::max_envelope_size_kb, 7), "R58", invalid);
    breaks(draft.set_option(session_option::max_envelope_size_kb, kilobytes(1039441)), "R58", invalid);
    breaks(draft.set_option(session_option::max_envelope_size_kb, true), "R58", invalid);
    breaks(draft.set_option(session_option::default_operation_timeout, -1ms), "R58", invalid);
    breaks(draft.set_option(session_option::default_operation_timeout, std::chrono::hours(24 * 50)), "R58", invalid);
    breaks(draft.set_option(session_option::default_operation_timeout, std::chrono::seconds::max()), "R58", invalid);
    breaks(draft.set_option(session_option::default_operation_timeout, std::chrono::seconds::min()), "R58", invalid);
    breaks(draft.set_option(session_option::default_operation_timeout, {}), "R58", 0x80338177);
    breaks(draft.set_option(session_option::locale, nullptr), "R58", 0x80338177);
    breaks(draft.set_option(session_option::locale, static_cast<const char*>(nullptr)), "R58", 0x80338177);
    breaks(draft.set_option(session_option::default_operation_timeout, -5), "R58", invalid);
    breaks(draft.set_option(session_option::default_operation_timeout, INT64_C(4294967296)), "R58", invalid);
    breaks(draft.set_option(session_option::max_retry_time, UINT64_MAX), "R58", invalid);
    breaks(draft.set_option(session_option::skip_ca_check, -1), "R58", invalid);
    breaks(draft.set_option(session_option::locale, -1), "R58", invalid);
    CHECK(draft.state() == policy_state{});
    CHECK(
        draft.set_option(session_option(24), 1).error().message() ==
        "rule R58: there is no such option: option 24 (session)"
    );
    CHECK(
        draft.set_option(session_option::redirect_location, "a").error().message() ==
        "rule R58: the option is read-only: redirect_location (session)"
    );
    CHECK(
        draft.set_option(session_option::skip_ca_check, "yes").error().details().client_text ==
        "the option's value has the wrong type or is out of range: skip_ca_check takes true or false"
    );
    CHECK(draft.set_option(session_option::max_envelope_size_kb, 8));
    CHECK(draft.set_option(session_option::default_operation_timeout, 4294967295U));
}

TEST_CASE("R59 reading with the wrong type", "[session][draft]")
{
    const session_draft draft;
    std::uint32_t number = 0;
    std::string text;
    breaks(draft.get_option(session_option::locale, &number), "R59", 0x8033819F);
    breaks(draft.get_option(session_option(24), &number), "R59", 0x8033819F);
    breaks(draft.get_option(session_option::utf16, &text), "R59", 0x803381A0);
    breaks(draft.get_option(session_option::utf16, static_cast<std::uint32_t*>(nullptr)), "R59", 0x8033819E);
    breaks(draft.get_option(session_option::locale, static_cast<std::string*>(nullptr)), "R59", 0x8033819E);
    breaks(draft.get_option(session_option(27)), "R59", 0x8033819F);
}

TEST_CASE("R60 there is no redirect location before a redirect", "[session][draft]")
{
    const session_draft draft;
    std::string text;
    breaks(draft.get_option(session_option::redirect_location, &text), "R60", 0x803381AA);
}

TEST_CASE("R61 locale and UI language are language tags", "[session][draft]")
{
    session_draft draft;
    for (const char* tag : {"german", "de-DE", "zh-Hant-TW", "i-klingon", "x-a1"}) {
        CAPTURE(tag);
        CHECK(draft.set_option(session_option::locale, tag));
    }
    for (const char* tag : {"de_DE", "-de", "de-", "1a", "abcdefghi", "de--DE", "de-DE\r\nX: y", " de"}) {
        CAPTURE(tag);
        breaks(draft.set_option(session_option::locale, tag), "R61", 0x80338194);
        breaks(draft.set_option(session_option::ui_language, tag), "R61", 0x80338195);
    }
    CHECK(draft.set_option(session_option::ui_language, ""));
}

TEST_CASE("get_option returns the value that was set, or the default", "[session][draft]")
{
    session_draft draft;
    std::uint32_t number = 0;
    std::string text;
    REQUIRE(draft.get_option(session_option::default_operation_timeout, &number));
    CHECK(number == 60000);
    REQUIRE(draft.get_option(session_option::max_envelope_size_kb, &number));
    CHECK(number == 150);
    REQUIRE(draft.get_option(session_option::use_interactive_token, &number));
    CHECK(number == 1);
    REQUIRE(draft.get_option(session_option::shell_max_data_size_per_message_kb, &number));
    CHECK(number > 100);
    CHECK(number < 113);
    REQUIRE(draft.get_option(session_option::locale, &text));
    CHECK(text == "en-US");

    REQUIRE(draft.set_option(session_option::default_operation_timeout, 20s));
    REQUIRE(draft.get_option(session_option::timeout_close_shell, &number));
    CHECK(number == 20000);
    REQUIRE(draft.set_option(session_option::timeout_close_shell, 5000));
    CHECK(draft.get_option(session_option::timeout_close_shell).value() == option_value(5000ms));
    REQUIRE(draft.set_flags(use_ssl));
    CHECK(draft.get_option(session_option::use_ssl).value() == option_value(true));
    REQUIRE(draft.set_option(session_option::max_envelope_size_kb, kilobytes(8)));
    REQUIRE(draft.get_option(session_option::shell_max_data_size_per_message_kb, &number));
    CHECK(number == 3);
}

TEST_CASE("a draft can change after build, and its sessions do not change", "[session][draft]")
{
    session_draft draft;
    REQUIRE(draft.set_connection("https://a"));
    const auto first = draft.build();
    REQUIRE(draft.set_option(session_option::default_operation_timeout, 5s));
    const auto second = draft.build();
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->operation_timeout() == 60s);
    CHECK(second->operation_timeout() == 5s);
}

TEST_CASE("a check that a TLS policy skips sets a flag, with the rules of the flag", "[session][draft]")
{
    tls_policy tls;
    tls.skip_cn_check = true;
    session_draft draft;
    REQUIRE(draft.set_connection("http://a"));
    breaks(draft.set_tls(tls), "F17", 0x803380D8);
    REQUIRE(draft.set_connection("https://a"));
    REQUIRE(draft.set_tls(tls));
    CHECK(draft.flags() == skip_cn_check);
    CHECK(draft.build()->tls().skip_cn_check);
}

TEST_CASE("an account without name and password and a certificate without file count as implicit", "[session][draft]")
{
    for (const credentials& empty :
         {credentials(user_password("", secret())), credentials(client_certificate("", ""))}) {
        session_draft draft;
        REQUIRE(draft.set_credentials(empty));
        CHECK(draft.credentials().kind() == credential_kind::implicit);
        CHECK(draft.build()->credentials().kind() == credential_kind::implicit);
        CHECK(create_session("localhost", {}, empty)->credentials().kind() == credential_kind::implicit);
    }
}

TEST_CASE("setters check connect addresses and parts of a service name", "[session][draft]")
{
    session_draft draft;
    breaks(draft.set_connect_address(host_and_port("a", 0)), "R6", 0x803380DB);
    breaks(draft.set_connect_address(host_and_port("", 5985)), "R1", 0x803380D9);
    breaks(draft.set_connect_address(host_and_port("a b", 5985)), "R1", 0x803380D9);
    REQUIRE(draft.set_connect_address(host_and_port("[fe80::1%eth0]", 5985)));
    CHECK(draft.build()->connect_address()->host() == "fe80::1%eth0");
    CHECK(draft.set_connect_address(std::nullopt));
    const std::string malformed[] = {
        "a/b", "a@B", "a b", "a:1", "a\n", "a\\b", std::string("a\0b", 3), std::string(256, 'a')
    };
    for (const std::string& text : malformed) {
        CAPTURE(text);
        CHECK(draft.set_spn_host(text).error().code() == session_errc::invalid_text);
        CHECK(draft.set_spn_service(text).error().code() == session_errc::invalid_text);
    }
    CHECK(draft.build().error().code() == session_errc::invalid_text);
    CHECK(draft.set_spn_host("build01.corp.example"));
    CHECK(draft.build().error().code() == session_errc::invalid_text);
    CHECK(draft.set_spn_service("WSMAN"));
    CHECK(draft.build()->service_principal_name() == "WSMAN/build01.corp.example");
}

TEST_CASE("the failure of a rule for a host contains the host", "[session][draft]")
{
    const auto refused = make("http://build01", use_basic, account);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().details().host == "http://build01:5985");
    CHECK(refused.error().message().find("rule F20: Basic and Digest cannot encrypt") == 0);
}

TEST_CASE("the address of a proxy must have the scheme http and a valid port", "[session][proxy]")
{
    CHECK(proxy_settings::server("https://proxy").error().code() == session_errc::unsupported);
    CHECK(proxy_settings::server("http://[::1]").value().address()->text() == "[::1]:80");
    CHECK(proxy_settings::server("proxy:99999").error().details().rule == "R6");
    CHECK_FALSE(proxy_settings::server("").has_value());
}
