//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/session/session.hpp>

#include <chrono>
#include <string>

#include "rule_test.hpp"

using namespace rule_test;
using namespace std::chrono_literals;

namespace {

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

bool warns_of(const session& s, std::string_view part)
{
    for (const std::string& warning : s.warnings())
        if (contains(warning, part)) return true;
    return false;
}

} // namespace

TEST_CASE("a session without settings has the local computer and the defaults", "[session]")
{
    const session s = create_session("").value();
    CHECK(s.connection().url() == "http://localhost:5985/wsman");
    CHECK(s.operation_timeout() == 60s);
    CHECK(s.operation_timeout(session_option::timeout_receive_shell_output) == 60s);
    CHECK(s.max_envelope_size() == 153600);
    CHECK(s.max_envelope_size_is_default());
    CHECK(s.locale() == "en-US");
    CHECK(s.ui_language() == "en-US");
    CHECK_FALSE(s.utf16());
    CHECK_FALSE(s.machine_id());
    CHECK(s.sealed());
    CHECK_FALSE(s.clear_text());
    CHECK(s.proxy() == nullptr);
    CHECK_FALSE(s.connect_address());
    CHECK(s.spn_service() == "HTTP");
    CHECK(s.warnings().empty());
    CHECK(s.options().empty());
}

TEST_CASE("a session returns the settings", "[session]")
{
    session_draft draft;
    REQUIRE(draft.set_flags(use_negotiate | utf16));
    REQUIRE(draft.set_credentials(account));
    REQUIRE(draft.set_connection("https://build01.corp.example:443/other"));
    REQUIRE(draft.set_option(session_option::default_operation_timeout, 20s));
    REQUIRE(draft.set_option(session_option::timeout_close_shell, 1500ms));
    REQUIRE(draft.set_option(session_option::max_envelope_size_kb, kilobytes(500)));
    REQUIRE(draft.set_option(session_option::machine_id, true));
    REQUIRE(draft.set_option(session_option::ui_language, ""));
    REQUIRE(draft.set_option(session_option::max_retry_time, 90s));
    REQUIRE(draft.set_connect_address(host_and_port("127.0.0.1", 15986)));
    REQUIRE(draft.set_spn_host("build01"));
    REQUIRE(draft.set_spn_service("WSMAN"));
    const session s = draft.build().value();
    CHECK(s.operation_timeout() == 20s);
    CHECK(s.operation_timeout(session_option::timeout_signal_shell) == 20s);
    CHECK(s.operation_timeout(session_option::timeout_close_shell) == 1500ms);
    CHECK(s.max_envelope_size() == 512000);
    CHECK_FALSE(s.max_envelope_size_is_default());
    CHECK(s.ui_language().empty());
    CHECK(s.machine_id());
    CHECK(s.utf16());
    CHECK(s.max_retry_time() == 90s);
    CHECK(s.connect_address()->text() == "127.0.0.1:15986");
    CHECK(s.service_principal_name() == "WSMAN/build01");
    CHECK(s.options().size() == 6);
    CHECK_FALSE(s.sealed());
    CHECK(s.connection().path() == "/other");
}

TEST_CASE("R12 the name in the certificate is checked unless the check is skipped", "[session]")
{
    CHECK_FALSE(make("https://a", {}).value().tls().skip_cn_check);
    CHECK(make("https://a", skip_cn_check).value().tls().skip_cn_check);
}

TEST_CASE("R46 a trusted host that does not prove its identity causes a warning", "[session]")
{
    const session trusted = make("http://build01", use_negotiate, account, trusting("*")).value();
    CHECK(trusted.host_trusted());
    CHECK(warns_of(trusted, "R46"));
    CHECK(warns_of(trusted, "build01"));
    CHECK_FALSE(warns_of(make("https://build01", use_negotiate, account, trusting("*")).value(), "R46"));
    CHECK_FALSE(warns_of(make("http://build01", use_kerberos, account, trusting("*")).value(), "R46"));
    CHECK_FALSE(warns_of(make("http://build01", use_negotiate, account, trusting("other")).value(), "R46"));
}

TEST_CASE("each skipped check causes a warning", "[session]")
{
    const session s = make("https://a", skip_ca_check | skip_cn_check | skip_revocation_check).value();
    CHECK(s.warnings().size() == 3);
    CHECK(warns_of(s, "skip_ca_check"));
    CHECK(warns_of(s, "skip_cn_check"));
    CHECK(warns_of(s, "skip_revocation_check"));
    const session clear = make("http://a", use_basic | no_encryption, account, clear_text_allowed()).value();
    CHECK(warns_of(clear, "including the password"));
}

