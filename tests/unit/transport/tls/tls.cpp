//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <openssl/ssl.h>
#include <openssl/ui.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

tls_policy trusting(const certificate& authority)
{
    tls_policy policy;
    policy.system_store = false;
    policy.ca_pem = authority.pem();
    return policy;
}

/// The outcome of a request to a TLS host with this certificate, and whether the host received any of it.
class tls_trial {
public:
    tls_trial(const certificate& shown, const tls_policy& policy, std::string url = {})
        : host_(
              context_,
              [this](std::shared_ptr<peer> one) -> asio::awaitable<void> {
                  for (;;) {
                      const std::string got = co_await one->read_request();
                      if (got.empty()) co_return;
                      seen_ += got;
                      co_await one->write(http_answer_text("200 OK", "<a/>"));
                  }
              },
              &shown
          )
    {
        if (url.empty()) url = host_.url();
        const session target =
            session_to(url, policy).with_connect_address(host_and_port("127.0.0.1", host_.port())).value();
        const auto wire = make_connection_pool(context_.get_executor(), target, quick_options());
        outcome = ask(context_, *wire);
        if (outcome.has_value()) outcome = ask(context_, *wire);
    }

    error_code code() const { return code_of(outcome); }
    bool sent() const { return !seen_.empty(); }
    std::size_t connections() const { return host_.connections(); }

    result<response> outcome = failure(client_errc::closed);

private:
    asio::io_context context_;
    std::string seen_;
    scripted_host host_;
};

const certificate& authority()
{
    static const certificate one = make_authority();
    return one;
}

const certificate& good_leaf()
{
    static const certificate one =
        make_certificate(certificate_request("host", "DNS:host.example,IP:127.0.0.1"), &authority());
    return one;
}

class temporary_file {
public:
    explicit temporary_file(const std::string& text)
        : path_(
              std::filesystem::temp_directory_path() /
              ("wsman-" + make_certificate(certificate_request("x")).sha256().substr(0, 16))
          )
    {
        std::ofstream(path_) << text;
    }
    ~temporary_file() { std::filesystem::remove(path_); }
    std::string name() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

} // namespace

TEST_CASE("a host with a valid address or name is accepted, on one connection", "[transport][tls]")
{
    const tls_trial by_address(good_leaf(), trusting(authority()));
    CHECK(by_address.outcome);
    CHECK(by_address.connections() == 1);
    const tls_trial by_name(good_leaf(), trusting(authority()), "https://host.example:5986");
    CHECK(by_name.outcome);
}

TEST_CASE("a host that cannot be verified receives nothing", "[transport][tls]")
{
    const certificate self_signed = make_certificate(certificate_request("host", "IP:127.0.0.1"));
    const tls_trial stranger(self_signed, trusting(authority()));
    CHECK(stranger.code() == transport_errc::certificate_untrusted);
    CHECK(stranger.code() == condition::untrusted_peer);
    CHECK(stranger.outcome.error().message().find(self_signed.sha256()) != std::string::npos);
    CHECK_FALSE(stranger.sent());

    const tls_trial wrong_name(good_leaf(), trusting(authority()), "https://other.example:5986");
    CHECK(wrong_name.code() == transport_errc::certificate_name_mismatch);
    CHECK_FALSE(wrong_name.sent());
    const tls_trial wrong_address(
        make_certificate(certificate_request("127.0.0.1", "IP:127.0.0.2"), &authority()), trusting(authority())
    );
    CHECK(wrong_address.code() == transport_errc::certificate_name_mismatch);
    CHECK_FALSE(wrong_address.sent());

    certificate_request old("host", "IP:127.0.0.1");
    old.begins = -7200;
    old.ends = -3600;
    const tls_trial expired(make_certificate(old, &authority()), trusting(authority()));
    CHECK(expired.code() == transport_errc::certificate_expired);
    CHECK_FALSE(expired.sent());
    certificate_request early("host", "IP:127.0.0.1");
    early.begins = 3600;
    const tls_trial not_yet(make_certificate(early, &authority()), trusting(authority()));
    CHECK(not_yet.code() == transport_errc::certificate_expired);
    CHECK_FALSE(not_yet.sent());
}

