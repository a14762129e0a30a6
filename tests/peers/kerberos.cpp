//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// Kerberos against the MIT KDC of tests/peers/realm.sh: messages, tickets, names. MIT's own acceptor checks the host's
// side.

#if defined(WSMAN_WITH_GSSAPI)

#include <support/catch.hpp>
#include <support/kerberos_realm.hpp>
#include <support/mit_kerberos.hpp>
#include <support/temporary_file.hpp>
#include <wsman/security/kerberos.hpp>

#include <fstream>
#include <string>
#include <vector>

using namespace wsman;
using namespace wsman::test;
using wsman::tests::temporary_file;

namespace {

std::string pattern(std::size_t size)
{
    std::string text(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
        text[i] = static_cast<char>('!' + i * 7 % 90);
    return text;
}

// Seals one message after the existing content of the buffer; returns the text that the other side reads.
void travels(security_context& from, security_context& to, const std::string& plain, std::size_t padding)
{
    const std::string before = "--Encrypted Boundary\r\n";
    std::string out = before;
    const std::size_t header = from.seal(out, plain).value();
    CHECK(out.substr(0, before.size()) == before);
    CHECK(from.padding(plain.size()) == padding);
    CHECK(out.size() == before.size() + header + plain.size() + padding);
    if (plain.size() > 16) CHECK(out.find(plain.substr(0, 16)) == std::string::npos);
    const std::span<char> sealed(out.data() + before.size(), out.size() - before.size());
    const std::string_view opened = to.open(sealed, header).value();
    CHECK((opened == plain));
    CHECK((opened.empty() || (opened.data() >= out.data() && opened.data() < out.data() + out.size()))); // in place
}

std::string contents(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Logs in to MIT's acceptor; returns the client, established.
std::unique_ptr<security_context> log_in(kerberos_initiator_options options, mit_acceptor& host)
{
    auto client = make_kerberos_initiator(std::move(options)).value();
    const std::string answer = host.step(client->step({}).value());
    REQUIRE(host.good());
    CHECK(client->may_block());
    CHECK(client->step(answer).value().empty());
    CHECK(client->established());
    CHECK_FALSE(client->may_block());
    return client;
}

class kind_of_key {
public:
    const char* name;
    std::size_t header;
    std::size_t padding;
};
constexpr kind_of_key kinds[] = {{"aes1", 60, 0}, {"aes2", 72, 0}, {"rc4", 45, 1}};

} // namespace

TEST_CASE("kerberos: messages of every size are sealed in both directions with every key type", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    for (const kind_of_key& kind : kinds) {
        INFO(kind.name);
        const scoped_environment one_kind("KRB5_CONFIG", realm->configuration_for(kind.name));
        const std::string target = std::string("HTTP/") + kind.name + ".wsman.test";
        kerberos_login login(kerberos_user(*realm, "alice", target), kerberos_host(*realm));
        login.outcome.value();
        CHECK(login.host->peer_name() == "alice@WSMAN.TEST");
        CHECK(login.client->mechanism_name() == "kerberos");
        std::string probe;
        CHECK(login.client->seal(probe, "x").value() == kind.header);
        CHECK(login.host->open(probe, kind.header).value() == "x");
        for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 1000U, 1U << 20}) {
            INFO(size);
            travels(*login.client, *login.host, pattern(size), kind.padding);
            travels(*login.host, *login.client, pattern(size), kind.padding);
        }
    }
}

TEST_CASE("kerberos: MIT's functions open our messages, and ours open theirs", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    for (const kind_of_key& kind : kinds) {
        INFO(kind.name);
        const scoped_environment one_kind("KRB5_CONFIG", realm->configuration_for(kind.name));
        mit_acceptor host(realm->service_keytab());
        auto client = log_in(kerberos_user(*realm, "alice", std::string("HTTP/") + kind.name + ".wsman.test"), host);
        CHECK(host.service() == std::string("HTTP/") + kind.name + ".wsman.test@WSMAN.TEST");
        for (const std::size_t size : {0U, 1U, 17U, 100000U}) {
            INFO(size);
            std::string request;
            client->seal(request, pattern(size)).value();
            CHECK((host.unwrap(request) == pattern(size)));
            // gss_wrap puts the trailer at the end of the token; OMI sends such tokens.
            std::string answer = host.wrap(pattern(size));
            CHECK((client->open(answer, answer.size() - size).value() == pattern(size)));
        }
    }
}

