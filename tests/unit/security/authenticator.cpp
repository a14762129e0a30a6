//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/kerberos_realm.hpp>
#include <support/temporary_file.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/basic_authentication.hpp>
#include <wsman/security/digest.hpp>
#include <wsman/security/kerberos.hpp>
#include <wsman/security/make_authenticator.hpp>
#include <wsman/session/session.hpp>
#include <wsman/session/session_draft.hpp>

#include <string>
#include <vector>

using namespace wsman;

namespace {

result<secret> basic(std::string user, std::string_view password)
{
    return basic_authorization(user_password(std::move(user), secret(password)));
}

session basic_session(const std::string& url, bool clear_text)
{
    session_draft draft;
    draft.set_connection(url).value();
    session_flags flags = session_flag::use_basic | session_flag::cred_username_password;
    client_policy policy;
    policy.allow_basic = true;
    if (clear_text) {
        flags |= session_flag::no_encryption;
        policy.allow_unencrypted = true;
    }
    draft.set_flags(flags).value();
    draft.set_policy(policy).value();
    draft.set_credentials(user_password("user", secret("canary-1"))).value();
    return draft.build().value();
}

} // namespace

TEST_CASE("Basic carries user and password in UTF-8", "[security][basic]")
{
    CHECK(basic("Aladdin", "open sesame")->reveal() == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="); // RFC 7617, 2
    CHECK(basic("test", "123\xC2\xA3")->reveal() == "Basic dGVzdDoxMjPCow==");                // RFC 7617, 2.1
    CHECK(basic("CORP\\svc", "a:b").has_value());
    CHECK(basic("user", "").has_value());
}

TEST_CASE("Basic refuses what its form cannot hold, without repeating it", "[security][basic]")
{
    for (const auto& [user, password] : std::vector<std::pair<std::string, std::string>>{
             {"a:b", "canary-1"},
             {"a\r\nX: y", "canary-1"},
             {"a", "canary-1\n"},
             {"a", std::string("canary-1\0", 9)},
             {"\xFF", "canary-1"},
             {"a", "canary-1\xFF"}
         }) {
        const result<secret> value = basic(user, password);
        REQUIRE(value.has_error());
        CHECK(value.error().code() == client_errc::invalid_argument);
        CHECK(value.error().message().find("canary") == std::string::npos);
    }
}

TEST_CASE("Basic goes first and never a second time", "[security][basic]")
{
    basic_authentication login(secret("Basic eDp5"));
    CHECK(login.scope() == login_scope::request);
    CHECK(login.authorization("POST", "/wsman")->reveal() == "Basic eDp5");
    const std::vector<std::string> offered{"Negotiate", "Kerberos", "Basic realm=\"WSMAN\""};
    const result<login_step> next = login.answered(login_answer(401, offered));
    REQUIRE(next.has_error());
    CHECK(next.error().code() == transport_errc::http_unauthorized);
    CHECK(next.error().message().find("Negotiate, Kerberos, Basic") != std::string::npos);
    CHECK(next.error().message().find("eDp5") == std::string::npos);
}

TEST_CASE("a refused Basic log-in with a domain in its name says that Basic takes bare names", "[security][basic]")
{
    for (const auto& [user, told] : std::vector<std::pair<std::string, bool>>{
             {"CORP\\svc", true},
             {"svc@corp.example", true},
             {"WIN01\\admin", true},
             {".\\admin", true},
             {"admin", false}
         }) {
        INFO(user);
        session_draft draft = basic_session("https://build01", false).draft();
        draft.set_credentials(user_password(user, secret("canary-1"))).value();
        auto login = make_authenticator(draft.build().value(), connection_facts("build01", 5986, true)).value();
        const result<login_step> next = login->answered(login_answer(401, {}));
        REQUIRE(next.has_error());
        CHECK(next.error().code() == transport_errc::http_unauthorized);
        const std::string hint(next.error().hint());
        CHECK((hint.find("bare names") != std::string::npos) == told);
        CHECK((hint.find("Negotiate") != std::string::npos) == told);
        CHECK(hint.find("canary") == std::string::npos);
    }
}

TEST_CASE("a host that asks a session without a log-in for one is named with what it offers", "[security]")
{
    no_authentication login;
    CHECK(login.authorization("POST", "/")->empty());
    const std::vector<std::string> offered{
        "Digest realm=x", "Digest realm=y", std::string("B\x01\x1B[31m", 7) + std::string(100, 'x')
    };
    const result<login_step> next = login.answered(login_answer(401, offered));
    REQUIRE(next.has_error());
    const std::string text = next.error().message();
    CHECK(text.find("Digest, B[31mxxx") != std::string::npos);
    CHECK(text.find(std::string(40, 'x')) == std::string::npos);
    const result<login_step> silent = login.answered(login_answer(401, {}));
    CHECK(silent.error().message().find("names no scheme") != std::string::npos);
}

TEST_CASE("schemes are found in one header as in many", "[security]")
{
    CHECK(
        offered_schemes(std::vector<std::string>{"Negotiate, Kerberos, Basic realm=\"a, b\", charset=\"UTF-8\", CredSSP"
        }) == "Negotiate, Kerberos, Basic, CredSSP"
    );
    CHECK(
        offered_schemes(std::vector<std::string>{"Negotiate TlRMTVNTUAAC==", "Negotiate", ",, ,", ""}) == "Negotiate"
    );
}

TEST_CASE("the session's scheme makes the authenticator, and clear text is a choice", "[security]")
{
    const connection_facts plain("host", 5985, false);
    const connection_facts secure("host", 5986, true);
    CHECK(
        make_authenticator(basic_session("https://host", false), secure).value()->scheme() ==
        authentication_scheme::basic
    );
    CHECK(make_authenticator(basic_session("http://host", true), plain).has_value());
    // The rule book refuses such sessions; the transport does not rely on it.
    const result<std::unique_ptr<authenticator>> clear =
        make_authenticator(basic_session("https://host", false), plain);
    REQUIRE(clear.has_error());
    CHECK(clear.error().code() == transport_errc::clear_text_refused);
    const session none = create_session("http://host", session_flag::use_no_authentication).value();
    CHECK(make_authenticator(none, plain).value()->scope() == login_scope::none);
    const session negotiate = create_session(
                                  "http://10.1.2.3",
                                  session_flag::use_negotiate | session_flag::cred_username_password,
                                  user_password("user", secret("canary-1"))
    )
                                  .value();
    const result<std::unique_ptr<authenticator>> untrusted = make_authenticator(negotiate, plain);
    REQUIRE(untrusted.has_error());
    CHECK(untrusted.error().details().rule == "R34");
    CHECK(untrusted.error().message().find("'user' names no domain") != std::string::npos);
    CHECK(untrusted.error().hint().find("https") != std::string::npos);
    CHECK(untrusted.error().hint().find("--trusted-hosts 10.1.2.3") != std::string::npos);
}

TEST_CASE("what a log-in lacks is told by the account that it has", "[security]")
{
    const connection_facts plain("10.1.2.3", 5985, false);
    const auto refused = [&](session_flags flags, credentials who) {
        client_policy policy;
        // Rule R33 wants it for credentials that nobody gave.
        if (who.kind() == credential_kind::implicit) policy.trusted_hosts = trusted_hosts::parse("*").value();
        const session whom = create_session("http://10.1.2.3", flags, std::move(who), policy).value();
        const result<std::unique_ptr<authenticator>> made = make_authenticator(whom, plain);
        REQUIRE(made.has_error());
        return made.error();
    };
    // A name with a domain is no local account, and is not told so.
    const failure domain = refused(
        session_flag::use_negotiate | session_flag::cred_username_password,
        user_password("CORP\\user", secret("canary-1"))
    );
    CHECK(domain.details().rule == "R34");
    CHECK(domain.message().find("names no domain") == std::string::npos);
    // Without an account there is nothing that NTLM could be kept back for.
    const failure nobody = refused(session_flag::use_negotiate, {});
    CHECK(nobody.details().rule.empty());
    if (kerberos_available()) {
        CHECK(nobody.code() == security_errc::no_ticket);
        CHECK(nobody.hint().find("--auth none") != std::string::npos);
    } else {
        CHECK(nobody.code() == transport_errc::scheme_not_supported);
    }
}

TEST_CASE("an account or a ticket that Kerberos lacks is told with what helps", "[security]")
{
    if (!kerberos_available()) {
        SUCCEED("built without Kerberos");
        return;
    }
    // The commonest configuration: a default realm that has nothing to do with the host, and no ticket.
    const tests::temporary_file configuration(
        "[libdefaults]\n default_realm = ELSEWHERE.TEST\n dns_lookup_kdc = false\n dns_lookup_realm = false\n"
    );
    const test::scoped_environment realm("KRB5_CONFIG", configuration.path());
    const test::scoped_environment tickets("KRB5CCNAME", "FILE:/nonexistent/wsman-cache");
    const auto refused = [](session_flags flags, credentials who) {
        client_policy policy;
        // Rule R33 wants it for credentials that nobody gave.
        if (who.kind() == credential_kind::implicit) policy.trusted_hosts = trusted_hosts::parse("*").value();
        const session whom = create_session("http://build01", flags, std::move(who), policy).value();
        const auto made = make_authenticator(whom, connection_facts("build01", 5985, false)).value();
        const result<secret> first = made->authorization("POST", "/wsman");
        REQUIRE(first.has_error());
        INFO(first.error().message());
        CHECK_FALSE(made->proof_left());
        return first.error();
    };
    const session_flags account = session_flag::use_negotiate | session_flag::cred_username_password;
    const failure bare = refused(account, user_password("bob", secret("canary-1")));
    CHECK(bare.details().rule == "R34");
    CHECK(bare.details().cause == security_errc::realm_unreachable);
    CHECK(bare.message().find("'bob' names no domain; an account of the host itself needs NTLM") != std::string::npos);
    for (const char* way : {"https", "--trusted-hosts build01", "bob@REALM", "DOMAIN\\bob"})
        CHECK(bare.hint().find(way) != std::string::npos);
    const failure named = refused(account, user_password("bob@ELSEWHERE.TEST", secret("canary-1")));
    CHECK(named.details().rule == "R34");
    CHECK(named.message().find("names no domain") == std::string::npos);
    const session_flags kerberos = session_flag::use_kerberos | session_flag::cred_username_password;
    const failure alone = refused(kerberos, user_password("bob", secret("canary-1")));
    CHECK(alone.code() == security_errc::realm_unreachable);
    for (const char* way : {"--auth ntlm", "https", "--trusted-hosts build01", "bob@REALM"})
        CHECK(alone.hint().find(way) != std::string::npos);
    for (const session_flag scheme : {session_flag::use_negotiate, session_flag::use_kerberos}) {
        const failure nobody = refused(scheme, {});
        CHECK(nobody.code() == security_errc::no_ticket);
        CHECK(nobody.hint().find("--auth none") != std::string::npos);
    }
}

TEST_CASE("a log-in by tokens is made for hosts that may have it", "[security]")
{
    const auto made = [](std::string_view url, bool tls) {
        client_policy policy;
        policy.trusted_hosts = trusted_hosts::parse("10.1.2.3").value();
        const session_flags flags = session_flag::use_negotiate | session_flag::cred_username_password;
        const session whom = create_session(url, flags, user_password("user", secret("canary-1")), policy).value();
        return make_authenticator(whom, connection_facts("10.1.2.3", 5985, tls)).value();
    };
    const auto sealed = made("http://10.1.2.3", false);
    CHECK(sealed->scheme() == authentication_scheme::negotiate);
    CHECK(sealed->scope() == login_scope::connection);
    CHECK(sealed->seals());
    CHECK(!made("https://10.1.2.3", true)->seals());
}

TEST_CASE("only a log-in that may ask a KDC may block", "[security]")
{
    const auto blocks = [](std::string_view url, std::string user, mechanism narrowed) {
        client_policy policy;
        policy.trusted_hosts = trusted_hosts::parse("*").value();
        policy.mechanism = narrowed;
        const session_flags flags = session_flag::use_negotiate | session_flag::cred_username_password;
        const session whom = create_session(url, flags, user_password(std::move(user), secret("p")), policy).value();
        return make_authenticator(whom, connection_facts("host", 5985, false)).value()->may_block();
    };
    CHECK_FALSE(blocks("http://host", "user", mechanism::ntlm));
    CHECK_FALSE(blocks("http://10.1.2.3", "user", mechanism::any));
    CHECK_FALSE(blocks("http://localhost", "user", mechanism::any));
    CHECK_FALSE(blocks("http://host", ".\\user", mechanism::any));
    CHECK(blocks("http://host", "user", mechanism::any) == kerberos_available());
}

TEST_CASE("a proof has left once a host can refuse it", "[security]")
{
    basic_authentication basic_log_in(basic_authorization(user_password("u", secret("p"))).value());
    CHECK_FALSE(basic_log_in.proof_left());
    basic_log_in.authorization("POST", "/").value();
    CHECK(basic_log_in.proof_left());

    digest_authentication digest(user_password("u", secret("p")));
    CHECK(digest.authorization("POST", "/").value().empty());
    CHECK_FALSE(digest.proof_left());
    const std::vector<std::string> challenge{"Digest realm=\"r\", nonce=\"n\", qop=\"auth\""};
    CHECK(digest.answered(login_answer(401, challenge)).value() == login_step::again);
    CHECK_FALSE(digest.proof_left());
    digest.authorization("POST", "/").value();
    CHECK(digest.proof_left());
}
