//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// Failures of a Kerberos log-in, caused with an MIT KDC (tests/peers/realm.sh): each cause has its own error.

#if defined(WSMAN_WITH_GSSAPI)

#include <support/catch.hpp>
#include <support/kerberos_realm.hpp>
#include <support/mit_kerberos.hpp>
#include <support/temporary_file.hpp>
#include <wsman/security/kerberos.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include <ctime>
#include <string>

using namespace wsman;
using namespace wsman::test;
using wsman::tests::temporary_file;

namespace {

failure refusal(kerberos_initiator_options options)
{
    auto client = make_kerberos_initiator(std::move(options));
    if (!client) return client.error();
    auto token = (*client)->step({});
    REQUIRE_FALSE(token.has_value());
    CHECK_FALSE((*client)->established());
    return token.error();
}

failure refusal_of(wsman::credentials account, std::string target = "HTTP/host.wsman.test")
{
    kerberos_initiator_options options;
    options.login_credentials = std::move(account);
    options.target_name = std::move(target);
    return refusal(std::move(options));
}

bool mentions(const failure& why, std::string_view text)
{
    return why.message().find(text) != std::string::npos;
}

} // namespace

TEST_CASE("kerberos: the realm's refusals of an account are distinguished", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    const secret right(realm->password());
    const secret wrong("canary-7");
    const failure bad_password = refusal_of(user_password("alice", wrong));
    CHECK(bad_password.code() == security_errc::password_refused);
    CHECK(bad_password.code() == condition::access_denied);
    CHECK_FALSE(mentions(bad_password, "canary"));
    CHECK(refusal_of(user_password("bare", wrong)).code() == security_errc::password_refused);
    const failure nobody = refusal_of(user_password("nobody", right));
    CHECK(nobody.code() == security_errc::account_unknown);
    CHECK(mentions(nobody, "nobody"));
    CHECK(refusal_of(user_password("expired", right)).code() == security_errc::password_expired);
    CHECK(refusal_of(user_password("locked", right)).code() == security_errc::account_locked);
    CHECK(refusal_of(user_password("gone", right)).code() == security_errc::account_locked);
    CHECK(refusal_of(user_password(".\\alice", right)).code() == session_errc::invalid_text);
}

TEST_CASE("kerberos: the error for an unknown service names the service", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    for (const char* service : {"HTTP/elsewhere.wsman.test", "HTTP/host.wsman.test:47001", "HTTP/host"}) {
        const failure why = refusal(kerberos_user(*realm, "alice", service));
        CHECK(why.code() == security_errc::unknown_service);
        CHECK(mentions(why, service));
    }
}

TEST_CASE("kerberos: a realm without a KDC is reported as unreachable", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    const failure unknown = refusal_of(user_password("alice@NOWHERE.TEST", secret("x")));
    CHECK(unknown.code() == security_errc::realm_unreachable);
    CHECK(unknown.code() == condition::retryable);
    CHECK(mentions(unknown, "NOWHERE.TEST"));
    CHECK(refusal_of(user_password("alice@nowhere.test", secret("x"))).code() == security_errc::realm_unreachable);

    // A port that is in use and refuses connections.
    boost::asio::io_context io;
    const boost::asio::ip::udp::socket taken(io, {boost::asio::ip::address_v4::loopback(), 0});
    const temporary_file stopped(
        "[libdefaults]\n default_realm = WSMAN.TEST\n dns_lookup_kdc = false\n kdc_timeout = 100\n max_retries = 1\n"
        "[realms]\n WSMAN.TEST = {\n kdc = tcp/127.0.0.1:" +
        std::to_string(taken.local_endpoint().port()) + "\n }\n"
    );
    const scoped_environment other("KRB5_CONFIG", stopped.path());
    CHECK(refusal_of(user_password("alice", secret("x"))).code() == security_errc::realm_unreachable);
    const temporary_file nothing("[libdefaults]\n dns_lookup_kdc = false\n");
    const scoped_environment no_realm("KRB5_CONFIG", nothing.path());
    CHECK(refusal_of(user_password("alice", secret("x"))).code() == security_errc::realm_unreachable);
}

TEST_CASE("kerberos: missing, expired and not yet valid tickets are distinguished", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    const temporary_file file;
    {
        const scoped_environment none("KRB5CCNAME", "FILE:/nonexistent/wsman-cache");
        CHECK(refusal_of(wsman::credentials()).code() == security_errc::no_ticket);
        CHECK(refusal_of(ticket_source::cache("MEMORY:empty")).code() == security_errc::key_table_unreadable);
    }
    const ticket_cache_file expired(realm->user_keytab(), file.path(), [](krb5_creds& ticket) {
        ticket.times.endtime = static_cast<krb5_timestamp>(std::time(nullptr) - 60);
    });
    CHECK(refusal_of(ticket_source::cache(file.path())).code() == security_errc::ticket_expired);
    {
        const scoped_environment by_default("KRB5CCNAME", file.path());
        CHECK(refusal_of(wsman::credentials()).code() == security_errc::ticket_expired);
    }
    const ticket_cache_file skewed(realm->user_keytab(), file.path(), {}, 3600);
    CHECK(refusal_of(ticket_source::cache(file.path())).code() == security_errc::clock_skew);
}