TEST_CASE("kerberos: a modified, repeated or unsealed message is refused", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    for (const kind_of_key& kind : kinds) {
        INFO(kind.name);
        const scoped_environment one_kind("KRB5_CONFIG", realm->configuration_for(kind.name));
        const std::string target = std::string("HTTP/") + kind.name + ".wsman.test";
        kerberos_login login(kerberos_user(*realm, "alice", target), kerberos_host(*realm));
        login.outcome.value();
        std::string sealed;
        const std::size_t header = login.client->seal(sealed, pattern(40)).value();
        std::size_t noticed = 0;
        for (std::size_t at = 0; at < sealed.size(); ++at) {
            std::string changed = sealed;
            changed[at] = static_cast<char>(changed[at] ^ 0x20);
            const auto opened = login.host->open(changed, header);
            // Two numbers in a token's header only give the positions of its parts.
            if (!opened)
                noticed += opened.error().code() == security_errc::signature_mismatch ? 1 : 0;
            else
                CHECK((*opened == pattern(40)));
        }
        CHECK(noticed + 4 >= sealed.size());
        for (std::size_t size = 0; size < sealed.size(); ++size) {
            std::string cut = sealed.substr(0, size);
            CHECK_FALSE(login.host->open(cut, std::min(header, size)).has_value());
        }
        CHECK(login.host->open(sealed, sealed.size() + 1).error().code() == security_errc::malformed_sealed_message);
    }
    const scoped_environment all_kinds("KRB5_CONFIG", realm->file("krb5.conf"));
    kerberos_login login(kerberos_user(*realm), kerberos_host(*realm));
    login.outcome.value();
    std::string sealed;
    const std::size_t header = login.client->seal(sealed, "once").value();
    std::string again = sealed;
    CHECK(login.host->open(sealed, header).value() == "once");
    CHECK(login.host->open(again, header).error().code() == security_errc::signature_mismatch);
    mit_acceptor host(realm->service_keytab());
    auto client = log_in(kerberos_user(*realm), host);
    std::string clear = host.wrap_unsealed("signed only");
    CHECK(client->open(clear, clear.size() - 11).error().code() == security_errc::signature_mismatch);
}

TEST_CASE("kerberos: signatures are valid for one text and one direction", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    for (const kind_of_key& kind : kinds) {
        INFO(kind.name);
        const scoped_environment one_kind("KRB5_CONFIG", realm->configuration_for(kind.name));
        const std::string target = std::string("HTTP/") + kind.name + ".wsman.test";
        kerberos_login login(kerberos_user(*realm, "alice", target), kerberos_host(*realm));
        login.outcome.value();
        const std::string signature = login.client->sign("a list of mechanisms").value();
        login.host->verify("a list of mechanisms", signature).value();
        const std::string second = login.client->sign("a list of mechanisms").value();
        CHECK(login.host->verify("another list", second).error().code() == security_errc::signature_mismatch);
        CHECK(login.client->verify("a list of mechanisms", second).error().code() == security_errc::signature_mismatch);
        CHECK(login.host->verify("a list of mechanisms", "short").error().code() == security_errc::signature_mismatch);
    }
}

TEST_CASE("kerberos: tickets are forwarded only on request", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    kerberos_initiator_options options = kerberos_user(*realm);
    mit_acceptor plain(realm->service_keytab());
    log_in(options, plain);
    CHECK((plain.flags() & GSS_C_DELEG_FLAG) == 0);
    CHECK((plain.flags() & GSS_C_MUTUAL_FLAG) != 0);
    CHECK((plain.flags() & GSS_C_CONF_FLAG) != 0);
    CHECK((plain.flags() & GSS_C_SEQUENCE_FLAG) != 0);
    options.delegate = true;
    mit_acceptor forwarded(realm->service_keytab());
    log_in(options, forwarded);
    CHECK((forwarded.flags() & GSS_C_DELEG_FLAG) != 0);

    std::string configuration = contents(realm->file("krb5.conf"));
    const std::string setting = "forwardable = true";
    configuration.replace(configuration.find(setting), setting.size(), "forwardable = false");
    const temporary_file not_forwardable(configuration);
    const scoped_environment other("KRB5_CONFIG", not_forwardable.path());
    const auto refused = make_kerberos_initiator(options).value()->step({});
    CHECK(refused.error().code() == security_errc::kerberos_failed);
    CHECK(refused.error().message().find("forward") != std::string::npos);
}

