//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/session/session_json.hpp>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace wsman;

namespace {

constexpr std::string_view canary = "C4nary-P4ss\xC3\xA9wort/+?";

/// The encodings in which a password might leak: plain, base64 (alone and as in Basic), UTF-16, hexadecimal.
std::vector<std::string> disguises()
{
    const std::string plain(canary);
    const std::string wide = utf8_to_utf16le(plain);
    std::vector<std::string> all{plain, wide};
    for (const std::string& bytes : {plain, wide, "svc:" + plain, "CORP\\svc:" + plain}) {
        all.emplace_back();
        append_base64(all.back(), bytes);
        // The middle of the base64 text, which does not depend on the neighbouring bytes.
        all.push_back(all.back().substr(4, all.back().size() - 8));
        all.emplace_back();
        append_hex(all.back(), bytes);
    }
    all.push_back(plain.substr(0, 11));
    all.push_back(ascii_lower(plain));
    return all;
}

void keeps_the_secret(std::string_view text)
{
    static const std::vector<std::string> forms = disguises();
    CAPTURE(text);
    for (const std::string& form : forms)
        CHECK(text.find(form) == std::string_view::npos);
}

void keeps_the_secret(const failure& why)
{
    keeps_the_secret(why.message());
    keeps_the_secret(why.hint());
    const failure_details& d = why.details();
    for (const std::string* text :
         {&d.operation, &d.host, &d.rule, &d.pointer, &d.client_text, &d.server_text, &d.hint})
        keeps_the_secret(*text);
    try {
        throw exception(why);
    }
    catch (const std::exception& e) {
        keeps_the_secret(e.what());
    }
}

void keeps_the_secret(const session& s)
{
    keeps_the_secret(to_json(s));
    keeps_the_secret(s.explain());
    for (const std::string& warning : s.warnings())
        keeps_the_secret(warning);
    keeps_the_secret(s.connection().url());
    keeps_the_secret(s.service_principal_name());
}

user_password account()
{
    return {"CORP\\svc", secret(canary)};
}

} // namespace

TEST_CASE("the search finds the test password in every encoding", "[session][secret]")
{
    std::string text = "Authorization: Basic ";
    append_base64(text, "svc:" + std::string(canary));
    std::size_t found = 0;
    for (const std::string& form : disguises())
        found += text.find(form) != std::string::npos ? 1 : 0;
    CHECK(found >= 1);
}

TEST_CASE("no text of a session contains its password", "[session][secret]")
{
    session_draft draft;
    REQUIRE(draft.set_connection("https://build01").has_value());
    REQUIRE(draft.set_flags(session_flag::use_basic | session_flag::cred_username_password).has_value());
    REQUIRE(draft.set_credentials(account()).has_value());
    keeps_the_secret(draft.build().value());

    auto late = draft;
    REQUIRE(late.set_credentials(credentials([]() -> result<user_password> { return account(); })).has_value());
    keeps_the_secret(late.build().value());

    auto proxied = draft;
    proxy_settings proxy = proxy_settings::server("http://proxy:3128")
                               .value()
                               .with_account(proxy_authentication::use_basic, "svc", secret(canary));
    REQUIRE(proxied.set_proxy(proxy).has_value());
    keeps_the_secret(proxied.build().value());

    session_draft by_certificate;
    REQUIRE(by_certificate.set_connection("https://build01").has_value());
    REQUIRE(by_certificate.set_flags(session_flag::use_client_certificate).has_value());
    REQUIRE(by_certificate.set_credentials(client_certificate("c.pem", "k.pem", secret(canary))).has_value());
    keeps_the_secret(by_certificate.build().value());
}

TEST_CASE("no failure of a rule contains the password of the draft", "[session][secret]")
{
    const client_policy nothing_trusted;
    for (const char* connection :
         {"",
          "build01",
          "http://10.0.0.1",
          "https://build01",
          "https://10.0.0.1",
          "http://localhost",
          "build01:0",
          "ftp://build01"}) {
        for (const auto& row : named_values(session_flag{})) {
            for (const credentials& supplied :
                 {credentials(account()),
                  credentials(user_password("", secret(canary))),
                  credentials(client_certificate("c", "k", secret(canary)))}) {
                const auto made = create_session(connection, row.value, supplied, nothing_trusted);
                if (made)
                    keeps_the_secret(*made);
                else
                    keeps_the_secret(made.error());
            }
        }
    }
}

TEST_CASE(
    "a failure does not contain a password that is by mistake in a connection string, a user name or a list",
    "[session][secret]"
)
{
    const std::string plain = "C4nary-P4ss";
    for (const std::string& text :
         {"svc:" + plain + "@build01",
          "https://svc:" + plain + "@build01:5986/wsman",
          "build01:" + plain,
          "build01#" + plain,
          "[" + plain + "]",
          plain + "://build01x y",
          "build01/" + plain + " x"}) {
        CAPTURE(text);
        const auto target = parse_connection_string(text);
        REQUIRE(target.has_error());
        CHECK(target.error().message().find(plain) == std::string::npos);
    }
    const auto name = user_name("svc\n" + plain).check();
    REQUIRE(name.has_error());
    CHECK(name.error().message().find(plain) == std::string::npos);
}

TEST_CASE("no JSON error contains a value of the document", "[session][secret]")
{
    const std::string plain = "C4nary-P4ss";
    const std::string value = "\"" + plain + "\"";
    for (const char* place :
         {R"({"credentials":{"user":"svc","password":%}})",
          R"({"credentials":{"password_file":"/nonexistent","password":%}})",
          R"({"proxy":{"password":%}})",
          R"({"flags":[%]})",
          R"({"flags":%})",
          R"({"authentication":%})",
          R"({"options":%})",
          R"({"options":{"utf16":%}})",
          R"({"options":{"default_operation_timeout":%}})",
          R"({"options":{"max_envelope_size_kb":%}})",
          R"({"policy":{"allow_basic":%}})",
          R"({"policy":{"mechanism":%}})",
          R"({"tls":{"pin_sha256":%}})",
          R"({"tls":{"skip_ca_check":%}})",
          R"({"credentials":%})",
          R"({"connection":{"port":%,"host":"a"}})",
          R"({"proxy":{"access":%}})",
          R"({"proxy":{"authentication":%}})",
          R"({"connect_address":%})",
          R"({"sealed":%})",
          R"({"credentials":% x})"}) {
        std::string text = place;
        text.replace(text.find('%'), 1, value);
        CAPTURE(text);
        const auto made = session_from_json(text);
        REQUIRE(made.has_error());
        CHECK(made.error().message().find(plain) == std::string::npos);
        CHECK(made.error().hint().find(plain) == std::string_view::npos);
    }
}

TEST_CASE(
    "only the credentials contain a password from the environment variable of a configuration", "[session][secret]"
)
{
    ::setenv("WSMAN_TEST_CANARY", std::string(canary).c_str(), 1);
    const auto made = session_from_json(R"({"connection":"https://build01","authentication":"basic",
        "credentials":{"user":"svc","password_env":"WSMAN_TEST_CANARY"}})");
    const auto broken = session_from_json(R"({"connection":"http://build01","authentication":"basic",
        "credentials":{"user":"svc","password_env":"WSMAN_TEST_CANARY"}})");
    ::unsetenv("WSMAN_TEST_CANARY");
    REQUIRE(made.has_value());
    CHECK(made->credentials().resolve().value().password().reveal() == canary);
    keeps_the_secret(*made);
    REQUIRE(broken.has_error());
    keeps_the_secret(broken.error());
}
