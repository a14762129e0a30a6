//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/temporary_file.hpp>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;
using wsman::tests::temporary_file;

namespace {

const std::string mutual = "Authorization: http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual\r\n";

const certificate& authority()
{
    static const certificate one = make_authority();
    return one;
}

const certificate& host_certificate()
{
    static const certificate one = make_certificate(certificate_request("host", "IP:127.0.0.1"), &authority());
    return one;
}

certificate_request wanted_for(const std::string& name, bool rsa = false)
{
    certificate_request wanted(name);
    wanted.rsa = rsa;
    wanted.extended_usage = "clientAuth";
    return wanted;
}

const certificate& client(bool rsa)
{
    static const certificate of_ec = make_certificate(wanted_for("client-ec"), &authority());
    static const certificate of_rsa = make_certificate(wanted_for("client-rsa", true), &authority());
    return rsa ? of_rsa : of_ec;
}

/// The files of a certificate, deleted at the end of the test.
class certificate_files {
public:
    explicit certificate_files(const certificate& one) : certificate_files(one.pem(), one.key_pem()) {}
    certificate_files(const std::string& chain_text, const std::string& key_text, std::string key_password = {})
        : chain(chain_text), key(key_text), password(std::move(key_password))
    {
    }

    client_certificate named() const { return {chain.path(), key.path(), secret(password)}; }

    temporary_file chain;
    temporary_file key;
    std::string password;
};

session certificate_session_to(const std::string& url, client_certificate shown)
{
    session_draft draft;
    draft.set_connection(url).value();
    draft.set_flags(session_flag::use_client_certificate).value();
    draft.set_credentials(std::move(shown)).value();
    tls_policy policy;
    policy.system_store = false;
    policy.ca_pem = authority().pem();
    draft.set_tls(policy).value();
    return draft.build().value();
}

session nameless_session_to(const std::string& url)
{
    tls_policy policy;
    policy.system_store = false;
    policy.ca_pem = authority().pem();
    return session_to(url, policy);
}

enum class moment { first_handshake, after_head, after_request };

/// A TLS host that requires a certificate of the authority, and requests it at the given moment.
class mutual_host {
public:
    mutual_host(asio::io_context& context, int version, moment request_moment)
        : when_(request_moment),
          host(context, [this](std::shared_ptr<peer> one) { return serve(std::move(one)); }, &host_certificate())
    {
        SSL_CTX* const tls = host.tls();
        SSL_CTX_set_min_proto_version(tls, version);
        SSL_CTX_set_max_proto_version(tls, version);
        SSL_CTX_set_session_id_context(tls, reinterpret_cast<const unsigned char*>("test"), 4);
        // A resumed session would carry no certificate.
        SSL_CTX_set_options(tls, SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION);
        X509_STORE_add_cert(SSL_CTX_get_cert_store(tls), authority().x509());
        if (request_moment == moment::first_handshake)
            SSL_CTX_set_verify(tls, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }

    std::vector<std::string> requests;
    std::vector<std::string> names;          ///< of the clients' certificates, one for each request
    const certificate* changes_to = nullptr; ///< its own certificate in the later handshake

private:
    asio::awaitable<void> serve(std::shared_ptr<peer> one)
    {
        for (bool asked = when_ == moment::first_handshake;; asked = true) {
            if (!asked && when_ == moment::after_head) co_await one->demand_certificate();
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            requests.push_back(got);
            if (changes_to) {
                SSL_use_certificate(one->tls(), changes_to->x509());
                SSL_use_PrivateKey(one->tls(), changes_to->key());
            }
            if (!asked && when_ == moment::after_request) co_await one->demand_certificate();
            std::string name = one->client_name();
            if (!asked) name = co_await one->take_certificate();
            if (name.empty()) {
                one->close();
                co_return;
            }
            names.push_back(name);
            const std::string answer = http_answer_text("200 OK", "<a/>");
            co_await one->write(answer);
        }
    }

    moment when_;

public:
    scripted_host host;
};

result<response> one_request(asio::io_context& context, const session& target)
{
    const auto wire = make_connection_pool(context.get_executor(), target, quick_options());
    return ask(context, *wire, simple_request("Command", false));
}

/// Returns: the outcome of opening a connection with these files; `connections` counts those that reach the host.
result<response> opened_with(const client_certificate& shown, std::size_t& connections)
{
    asio::io_context context;
    mutual_host strict(context, TLS1_3_VERSION, moment::first_handshake);
    result<response> outcome = one_request(context, certificate_session_to(strict.host.url(), shown));
    connections = strict.host.connections();
    return outcome;
}

} // namespace

TEST_CASE("a certificate is sent whenever the host requests it, on one connection", "[transport][certificate]")
{
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION})
        for (const moment moment_of_request : {moment::first_handshake, moment::after_head, moment::after_request})
            for (const bool rsa : {false, true}) {
                INFO("TLS " << version << ", moment " << static_cast<int>(moment_of_request) << ", RSA " << rsa);
                asio::io_context context;
                mutual_host strict(context, version, moment_of_request);
                const certificate_files files(client(rsa));
                const session target = certificate_session_to(strict.host.url(), files.named());
                const auto wire = make_connection_pool(context.get_executor(), target);
                request large = simple_request("Send", false);
                const std::string body = "<envelope>" + std::string(300'000, 'x') + "</envelope>";
                large.envelope = body;
                const result<response> first = ask(context, *wire, large);
                if (first.has_error()) UNSCOPED_INFO(first.error().message());
                REQUIRE(first);
                REQUIRE(ask(context, *wire, simple_request("Command", false)));
                CHECK(strict.host.connections() == 1);
                CHECK(strict.names == std::vector<std::string>(2, rsa ? "client-rsa" : "client-ec"));
                REQUIRE(strict.requests.size() == 2);
                CHECK(strict.requests[0].ends_with(body));
                for (const std::string& request : strict.requests)
                    CHECK(request.find(mutual) != std::string::npos);
            }
}

