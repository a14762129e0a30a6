//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// A password is proved once, whatever the refusal looks like, until the host has accepted it. A refusal before any
// proof is not reported as a wrong password.
#include <support/catch.hpp>
#include <wsman/client/blocking_client.hpp>
#include <wsman/testing/endpoint.hpp>

#include <chrono>
#include <string>

using namespace wsman;
using wsman::testing::endpoint;
using wsman::testing::endpoint_options;
using wsman::testing::endpoint_statistics;
using wsman::testing::scripted_fault;

namespace {

constexpr authentication_scheme schemes[] = {
    authentication_scheme::basic,
    authentication_scheme::digest,
    authentication_scheme::negotiate,
    authentication_scheme::ntlm
};

client_options persistent()
{
    client_options options;
    options.transport.first_backoff = std::chrono::milliseconds(1);
    options.transport.longest_backoff = std::chrono::milliseconds(5);
    options.transport.on_connection_loss = connection_loss::retry_for(std::chrono::seconds(20));
    return options;
}

session with_wrong_password(const endpoint& host, authentication_scheme scheme)
{
    return host.session(scheme).with_credentials(user_password(host.user(), secret("not it"))).value();
}

} // namespace

TEST_CASE("a wrong password is proved once, even if the refusal looks like another error", "[endpoint][log_in][loss]")
{
    for (const auto scheme : schemes)
        for (const scripted_fault& disguise :
             {scripted_fault::serve_then_answer(503, "Retry-After: 0\r\n"),
              scripted_fault::serve_then_answer(429),
              scripted_fault::serve_then_answer(500),
              scripted_fault::drop_before_answering(),
              scripted_fault::drop_after(10)}) {
            CAPTURE(to_string(scheme));
            endpoint host;
            host.inject(scripted_fault(disguise).on("Refusal").times(0));
            blocking_client client(with_wrong_password(host, scheme), persistent());
            const result<identity> refused = client.try_identify();
            REQUIRE(refused.has_error());
            CHECK(host.statistics().refused_logins == 1);
            if (refused.error().details().http_status != 500U) CHECK(refused.error().details().proof_unanswered);
            CHECK(refused.error().details().attempts <= 1); // an answer that is not retried has no count
        }
}

TEST_CASE("a log-in whose last answer is lost after the proof is not repeated", "[endpoint][log_in][loss]")
{
    for (const auto scheme :
         {authentication_scheme::negotiate, authentication_scheme::ntlm, authentication_scheme::credssp}) {
        CAPTURE(to_string(scheme));
        endpoint host;
        // The first message contains no proof, so it is sent again after each loss.
        host.inject(scripted_fault::drop_before_answering().on("Login"));
        host.inject(scripted_fault::serve_then_answer(503).on("Login").nth(2).times(0));
        blocking_client client(host.session(scheme), persistent());
        CHECK(client.try_identify().has_error());
        CHECK(host.statistics().connections_accepted == 2);
    }
}

TEST_CASE("a host that has accepted the password once is retried", "[endpoint][log_in][loss]")
{
    for (const auto scheme : schemes) {
        CAPTURE(to_string(scheme));
        endpoint host;
        blocking_client client(host.session(scheme), persistent());
        REQUIRE(client.try_identify());
        host.drop_connections();
        REQUIRE(host.wait_until([](const endpoint_statistics& now) { return now.open_connections == 0; }));
        const bool legs = scheme != authentication_scheme::basic && scheme != authentication_scheme::digest;
        host.inject(scripted_fault::serve_then_answer(503).on(legs ? "Login" : "Identify").nth(legs ? 2 : 1));
        CHECK(client.try_identify());
    }
}

TEST_CASE("a refusal before any proof names the last step of the log-in", "[endpoint][log_in]")
{
    struct refusal {
        authentication_scheme scheme;
        unsigned leg;
        const char* offer;
        const char* where;
    };
    constexpr refusal refusals[] = {
        {authentication_scheme::negotiate, 1, "Negotiate", "the first message of NTLM"},
        {authentication_scheme::ntlm, 1, "Negotiate", "the first message of NTLM"},
        {authentication_scheme::credssp, 1, "CredSSP", "the TLS handshake inside CredSSP"},
        // With TLS 1.3 a host sends nothing after the client's last handshake message.
        {authentication_scheme::credssp, 2, "CredSSP", "the first message of NTLM"},
    };
    for (const refusal& one : refusals) {
        CAPTURE(to_string(one.scheme), one.leg);
        endpoint host;
        host.inject(scripted_fault::offer_only({one.offer}).nth(one.leg).times(0));
        blocking_client client(host.session(one.scheme));
        const result<identity> refused = client.try_identify();
        REQUIRE(refused.has_error());
        const failure& why = refused.error();
        CHECK(why.code() == transport_errc::http_unauthorized);
        CHECK(why.message().find(one.where) != std::string::npos);
        CHECK(why.message().find("sent a proof of the password") != std::string::npos);
        CHECK(why.hint().find("it is not the password") != std::string::npos);
    }
}

TEST_CASE("a refusal after the proof is reported as a refusal of the proof", "[endpoint][log_in]")
{
    endpoint host;
    blocking_client client(with_wrong_password(host, authentication_scheme::ntlm));
    const result<identity> refused = client.try_identify();
    REQUIRE(refused.has_error());
    CHECK(refused.error().message().find("before the client sent a proof") == std::string::npos);
    CHECK(refused.error().message().find("the NTLM response") != std::string::npos);
}

TEST_CASE("a SOAP fault that ends a log-in keeps its code", "[endpoint][log_in]")
{
    for (const auto scheme :
         {authentication_scheme::negotiate, authentication_scheme::ntlm, authentication_scheme::credssp}) {
        CAPTURE(to_string(scheme));
        endpoint host;
        host.inject(scripted_fault::soap_fault(0x803381A6, "too many operations").on("Login").times(0));
        blocking_client client(host.session(scheme), persistent());
        const result<identity> refused = client.try_identify();
        REQUIRE(refused.has_error());
        CHECK(refused.error().details().fault_code == 0x803381A6U);
        CHECK(refused.error().code() == condition::quota);
        CHECK(refused.error().details().server_text.find("too many operations") != std::string::npos);
    }
}
