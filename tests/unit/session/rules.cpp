//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "rule_test.hpp"

using namespace rule_test;

TEST_CASE("F1 an undefined bit", "[session][rules]")
{
    breaks(create_session("https://a", session_flags::from_bits(0x2)), "F1", 0x803380AC);
    breaks(create_session("https://a", session_flags::from_bits(0x10000000)), "F1", 0x803380AC);
}

TEST_CASE("F2 two authentication schemes", "[session][rules]")
{
    breaks(create_session("https://a", use_basic | use_digest, account), "F2", 0x803380AD);
    breaks(create_session("https://a", use_client_certificate | use_cred_ssp, account), "F2", 0x803380AD);
}

TEST_CASE("F3 no authentication and an authentication scheme", "[session][rules]")
{
    breaks(create_session("https://a", use_no_authentication | use_negotiate), "F3", 0x803380AD);
}

TEST_CASE("F4 no authentication and credentials", "[session][rules]")
{
    breaks(create_session("https://a", use_no_authentication, account), "F4", 0x803380AB);
    breaks(create_session("https://a", use_no_authentication, certificate), "F4", 0x803380AB);
    breaks(create_session("https://a", use_no_authentication | cred_username_password), "F4", 0x803380AB);
}

TEST_CASE("F5 no authentication and a flag for the log-in or encryption", "[session][rules]")
{
    breaks(create_session("http://a", use_no_authentication | no_encryption), "F5", 0x803380AC);
    breaks(create_session("http://a", use_no_authentication | enable_spn_server_port), "F5", 0x803380AC);
    const auto probe = create_session("a", use_no_authentication | use_ssl | skip_ca_check | skip_cn_check | utf8);
    REQUIRE(probe);
    CHECK(probe->authentication().scheme == authentication_scheme::none);
    CHECK(probe->connection().transport() == transport_kind::https);
}

TEST_CASE("F6 Basic or Digest without account", "[session][rules]")
{
    breaks(create_session("https://a", use_basic), "F6", 0x803380B0);
    breaks(create_session("https://a", use_basic | cred_username_password), "F6", 0x803380B0);
    breaks(make("https://a", use_digest), "F6", 0x803380B0);
}

TEST_CASE("F7 CredSSP without account", "[session][rules]")
{
    breaks(make("https://a", use_cred_ssp), "F7", 0x803381A1);
}

TEST_CASE("F8 an account without user name or password", "[session][rules]")
{
    breaks(make("https://a", use_basic, user_password("user", secret())), "F8", 0x80338147);
    breaks(make("https://a", use_cred_ssp, user_password("", secret("password"))), "F8", 0x80338147);
    breaks(make("https://a", use_negotiate, user_password("user", secret())), "F8", 0x80338147);
}

TEST_CASE("F9 the flag for credentials without credentials", "[session][rules]")
{
    breaks(make("https://a", use_negotiate | cred_username_password), "F9", 0x803380B2);
    breaks(make("https://a", cred_username_password), "F9", 0x803380B2);
    breaks(create_session("https://a", cred_username_password, user_password("", secret())), "F9", 0x803380B2);
}

TEST_CASE("F10 credentials without the flag, for callers of CreateSession", "[session][rules]")
{
    breaks(create_session("https://a", use_negotiate, account), "F10", 0x803380B3);
    CHECK(create_session("https://a", use_negotiate | cred_username_password, account));
    CHECK(make("https://a", use_negotiate, account));
}

TEST_CASE("F11 flags for a certificate and for an account", "[session][rules]")
{
    breaks(make("https://a", use_client_certificate | cred_username_password, account), "F11", 0x80338157);
}

TEST_CASE("F12 the certificate flag with an account", "[session][rules]")
{
    breaks(make("https://a", use_client_certificate, account), "F12", 0x803380B1);
    breaks(create_session("https://a", use_client_certificate, account), "F12", 0x803380B1);
}

TEST_CASE("F13 the certificate flag without certificate", "[session][rules]")
{
    breaks(make("https://a", use_client_certificate), "F13", 0x803380B4);
    breaks(make("https://a", use_client_certificate, client_certificate("", "client.key")), "F13", 0x803380B4);
}

TEST_CASE("F14 a certificate and an account", "[session][rules]")
{
    session_draft draft;
    REQUIRE(draft.set_credentials(account));
    breaks(draft.set_credentials(certificate), "F14", 0x80338144);
    REQUIRE(draft.set_credentials({}));
    CHECK(draft.set_credentials(certificate));
    breaks(draft.set_credentials(account), "F14", 0x80338144);
}

