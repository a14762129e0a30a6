//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "rule_test.hpp"

using namespace rule_test;

TEST_CASE(
    "R21 explicit Kerberos to the local computer breaks F28, and the default scheme is Negotiate", "[session][rules]"
)
{
    CHECK(create_session("localhost")->authentication().scheme == authentication_scheme::negotiate);
    breaks(create_session("localhost", use_kerberos), "F28", 0x8033810E);
}

TEST_CASE("R30 the default log-in", "[session][rules]")
{
    const auto choice = [](const char* connection, credentials supplied, client_policy policy) {
        return make(connection, {}, std::move(supplied), std::move(policy)).value().authentication();
    };
    using enum authentication_scheme;
    struct row {
        const char* connection;
        credentials supplied;
        client_policy policy;
        authentication_scheme scheme;
        const char* rule;
    };
    client_policy ntlm_only = trusting("*");
    ntlm_only.mechanism = mechanism::ntlm;
    const row rows[] = {
        {"", {}, {}, negotiate, "R30.1"},
        {"http://[::1]:5985", account, {}, negotiate, "R30.1"},
        {"https://127.0.0.1", {}, workgroup(), negotiate, "R30.1"},
        {"https://a", account, {}, negotiate, "R30.2"},
        {"https://10.0.0.1", account, {}, negotiate, "R30.2"},
        {"http://a", account, trusting("a"), negotiate, "R30.2"},
        {"http://10.0.0.1", account, trusting("10.0.*"), negotiate, "R30.2"},
        {"http://a", account, ntlm_only, ntlm, "R30.2"},
        {"http://a", {}, workgroup(trusting("<local>")), negotiate, "R30.3"},
        {"http://a", account, {}, kerberos, "R30.4"},
        {"http://a", {}, {}, kerberos, "R30.4"},
        {"https://a", {}, {}, kerberos, "R30.4"},
        {"http://a", {}, trusting("a"), kerberos, "R30.4"},
    };
    for (const row& r : rows) {
        CAPTURE(r.connection, r.rule);
        const authentication_choice found = choice(r.connection, r.supplied, r.policy);
        CHECK(found.scheme == r.scheme);
        CHECK(found.rule == r.rule);
        CHECK_FALSE(found.reason.empty());
    }
    const auto explicit_choice = make("https://a", use_basic, account)->authentication();
    CHECK(explicit_choice.rule == "explicit");
}

TEST_CASE("R32 the default log-in to an address", "[session][rules]")
{
    breaks(make("http://10.0.0.1", {}, account), "R32", 0x803381BB);
    breaks(make("https://10.0.0.1", {}), "R32", 0x803381BB);
    CHECK(make("https://10.0.0.1", {}, account));
}

TEST_CASE("R33 Negotiate with implicit credentials", "[session][rules]")
{
    breaks(make("https://a", use_negotiate), "R33", 0x803380E5);
    breaks(make("http://a", use_negotiate), "R33", 0x803380E5);
    breaks(make("https://a", use_negotiate, {}, trusting("a")), "R33", 0x803380E5);
    CHECK(make("https://a", use_negotiate | allow_negotiate_implicit_credentials));
    CHECK(make("http://a", use_negotiate, {}, trusting("a")));
    CHECK(make("localhost", use_negotiate));
}

TEST_CASE("R34 http to an untrusted host", "[session][rules]")
{
    client_policy ntlm;
    ntlm.mechanism = mechanism::ntlm;
    breaks(make("http://a", use_negotiate, account, ntlm), "R34", 0x803380E4);
    client_policy delegating;
    delegating.allow_credssp = true;
    breaks(make("http://a", use_cred_ssp, account, delegating), "R34", 0x803380E4);
    breaks(make("http://a", use_negotiate, account, workgroup()), "R34", 0x803380E4);
    breaks(make("http://a", use_kerberos, account, workgroup()), "R34", 0x803380E4);
    // Negotiate may select Kerberos, so the session is valid, but it may not use NTLM.
    const auto kerberos_only = make("http://a", use_negotiate, account);
    REQUIRE(kerberos_only);
    CHECK_FALSE(kerberos_only->ntlm_allowed());
    CHECK(make("http://a", use_negotiate, account, trusting("a"))->ntlm_allowed());
    CHECK(make("https://a", use_negotiate, account, ntlm)->ntlm_allowed());
    CHECK(make("localhost", use_negotiate, account, ntlm));
    CHECK(make("http://a", use_no_authentication, {}, workgroup()));
    CHECK(make("http://a", use_basic | no_encryption, account, workgroup(clear_text_allowed())));
}

