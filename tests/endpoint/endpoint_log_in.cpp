//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// The endpoint's handling of log-in tokens: statuses, headers, where a log-in begins and ends.
#include <support/catch.hpp>

#include <string>

#include "endpoint_raw_log_in.hpp"

using namespace wsman::testing;

namespace {

constexpr std::string_view negotiate = "Negotiate";

bool served(raw::connection& wire)
{
    return wire.post(raw::identify_envelope).status == 200;
}

} // namespace

TEST_CASE("a log-in uses one connection and is valid only there", "[endpoint][login]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::context client = raw::ntlm(raw::account_of(host));
    const raw::http_response challenged = raw::leg(wire, negotiate, client->step({}).value());
    CHECK(challenged.status == 401);
    CHECK(challenged.body.empty());
    const std::string challenge = raw::token_of(challenged, negotiate);
    CHECK(challenge.starts_with("NTLMSSP"));
    CHECK_FALSE(served(wire)); // in the middle of it

    const raw::context again = raw::ntlm(raw::account_of(host));
    const raw::http_response answer = raw::log_in(wire, *again, negotiate);
    CHECK(answer.status == 200);
    CHECK(answer.body.empty());
    CHECK_FALSE(answer.headers.contains("www-authenticate"));
    CHECK(served(wire));
    CHECK(served(wire));

    raw::connection other(host);
    other.authorization.clear();
    CHECK_FALSE(served(other));
    const endpoint_statistics seen = host.statistics();
    CHECK(seen.count_logins("negotiate") == 1);
    CHECK(seen.mechanisms.at("ntlm") == 1);
    CHECK(seen.login_legs == 2);
    CHECK(seen.refused_logins == 0);
}

TEST_CASE("a scheme's name is compared ignoring case", "[endpoint][login]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::context client = raw::ntlm(raw::account_of(host));
    const raw::http_response challenged = raw::leg(wire, "nEGOTIATE", client->step({}).value());
    const std::string token = client->step(raw::token_of(challenged, negotiate)).value();
    CHECK(raw::leg(wire, "negotiate", token).status == 200);
}

TEST_CASE("the last SPNEGO token is sent with the 200", "[endpoint][login]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::context client = raw::spnego(raw::account_of(host));
    const raw::http_response answer = raw::log_in(wire, *client, negotiate);
    CHECK(answer.status == 200);
    CHECK_FALSE(raw::token_of(answer, negotiate).empty());
    CHECK(client->established());
}

TEST_CASE("a body with the last token is served, with an earlier token it is ignored", "[endpoint][login]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::context client = raw::spnego(raw::account_of(host));
    const raw::http_response answer = raw::log_in(wire, *client, negotiate, raw::identify_envelope);
    CHECK(answer.status == 200);
    CHECK(answer.text("ProductVendor") == "wsman-cpp");
    CHECK(client->established()); // by the token sent with the body
    CHECK(host.statistics().count("Identify") == 1);
}

TEST_CASE("another log-in on a connection replaces the first", "[endpoint][login]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::context first = raw::ntlm(raw::account_of(host));
    REQUIRE(raw::log_in(wire, *first, negotiate).status == 200);
    SECTION("and may succeed")
    {
        const raw::context second = raw::spnego(raw::account_of(host));
        CHECK(raw::log_in(wire, *second, negotiate).status == 200);
        CHECK(raw::seal_and_post(wire, *second, raw::identify_envelope).status == 200);
    }
    SECTION("the first is invalid when the second fails")
    {
        CHECK(raw::leg(wire, negotiate, "no token of anything").status == 401);
        CHECK_FALSE(served(wire));
    }
    SECTION("the first is invalid when another scheme is named")
    {
        raw::connection basic(host);
        wire.authorization = basic.authorization;
        CHECK(served(wire));
        wire.authorization.clear();
        CHECK_FALSE(served(wire));
    }
    SECTION("the first is invalid when an unknown scheme is named")
    {
        CHECK(raw::leg(wire, "NTLM", "NTLMSSP").status == 401);
        CHECK_FALSE(served(wire));
    }
}

TEST_CASE("an incomplete log-in may be started again", "[endpoint][login]")
{
    endpoint host;
    raw::connection wire(host);
    for (int i = 0; i < 3; ++i) {
        const raw::context left = raw::ntlm(raw::account_of(host));
        CHECK(raw::leg(wire, negotiate, left->step({}).value()).status == 401);
        const raw::context wrapped = raw::spnego(raw::account_of(host));
        CHECK(raw::leg(wire, negotiate, wrapped->step({}).value()).status == 401);
    }
    CHECK(host.statistics().refused_logins == 0);
    const raw::context client = raw::spnego(raw::account_of(host));
    CHECK(raw::log_in(wire, *client, negotiate).status == 200);
}

TEST_CASE("a wrong password is refused once, with all schemes offered", "[endpoint][login]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::context client = raw::spnego(wsman::user_password(host.user(), wsman::secret("wrong")));
    const raw::http_response refused = raw::log_in(wire, *client, negotiate);
    CHECK(refused.status == 401);
    CHECK(refused.headers.at("www-authenticate").starts_with("Negotiate, CredSSP"));
    const endpoint_statistics seen = host.statistics();
    CHECK(seen.refused_logins == 1);
    CHECK(seen.last_refusal.find("password") != std::string::npos);
    CHECK(seen.last_refusal.find(host.password().reveal()) == std::string::npos);
    CHECK_FALSE(served(wire));
}