TEST_CASE("names in certificates match as DNS and Windows define", "[transport][tls]")
{
    const certificate wild = make_certificate(
        certificate_request(
            "host",
            "DNS:*.wild.example,DNS:*.under_score.example,DNS:my_host.example,DNS:*.example,DNS:build01.corp.example"
        ),
        &authority()
    );
    const certificate by_subject = make_certificate(certificate_request("*.wild.example"), &authority());
    const certificate not_by_subject =
        make_certificate(certificate_request("*.wild.example", "DNS:other.example"), &authority());
    const auto code = [](const certificate& shown, const std::string& host) {
        const tls_trial trial(shown, trusting(authority()), "https://" + host + ":5986");
        CHECK(trial.sent() == trial.outcome.has_value());
        return trial.code();
    };
    for (const char* host :
         {"a.wild.example",
          "a_b.wild.example",
          "_dc1.WILD.example",
          "a.under_score.example",
          "a_b.under_score.example",
          "my_host.example",
          "build01.corp.example.",
          "a_b.wild.example."}) {
        INFO(host);
        CHECK_FALSE(code(wild, host).failed());
    }
    // A wildcard replaces one whole label, and never a label below a top-level domain.
    for (const char* host :
         {"a.b_c.wild.example",
          "wild.example",
          "b_c.example",
          "my_hosts.example",
          "my_host.example.org",
          "a_b.wild_example"}) {
        INFO(host);
        CHECK(code(wild, host) == transport_errc::certificate_name_mismatch);
    }
    CHECK_FALSE(code(by_subject, "a_b.wild.example").failed());
    CHECK(code(not_by_subject, "a_b.wild.example") == transport_errc::certificate_name_mismatch);
}

TEST_CASE("each check is waived by its own switch and by no other", "[transport][tls]")
{
    const certificate self_signed = make_certificate(certificate_request("host", "IP:127.0.0.1"));
    const certificate stranger = make_certificate(certificate_request("host", "DNS:other.example"));
    certificate_request old_request("host", "IP:127.0.0.1");
    old_request.begins = -7200;
    old_request.ends = -3600;
    const certificate old = make_certificate(old_request);

    tls_policy no_authority = trusting(authority());
    no_authority.skip_ca_check = true;
    CHECK(tls_trial(self_signed, no_authority).outcome);
    CHECK(tls_trial(stranger, no_authority).code() == transport_errc::certificate_name_mismatch);
    CHECK(tls_trial(old, no_authority).code() == transport_errc::certificate_expired);

    tls_policy no_name = trusting(authority());
    no_name.skip_cn_check = true;
    CHECK(tls_trial(good_leaf(), no_name, "https://other.example:5986").outcome);
    CHECK(tls_trial(self_signed, no_name).code() == transport_errc::certificate_untrusted);
}

TEST_CASE("a pin replaces chain and name, but not the dates", "[transport][tls]")
{
    const certificate self_signed = make_certificate(certificate_request("anything"));
    tls_policy pinned;
    pinned.system_store = false;
    pinned.pin_sha256 = self_signed.sha256();
    CHECK(tls_trial(self_signed, pinned).outcome);
    const tls_trial other(good_leaf(), pinned);
    CHECK(other.code() == transport_errc::certificate_pin_mismatch);
    CHECK_FALSE(other.sent());
    certificate_request old_request("anything");
    old_request.begins = -7200;
    old_request.ends = -3600;
    const certificate old = make_certificate(old_request);
    pinned.pin_sha256 = old.sha256();
    CHECK(tls_trial(old, pinned).code() == transport_errc::certificate_expired);
}

TEST_CASE("authorities come from a file, and unreadable settings are reported", "[transport][tls]")
{
    const temporary_file file(authority().pem());
    tls_policy policy;
    policy.system_store = false;
    policy.ca_file = file.name();
    CHECK(tls_trial(good_leaf(), policy).outcome);
    policy.ca_file = "/nonexistent/authorities.pem";
    const tls_trial absent(good_leaf(), policy);
    CHECK(absent.code() == transport_errc::certificate_unreadable);
    CHECK(absent.outcome.error().message().find("/nonexistent/authorities.pem") != std::string::npos);
    tls_policy rubbish;
    rubbish.ca_pem = "no certificate";
    CHECK(tls_trial(good_leaf(), rubbish).code() == transport_errc::certificate_unreadable);
    tls_policy nowhere;
    nowhere.ca_directory = "/nonexistent";
    CHECK(tls_trial(good_leaf(), nowhere).code() == transport_errc::certificate_unreadable);
}

