//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "rule_test.hpp"

using namespace rule_test;

TEST_CASE("P1 one access type", "[session][rules][proxy]")
{
    session_draft draft;
    const auto with = [](std::uint32_t access) {
        return proxy_settings(flags<proxy_access>::from_bits(access), {}, "", secret());
    };
    for (const std::uint32_t access : {0U, 3U, 16U, 9U})
        breaks(draft.set_proxy(with(access)), "P1", 0x8033819C);
    CHECK(draft.set_proxy(with(8)));
    CHECK(draft.set_proxy(with(1)));
    const auto detected = draft.set_proxy(with(4));
    REQUIRE_FALSE(detected);
    CHECK(detected.error().code() == session_errc::unsupported);
}

TEST_CASE("P2 no proxy server with authentication", "[session][rules][proxy]")
{
    session_draft draft;
    breaks(
        draft.set_proxy(proxy_settings(proxy_access::no_proxy_server, proxy_authentication::use_basic, "", secret())),
        "P2",
        0x8033819D
    );
    breaks(
        draft.set_proxy(proxy_settings(proxy_access::no_proxy_server, {}, "user", secret("password"))), "P2", 0x8033819D
    );
}

TEST_CASE("P3 unknown and several authentications of a proxy", "[session][rules][proxy]")
{
    session_draft draft;
    const auto with = [](std::uint32_t authentication) {
        return proxy_settings(
            proxy_access::ie_config, flags<proxy_authentication>::from_bits(authentication), "user", secret("password")
        );
    };
    breaks(draft.set_proxy(with(8)), "P3", 0x8033819A);
    breaks(draft.set_proxy(with(3)), "P3", 0x803381B4);
    CHECK(draft.set_proxy(with(0)));
    CHECK(draft.set_proxy(with(2)));
}

TEST_CASE("P4 an account of the proxy without user name or password", "[session][rules][proxy]")
{
    session_draft draft;
    const proxy_settings server = proxy_settings::server("http://proxy.corp.example:3128").value();
    const auto basic = proxy_authentication::use_basic;
    breaks(draft.set_proxy(server.with_account(basic, "user", secret())), "P4", 0x8033819B);
    breaks(draft.set_proxy(server.with_account({}, "", secret("password"))), "P4", 0x8033819B);
    breaks(draft.set_proxy(server.with_account(basic, "", secret())), "P4", 0x8033819B);
    CHECK(draft.set_proxy(server.with_account(proxy_authentication::use_negotiate, "", secret())));
}

TEST_CASE("P5 a proxy over http", "[session][rules][proxy]")
{
    const proxy_settings server = proxy_settings::server("proxy").value();
    CHECK(server.address()->text() == "proxy:80");
    session_draft draft;
    REQUIRE(draft.set_connection("http://a"));
    breaks(draft.set_proxy(server), "P5", 0x803381B1);
    CHECK(draft.set_proxy(proxy_settings()));
    session_draft unbound;
    REQUIRE(unbound.set_proxy(server));
    REQUIRE(unbound.set_credentials(account));
    REQUIRE(unbound.set_connection("a"));
    const auto s = unbound.build();
    REQUIRE(s);
    CHECK(s->connection().transport() == transport_kind::https);
}

TEST_CASE("set_proxy checks the address", "[session][rules][proxy]")
{
    session_draft draft;
    const proxy_settings server = proxy_settings::server("proxy").value();
    breaks(draft.set_proxy(server.with_server(host_and_port("", 3128))), "R1", 0x803380D9);
    breaks(draft.set_proxy(server.with_server(host_and_port("proxy", 0))), "R6", 0x803380DB);
    CHECK(draft.state() == policy_state{});
    CHECK_FALSE(draft.proxy());
}

TEST_CASE("P6 a proxy with Kerberos or CredSSP", "[session][rules][proxy]")
{
    const proxy_settings server = proxy_settings::server("http://proxy:3128/").value();
    for (const auto& [flag, code] : {std::pair(use_kerberos, 0x803381B2U), std::pair(use_cred_ssp, 0x803381B3U)}) {
        session_draft draft;
        REQUIRE(draft.set_flags(flag));
        breaks(draft.set_proxy(server), "P6", code);
    }
    session_draft by_default;
    REQUIRE(by_default.set_proxy(server));
    REQUIRE(by_default.set_connection("https://a"));
    breaks(by_default.build(), "P6", 0x803381B2);
}

TEST_CASE("P7 authentication at the proxy is independent of that at the host", "[session][rules][proxy]")
{
    session_draft draft;
    REQUIRE(draft.set_flags(use_basic));
    REQUIRE(draft.set_credentials(account));
    const proxy_settings server = proxy_settings::server("http://proxy:3128").value();
    CHECK(draft.set_proxy(server.with_account(proxy_authentication::use_digest, "other", secret("password"))));
    REQUIRE(draft.set_connection("https://a"));
    const auto s = draft.build();
    REQUIRE(s);
    CHECK(s->proxy()->user() == "other");
    CHECK(s->credentials().account()->user() == "user");
}
