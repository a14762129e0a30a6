//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// The exemptions for the local computer, and the hosts to which CredSSP sends the password.
#include <support/catch.hpp>
#include <wsman/session/session_builder.hpp>
#include <wsman/session/session_json.hpp>

#include <algorithm>

#include "rule_test.hpp"

using namespace rule_test;

namespace {

/// A session to the local computer by name, with the given connect address.
result<session> dialled_at(
    std::string_view connection,
    const char* address,
    session_flags flags,
    credentials supplied = {},
    client_policy policy = {}
)
{
    session_draft draft;
    if (auto done = draft.set_flags(flags); !done) return done.error();
    if (auto done = draft.set_credentials(std::move(supplied)); !done) return done.error();
    if (auto done = draft.set_connection(std::string(connection)); !done) return done.error();
    if (auto done = draft.set_policy(std::move(policy)); !done) return done.error();
    const auto read = parse_host_and_port(address);
    if (!read) return read.error();
    if (auto done = draft.set_connect_address(*read); !done) return done.error();
    return draft.build();
}

bool warns(const session& made, std::string_view of)
{
    const std::vector<std::string> all = made.warnings();
    return std::any_of(all.begin(), all.end(), [of](const std::string& one) {
        return one.find(of) != std::string::npos;
    });
}

client_policy delegating(bool to_unverified)
{
    client_policy policy = trusting("a,localhost");
    policy.allow_credssp = true;
    policy.delegate_to_unverified = to_unverified;
    return policy;
}

} // namespace

TEST_CASE(
    "the exemptions for the local computer depend on the connect address, not only on the name", "[session][rules]"
)
{
    client_policy ntlm;
    ntlm.mechanism = mechanism::ntlm;
    for (const char* name : {"http://localhost", "http://127.0.0.1", "http://[::1]"}) {
        CAPTURE(name);
        for (const char* elsewhere : {"10.0.0.5:5985", "build01:5985", "[2001:db8::1]:5985", "127.0.0.2:5985"}) {
            CAPTURE(elsewhere);
            breaks(dialled_at(name, elsewhere, use_negotiate), "R33", 0x803380E5);
            breaks(dialled_at(name, elsewhere, use_negotiate, account, ntlm), "R34", 0x803380E4);
            const auto negotiate = dialled_at(name, elsewhere, use_negotiate, account);
            REQUIRE(negotiate);
            CHECK_FALSE(negotiate->ntlm_allowed());
            const auto chosen = dialled_at(name, elsewhere, {}, account, trusting("*"));
            REQUIRE(chosen);
            CHECK(chosen->authentication().rule == "R30.2");
            CHECK(warns(*chosen, "R46"));
            CHECK(warns(*chosen, "RC4"));
            // These rules check the name.
            breaks(dialled_at(name, elsewhere, use_kerberos), "F28", 0x8033810E);
        }
        for (const char* here : {"127.0.0.1:5985", "localhost:5985", "[::1]:5985"}) {
            CAPTURE(here);
            const auto negotiate = dialled_at(name, here, use_negotiate, account, trusting("*"));
            REQUIRE(negotiate);
            CHECK(negotiate->ntlm_allowed());
            CHECK(dialled_at(name, here, {}, account)->authentication().rule == "R30.1");
            CHECK_FALSE(warns(*negotiate, "R46"));
            CHECK(dialled_at(name, here, use_negotiate));
        }
    }
    // The name of another computer with a loopback connect address, as for a tunnel, gets no exemption.
    breaks(dialled_at("http://build01", "127.0.0.1:5985", use_negotiate), "R33", 0x803380E5);
}

TEST_CASE("with a proxy the name of the local computer gets no exemption", "[session][rules]")
{
    const auto behind = [](session_flags flags, credentials supplied) -> result<session> {
        session_draft draft;
        draft.set_flags(flags).value();
        draft.set_credentials(std::move(supplied)).value();
        draft.set_connection("https://localhost").value();
        draft.set_proxy(proxy_settings::server("http://proxy:3128").value()).value();
        return draft.build();
    };
    breaks(behind(use_negotiate, {}), "R33", 0x803380E5);
    CHECK(behind({}, account)->authentication().rule == "R30.2");
}