TEST_CASE("the environment does not select trusted authorities", "[transport][tls]")
{
    const temporary_file file(authority().pem());
    ::setenv("SSL_CERT_FILE", file.name().c_str(), 1);
    const tls_trial trial(good_leaf(), tls_policy());
    ::unsetenv("SSL_CERT_FILE");
    CHECK(trial.code() == transport_errc::certificate_untrusted);
}

TEST_CASE("a revoked certificate is refused if a revocation list is given", "[transport][tls]")
{
    const certificate other = make_certificate(certificate_request("other"), &authority());
    const temporary_file revoked(make_revocation_list(authority(), {&good_leaf()}));
    const temporary_file harmless(make_revocation_list(authority(), {&other}));
    tls_policy policy = trusting(authority());
    policy.crl_file = harmless.name();
    CHECK(tls_trial(good_leaf(), policy).outcome);
    policy.crl_file = revoked.name();
    const tls_trial trial(good_leaf(), policy);
    CHECK(trial.code() == transport_errc::certificate_revoked);
    CHECK_FALSE(trial.sent());
    policy.skip_revocation_check = true;
    CHECK(tls_trial(good_leaf(), policy).outcome);
}

TEST_CASE("a closed idle TLS connection is detected before anything is sent", "[transport][tls]")
{
    asio::io_context context;
    std::size_t requests = 0;
    scripted_host host(
        context,
        [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
            const std::string got = co_await one->read_request();
            ++requests;
            co_await one->write(http_answer_text("200 OK", "<a/>"));
            one->close();
        },
        &good_leaf()
    );
    const auto wire = make_connection_pool(context.get_executor(), session_to(host.url(), trusting(authority())));
    for (int i = 0; i != 3; ++i)
        REQUIRE(ask(context, *wire, simple_request("Command", false)));
    CHECK(requests == 3);
}

TEST_CASE("TLS to a plain port and plain HTTP to a TLS port are distinguished", "[transport][tls]")
{
    asio::io_context context;
    scripted_host plain(context, [](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        co_await one->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        co_await one->until_closed();
    });
    const std::string secure_url = "https://127.0.0.1:" + std::to_string(plain.port());
    const auto to_plain = make_connection_pool(context.get_executor(), session_to(secure_url), quick_options());
    CHECK(code_of(ask(context, *to_plain)) == transport_errc::tls_to_plain_port);

    scripted_host secure(context, answer_always(""), &good_leaf());
    const std::string plain_url = "http://127.0.0.1:" + std::to_string(secure.port());
    const auto to_secure = make_connection_pool(context.get_executor(), session_to(plain_url), quick_options());
    // OpenSSL answers HTTP with an alert; other hosts only close.
    const error_code code = code_of(ask(context, *to_secure));
    const bool named = code == transport_errc::plain_to_tls_port || code == transport_errc::connection_closed ||
                       code == transport_errc::connection_reset;
    CHECK(named);
    scripted_host alerting(context, [](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        const std::string got = co_await one->read_request();
        co_await one->write(std::string("\x15\x03\x01\x00\x02\x02\x46", 7));
        one->close();
    });
    const auto to_alerting = make_connection_pool(context.get_executor(), session_to(alerting.url()), quick_options());
    CHECK(code_of(ask(context, *to_alerting)) == transport_errc::plain_to_tls_port);
}

