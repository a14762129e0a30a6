//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/spnego_login.hpp>

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace wsman;
using namespace wsman::testing;

TEST_CASE("NTLM inside SPNEGO signs the mechanism list on both sides", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({ntlm_client(pair)});
    const auto host = host_of({ntlm_host(pair)});
    const std::vector<std::string> tokens = log_in(*client, *host);
    REQUIRE(tokens.size() == 4);
    CHECK(response_of(tokens[1]).mechanism == ntlm_oid);
    CHECK(response_of(tokens[1]).state == spnego_state::accept_incomplete);
    CHECK(response_of(tokens[2]).list_signature->size() == 16);
    CHECK(response_of(tokens[3]).list_signature->size() == 16);
    CHECK(response_of(tokens[3]).state == spnego_state::accept_completed);
    CHECK(host->peer_name() == "CORP\\User");
    CHECK(client->mechanism_name() == "ntlm");
    check_sealing_both_ways(*client, *host);
}

TEST_CASE("A preferred mechanism without NTLM's integrity code needs no signatures", "[security][spnego]")
{
    const auto client = client_of({kerberos_client});
    const auto host = host_of({kerberos_host});
    const std::vector<std::string> tokens = log_in(*client, *host);
    REQUIRE(tokens.size() == 2);
    CHECK(spnego_init::parse(tokens[0])->token == "AP-REQ");
    CHECK(response_of(tokens[1]).state == spnego_state::accept_completed);
    CHECK(response_of(tokens[1]).mechanism == kerberos_oid);
    CHECK(response_of(tokens[1]).token == "AP-REP");
    CHECK_FALSE(response_of(tokens[1]).list_signature);
    CHECK(host->peer_name() == "user@REALM");
    CHECK(client->largest_piece() == 7);
    CHECK(client->padding(3) == 1);
    check_sealing_both_ways(*client, *host);
}

TEST_CASE("A mechanism that cannot begin is not offered", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({failing(spnego_mechanism::kerberos, security_errc::no_ticket), ntlm_client(pair)});
    const auto host = host_of({kerberos_host, ntlm_host(pair)});
    const std::vector<std::string> tokens = log_in(*client, *host);
    const spnego_init first = spnego_init::parse(tokens[0]).value();
    CHECK(first.mechanisms() == std::vector<std::string_view>{detail::spnego_oid::ntlm});
    CHECK(first.token->substr(0, 7) == "NTLMSSP");
    check_sealing_both_ways(*client, *host);
}

TEST_CASE("If no mechanism can begin, the first failure is reported with the others' reasons", "[security][spnego]")
{
    const auto client = client_of(
        {failing(spnego_mechanism::kerberos, security_errc::no_ticket),
         failing(spnego_mechanism::ntlm, security_errc::algorithm_unavailable)}
    );
    const failure why = client->step({}).error();
    CHECK(why.code() == security_errc::no_ticket);
    CHECK(why.message().find("NTLM: ") != std::string::npos);
    CHECK(why.message().find("FIPS") != std::string::npos);
    CHECK(code_of(client_of({})->step({})) == security_errc::mechanism_refused);
}

TEST_CASE("A password that the KDC has refused is not tried with another mechanism", "[security][spnego]")
{
    for (const security_errc verdict :
         {security_errc::password_refused, security_errc::password_expired, security_errc::account_locked}) {
        int tried = 0;
        const spnego_candidate ntlm{spnego_mechanism::ntlm, [&tried]() -> result<std::unique_ptr<security_context>> {
                                        ++tried;
                                        return failure(security_errc::algorithm_unavailable);
                                    }};
        const auto client = client_of({failing(spnego_mechanism::kerberos, verdict), ntlm});
        CHECK(code_of(client->step({})) == verdict);
        CHECK(tried == 0);
    }
}

TEST_CASE("A host without Kerberos selects NTLM, and both sides sign the list", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({kerberos_client, ntlm_client(pair)});
    const auto host = host_of({ntlm_host(pair)});
    CHECK(client->may_block());
    const std::vector<std::string> tokens = log_in(*client, *host);
    REQUIRE(tokens.size() == 6);
    CHECK(response_of(tokens[1]).state == spnego_state::request_mic);
    CHECK(response_of(tokens[1]).mechanism == ntlm_oid);
    CHECK_FALSE(response_of(tokens[1]).token);
    CHECK(response_of(tokens[2]).token->substr(0, 7) == "NTLMSSP");
    CHECK_FALSE(client->may_block());
    CHECK(client->mechanism_name() == "ntlm");
    check_sealing_both_ways(*client, *host);
}

TEST_CASE("A host whose preferred mechanism cannot begin selects the next one", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({kerberos_client, ntlm_client(pair)});
    const auto host =
        host_of({failing(spnego_mechanism::kerberos, security_errc::key_table_unreadable), ntlm_host(pair)});
    log_in(*client, *host);
    CHECK(client->mechanism_name() == "ntlm");

    const auto alone = host_of({failing(spnego_mechanism::kerberos, security_errc::key_table_unreadable)});
    CHECK(code_of(alone->step(client_of({kerberos_client})->step({}).value())) == security_errc::key_table_unreadable);
}