TEST_CASE("F15 a certificate without the flag", "[session][rules]")
{
    breaks(make("https://a", {}, certificate), "F15", 0x80338156);
    breaks(make("https://a", use_negotiate, certificate), "F15", 0x80338156);
}

TEST_CASE("F16 a client certificate over http", "[session][rules]")
{
    breaks(make("http://a", use_client_certificate, certificate), "F16", 0x803380D8);
    CHECK(make("https://a", use_client_certificate, certificate));
    const auto bound = make("a", use_client_certificate, certificate);
    REQUIRE(bound);
    CHECK(bound->connection().url() == "https://a:5986/wsman");
}

TEST_CASE("F17 certificate checks skipped over http", "[session][rules]")
{
    for (const session_flag flag : {skip_ca_check, skip_cn_check, skip_revocation_check}) {
        breaks(make("http://a", flag), "F17", 0x803380D8);
        CHECK(make("https://a", flag));
    }
}

TEST_CASE("F18 unencrypted messages over https", "[session][rules]")
{
    breaks(create_session("https://a", no_encryption), "F18", 0x803380D7);
    breaks(create_session("a", no_encryption | use_ssl), "F18", 0x803380D7);
}

TEST_CASE("F19 unencrypted messages that the client policy does not allow", "[session][rules]")
{
    breaks(make("http://a", use_basic | no_encryption, account), "F19", 0x803380DE);
    const auto allowed = make("http://a", use_basic | no_encryption, account, clear_text_allowed());
    REQUIRE(allowed);
    CHECK(allowed->clear_text());
    CHECK_FALSE(allowed->sealed());
}

TEST_CASE("F20 Basic or Digest over http", "[session][rules]")
{
    breaks(make("http://a", use_basic, account, clear_text_allowed()), "F20", 0x803380DE);
    breaks(make("a", use_digest, account, clear_text_allowed()), "F20", 0x803380DE);
    CHECK(make("https://a", use_basic, account));
}

TEST_CASE("F21 the port in the service name with a scheme that has no service name", "[session][rules]")
{
    for (const session_flag flag : {use_basic, use_digest, use_cred_ssp})
        breaks(make("https://a", enable_spn_server_port | flag, account), "F21", 0x803380AE);
    breaks(make("https://a", enable_spn_server_port | use_client_certificate, certificate), "F21", 0x803380AE);
    const auto allowed = make("https://a:443", enable_spn_server_port | use_negotiate, account);
    REQUIRE(allowed);
    CHECK(allowed->service_principal_name() == "HTTP/a:443");
    CHECK(make("https://a", enable_spn_server_port));
}

TEST_CASE("F22 implicit Negotiate credentials over http", "[session][rules]")
{
    breaks(make("http://a", use_negotiate | allow_negotiate_implicit_credentials), "F22", 0x803381B0);
    CHECK(make("https://a", use_negotiate | allow_negotiate_implicit_credentials));
}

TEST_CASE("F23 implicit Negotiate credentials with another scheme", "[session][rules]")
{
    for (const session_flag flag : {use_basic, use_digest, use_cred_ssp, use_kerberos})
        breaks(make("https://a", allow_negotiate_implicit_credentials | flag, account), "F23", 0x803380AC);
    breaks(
        make("https://a", allow_negotiate_implicit_credentials | use_client_certificate, certificate), "F23", 0x803380AC
    );
}

TEST_CASE("F24 the flag for implicit credentials has no effect with explicit credentials", "[session][rules]")
{
    CHECK(make("https://a", use_negotiate | allow_negotiate_implicit_credentials, account));
}

TEST_CASE("F25 two encodings", "[session][rules]")
{
    breaks(create_session("https://a", utf8 | utf16), "F25", 0x803380AC);
    CHECK(make("https://a", utf16)->utf16());
    CHECK_FALSE(make("https://a", {})->utf16());
}

TEST_CASE("F26 use_ssl with an http connection", "[session][rules]")
{
    breaks(create_session("http://a", use_ssl), "F26", 0x803381BE);
    CHECK(create_session("https://a", use_ssl));
    CHECK(create_session("a", use_ssl)->connection().url() == "https://a:5986/wsman");
}

TEST_CASE("F27 explicit Kerberos with an address", "[session][rules]")
{
    breaks(create_session("http://10.0.0.1", use_kerberos), "F27", 0x8033810B);
    breaks(create_session("https://[fe80::1]", use_kerberos), "F27", 0x8033810B);
    breaks(create_session("http://127.0.51.1", use_kerberos), "F27", 0x8033810B);
}