TEST_CASE("kerberos: unreadable keytabs and caches are distinguished from missing entries", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    const temporary_file garbage("not a keytab, nor a cache");
    const temporary_file empty;
    const auto unreadable = [](const wsman::credentials& account) {
        const failure why = refusal_of(account);
        INFO(why);
        return why.code() == security_errc::key_table_unreadable;
    };
    CHECK(unreadable(ticket_source::cache("FILE:/nonexistent/wsman-cache")));
    CHECK(unreadable(ticket_source::cache(garbage.path())));
    CHECK(unreadable(ticket_source::cache(empty.path())));
    for (const temporary_file* file : {&garbage, &empty}) {
        const scoped_environment by_default("KRB5CCNAME", file->path());
        CHECK(unreadable(wsman::credentials()));
    }
    CHECK(unreadable(ticket_source::keytab("alice@WSMAN.TEST", "/nonexistent/wsman-keytab")));
    CHECK(unreadable(ticket_source::keytab("alice@WSMAN.TEST", garbage.path())));
    CHECK(unreadable(ticket_source::keytab("bare@WSMAN.TEST", realm->user_keytab())));
    for (const std::string& file : {std::string("/nonexistent/wsman-keytab"), garbage.path(), empty.path()}) {
        kerberos_acceptor_options host;
        host.key_table = file;
        const auto made = make_kerberos_acceptor(host);
        REQUIRE_FALSE(made.has_value());
        CHECK(made.error().code() == security_errc::key_table_unreadable);
        CHECK(mentions(made.error(), file));
    }
}

TEST_CASE("kerberos: a host with a wrong key has its own error", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    for (const char* service : {"HTTP/wrongkey.wsman.test", "HTTP/nokey.wsman.test"}) {
        INFO(service);
        const kerberos_login login(kerberos_user(*realm, "alice", service), kerberos_host(*realm));
        CHECK(login.outcome.error().code() == security_errc::wrong_service_key);
        // The same on the client's side, if the host reports the reason.
        mit_acceptor host(realm->service_keytab());
        auto client = make_kerberos_initiator(kerberos_user(*realm, "alice", service)).value();
        const std::string answer = host.step(client->step({}).value());
        REQUIRE_FALSE(host.good());
        if (answer.empty()) continue;
        const failure why = client->step(answer).error();
        CHECK(why.code() == security_errc::wrong_service_key);
        CHECK(mentions(why, service));
    }
}

TEST_CASE("kerberos: a host with a wrong clock has its own error", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    const temporary_file file;
    const ticket_cache_file skewed(realm->user_keytab(), file.path(), {}, 3600, "HTTP/host.wsman.test@WSMAN.TEST");
    kerberos_initiator_options options = kerberos_user(*realm);
    options.login_credentials = ticket_source::cache(file.path());
    auto client = make_kerberos_initiator(options).value();
    mit_acceptor host(realm->service_keytab());
    const std::string answer = host.step(client->step({}).value());
    REQUIRE_FALSE(host.good());
    CHECK(client->step(answer).error().code() == security_errc::clock_skew);
    const kerberos_login login(options, kerberos_host(*realm));
    CHECK(login.outcome.error().code() == security_errc::clock_skew);
}

TEST_CASE("kerberos: a host without mutual authentication is not trusted", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    const auto answered = [&](const std::function<std::string(std::string)>& change) {
        mit_acceptor host(realm->service_keytab());
        auto client = make_kerberos_initiator(kerberos_user(*realm)).value();
        const std::string answer = host.step(client->step({}).value());
        const auto outcome = client->step(change(answer));
        CHECK_FALSE(client->established());
        return outcome.error().code();
    };
    CHECK(answered([](std::string token) {
              token.back() = static_cast<char>(token.back() ^ 1);
              return token;
          }) == security_errc::mutual_authentication_failed);
    CHECK(answered([](const std::string&) { return std::string("garbage"); }) == security_errc::malformed_token);
    CHECK(answered([](const std::string&) { return std::string(); }) == security_errc::malformed_token);
    std::string of_another_login;
    answered([&](std::string token) {
        of_another_login = std::move(token);
        return std::string("x");
    });
    CHECK(answered([&](const std::string&) {
              return of_another_login;
          }) == security_errc::mutual_authentication_failed);
}

TEST_CASE(
    "kerberos: nothing is sealed or opened before the log-in has ended, and nothing is taken after it",
    "[peers][kerberos]"
)
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    auto client = make_kerberos_initiator(kerberos_user(*realm)).value();
    std::string out;
    CHECK(client->seal(out, "early").error().code() == security_errc::login_incomplete);
    CHECK(client->open({}, 0).error().code() == security_errc::login_incomplete);
    CHECK(client->sign("early").error().code() == security_errc::login_incomplete);
    CHECK(client->verify("early", "x").error().code() == security_errc::login_incomplete);
    CHECK(out.empty());
    kerberos_login login(kerberos_user(*realm), kerberos_host(*realm));
    login.outcome.value();
    CHECK(login.client->step("more").error().code() == security_errc::malformed_token);
    CHECK(login.host->step("more").error().code() == security_errc::malformed_token);
    auto host = make_kerberos_acceptor(kerberos_host(*realm)).value();
    CHECK(host->step("garbage").error().code() == security_errc::malformed_token);
    CHECK(host->step({}).error().code() == security_errc::malformed_token);
}

#endif