TEST_CASE("messages are sealed over http with schemes that support it, and never over https", "[session]")
{
    CHECK(make("http://a", use_kerberos).value().sealed());
    CHECK(make("http://a", use_negotiate, account).value().sealed());
    CHECK_FALSE(make("https://a", use_negotiate, account).value().sealed());
    CHECK_FALSE(make("http://a", use_no_authentication).value().sealed());
    const session clear = make("http://a", use_negotiate | no_encryption, account, clear_text_allowed()).value();
    CHECK_FALSE(clear.sealed());
    CHECK(clear.clear_text());
}

TEST_CASE("explain contains connection, scheme, reason, protection and warnings, but no password", "[session]")
{
    session_draft draft;
    REQUIRE(draft.set_flags(skip_cn_check));
    REQUIRE(draft.set_credentials(user_password("CORP\\svc", secret("Canary-0815"))));
    REQUIRE(draft.set_connection("https://build01"));
    REQUIRE(draft.set_connect_address(host_and_port("10.0.0.9", 5986)));
    const std::string text = draft.build().value().explain();
    CAPTURE(text);
    for (const char* part :
         {"https://build01:5986/wsman",
          "10.0.0.9:5986",
          "Negotiate",
          "R30.2",
          "CORP\\svc",
          "protection: TLS",
          "revocation is not checked, because no crl_file",
          "warning: skip_cn_check"})
        CHECK(contains(text, part));
    CHECK_FALSE(contains(text, "Canary"));
    CHECK(contains(make("http://a", {}).value().explain(), "the authentication scheme seals the messages"));
    CHECK(contains(make("http://a", use_negotiate, account).value().explain(), "without fallback to NTLM"));
}

TEST_CASE("explain names the reason for the transport", "[session]")
{
    const auto line = [](std::string_view connection, session_flags flags, credentials supplied = {}) {
        return make(connection, flags, std::move(supplied), clear_text_allowed()).value().explain();
    };
    CHECK(contains(line("https://a", {}), "transport: https, the scheme of the connection"));
    CHECK(contains(line("a", {}), "transport: http, because no setting needs https"));
    CHECK(contains(line("a", use_ssl), "transport: https, because use_ssl is set"));
    CHECK(contains(line("a", skip_cn_check), "transport: https, because a setting needs it"));
    CHECK(contains(line("a", use_client_certificate, certificate), "transport: https, because the client certificate"));
    CHECK(contains(line("a", no_encryption | use_kerberos), "transport: http, because unencrypted messages need it"));
}

TEST_CASE("explain describes the revocation check", "[session]")
{
    tls_policy tls;
    tls.crl_file = "/etc/crl.pem";
    const session checked = make("https://a", {}).value().with_tls(tls).value();
    CHECK(contains(checked.explain(), "revocation is checked with /etc/crl.pem"));
    const session skipped = checked.with_flags(skip_revocation_check).value();
    CHECK(contains(skipped.explain(), "revocation is not checked, because skip_revocation_check is set"));
    CHECK(contains(checked.explain(), "dates, chain and name are checked; "));
    CHECK(contains(checked.with_flags(skip_ca_check).value().explain(), "dates and name are checked; "));
    CHECK(contains(checked.with_flags(skip_cn_check).value().explain(), "dates and chain are checked; "));
}

TEST_CASE("a copy with another TLS policy enables the checks that the policy does not skip", "[session]")
{
    const session s = make("https://a", skip_ca_check | skip_cn_check | skip_revocation_check).value();
    tls_policy tls = s.tls();
    CHECK(s.with_tls(tls).value().flags() == s.flags());
    tls.skip_ca_check = false;
    const session stricter = s.with_tls(tls).value();
    CHECK_FALSE(stricter.tls().skip_ca_check);
    CHECK(stricter.flags() == (skip_cn_check | skip_revocation_check));
    CHECK(s.with_tls({}).value().warnings().empty());
    breaks(make("http://a", {}).value().with_tls(s.tls()), "F17", 0x803380D8);
}

