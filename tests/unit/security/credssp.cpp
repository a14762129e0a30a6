//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/security/message_sealing.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/security/impl/credssp/credssp_certificate.hpp>
#include <wsman/security/impl/credssp/credssp_refusal.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "credssp_sides.hpp"

using namespace wsman;
using namespace wsman::detail;
using namespace wsman::test;

TEST_CASE("CredSSP authenticates and delegates with every version that is allowed", "[security][credssp]")
{
    for (const bool old_tls : {false, true})
        for (unsigned version = 2; version <= 6; ++version) {
            INFO("version " << version << (old_tls ? ", TLS 1.2" : ", TLS 1.3"));
            pair_of_sides sides;
            sides.host_version = version;
            sides.minimum = 2;
            if (old_tls) sides.limit_tls = only_tls_1_2;
            REQUIRE(sides.log_in().has_value());
            CHECK(sides.client->established());
            CHECK(sides.host->established());
            CHECK(sides.host->peer_name() == "TOY\\user");
            REQUIRE(sides.delegated.size() == 1);
            CHECK(sides.delegated[0].user() == "CORP\\svc");
            CHECK(sides.delegated[0].password().reveal() == "canary-2");
        }
}

TEST_CASE("CredSSP authenticates by NTLM inside SPNEGO", "[security][credssp]")
{
    for (const bool right : {true, false})
        for (const unsigned version : {2U, 4U, 5U, 6U}) {
            INFO("version " << version << (right ? "" : ", wrong password"));
            const user_password account("CORP\\svc", secret(right ? "canary-1" : "canary-2"));
            const auto ntlm_client = [&] { return wsman::make_ntlm_initiator(ntlm_initiator_options(account)); };
            const auto inside_client = [&] {
                return wsman::make_spnego_initiator({spnego_candidate(spnego_mechanism::ntlm, ntlm_client)});
            };
            credssp_initiator_options client_options(account, inside_client);
            client_options.minimum_version = 2;

            const auto ntlm_host = [] {
                ntlm_acceptor_options options;
                options.password = [](std::string_view, std::string_view) { return std::optional(secret("canary-1")); };
                return wsman::make_ntlm_acceptor(options);
            };
            std::vector<std::string> delegated;
            credssp_acceptor_options host_options;
            host_options.version = version;
            host_options.inner = [&] {
                return wsman::make_spnego_acceptor({spnego_candidate(spnego_mechanism::ntlm, ntlm_host)});
            };
            host_options.delegated = [&](const user_password& given) {
                delegated.push_back(given.user());
                return true;
            };
            const auto client = make_credssp_initiator(client_options).value();
            const auto host = make_credssp_acceptor(host_options).value();

            result<std::string> token = client->step({});
            while (token.has_value() && !token->empty()) {
                token = host->step(*token);
                if (token.has_value() && !host->established()) token = client->step(*token);
            }
            CHECK(token.has_value() == right);
            CHECK(client->established() == right);
            CHECK(host->established() == right);
            CHECK(delegated == (right ? std::vector<std::string>{"CORP\\svc"} : std::vector<std::string>()));
            if (!right) {
                CHECK(token.error().code() == security_errc::password_refused);
                continue;
            }
            CHECK(client->mechanism_name() == "ntlm");
            CHECK(host->peer_name() == "CORP\\svc");
            std::string body;
            std::string type = "application/soap+xml;charset=UTF-8";
            const auto style = part_header_style::tab;
            REQUIRE(seal_message(*client, sealing_protocol::credssp, style, "<s/>", body, type).has_value());
            REQUIRE(open_message(*host, sealing_protocol::credssp, body, type).has_value());
            CHECK(body == "<s/>");
        }
}

TEST_CASE("CredSSP refuses a host whose version is below the minimum, before a password is used", "[security][credssp]")
{
    for (unsigned version = 2; version <= 4; ++version) {
        pair_of_sides sides;
        sides.host_version = version;
        const result<void> outcome = sides.log_in();
        REQUIRE(outcome.has_error());
        CHECK(outcome.error().code() == security_errc::credssp_version);
        CHECK(sides.delegated.empty());
        CHECK_FALSE(sides.client->established());
        CHECK(sides.client->step({}).has_error());
    }
    pair_of_sides strict;
    strict.host_version = 5;
    strict.minimum = 6;
    CHECK(strict.log_in().error().code() == security_errc::credssp_version);
}

TEST_CASE("CredSSP reports the host's error code, without the password", "[security][credssp]")
{
    for (const unsigned version : {3U, 4U, 5U, 6U}) {
        pair_of_sides sides;
        sides.host_version = version;
        sides.minimum = 2;
        sides.client_password = "canary-3";
        const result<void> outcome = sides.log_in();
        REQUIRE(outcome.has_error());
        CHECK(sides.delegated.empty());
        CHECK(outcome.error().message().find("canary") == std::string::npos);
        CHECK(outcome.error().code() == security_errc::password_refused);
        CHECK(outcome.error().code() == condition::invalid_credentials);
        // Version 5 has no error code: the host only ends the log-in.
        if (version == 5) continue;
        CHECK(outcome.error().message().find("0xC000006D: wrong user name or password") != std::string::npos);
        CHECK(outcome.error().hint().find("password") != std::string_view::npos);
        CHECK(sides.host->step({}).error().code() == security_errc::password_refused);
    }
}

