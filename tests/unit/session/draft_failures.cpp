//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/session/session_builder.hpp>
#include <wsman/session/session_json.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "rule_test.hpp"

// A setter whose result the program ignores: a default must not replace the refused value.

using namespace rule_test;
using namespace std::chrono_literals;

namespace {

proxy_settings proxy_at(const char* url)
{
    return proxy_settings::server(url).value();
}

/// A setter with a value that it refuses and a value that it accepts.
struct setter {
    const char* name;
    std::function<result<void>(session_draft&)> refuses;
    std::function<result<void>(session_draft&)> takes;
};

std::vector<setter> all_setters()
{
    const auto on = [](session_option option, option_value value) {
        return [=](session_draft& draft) { return draft.set_option(option, value); };
    };
    return {
        {"set_flags",
         [](session_draft& draft) { return draft.set_flags(use_basic | use_digest); },
         [](session_draft& draft) { return draft.set_flags(use_negotiate); }},
        {"set_authentication",
         [](session_draft& draft) { return draft.set_authentication(0x40); },
         [](session_draft& draft) { return draft.set_authentication(4); }},
        {"set_option locale", on(session_option::locale, "de_DE"), on(session_option::locale, "de-DE")},
        {"set_option timeout",
         on(session_option::default_operation_timeout, -1ms),
         on(session_option::default_operation_timeout, 5s)},
        {"set_option switch", on(session_option::use_ssl, "yes"), on(session_option::use_ssl, true)},
        {"set_credentials",
         [](session_draft& draft) { return draft.set_credentials(client_certificate("", "client.key")); },
         [](session_draft& draft) { return draft.set_credentials(account); }},
        {"set_connection",
         [](session_draft& draft) { return draft.set_connection("htps://typo"); },
         [](session_draft& draft) { return draft.set_connection("https://build01"); }},
        {"set_policy",
         [](session_draft& draft) {
             client_policy policy;
             policy.credssp_minimum_version = 7;
             return draft.set_policy(policy);
         },
         [](session_draft& draft) { return draft.set_policy(client_policy()); }},
        {"set_tls",
         [](session_draft& draft) {
             tls_policy tls;
             tls.pin_sha256 = "abc";
             return draft.set_tls(tls);
         },
         [](session_draft& draft) { return draft.set_tls(tls_policy()); }},
        {"set_proxy",
         [](session_draft& draft) {
             return draft.set_proxy(proxy_settings(proxy_access::auto_detect, {}, {}, secret()));
         },
         [](session_draft& draft) { return draft.set_proxy(proxy_at("proxy:3128")); }},
        {"set_connect_address",
         [](session_draft& draft) { return draft.set_connect_address(host_and_port("a b", 1)); },
         [](session_draft& draft) { return draft.set_connect_address(std::nullopt); }},
        {"set_spn_host",
         [](session_draft& draft) { return draft.set_spn_host("a/b"); },
         [](session_draft& draft) { return draft.set_spn_host("a"); }},
        {"set_spn_service",
         [](session_draft& draft) { return draft.set_spn_service("a b"); },
         [](session_draft& draft) { return draft.set_spn_service("HOST"); }},
    };
}

} // namespace

TEST_CASE("build returns the failure of a setter until that setter succeeds", "[session][draft]")
{
    for (const setter& one : all_setters()) {
        CAPTURE(one.name);
        session_draft draft;
        const policy_state before = draft.state();
        const result<void> refused = one.refuses(draft);
        REQUIRE(refused.has_error());
        CHECK(draft.state() == before);

        const result<session> made = draft.build();
        REQUIRE(made.has_error());
        CHECK(made.error().message() == refused.error().message());
        CHECK(made.error().details().rule == refused.error().details().rule);
        CHECK(made.error().details().operation == refused.error().details().operation);

        // The success of another setter does not remove the failure.
        for (const setter& other : all_setters()) {
            if (other.name == one.name) continue;
            CAPTURE(other.name);
            session_draft changed = draft;
            if (const auto done = other.takes(changed); !done) continue; // the two settings exclude each other
            REQUIRE(changed.build().has_error());
            CHECK(changed.build().error().message() == refused.error().message());
        }

        REQUIRE(one.takes(draft));
        const result<session> mended = draft.build();
        // Now only a missing setting is an error.
        if (!mended) CHECK(mended.error().message() != refused.error().message());
        session_draft clean;
        REQUIRE(one.takes(clean));
        CHECK(clean.build().has_value() == mended.has_value());
    }
}

TEST_CASE("an invalid connection does not fall back to the local computer", "[session][draft]")
{
    session_draft draft;
    (void)draft.set_connection("htps://typo");
    breaks(draft.build(), "R3", 0x803380DA);
    (void)draft.set_connection("build01:99999");
    breaks(draft.build(), "R6", 0x803380DB);
    REQUIRE(draft.set_connection("build01"));
    CHECK(draft.build()->connection().url() == "http://build01:5985/wsman");
}