TEST_CASE("a changed copy passes the rules, and the session does not change", "[session]")
{
    const session s = make("https://a", use_basic, account).value();
    breaks(s.with_connection("http://a"), "F20", 0x803380DE);
    breaks(s.with_flags(no_encryption), "F18", 0x803380D7);
    breaks(s.with_option(session_option::skip_ca_check, 2), "R58", 0x80338178);
    breaks(s.with_credentials({}), "F6", 0x803380B0);
    breaks(s.with_credentials(certificate), "F6", 0x803380B0);
    breaks(
        s.with_proxy(proxy_settings(proxy_access::ie_config, proxy_authentication::use_basic, "u", secret())),
        "P4",
        0x8033819B
    );
    client_policy off;
    off.allow_basic = false;
    breaks(s.with_policy(off), "F29", 0x803380DF);

    CHECK(s.with_connection("https://b").value().connection().host() == "b");
    CHECK(s.with_credentials(user_password("other", secret("x"))).value().credentials().account()->user() == "other");
    CHECK(s.with_operation_timeout(5s).value().operation_timeout() == 5s);
    CHECK(s.with_option(session_option::locale, "de-DE").value().locale() == "de-DE");
    CHECK(s.with_connect_address(host_and_port("c", 1)).value().connect_address()->host() == "c");
    CHECK(s.with_proxy(proxy_settings::from_environment()).value().proxy() != nullptr);
    CHECK(s.connection().host() == "a");
    CHECK(s.credentials().account()->user() == "user");
    CHECK(s.operation_timeout() == 60s);
}

TEST_CASE("a draft of a session builds the same session", "[session]")
{
    const session s = make("https://a", use_basic | skip_cn_check, account).value();
    const session again = s.draft().build().value();
    CHECK(again.explain() == s.explain());
    CHECK(again.flags() == s.flags());
}

TEST_CASE("the minimum version of CredSSP must exist, and a low version causes a warning", "[session]")
{
    client_policy policy;
    policy.allow_credssp = true;
    for (const unsigned version : {2U, 4U, 5U, 6U}) {
        CAPTURE(version);
        policy.credssp_minimum_version = version;
        const session s = make("https://a", use_cred_ssp, account, policy).value();
        CHECK(s.policy().credssp_minimum_version == version);
        CHECK(warns_of(s, "CVE-2018-0886") == (version < 5));
        CHECK(contains(s.explain(), "version " + std::to_string(version) + " or later of CredSSP"));
        CHECK_FALSE(warns_of(make("https://a", use_negotiate, account, policy).value(), "CVE-2018-0886"));
    }
    for (const unsigned version : {0U, 1U, 7U}) {
        policy.credssp_minimum_version = version;
        CHECK(session_draft().set_policy(policy).error().code() == session_errc::out_of_range);
        CHECK(create_session("https://a", use_kerberos, {}, policy).error().code() == session_errc::out_of_range);
    }
}

TEST_CASE("a log-in that may seal with NTLM over http causes a warning", "[session]")
{
    client_policy ntlm = trusting("*");
    ntlm.mechanism = mechanism::ntlm;
    client_policy kerberos = trusting("*");
    kerberos.mechanism = mechanism::kerberos;
    const credentials tickets = ticket_source::cache("FILE:/run/agent/tickets");
    CHECK(warns_of(make("http://a", use_negotiate, account, ntlm).value(), "RC4"));
    CHECK(warns_of(make("http://a", use_negotiate, account, trusting("a")).value(), "RC4"));
    CHECK_FALSE(warns_of(make("http://a", use_negotiate, account).value(), "RC4")); // Kerberos only, by R34
    CHECK_FALSE(warns_of(make("http://a", use_negotiate, account, kerberos).value(), "RC4"));
    CHECK_FALSE(warns_of(make("http://a", use_negotiate, tickets, trusting("a")).value(), "RC4"));
    CHECK_FALSE(warns_of(make("https://a", use_negotiate, account, ntlm).value(), "RC4"));
    CHECK_FALSE(warns_of(make("localhost", use_negotiate, account, ntlm).value(), "RC4"));
}

TEST_CASE("explain names the tickets, the service name and the delegation", "[session]")
{
    const session cache = make("http://build01", use_kerberos, ticket_source::cache("FILE:/run/t")).value();
    CHECK(contains(cache.explain(), "credentials: the tickets in the cache FILE:/run/t"));
    CHECK(contains(cache.explain(), "Kerberos for HTTP/build01"));
    CHECK(contains(cache.explain(), "delegation: none"));
    CHECK(cache.warnings().empty());
    const session delegating = cache.with_delegation(true).value();
    CHECK(contains(delegating.explain(), "delegation: a ticket with which the host can log in elsewhere"));
    CHECK(warns_of(delegating, "delegation"));
    CHECK(delegating.draft().build().value().delegates());
    const session keytab = cache.with_credentials(ticket_source::keytab("agent@CORP.EXAMPLE", "/k")).value();
    CHECK(contains(keytab.explain(), "a ticket for agent@CORP.EXAMPLE, requested with the key in /k"));
    CHECK(keytab.draft().build().value().credentials().tickets()->keytab_file() == "/k");
    const session negotiated = make("http://build01", use_negotiate, account, trusting("*")).value();
    CHECK(contains(negotiated.with_delegation(true)->explain(), "NTLM does not delegate"));
    CHECK_FALSE(contains(make("https://a", use_basic, account)->explain(), "delegation:"));
}