TEST_CASE("F28 explicit Kerberos with the local computer", "[session][rules]")
{
    for (const char* host : {"", "localhost", "LOCALHOST", "http://127.0.0.1", "https://[::1]", "[0:0:0:0:0:0:0:1]"})
        breaks(create_session(host, use_kerberos), "F28", 0x8033810E);
}

TEST_CASE("F29 a scheme that the client policy disables", "[session][rules]")
{
    client_policy off;
    off.allow_basic = off.allow_digest = off.allow_negotiate = off.allow_kerberos = off.allow_certificate = false;
    breaks(make("https://a", use_basic, account, off), "F29", 0x803380DF);
    breaks(make("https://a", use_digest, account, off), "F29", 0x803380E0);
    breaks(make("https://a", use_negotiate, account, off), "F29", 0x803380E1);
    breaks(make("https://a", use_kerberos, {}, off), "F29", 0x803380E2);
    breaks(make("https://a", {}, {}, off), "F29", 0x803380E2);
    breaks(make("https://a", use_client_certificate, certificate, off), "F29", 0x803380E3);
    breaks(make("https://a", use_cred_ssp, account), "F29", 0x803381A2);
    client_policy on;
    on.allow_credssp = true;
    CHECK(make("https://a", use_cred_ssp, account, on)->authentication().scheme == authentication_scheme::credssp);
}

TEST_CASE("F30 Negotiate with an account is accepted", "[session][rules]")
{
    CHECK(create_session("https://a", use_negotiate | cred_username_password, account));
}

TEST_CASE("F31 a value that is not an authentication flag of the C API", "[session][rules]")
{
    session_draft draft;
    breaks(draft.set_authentication(0x40), "F31", 0x80338145);
    breaks(draft.set_authentication(0x0C), "F31", 0x80338145);
    CHECK(draft.set_authentication(0x00));
    CHECK(draft.set_authentication(0x04));
    CHECK(draft.flags() == use_negotiate);
    breaks(draft.set_authentication(0x08), "F2", 0x803380AD);
}

TEST_CASE(
    "F32 has the code that Windows gives for a certificate that is not for client authentication", "[session][rules]"
)
{
    // The transport checks the rule when it reads the certificate file: tests/unit/transport/tls/client_certificate.cpp.
    CHECK(rule_failure(rule::f32).code() == windows_errc(0x80338155));
}

TEST_CASE(
    "input that breaks several rules always fails with the first rule in the documented order", "[session][rules]"
)
{
    breaks(create_session("http://a", session_flags::from_bits(2) | use_basic | use_digest), "F1", 0x803380AC);
    breaks(create_session("http://a", use_basic | use_digest | skip_ca_check), "F2", 0x803380AD);
    breaks(create_session("http://a", use_no_authentication | use_basic | use_ssl), "F3", 0x803380AD);
    breaks(create_session("http://a", use_basic | skip_ca_check), "F6", 0x803380B0);
    breaks(create_session("http://10.0.0.1", use_ssl | skip_ca_check | use_kerberos), "F26", 0x803381BE);
    breaks(create_session("http://10.0.0.1", skip_ca_check | use_kerberos), "F17", 0x803380D8);
    breaks(create_session("no scheme://", use_basic | use_digest), "F2", 0x803380AD);
    // Rules of the transport precede rules of the scheme, which precede rules of the host. The same holds for rules of
    // the client policy.
    breaks(create_session("http://10.0.0.1", no_encryption | use_kerberos), "F19", 0x803380DE);
    breaks(
        create_session(
            "http://a", no_encryption | use_basic | cred_username_password | enable_spn_server_port, account
        ),
        "F19",
        0x803380DE
    );
    client_policy off;
    off.allow_kerberos = false;
    breaks(create_session("http://10.0.0.1", use_kerberos, {}, off), "F29", 0x803380E2);
    breaks(create_session("localhost", use_kerberos, {}, off), "F29", 0x803380E2);
    breaks(create_session("http://a", use_cred_ssp), "F7", 0x803381A1);
}

TEST_CASE("every rule has an id, a code in the list of Windows codes and a sentence", "[session][rules]")
{
    for (const rule_entry& entry : all_rules()) {
        CAPTURE(entry.id, entry.sentence);
        CHECK_FALSE(entry.id.empty());
        CHECK_FALSE(entry.sentence.empty());
        CHECK_FALSE(error_name(make_error_code(entry.code)).empty());
        CHECK(&entry_of(entry.value) == &entry);
    }
}