TEST_CASE("If the host sends the mechanism's last token, the host signs first", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({ntlm_client(pair), kerberos_client});
    const auto host = host_of({kerberos_host});
    const std::vector<std::string> tokens = log_in(*client, *host);
    REQUIRE(tokens.size() == 5);
    CHECK(response_of(tokens[1]).state == spnego_state::request_mic);
    CHECK(response_of(tokens[2]).token == "AP-REQ");
    CHECK(response_of(tokens[3]).state == spnego_state::accept_incomplete);
    CHECK(response_of(tokens[3]).token == "AP-REP");
    CHECK(response_of(tokens[3]).list_signature);
    CHECK_FALSE(response_of(tokens[4]).token);
    CHECK(response_of(tokens[4]).list_signature);
    // Some hosts confirm the end.
    CHECK(client->step(answer_of(spnego_state::accept_completed, {}, {})).value().empty());
    CHECK(client->established());
    CHECK(
        code_of(client->step(answer_of(spnego_state::accept_completed, {}, "more"))) == security_errc::malformed_token
    );
}

TEST_CASE("Microsoft's identifier of Kerberos is Kerberos", "[security][spnego]")
{
    const std::string microsoft(detail::spnego_oid::microsoft_kerberos);
    const auto client = client_of({kerberos_client});
    client->step({}).value();
    CHECK(client->step(answer_of(spnego_state::accept_completed, microsoft, "AP-REP")).value().empty());
    CHECK(client->established());

    // As Windows offers: its own identifier, the standard one, NEGOEX, NTLM. The response repeats the identifier that
    // was offered.
    const std::string_view negoex("\x2B\x06\x01\x04\x01\x82\x37\x02\x02\x1E", 10);
    const auto host = host_of({kerberos_host});
    const std::string answer = host->step(offer({microsoft, kerberos_oid, negoex, ntlm_oid}, "AP-REQ")).value();
    CHECK(response_of(answer).mechanism == microsoft);
    CHECK(response_of(answer).state == spnego_state::accept_completed);
    ntlm_pair pair;
    const auto other = host_of({ntlm_host(pair)});
    CHECK(
        response_of(other->step(offer({microsoft, kerberos_oid, negoex, ntlm_oid}, "AP-REQ")).value()).state ==
        spnego_state::request_mic
    );
}

TEST_CASE("A host accepts a list without a token, and refuses one without its mechanisms", "[security][spnego]")
{
    const auto host = host_of({kerberos_host});
    const spnego_response answer = response_of(host->step(offer({kerberos_oid}, std::nullopt)).value());
    CHECK(answer.state == spnego_state::accept_incomplete);
    CHECK(response_of(host->step(answer_of({}, {}, "AP-REQ")).value()).token == "AP-REP");
    CHECK(host->established());
    CHECK(code_of(host->step(answer_of({}, {}, "AP-REQ"))) == security_errc::malformed_token);
    CHECK(code_of(host_of({kerberos_host})->step(offer({ntlm_oid}, {}))) == security_errc::mechanism_refused);
}

TEST_CASE("A host accepts NTLM and Kerberos without SPNEGO", "[security][spnego]")
{
    ntlm_pair pair;
    pair.begin();
    const auto host = host_of({kerberos_host, ntlm_host(pair)});
    const std::string challenge = host->step(pair.client->step({}).value()).value();
    CHECK(challenge.substr(0, 7) == "NTLMSSP");
    CHECK(host->step(pair.client->step(challenge).value()).value().empty());
    CHECK(host->established());
    check_sealing_both_ways(*pair.client, *host);

    const std::string framed = "\x60\x0D\x06\x09" + kerberos_oid + "\x01\x02";
    const auto other =
        host_of({spnego_candidate(spnego_mechanism::kerberos, [framed]() -> result<std::unique_ptr<security_context>> {
            return std::unique_ptr<security_context>(
                new scripted_mechanism(std::deque<mechanism_turn>{{framed, "AP-REP"}})
            );
        })});
    CHECK(other->step(framed).value() == "AP-REP");
    CHECK(other->established());
    CHECK(code_of(host_of({ntlm_host(pair)})->step(framed)) == security_errc::mechanism_refused);
}

TEST_CASE("CredSSP may seal with the last token, before the host has signed", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({ntlm_client(pair)});
    const auto host = host_of({ntlm_host(pair)});
    std::string refused;
    CHECK(client->seal(refused, "text").error().code() == security_errc::login_incomplete);
    CHECK_FALSE(client->can_seal());
    const std::string last = client->step(host->step(client->step({}).value()).value()).value();
    CHECK(client->can_seal());
    CHECK_FALSE(client->established());
    std::string sealed;
    const std::size_t header = client->seal(sealed, "a proof").value();
    const std::string end = host->step(last).value();
    CHECK(host->open(sealed, header).value() == "a proof");
    std::string answer;
    host->seal(answer, "its answer").value();
    CHECK(client->step(end).value().empty());
    CHECK(client->open(answer, header).value() == "its answer");
    check_sealing_both_ways(*client, *host);
}