TEST_CASE("the endpoint's account matches every form of its name", "[endpoint][login]")
{
    endpoint_options options;
    options.user = "CORP\\tester";
    endpoint host(options);
    for (const char* name : {"CORP\\tester", "corp\\TESTER", "tester@CORP"}) {
        raw::connection wire(host);
        const raw::context client = raw::ntlm(wsman::user_password(name, host.password()));
        CHECK(raw::log_in(wire, *client, negotiate).status == 200);
    }
    for (const char* name : {"tester", "OTHER\\tester", "CORP\\other", "tester@OTHER"}) {
        raw::connection wire(host);
        const raw::context client = raw::ntlm(wsman::user_password(name, host.password()));
        CHECK(raw::log_in(wire, *client, negotiate).status == 401);
    }
    CHECK(host.statistics().refused_logins == 4);
}

TEST_CASE("a password may be changed, and existing log-ins stay valid", "[endpoint][login]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::context before = raw::ntlm(raw::account_of(host));
    REQUIRE(raw::log_in(wire, *before, negotiate).status == 200);
    raw::connection basic(host);
    CHECK(served(basic));
    host.set_password(wsman::secret("another"));
    CHECK(host.password().reveal() == "another");
    CHECK(served(wire));
    CHECK_FALSE(served(basic)); // authenticated with each request
    const raw::context after = raw::ntlm(raw::account_of(host));
    CHECK(raw::log_in(wire, *after, negotiate).status == 200);
}

TEST_CASE("CredSSP logs in, and its refusal token is sent with the 401", "[endpoint][login]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::context client = raw::credssp(raw::account_of(host));
    CHECK(raw::log_in(wire, *client, "CredSSP").status == 200);
    CHECK(client->established());
    CHECK(host.statistics().count_logins("credssp") == 1);

    const raw::context stranger = raw::credssp(wsman::user_password(host.user(), wsman::secret("wrong")));
    std::string token = stranger->step({}).value();
    wsman::result<std::string> next = token;
    for (int legs = 0; next.has_value() && legs < 12; ++legs) {
        const raw::http_response response = raw::leg(wire, "CredSSP", *next);
        REQUIRE(response.status == 401);
        next = stranger->step(raw::token_of(response, "CredSSP"));
    }
    CHECK(next.has_error());
    CHECK(host.statistics().refused_logins == 1);
    CHECK_FALSE(served(wire));
}

TEST_CASE("only the schemes in the options are offered and accepted", "[endpoint][login]")
{
    endpoint_options options;
    options.schemes = accepted_scheme::negotiate;
    SECTION("Negotiate alone")
    {
        endpoint host(options);
        raw::connection wire(host);
        const raw::http_response response = wire.post(raw::identify_envelope); // Basic, with the right password
        CHECK(response.status == 401);
        CHECK(response.headers.at("www-authenticate") == "Negotiate");
        CHECK(host.statistics().last_refusal == "the scheme is not accepted");
    }
    SECTION("Negotiate without NTLM and without a keytab accepts nothing")
    {
        options.negotiate_ntlm = false;
        endpoint host(options);
        raw::connection wire(host);
        const raw::context client = raw::ntlm(raw::account_of(host));
        CHECK(raw::log_in(wire, *client, negotiate).status == 401);
    }
    SECTION("NTLM under its own name")
    {
        options.schemes = accepted_scheme::ntlm;
        endpoint host(options);
        raw::connection wire(host);
        const raw::context client = raw::ntlm(raw::account_of(host));
        CHECK(raw::log_in(wire, *client, "NTLM").status == 200);
        CHECK(host.statistics().count_logins("ntlm") == 1);
    }
}

TEST_CASE("hostile tokens are refused and use no resources", "[endpoint][login][hostile]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::context client = raw::ntlm(raw::account_of(host));
    const std::string first = client->step({}).value();
    for (const char* scheme : {"Negotiate", "CredSSP"}) {
        for (const std::string& token :
             {std::string(),
              std::string(1, '\0'),
              std::string("NTLMSSP"),
              std::string("NTLMSSP\0\3\0\0\0", 12),
              first.substr(0, first.size() - 1),
              "\x60" + std::string(8000, '\xFF'),
              std::string(9000, '\x30'),
              std::string("\x16\x03\x01\xFF\xFF", 5) + std::string(4000, 'x')}) {
            const raw::http_response response = raw::leg(wire, scheme, token);
            CHECK(response.status == 401);
            CHECK(raw::token_of(response, scheme).size() < 2000);
        }
        wire.authorization = std::string(scheme) + " no=base64=at!all";
        CHECK(wire.post("").status == 401);
        wire.authorization = scheme;
        CHECK(wire.post("").status == 401);
        wire.authorization.clear();
        CHECK_FALSE(served(wire));
    }
    // Longer than the limit for headers.
    raw::connection large(host);
    CHECK(raw::leg(large, negotiate, std::string(20'000, 'A')).status == 431);
    CHECK(large.at_end());
    CHECK(raw::log_in(wire, *raw::ntlm(raw::account_of(host)), negotiate).status == 200);
}

TEST_CASE("a log-in with too many tokens is refused", "[endpoint][login][hostile]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::context client = raw::credssp(raw::account_of(host));
    // The TLS handshake, one byte per token: the endpoint waits for each.
    const std::string hello = client->step({}).value();
    unsigned sent = 0;
    while (host.statistics().refused_logins == 0 && sent < 100)
        CHECK(raw::leg(wire, "CredSSP", hello.substr(sent++, 1)).status == 401);
    CHECK(sent <= 33);
    CHECK(raw::log_in(wire, *raw::credssp(raw::account_of(host)), "CredSSP").status == 200);
}