TEST_CASE("a key is decrypted with its password, without a prompt", "[transport][certificate]")
{
    std::size_t connections = 0;
    for (const bool rsa : {false, true}) {
        const certificate& one = client(rsa);
        const std::string key = one.key_pem("canary-9");
        CHECK(opened_with(certificate_files(one.pem(), key, "canary-9").named(), connections));
        for (const char* wrong : {"", "canary-8"}) {
            const certificate_files files(one.pem(), key, wrong);
            const result<response> outcome = opened_with(files.named(), connections);
            CHECK(code_of(outcome) == transport_errc::certificate_unreadable);
            CHECK(connections == 0);
            const std::string text = outcome.error().message();
            CHECK(text.find(files.key.path()) != std::string::npos);
            CHECK(text.find("password") != std::string::npos);
            CHECK(text.find("canary") == std::string::npos);
        }
        const std::string overlong(5000, 'p');
        const certificate_files files(one.pem(), key, overlong);
        CHECK(code_of(opened_with(files.named(), connections)) == transport_errc::certificate_unreadable);
    }
}

TEST_CASE("certificate, chain and key may be in one file", "[transport][certificate]")
{
    certificate_request middle("middle authority");
    middle.authority = true;
    const certificate between = make_certificate(middle, &authority());
    const certificate leaf = make_certificate(wanted_for("client-chained"), &between);
    const temporary_file file(leaf.pem() + leaf.key_pem() + between.pem());
    for (const std::string& key_file : {file.path(), std::string()}) {
        asio::io_context context;
        mutual_host strict(context, TLS1_3_VERSION, moment::first_handshake);
        const client_certificate shown(file.path(), key_file);
        REQUIRE(one_request(context, certificate_session_to(strict.host.url(), shown)));
        CHECK(strict.names == std::vector<std::string>{"client-chained"});
    }
}