TEST_CASE(
    "R52 a failed option changes nothing, and build returns the failure until the option is set", "[session][draft]"
)
{
    session_draft draft;
    REQUIRE(draft.set_option(session_option::unencrypted_messages, 1));
    REQUIRE(draft.set_policy(clear_text_allowed()));
    REQUIRE(draft.set_flags(use_basic));
    REQUIRE(draft.set_credentials(account));
    const policy_state before = draft.state();
    (void)draft.set_option(session_option::use_ssl, 1);
    (void)draft.set_option(session_option::locale, "de_DE");
    CHECK(draft.state() == before);
    breaks(draft.build(), "R52", 0x803381BE);
    REQUIRE(draft.set_option(session_option::utf16, 0)); // another option
    breaks(draft.build(), "R52", 0x803381BE);
    REQUIRE(draft.set_option(session_option::use_ssl, 0)); // disables it again
    breaks(draft.build(), "R61", 0x80338194);
    REQUIRE(draft.set_option(session_option::locale, "de-DE"));
    CHECK(draft.build().has_value());
}

TEST_CASE("a failure of set_flags remains until the same flags, another scheme or no flags are set", "[session][draft]")
{
    session_draft draft;
    REQUIRE(draft.set_connection("http://a"));
    (void)draft.set_flags(skip_ca_check);
    breaks(draft.build(), "F17", 0x803380D8);
    REQUIRE(draft.set_flags(utf16)); // a flag without relation to the failure
    breaks(draft.build(), "F17", 0x803380D8);
    (void)draft.set_flags(use_basic | use_kerberos);
    breaks(draft.build(), "F17", 0x803380D8);
    REQUIRE(draft.set_connection("https://a"));
    REQUIRE(draft.set_flags(skip_ca_check));
    breaks(draft.build(), "F2", 0x803380AD);
    REQUIRE(draft.set_flags(use_negotiate)); // the other scheme
    REQUIRE(draft.set_credentials(account));
    CHECK(draft.build().has_value());

    session_draft unwanted;
    (void)unwanted.set_flags(session_flags::from_bits(0x10));
    breaks(unwanted.build(), "F1", 0x803380AC);
    CHECK(session_draft(unwanted).set_flags(use_negotiate));
    REQUIRE(unwanted.set_flags({}));
    CHECK(unwanted.build().has_value());
}

TEST_CASE("only clear_failures removes the failure of a setting that is not supported", "[session][draft]")
{
    session_draft draft;
    (void)draft.set_option(session_option::redirect_location, "https://b");
    REQUIRE(draft.set_connection("a"));
    breaks(draft.build(), "R58", 0x80338178);
    const session_draft copy = draft;
    draft.clear_failures();
    CHECK(draft.build().has_value());
    breaks(copy.build(), "R58", 0x80338178); // copies are independent
}

TEST_CASE("a draft of a session has no failures, and a changed copy returns its failure", "[session][draft]")
{
    const session made = create_session("https://a", use_basic | cred_username_password, account).value();
    CHECK(made.draft().build().has_value());
    breaks(made.with_connection("htps://typo"), "R3", 0x803380DA);
    breaks(made.with_option(session_option::locale, "de_DE"), "R61", 0x80338194);
    breaks(made.with_flags(use_kerberos), "F2", 0x803380AD);
    breaks(made.with_credentials(client_certificate("", "k")), "F13", 0x803380B4);
    CHECK(made.connection().url() == "https://a:5986/wsman");
}

TEST_CASE("a builder behaves as a draft: a failed step is repeated or its failure returned", "[session][builder]")
{
    const auto base = session_builder{}.connection("htps://typo");
    breaks(base.try_build(), "R3", 0x803380DA);
    CHECK(session_builder(base).connection("build01").try_build().has_value());
    breaks(session_builder(base).spn_host("a/b").try_build(), "R3", 0x803380DA);
    tls_policy tls;
    tls.pin_sha256 = "abc";
    CHECK(session_builder{}.tls(tls).try_build().error().code() == session_errc::invalid_text);
}

TEST_CASE("an address of a proxy with an access type that does not use it is refused", "[session][proxy]")
{
    session_draft draft;
    for (const proxy_access access : {proxy_access::no_proxy_server, proxy_access::ie_config}) {
        const proxy_settings named = proxy_settings(access, {}, {}, secret()).with_server(host_and_port("proxy", 3128));
        CHECK(draft.set_proxy(named).error().code() == session_errc::contradiction);
    }
    CHECK(draft.set_proxy(proxy_settings().with_server(host_and_port("proxy", 3128))).has_error());
    CHECK(draft.build().error().code() == session_errc::contradiction);
    REQUIRE(draft.set_proxy(proxy_settings()));
    CHECK(draft.build().has_value());
}

TEST_CASE("a key without a certificate does not count as implicit credentials", "[session][credentials]")
{
    breaks(create_session("https://a", {}, client_certificate("", "client.key")), "F13", 0x803380B4);
    const auto pointer_of = [](std::string_view text) {
        const auto made = session_from_json(text);
        CAPTURE(text);
        REQUIRE(made.has_error());
        return made.error().details().pointer;
    };
    CHECK(pointer_of(R"({"connection":"https://a","credentials":{"key_file":"k.pem"}})") == "/credentials");
    CHECK(
        pointer_of(R"({"connection":"https://a","credentials":{"certificate_file":"","key_file":"k"}})") ==
        "/credentials/certificate_file"
    );
    CHECK(pointer_of(R"({"connection":"https://a","credentials":{"user":""}})") == "/credentials/user");
    CHECK(pointer_of(R"({"proxy":{"access":"no_proxy_server","url":"proxy:3128"}})") == "/proxy");
}
