//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// Client certificates, and the sessions that an endpoint makes for each scheme. The client is the library's own, so
// these tests only show that both sides work together.
#include <support/catch.hpp>
#include <support/certificates.hpp>
#include <support/temporary_file.hpp>
#include <wsman/client/blocking_client.hpp>
#include <wsman/testing/endpoint.hpp>

#include <openssl/pem.h>

#include <filesystem>
#include <string>

using wsman::authentication_scheme;
using wsman::blocking_client;
using wsman::command;
using namespace wsman::testing;

namespace {

/// Runs a program. Returns: its output, or the failure.
std::string outcome_of(const wsman::session& session)
{
    blocking_client client(session);
    const wsman::result<wsman::command_result> ended = client.try_run(command("echo", "here"));
    return ended.has_value() ? std::string(ended->standard_output.text()) : std::string(ended.error().message());
}

wsman::session with_certificate(const endpoint& host, wsman::client_certificate files)
{
    return host.session(authentication_scheme::certificate).with_credentials(std::move(files)).value();
}

} // namespace

TEST_CASE("an endpoint makes a session for each scheme that it accepts", "[endpoint][session]")
{
    using enum authentication_scheme;
    for (const bool tls : {false, true}) {
        endpoint_options options;
        options.tls = tls;
        endpoint host(options);
        for (const authentication_scheme scheme : {basic, digest, negotiate, ntlm, credssp}) {
            INFO(to_string(scheme) << " over " << host.url());
            const wsman::session session = host.session(scheme);
            CHECK(session.authentication().scheme == scheme);
            CHECK(session.sealed() == (!tls && scheme != basic && scheme != digest));
            CHECK(outcome_of(session) == "here\n");
        }
        CHECK(host.statistics().refused_logins == 0);
        CHECK(host.statistics().count_logins("negotiate") == 2);
        CHECK(host.statistics().count_logins("credssp") == 1);
        CHECK(host.session(none).authentication().scheme == none);
    }
}

TEST_CASE("no session is made for a scheme that the options exclude", "[endpoint][session]")
{
    endpoint_options options;
    options.schemes = accepted_scheme::negotiate;
    const endpoint host(options);
    for (const authentication_scheme scheme :
         {authentication_scheme::basic,
          authentication_scheme::digest,
          authentication_scheme::credssp,
          authentication_scheme::kerberos,
          authentication_scheme::certificate})
        CHECK_THROWS_AS(host.session(scheme), wsman::exception);
    CHECK_THROWS_AS(host.session(), wsman::exception);
}

TEST_CASE("a client certificate is requested in every way that TLS provides", "[endpoint][certificate]")
{
    for (const certificate_request when : {certificate_request::when_needed, certificate_request::in_handshake})
        for (const tls_version newest : {tls_version::v1_2, tls_version::v1_3}) {
            endpoint_options options;
            options.tls = true;
            options.ask_certificate = when;
            options.tls_maximum = newest;
            endpoint host(options);
            CHECK(outcome_of(host.session(authentication_scheme::certificate)) == "here\n");
            CHECK(outcome_of(host.session()) == "here\n"); // and clients without a certificate are accepted
            CHECK(host.statistics().count_logins("certificate") > 0);
            CHECK(host.statistics().refused_logins == 0);
        }
}

TEST_CASE("certificates of other users are refused", "[endpoint][certificate]")
{
    for (const certificate_request when : {certificate_request::when_needed, certificate_request::in_handshake})
        for (const tls_version newest : {tls_version::v1_2, tls_version::v1_3}) {
            endpoint_options options;
            options.tls = true;
            options.ask_certificate = when;
            options.tls_maximum = newest;
            const endpoint host(options);
            endpoint_options more = options;
            more.user = host.user();
            const endpoint other(more); // the same name, from another authority
            CHECK(outcome_of(with_certificate(host, other.client_certificate_files())) != "here\n");
            const wsman::test::certificate stranger =
                wsman::test::make_certificate(wsman::test::certificate_request(host.user()));
            const wsman::tests::temporary_file certificate(stranger.pem()), key(stranger.key_pem());
            const wsman::client_certificate self_signed(certificate.path(), key.path());
            CHECK(outcome_of(with_certificate(host, self_signed)) != "here\n");
            CHECK(host.statistics().shells_created == 0);
            CHECK(host.statistics().last_refusal == "no client certificate, or it is not valid");
            CHECK(other.statistics().connections_accepted == 0);
        }
}

TEST_CASE("an expired client certificate is refused", "[endpoint][certificate]")
{
    endpoint_options options;
    options.tls = true;
    options.certificate_age = std::chrono::hours(48);
    options.certificate_life = std::chrono::hours(-24);
    const endpoint host(options);
    wsman::tls_policy trusting;
    trusting.skip_ca_check = trusting.skip_cn_check = true;
    const wsman::session session = host.session(authentication_scheme::certificate).with_tls(trusting).value();
    CHECK(outcome_of(session) != "here\n");
    CHECK(host.statistics().count_logins("certificate") == 0);
}

TEST_CASE("the files of a client certificate are private, and the endpoint removes them", "[endpoint][certificate]")
{
    std::filesystem::path folder;
    {
        endpoint_options options;
        options.tls = true;
        const endpoint host(options);
        const wsman::client_certificate files = host.client_certificate_files(wsman::secret("opens it"));
        folder = std::filesystem::path(files.key_file()).parent_path();
        CHECK(std::filesystem::status(folder).permissions() == std::filesystem::perms::owner_all);
        CHECK(host.client_key_pem(wsman::secret("x")).find("ENCRYPTED") != std::string::npos);
        CHECK(host.client_key_pem().find("ENCRYPTED") == std::string::npos);
        CHECK(outcome_of(with_certificate(host, files)) == "here\n");
    }
    CHECK_FALSE(std::filesystem::exists(folder));
    const endpoint without_tls;
    CHECK(without_tls.client_certificate_pem().empty());
    CHECK(without_tls.client_key_pem().empty());
}

TEST_CASE("an endpoint shows the certificate from its options", "[endpoint][tls]")
{
    const wsman::test::certificate own =
        wsman::test::make_certificate(wsman::test::certificate_request("mine", "DNS:localhost,IP:127.0.0.1"));
    endpoint_options options;
    options.tls = true;
    options.own_certificate_pem = own.pem();
    options.own_key_pem = own.key_pem();
    const endpoint host(options);
    CHECK(wsman::ascii_lower(host.certificate_sha256()) == own.sha256());
    CHECK(host.ca_pem() == own.pem());
    CHECK(outcome_of(host.session(authentication_scheme::negotiate)) == "here\n");
    options.own_key_pem = "no key";
    CHECK_THROWS_AS(endpoint(options), wsman::exception);
}

TEST_CASE("an endpoint that requires channel bindings accepts bound log-ins", "[endpoint][tls]")
{
    endpoint_options options;
    options.tls = true;
    options.channel_binding = wsman::binding_policy::strict;
    const endpoint host(options);
    for (const authentication_scheme scheme : {authentication_scheme::negotiate, authentication_scheme::credssp})
        CHECK(outcome_of(host.session(scheme)) == "here\n");
    CHECK(host.statistics().refused_logins == 0);
}