TEST_CASE("a weak key or signature is reported as weakness, and waived like a missing authority", "[transport][tls]")
{
    certificate_request small("host", "IP:127.0.0.1");
    small.rsa = true;
    small.rsa_bits = 1024;
    certificate_request signed_by_sha1("host", "IP:127.0.0.1");
    signed_by_sha1.digest = EVP_sha1();
    certificate_request signed_by_md5("host", "IP:127.0.0.1");
    signed_by_md5.digest = EVP_md5();
    certificate_request old_authority("an authority with an RSA key");
    old_authority.authority = old_authority.rsa = true;
    const certificate rsa_authority = make_certificate(old_authority);
    for (const certificate_request& weak : {small, signed_by_sha1, signed_by_md5}) {
        const certificate leaf = make_certificate(weak, &rsa_authority);
        const tls_trial refused(leaf, trusting(rsa_authority));
        CHECK(refused.code() == transport_errc::certificate_weak);
        CHECK(refused.code() == condition::untrusted_peer);
        CHECK(refused.outcome.error().message().find(leaf.sha256()) != std::string::npos);
        CHECK(refused.outcome.error().hint().find("renew") != std::string::npos);
        CHECK_FALSE(refused.sent());
        tls_policy no_authority = trusting(authority());
        no_authority.skip_ca_check = true;
        CHECK(tls_trial(leaf, no_authority).outcome);
        // The name is still checked.
        const tls_trial other(leaf, no_authority, "https://other.example:5986");
        CHECK(other.code() == transport_errc::certificate_name_mismatch);
        tls_policy pinned = trusting(authority());
        pinned.pin_sha256 = leaf.sha256();
        CHECK(tls_trial(leaf, pinned).outcome);
    }
}

TEST_CASE("a host without a common cipher is reported as that", "[transport][tls]")
{
    asio::io_context context;
    scripted_host host(context, answer_always(""), &good_leaf());
    SSL_CTX_set_max_proto_version(host.tls(), TLS1_2_VERSION);
    REQUIRE(SSL_CTX_set_cipher_list(host.tls(), "PSK-AES128-CBC-SHA:@SECLEVEL=0") == 1);
    const session target = session_to(host.url(), trusting(authority()));
    const auto wire = make_connection_pool(context.get_executor(), target, quick_options());
    const result<response> refused = ask(context, *wire);
    CHECK(code_of(refused) == transport_errc::tls_no_common_cipher);
    CHECK_FALSE(code_of(refused) == condition::retryable);
}

TEST_CASE("a web server that reports that its port uses TLS is understood", "[transport][tls]")
{
    for (const char* page :
         {"<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>",
          "Client sent an HTTP request to an HTTPS server.\n",
          "<p>Reason: You're speaking plain HTTP to an SSL-enabled server port.</p>"}) {
        asio::io_context context;
        const std::string answer = http_answer_text("400 Bad Request", page, "Content-Type: text/html\r\n");
        scripted_host host(context, answer_always(answer));
        const auto wire = make_connection_pool(context.get_executor(), session_to(host.url()), quick_options());
        CHECK(code_of(ask(context, *wire)) == transport_errc::plain_to_tls_port);
    }
}

namespace {

int prompts = 0;

int count_prompt(UI*)
{
    ++prompts;
    return 0; // there is no terminal
}

} // namespace

TEST_CASE("an encrypted certificate is an error, without a password prompt", "[transport][tls]")
{
    const std::unique_ptr<UI_METHOD, decltype(&UI_destroy_method)> counting(
        UI_create_method("counts"), &UI_destroy_method
    );
    UI_method_set_opener(counting.get(), &count_prompt);
    const UI_METHOD* const before = UI_get_default_method();
    UI_set_default_method(counting.get());
    const std::string begin = "-----BEGIN CERTIFICATE-----\n";
    const std::string encrypted = begin +
                                  "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n" +
                                  good_leaf().pem().substr(begin.size());
    const temporary_file file(encrypted);
    tls_policy by_text;
    by_text.system_store = false;
    by_text.ca_pem = encrypted;
    tls_policy by_file;
    by_file.system_store = false;
    by_file.ca_file = file.name();
    tls_policy by_list = trusting(authority());
    by_list.crl_file = file.name();
    for (const tls_policy& policy : {by_text, by_file, by_list})
        CHECK(tls_trial(good_leaf(), policy).code() == transport_errc::certificate_unreadable);
    asio::io_context context;
    const scripted_host host(context, answer_always(""), &good_leaf());
    session_draft draft;
    draft.set_connection(host.url()).value();
    draft.set_flags(session_flag::use_client_certificate).value();
    draft.set_credentials(client_certificate(file.name(), file.name())).value();
    const auto wire = make_connection_pool(context.get_executor(), draft.build().value(), quick_options());
    CHECK(code_of(ask(context, *wire)) == transport_errc::certificate_unreadable);
    UI_set_default_method(before);
    CHECK(prompts == 0);
}