TEST_CASE("files without a certificate or key are reported before a connection is opened", "[transport][certificate]")
{
    const certificate& good = client(false);
    const std::string broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    const std::vector<std::array<std::string, 3>> cases{
        {"no certificate", good.key_pem(), "no certificate in PEM"},
        {good.pem(), "no key", "no private key in PEM"},
        {good.pem(), good.pem(), "no private key in PEM"},
        {good.pem(), host_certificate().key_pem(), "belongs to another certificate"},
        {good.pem(), client(true).key_pem(), "belongs to another certificate"},
        {client(true).pem(), good.key_pem(), "belongs to another certificate"},
        {good.pem() + broken, good.key_pem(), "chain cannot be read"},
        {std::string(300'000, '\n') + good.pem(), good.key_pem(), "larger than"},
    };
    for (const auto& [chain, key, text] : cases) {
        const certificate_files files(chain, key);
        INFO(text);
        std::size_t connections = 0;
        const result<response> outcome = opened_with(files.named(), connections);
        CHECK(code_of(outcome) == transport_errc::certificate_unreadable);
        CHECK(outcome.error().message().find(text) != std::string::npos);
        CHECK(connections == 0);
    }
    const certificate_files files(good);
    for (const client_certificate& absent :
         {client_certificate("/nonexistent/agent.pem", files.key.path()),
          client_certificate(files.chain.path(), "/nonexistent/agent.pem")}) {
        std::size_t connections = 0;
        const result<response> outcome = opened_with(absent, connections);
        CHECK(code_of(outcome) == transport_errc::certificate_unreadable);
        CHECK(outcome.error().message().find("/nonexistent/agent.pem: No such file") != std::string::npos);
        CHECK(connections == 0);
    }
    std::size_t connections = 0;
    CHECK(code_of(opened_with({"/tmp", files.key.path()}, connections)) == transport_errc::certificate_unreadable);
}

TEST_CASE("a certificate that excludes client authentication breaks rule F32", "[transport][certificate]")
{
    std::size_t connections = 0;
    certificate_request wanted("server");
    wanted.extended_usage = "serverAuth";
    const certificate_files files(make_certificate(wanted, &authority()));
    const result<response> outcome = opened_with(files.named(), connections);
    CHECK(code_of(outcome) == windows_errc::cert_invalid_usage_client);
    CHECK(outcome.error().message().find(files.chain.path()) != std::string::npos);
    CHECK(connections == 0);
    for (const char* usage : {"", "anyExtendedKeyUsage", "serverAuth,clientAuth"}) {
        wanted.extended_usage = usage;
        const certificate_files fit(make_certificate(wanted, &authority()));
        asio::io_context context;
        scripted_host host(context, answer_always(http_answer_text("200 OK", "<a/>")), &host_certificate());
        CHECK(one_request(context, certificate_session_to(host.url(), fit.named())));
    }
}

TEST_CASE("a certificate that the host refuses is reported with the host's reason", "[transport][certificate]")
{
    certificate_request old = wanted_for("expired");
    old.begins = -7200;
    old.ends = -3600;
    const std::pair<certificate, const char*> cases[] = {
        {make_certificate(old, &authority()), "expired"},
        {make_certificate(wanted_for("stranger")), "unknown CA"},
    };
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION})
        for (const moment moment_of_request : {moment::first_handshake, moment::after_request})
            for (const auto& [shown, text] : cases) {
                INFO("TLS " << version << ", moment " << static_cast<int>(moment_of_request) << ", " << text);
                asio::io_context context;
                mutual_host strict(context, version, moment_of_request);
                const certificate_files files(shown);
                const result<response> outcome =
                    one_request(context, certificate_session_to(strict.host.url(), files.named()));
                REQUIRE(outcome.has_error());
                INFO(outcome.error().message());
                CHECK(code_of(outcome) == transport_errc::client_certificate_refused);
                CHECK(code_of(outcome) == condition::access_denied);
                CHECK(outcome.error().message().find(text) != std::string::npos);
                CHECK(strict.names.empty());
            }
}

TEST_CASE("a host that requires a certificate from a session without one is reported", "[transport][certificate]")
{
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        asio::io_context context;
        mutual_host strict(context, version, moment::first_handshake);
        const result<response> outcome = one_request(context, nameless_session_to(strict.host.url()));
        CHECK(code_of(outcome) == transport_errc::client_certificate_refused);
        CHECK(outcome.error().message().find("the session has none") != std::string::npos);
    }
    asio::io_context context;
    mutual_host strict(context, TLS1_2_VERSION, moment::after_request);
    const result<response> outcome = one_request(context, nameless_session_to(strict.host.url()));
    CHECK(code_of(outcome) == transport_errc::client_certificate_refused);
    CHECK(outcome.error().message().find("another handshake") != std::string::npos);
    CHECK(strict.names.empty());
}

TEST_CASE("the host's certificate must not change in a later handshake", "[transport][certificate]")
{
    const certificate other = make_certificate(certificate_request("host", "IP:127.0.0.1"), &authority());
    asio::io_context context;
    mutual_host strict(context, TLS1_2_VERSION, moment::after_request);
    strict.changes_to = &other;
    const certificate_files files(client(false));
    const result<response> outcome = one_request(context, certificate_session_to(strict.host.url(), files.named()));
    CHECK(code_of(outcome) == transport_errc::certificate_untrusted);
    CHECK(outcome.error().message().find("later handshake") != std::string::npos);
    CHECK(strict.names.empty());
}

TEST_CASE("authentication by certificate names its scheme and is not tried twice", "[transport][certificate]")
{
    asio::io_context context;
    std::vector<std::string> seen;
    scripted_host host(
        context,
        [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
            for (;;) {
                const std::string got = co_await one->read_request();
                if (got.empty()) co_return;
                seen.push_back(got);
                const std::string answer = http_answer_text("401 Unauthorized", "", "WWW-Authenticate: Negotiate\r\n");
                co_await one->write(answer);
            }
        },
        &host_certificate()
    );
    const certificate_files files(client(false));
    const result<response> outcome = one_request(context, certificate_session_to(host.url(), files.named()));
    CHECK(code_of(outcome) == transport_errc::http_unauthorized);
    CHECK(outcome.error().message().find("Negotiate") != std::string::npos);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].find(mutual) != std::string::npos);
}