TEST_CASE("T3 CredSSP needs a host that proves its identity", "[session][rules]")
{
    breaks(make("http://a", use_cred_ssp, account, delegating(false)), "T3", 0x803380E4);
    breaks(make("localhost", use_cred_ssp, account, delegating(false)), "T3", 0x803380E4);
    breaks(make("https://a", use_cred_ssp | skip_ca_check, account, delegating(false)), "T3", 0x803380E4);
    breaks(make("https://a", use_cred_ssp | skip_cn_check, account, delegating(false)), "T3", 0x803380E4);
    breaks(
        create_session("http://a", use_cred_ssp | cred_username_password, account, delegating(false)), "T3", 0x803380E4
    );
    const auto checked = make("https://a", use_cred_ssp, account, delegating(false));
    REQUIRE(checked);
    CHECK_FALSE(warns(*checked, "delegate_to_unverified"));
    for (const char* where : {"http://a", "localhost"}) {
        const auto waived = make(where, use_cred_ssp, account, delegating(true));
        REQUIRE(waived);
        CHECK(warns(*waived, "delegate_to_unverified"));
    }
    CHECK(make("https://a", use_cred_ssp | skip_ca_check, account, delegating(true)));
    tls_policy pinned;
    pinned.skip_ca_check = true;
    pinned.pin_sha256 = std::string(64, 'a');
    const auto by_pin = make("https://a", use_cred_ssp, account, delegating(false)).value().with_tls(pinned);
    REQUIRE(by_pin);
    CHECK_FALSE(warns(*by_pin, "delegate_to_unverified"));
}

TEST_CASE("T3 is the same in builder, draft and configuration", "[session][rules]")
{
    const auto document = [](const std::string& policy) {
        return session_from_json_text(
            R"({"connection":"http://a","flags":["use_cred_ssp"],"credentials":{"user":"u","password_env":"HOME"},)"
            R"("policy":{"trusted_hosts":"a","allow_credssp":true)" +
            policy + "}}"
        );
    };
    const auto refused = document("");
    breaks(refused, "T3", 0x803380E4);
    CHECK(refused.error().details().pointer == "/policy");
    const auto waived = document(R"(,"delegate_to_unverified":true)");
    REQUIRE(waived);
    CHECK(waived->policy().delegate_to_unverified);
    CHECK(to_json(*waived).find("\"delegate_to_unverified\":true") != std::string::npos);

    const auto built = [](auto builder) {
        return std::move(builder).credentials(account).connection("http://a").policy(delegating(false));
    };
    breaks(built(session_builder{}.flags<use_cred_ssp>()).try_build(), "T3", 0x803380E4);
    const auto made = built(session_builder{}.flags<use_cred_ssp>()).delegate_to_unverified().try_build();
    REQUIRE(made);
    CHECK(made->policy().delegate_to_unverified);
    breaks(made->with_policy(delegating(false)), "T3", 0x803380E4);
}

TEST_CASE("explain names only the mechanisms that the log-in can use", "[session][rules]")
{
    const auto said = [](std::string_view connection, credentials supplied, client_policy policy = trusting("*")) {
        return make(connection, use_negotiate, std::move(supplied), std::move(policy)).value().explain();
    };
    const std::string address = said("http://10.0.0.1", account);
    CHECK(address.find("exchange: NTLM inside Negotiate") != std::string::npos);
    CHECK(address.find("Kerberos for HTTP/") == std::string::npos);
    CHECK(said("http://a", user_password(".\\local", secret("p"))).find("NTLM inside Negotiate") != std::string::npos);
    const std::string named = said("http://a", account);
#if defined(WSMAN_WITH_GSSAPI)
    CHECK(named.find("Kerberos for HTTP/a if there is a ticket, else NTLM") != std::string::npos);
#else
    CHECK(named.find("this build does not support Kerberos") != std::string::npos);
#endif
    CHECK(
        make("http://10.0.0.1", use_negotiate, account).value().explain().find("exchange: no log-in possible") !=
        std::string::npos
    );
}