TEST_CASE("NTSTATUS values about the account become distinct errors", "[security][credssp]")
{
    const std::pair<std::uint32_t, security_errc> known[] = {
        {0xC000006D, security_errc::password_refused},
        {0x8009030C, security_errc::password_refused},
        {0xC0000064, security_errc::account_unknown},
        {0xC0000071, security_errc::password_expired},
        {0xC0000224, security_errc::password_expired},
        {0xC0000072, security_errc::account_locked},
        {0xC0000193, security_errc::account_locked},
        {0xC0000234, security_errc::account_locked},
        {0xC0000022, security_errc::credssp_refused},
    };
    for (const auto& [status, code] : known) {
        const failure why = detail::credssp_refusal(status);
        CAPTURE(why.message());
        CHECK(why.code() == code);
        CHECK(why.code() == condition::access_denied);
        CHECK((why.code() == condition::account_restricted) == (code == security_errc::account_locked));
        CHECK(why.message().find("CredSSP, NTSTATUS 0x") != std::string::npos);
    }
}

TEST_CASE("CredSSP reports that the host refused the delegated account", "[security][credssp]")
{
    pair_of_sides sides;
    sides.accepts_credentials = false;
    CHECK(sides.log_in().error().code() == security_errc::password_refused); // STATUS_LOGON_FAILURE
    CHECK(sides.delegated.size() == 1);
    CHECK_FALSE(sides.host->established());
}

TEST_CASE("CredSSP delegates the account in the form in which it was given", "[security][credssp]")
{
    for (const auto& [given, seen] : std::vector<std::pair<std::string, std::string>>{
             {"svc", "svc"},
             {"svc@corp.example", "svc@corp.example"},
             {".\\Administrator", ".\\Administrator"},
             {"CORP\\J\xC3\xB6rg\xF0\x9F\x98\x80", "CORP\\J\xC3\xB6rg\xF0\x9F\x98\x80"},
         }) {
        pair_of_sides sides;
        sides.account = given;
        REQUIRE(sides.log_in().has_value());
        CHECK(sides.delegated.at(0).user() == seen);
    }
}

TEST_CASE("CredSSP refuses malformed tokens", "[security][credssp]")
{
    for (const std::string& token :
         {std::string("garbage"), std::string(300000, 'x'), std::string("\x15\3\3\0\2\2\x28", 7), std::string(5, '\x16')
         }) {
        pair_of_sides sides;
        sides.begin();
        REQUIRE(sides.client->step({}).has_value());
        result<std::string> outcome = sides.client->step(token);
        // A truncated record may continue in the next token, up to a limit.
        for (int i = 0; i != 50 && outcome.has_value(); ++i)
            outcome = sides.client->step({});
        REQUIRE(outcome.has_error());
        CHECK(sides.client->step({}).has_error());
        CHECK(sides.host->step(token == "garbage" ? "" : token).has_error());
    }
}

TEST_CASE("CredSSP is made only with usable settings", "[security][credssp]")
{
    const auto inner = []() -> result<std::unique_ptr<security_context>> {
        return std::make_unique<toy_log_in>("canary-1");
    };
    const auto code = [](const auto& outcome) { return outcome.has_error() ? outcome.error().code() : error_code(); };
    CHECK_FALSE(code(make_credssp_initiator({user_password("svc", secret("p")), inner})).failed());
    CHECK(code(make_credssp_initiator({user_password("\xFF", secret("p")), inner})) == client_errc::invalid_argument);
    CHECK(code(make_credssp_initiator({user_password("svc", secret("\xFF")), inner})) == client_errc::invalid_argument);
    CHECK(code(make_credssp_initiator({user_password("svc", secret("p")), nullptr})) == client_errc::invalid_argument);

    credssp_acceptor_options options;
    options.certificate_pem = host_certificate().pem();
    options.key_pem = host_certificate().key_pem();
    options.inner = inner;
    CHECK_FALSE(code(make_credssp_acceptor(options)).failed());
    credssp_acceptor_options wrong_key = options;
    wrong_key.key_pem = other_certificate().key_pem();
    CHECK(code(make_credssp_acceptor(wrong_key)) == client_errc::invalid_argument);
    credssp_acceptor_options wrong_version = options;
    wrong_version.version = 7;
    CHECK(code(make_credssp_acceptor(wrong_version)) == client_errc::invalid_argument);
}

TEST_CASE("a CredSSP acceptor without a certificate uses one with an RSA key", "[security][credssp]")
{
    const credssp_certificate& own = credssp_certificate::of_this_process();
    CHECK(&own == &credssp_certificate::of_this_process());
    auto tunnel = tls_tunnel::server(own.certificate_pem(), own.key_pem()).value();
    const std::string key = tunnel->public_key();
    der_reader in(key); // RSAPublicKey, RFC 8017, A.1.1
    std::optional<der_reader> numbers = in.sequence();
    REQUIRE((numbers && in.at_end()));
    CHECK(numbers->value(der_tag::integer)->size() == 257);
    CHECK(numbers->integer() == 65537);

    credssp_acceptor_options options;
    options.inner = []() -> result<std::unique_ptr<security_context>> {
        return std::make_unique<toy_log_in>("canary-1", 0);
    };
    CHECK(make_credssp_acceptor(options).has_value());
}