TEST_CASE(
    "kerberos: every source of tickets logs in, and none but the default one looks at the user's cache",
    "[peers][kerberos]"
)
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    // Reading this file as a cache fails, and writing to it changes it.
    const temporary_file trap("not a ticket cache");
    const scoped_environment users_cache("KRB5CCNAME", "FILE:" + trap.path());
    const temporary_file cache;
    const ticket_cache_file kinit(realm->user_keytab(), cache.path());

    std::vector<wsman::credentials> sources{
        user_password("alice", secret(realm->password())),
        user_password("alice@WSMAN.TEST", secret(realm->password())),
        user_password("alice@wsman.test", secret(realm->password())), // the realm in lower case
        user_password("WSMAN.TEST\\alice", secret(realm->password())),
        user_password("wsman.test\\alice", secret(realm->password())),
        user_password("bare", secret(realm->password())),
        ticket_source::cache("FILE:" + cache.path()),
        ticket_source::cache(cache.path()),
        ticket_source::keytab("alice@WSMAN.TEST", realm->user_keytab()),
        wsman::credentials([&]() -> result<user_password> {
            return user_password("alice", secret(realm->password()));
        }),
    };
    for (const wsman::credentials& account : sources) {
        if (account.account() != nullptr) UNSCOPED_INFO(account.account()->user());
        kerberos_initiator_options options = kerberos_user(*realm);
        options.login_credentials = account;
        mit_acceptor host(realm->service_keytab());
        log_in(options, host);
    }
    CHECK(trap.content() == "not a ticket cache");

    kerberos_initiator_options implicit;
    implicit.target_name = "HTTP/host.wsman.test";
    CHECK(make_kerberos_initiator(implicit).value()->step({}).error().code() == security_errc::key_table_unreadable);
    const scoped_environment good_cache("KRB5CCNAME", "FILE:" + cache.path());
    mit_acceptor host(realm->service_keytab());
    log_in(implicit, host);
}

TEST_CASE("kerberos: a credential callback is called for each context", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    std::string password = "the one before the rotation";
    int asked = 0;
    kerberos_initiator_options options;
    options.target_name = "HTTP/host.wsman.test";
    options.login_credentials = wsman::credentials([&]() -> result<user_password> {
        ++asked;
        return user_password("alice", secret(password));
    });
    CHECK(make_kerberos_initiator(options).value()->step({}).error().code() == security_errc::password_refused);
    password = realm->password();
    mit_acceptor host(realm->service_keytab());
    log_in(options, host);
    CHECK(asked == 2);
}

TEST_CASE("kerberos: the service ticket is for the given name and port", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    for (const char* service :
         {"HTTP/host.wsman.test", "HTTP/host.wsman.test:5985", "WSMAN/host.wsman.test", "HTTP/localhost"}) {
        mit_acceptor host(realm->service_keytab());
        log_in(kerberos_user(*realm, "alice", service), host);
        CHECK(host.service() == service + std::string("@WSMAN.TEST"));
    }
    mit_acceptor host(realm->service_keytab());
    log_in(kerberos_user(*realm, "alice", "HTTP/host.wsman.test@WSMAN.TEST"), host);

    // Another default realm: the host's realm comes from domain_realm, else the user's realm is used.
    std::string configuration = contents(realm->file("krb5.conf"));
    const std::string setting = "default_realm = WSMAN.TEST";
    configuration.replace(configuration.find(setting), setting.size(), "default_realm = OTHER.TEST");
    for (const bool mapped : {true, false}) {
        if (!mapped) configuration.resize(configuration.find("[domain_realm]"));
        const temporary_file file(configuration);
        const scoped_environment other("KRB5_CONFIG", file.path());
        mit_acceptor elsewhere(realm->service_keytab());
        log_in(kerberos_user(*realm, "alice@WSMAN.TEST"), elsewhere);
        CHECK(elsewhere.service() == "HTTP/host.wsman.test@WSMAN.TEST");
    }
}

TEST_CASE("kerberos: channel bindings are checked by the host's policy", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    const std::string right = "tls-server-end-point:0123456789abcdef0123456789abcdef";
    const std::string wrong = "tls-server-end-point:0123456789abcdef0123456789abcdeX";
    const auto accepted = [&](const std::string& sent, const std::string& own, binding_policy policy) {
        kerberos_initiator_options client = kerberos_user(*realm);
        client.channel_binding = sent;
        kerberos_acceptor_options host = kerberos_host(*realm, own);
        host.binding = policy;
        const kerberos_login login(std::move(client), std::move(host));
        if (!login.outcome)
            CHECK(
                login.outcome.error().code() ==
                (sent.empty() ? security_errc::weak_protection : security_errc::signature_mismatch)
            );
        return login.outcome.has_value();
    };
    CHECK(accepted(right, right, binding_policy::none));
    CHECK(accepted(wrong, right, binding_policy::none));
    CHECK(accepted({}, right, binding_policy::none));
    CHECK(accepted(right, right, binding_policy::relaxed));
    CHECK_FALSE(accepted(wrong, right, binding_policy::relaxed));
    CHECK(accepted({}, right, binding_policy::relaxed));
    CHECK(accepted(right, right, binding_policy::strict));
    CHECK_FALSE(accepted(wrong, right, binding_policy::strict));
    CHECK_FALSE(accepted({}, right, binding_policy::strict));
    CHECK(accepted({}, {}, binding_policy::strict)); // without TLS there is no channel to bind to
    mit_acceptor judge(realm->service_keytab(), right);
    kerberos_initiator_options client = kerberos_user(*realm);
    client.channel_binding = right;
    log_in(client, judge);
    CHECK((judge.flags() & GSS_C_CHANNEL_BOUND_FLAG) != 0);
}

#endif