TEST_CASE("R35 Kerberos with implicit credentials in a workgroup", "[session][rules]")
{
    breaks(make("https://a", use_kerberos, {}, workgroup()), "R35", 0x8033810C);
    breaks(make("http://a", {}, {}, workgroup()), "R35", 0x8033810C);
    CHECK(make("https://a", use_kerberos, account, workgroup()));
}

TEST_CASE("R36 a certificate without a flag breaks F15", "[session][rules]")
{
    breaks(create_session("https://a", {}, certificate), "F15", 0x80338156);
}

TEST_CASE("T1 tickets need Kerberos, and other schemes need an account", "[session][rules]")
{
    const credentials tickets = ticket_source::cache("FILE:/run/agent/tickets");
    client_policy ntlm = trusting("*");
    ntlm.mechanism = mechanism::ntlm;
    breaks(make("http://a", use_negotiate, tickets, ntlm), "T1", 0x803380E5);
    breaks(make("localhost", {}, tickets, ntlm), "T1", 0x803380E5);
    breaks(create_session("http://a", use_negotiate, tickets, ntlm), "T1", 0x803380E5);
    breaks(make("https://a", use_basic, tickets), "F6", 0x803380B0);
    breaks(make("https://a", use_digest, tickets), "F6", 0x803380B0);
    breaks(make("https://a", use_cred_ssp, tickets), "F7", 0x803381A1);
    breaks(make("https://a", use_client_certificate, tickets), "F13", 0x803380B4);
    breaks(make("https://a", use_no_authentication, tickets), "F4", 0x803380AB);
    breaks(make("http://a", use_kerberos, tickets, workgroup()), "R35", 0x8033810C);
    breaks(make("https://a", use_negotiate, tickets), "R33", 0x803380E5);
    CHECK(make("http://a", use_kerberos, tickets)->credentials().tickets());
    CHECK(make("http://a", {}, tickets)->authentication().rule == "R30.4");
    CHECK(make("https://a", use_negotiate | allow_negotiate_implicit_credentials, tickets));
}

TEST_CASE("tickets and other credentials replace each other", "[session][rules]")
{
    const credentials tickets = ticket_source::cache("FILE:/run/agent/tickets");
    session_draft draft;
    REQUIRE(draft.set_credentials(account));
    REQUIRE(draft.set_credentials(tickets));
    CHECK(draft.state().credentials == credential_trait::tickets);
    CHECK(draft.credentials().tickets());
    REQUIRE(draft.set_credentials(account));
    CHECK(draft.state().credentials == credential_trait::account);
    REQUIRE(draft.set_credentials(tickets));
    REQUIRE(draft.set_credentials(ticket_source::cache("")));
    CHECK(draft.state().credentials.empty());
    CHECK_FALSE(draft.credentials().tickets());
    REQUIRE(draft.set_connection("http://a"));
    REQUIRE(draft.set_credentials(ticket_source::keytab("agent@CORP.EXAMPLE", "")));
    CHECK(draft.build().error().code() == session_errc::invalid_text);
}

TEST_CASE("T2 delegation needs a scheme that can delegate", "[session][rules]")
{
    const auto delegating = [](session_flags flags, credentials supplied, client_policy policy = {}) {
        return make("https://a", flags, std::move(supplied), std::move(policy)).value().with_delegation(true);
    };
    client_policy ntlm;
    ntlm.mechanism = mechanism::ntlm;
    client_policy credssp;
    credssp.allow_credssp = true;
    breaks(delegating(use_basic, account), "T2", 0x803380AC);
    breaks(delegating(use_digest, account), "T2", 0x803380AC);
    breaks(delegating(use_negotiate, account, ntlm), "T2", 0x803380AC);
    breaks(delegating(use_client_certificate, certificate), "T2", 0x803380AC);
    breaks(delegating(use_no_authentication, {}), "T2", 0x803380AC);
    CHECK(delegating(use_kerberos, {})->delegates());
    CHECK(delegating(use_negotiate, account)->delegates());
    CHECK(delegating(use_cred_ssp, account, credssp)->delegates());
    CHECK(delegating({}, {})->delegates());
    CHECK_FALSE(delegating(use_kerberos, {})->with_delegation(false)->delegates());
}
