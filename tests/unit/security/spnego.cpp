//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/ntlm_pair.hpp>
#include <support/scripted_mechanism.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/security/impl/der.hpp>
#include <wsman/security/impl/spnego_tokens.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace wsman;
using detail::spnego_init;
using detail::spnego_response;
using detail::spnego_state;
using wsman::testing::ntlm_pair;

namespace {

spnego_candidate kerberos_of(std::unique_ptr<security_context> (*make)())
{
    return {spnego_mechanism::kerberos, [make]() -> result<std::unique_ptr<security_context>> { return make(); }};
}

spnego_candidate failing(spnego_mechanism mechanism, security_errc why)
{
    return {mechanism, [why]() -> result<std::unique_ptr<security_context>> { return failure(why, "scripted"); }};
}

const spnego_candidate kerberos_client = kerberos_of(testing::scripted_kerberos_client);
const spnego_candidate kerberos_host = kerberos_of(testing::scripted_kerberos_host);

spnego_candidate ntlm_client(ntlm_pair& pair)
{
    return {spnego_mechanism::ntlm, [&pair] { return make_ntlm_initiator(pair.client_options); }};
}

spnego_candidate ntlm_host(ntlm_pair& pair)
{
    return {spnego_mechanism::ntlm, [&pair] { return make_ntlm_acceptor(pair.host_options); }};
}

std::unique_ptr<security_context> client_of(std::vector<spnego_candidate> candidates)
{
    return make_spnego_initiator(std::move(candidates)).value();
}

std::unique_ptr<security_context> host_of(std::vector<spnego_candidate> candidates)
{
    return make_spnego_acceptor(std::move(candidates)).value();
}

/// The tokens of a whole log-in, the client's first.
std::vector<std::string> log_in(security_context& client, security_context& host)
{
    std::vector<std::string> tokens{client.step({}).value()};
    for (int i = 0; i != 10; ++i) {
        const std::string answer = host.step(tokens.back()).value();
        if (answer.empty()) break;
        tokens.push_back(answer);
        const std::string next = client.step(answer).value();
        if (next.empty()) break;
        tokens.push_back(next);
    }
    CHECK(client.established());
    CHECK(host.established());
    return tokens;
}

spnego_response response_of(std::string_view token)
{
    return spnego_response::parse(token).value();
}

void check_sealing(security_context& from, security_context& to)
{
    std::string sealed;
    const std::size_t header = from.seal(sealed, "a text").value();
    CHECK(to.open(sealed, header).value() == "a text");
}

void check_sealing_both_ways(security_context& client, security_context& host)
{
    for (int i = 0; i != 3; ++i) {
        check_sealing(client, host);
        check_sealing(host, client);
    }
}

/// A NegTokenInit that offers these mechanisms, with an optimistic token.
std::string offer(const std::vector<std::string_view>& mechanisms, std::optional<std::string> token)
{
    spnego_init init;
    init.list = spnego_init::encode_list(mechanisms);
    init.token = std::move(token);
    return init.text();
}

std::string answer_of(
    std::optional<spnego_state> state,
    std::optional<std::string> mechanism,
    std::optional<std::string> token,
    std::optional<std::string> signature = std::nullopt
)
{
    spnego_response response;
    response.state = state;
    response.mechanism = std::move(mechanism);
    response.token = std::move(token);
    response.list_signature = std::move(signature);
    return response.text();
}

const std::string kerberos_oid(detail::spnego_oid::kerberos);
const std::string ntlm_oid(detail::spnego_oid::ntlm);

error_code code_of(const result<std::string>& outcome)
{
    return outcome.has_value() ? error_code() : outcome.error().code();
}

} // namespace

TEST_CASE("NTLM inside SPNEGO signs the list of mechanisms on both sides", "[security][spnego]")
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

TEST_CASE("A first choice that carries no code of NTLM needs no signatures", "[security][spnego]")
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

TEST_CASE("A mechanism that cannot begin is left out of the list", "[security][spnego]")
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

TEST_CASE("Where no mechanism begins, the first failure is told with the others' reasons", "[security][spnego]")
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

TEST_CASE("A host without Kerberos turns the client to NTLM, and both sign the list", "[security][spnego]")
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

TEST_CASE("A host whose first choice cannot begin takes the next one", "[security][spnego]")
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

TEST_CASE("Where the host's token is the mechanism's last, the host signs first", "[security][spnego]")
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

TEST_CASE("A list that was changed on its way is noticed by both sides", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({kerberos_client, ntlm_client(pair)});
    const auto host = host_of({kerberos_host, ntlm_host(pair)});
    client->step({}).value();
    // Somebody in between takes Kerberos off the list.
    const std::string changed = offer({detail::spnego_oid::ntlm}, std::nullopt);
    const std::string turned = client->step(host->step(changed).value()).value();
    const std::string last = client->step(host->step(turned).value()).value();
    CHECK(code_of(host->step(last)) == security_errc::signature_mismatch);
}

TEST_CASE("A host that leaves a due signature out is refused", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({kerberos_client, ntlm_client(pair)});
    const auto host = host_of({ntlm_host(pair)});
    std::string token = client->step({}).value();
    for (int i = 0; i != 2; ++i)
        token = client->step(host->step(token).value()).value();
    CHECK(client->can_seal());
    CHECK_FALSE(client->established());
    CHECK(code_of(client->step(answer_of(spnego_state::accept_completed, {}, {}))) == security_errc::login_incomplete);
    CHECK_FALSE(client->established());

    // Also where the mechanism was everybody's first choice, but carries NTLM's code.
    const auto other = client_of({ntlm_client(pair)});
    const auto its_host = host_of({ntlm_host(pair)});
    other->step(its_host->step(other->step({}).value()).value()).value();
    CHECK(code_of(other->step(answer_of(spnego_state::accept_completed, {}, {}))) == security_errc::login_incomplete);
}

TEST_CASE("A client that leaves a due signature out is refused", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({ntlm_client(pair)});
    const auto host = host_of({ntlm_host(pair)});
    spnego_response last = response_of(client->step(host->step(client->step({}).value()).value()).value());
    last.list_signature.reset();
    CHECK(code_of(host->step(last.text())) == security_errc::login_incomplete);
    CHECK_FALSE(host->established());
}

TEST_CASE("A host may not choose what was not offered, nor change its mind", "[security][spnego]")
{
    ntlm_pair pair;
    const auto first_answer = [&](const std::string& token) {
        const auto client = client_of({kerberos_client});
        client->step({}).value();
        return code_of(client->step(token));
    };
    const auto incomplete = spnego_state::accept_incomplete;
    CHECK(first_answer(answer_of(incomplete, ntlm_oid, {})) == security_errc::mechanism_refused);
    CHECK(first_answer(answer_of(incomplete, "\x2B\x06", {})) == security_errc::mechanism_refused);
    CHECK(first_answer(answer_of(spnego_state::accept_completed, kerberos_oid, {})) == security_errc::login_incomplete);
    CHECK(first_answer(answer_of(incomplete, kerberos_oid, {})) == security_errc::login_incomplete);
    CHECK(first_answer(answer_of(spnego_state::reject, {}, {})) == security_errc::mechanism_refused);
    CHECK(first_answer("") == security_errc::login_incomplete);
    CHECK(first_answer("NTLMSSP") == security_errc::malformed_token);

    const auto client = client_of({ntlm_client(pair), kerberos_client});
    const auto host = host_of({ntlm_host(pair)});
    client->step(host->step(client->step({}).value()).value()).value();
    CHECK(code_of(client->step(answer_of(incomplete, kerberos_oid, {}))) == security_errc::malformed_token);
    const auto other = client_of({ntlm_client(pair), kerberos_client});
    other->step({}).value();
    CHECK(code_of(other->step(answer_of(incomplete, kerberos_oid, "AP-REP"))) == security_errc::malformed_token);
}

TEST_CASE("A rejection by Kerberos tells its reason", "[security][spnego]")
{
    const auto client = client_of({kerberos_client});
    client->step({}).value();
    CHECK(
        code_of(client->step(answer_of(spnego_state::reject, kerberos_oid, "KRB-ERROR"))) ==
        security_errc::kerberos_failed
    );
}

TEST_CASE("An end before the mechanism's, or a token behind it, is refused", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({ntlm_client(pair)});
    const auto host = host_of({ntlm_host(pair)});
    spnego_response challenge = response_of(host->step(client->step({}).value()).value());
    challenge.state = spnego_state::accept_completed;
    CHECK(code_of(client->step(challenge.text())) == security_errc::login_incomplete);

    const auto other = client_of({ntlm_client(pair)});
    const auto its_host = host_of({ntlm_host(pair)});
    other->step(its_host->step(other->step({}).value()).value()).value();
    CHECK(
        code_of(other->step(answer_of(spnego_state::accept_completed, {}, "more"))) == security_errc::malformed_token
    );
    CHECK(code_of(other->step(answer_of(spnego_state::accept_completed, {}, {}))) == security_errc::malformed_token);
}

TEST_CASE("A host that never ends is told so", "[security][spnego]")
{
    std::deque<testing::mechanism_turn> turns{{"", "0"}};
    for (int i = 0; i != 100; ++i)
        turns.emplace_back("on", "and on");
    const auto client =
        client_of({spnego_candidate(spnego_mechanism::ntlm, [turns]() -> result<std::unique_ptr<security_context>> {
            return std::unique_ptr<security_context>(new testing::scripted_mechanism(turns));
        })});
    client->step({}).value();
    int steps = 0;
    while (client->step(answer_of(spnego_state::accept_incomplete, {}, "on")).has_value())
        ++steps;
    CHECK(steps < 20);
}

TEST_CASE("Microsoft's name of Kerberos is Kerberos", "[security][spnego]")
{
    const std::string microsoft(detail::spnego_oid::microsoft_kerberos);
    const auto client = client_of({kerberos_client});
    client->step({}).value();
    CHECK(client->step(answer_of(spnego_state::accept_completed, microsoft, "AP-REP")).value().empty());
    CHECK(client->established());

    // As Windows offers: its own name, the other one, NEGOEX, NTLM. The answer repeats the name that was offered.
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

TEST_CASE("A host takes a list without a token, and refuses one without its mechanisms", "[security][spnego]")
{
    const auto host = host_of({kerberos_host});
    const spnego_response answer = response_of(host->step(offer({kerberos_oid}, std::nullopt)).value());
    CHECK(answer.state == spnego_state::accept_incomplete);
    CHECK(response_of(host->step(answer_of({}, {}, "AP-REQ")).value()).token == "AP-REP");
    CHECK(host->established());
    CHECK(code_of(host->step(answer_of({}, {}, "AP-REQ"))) == security_errc::malformed_token);
    CHECK(code_of(host_of({kerberos_host})->step(offer({ntlm_oid}, {}))) == security_errc::mechanism_refused);
}

TEST_CASE("A host takes NTLM and Kerberos without SPNEGO around them", "[security][spnego]")
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
                new testing::scripted_mechanism(std::deque<testing::mechanism_turn>{{framed, "AP-REP"}})
            );
        })});
    CHECK(other->step(framed).value() == "AP-REP");
    CHECK(other->established());
    CHECK(code_of(host_of({ntlm_host(pair)})->step(framed)) == security_errc::mechanism_refused);
}

TEST_CASE("CredSSP may seal beside the last token, before the host has signed", "[security][spnego]")
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

TEST_CASE("Every token of SPNEGO that is cut off, or goes on, is refused", "[security][spnego]")
{
    ntlm_pair pair;
    const auto whole_client = client_of({kerberos_client, ntlm_client(pair)});
    const auto whole_host = host_of({ntlm_host(pair)});
    const std::vector<std::string> tokens = log_in(*whole_client, *whole_host);
    for (std::size_t turn = 0; turn != tokens.size(); ++turn) {
        for (std::size_t size = 0; size <= tokens[turn].size() + 1; ++size) {
            if (size == tokens[turn].size()) continue;
            std::string changed = tokens[turn];
            changed.resize(size, 'x');
            const auto client = client_of({kerberos_client, ntlm_client(pair)});
            const auto host = host_of({ntlm_host(pair)});
            std::string token = client->step({}).value();
            for (std::size_t i = 0; i != turn; ++i)
                token = (i % 2 == 0 ? host : client)->step(token).value();
            security_context& reader = turn % 2 == 0 ? *host : *client;
            if (reader.step(changed).has_value() || reader.established()) FAIL("turn " << turn << ", size " << size);
        }
    }
}

TEST_CASE("Tokens of SPNEGO are read as RFC 4178 and Windows write them", "[security][spnego]")
{
    const auto init_of = [](const std::function<void(detail::der_writer&)>& fields) {
        std::string out;
        detail::der_writer writer(out);
        writer.nested(detail::der_tag::application(0), [&] {
            writer.object_identifier(detail::spnego_oid::spnego);
            writer.context(0, [&] {
                writer.sequence([&] {
                    writer.context(0, [&] { writer.raw(spnego_init::encode_list({detail::spnego_oid::ntlm})); });
                    fields(writer);
                });
            });
        });
        return out;
    };
    // NegTokenInit2, with which Windows hosts begin: hints instead of a token.
    const std::optional<spnego_init> init = spnego_init::parse(init_of([](detail::der_writer& out) {
        out.context(3, [&] {
            out.sequence([&] {
                out.context(0, [&] {
                    out.value(detail::der_tag::general_string, "not_defined_in_RFC4178@please_ignore");
                });
            });
        });
    }));
    REQUIRE(init);
    CHECK(init->mechanisms() == std::vector<std::string_view>{detail::spnego_oid::ntlm});
    CHECK_FALSE(init->token);
    CHECK(spnego_init::parse(init_of([](detail::der_writer& out) {
              out.context(1, [&] { out.bit_string("\x7E"); }); // reqFlags
              out.context(2, [&] { out.octet_string("token"); });
          }))->token == "token");

    // A token that is no OCTET STRING, no list or too long a one, another tag, a state that does not exist.
    CHECK_FALSE(spnego_init::parse(init_of([](detail::der_writer& out) { out.context(2, [] {}); })));
    CHECK(spnego_init::parse(offer({ntlm_oid}, "token"))->token == "token");
    CHECK_FALSE(spnego_init::parse(offer({}, "token")));
    CHECK_FALSE(spnego_init::parse(offer(std::vector<std::string_view>(65, ntlm_oid), {})));
    CHECK_FALSE(spnego_response::parse(std::string("\xA1\x07\x30\x05\xA0\x03\x0A\x01\x04", 9)));
    CHECK_FALSE(spnego_response::parse(std::string("\xA1\x07\x30\x05\xA0\x03\x02\x01\x00", 9)));
    CHECK(
        spnego_response::parse(std::string("\xA1\x07\x30\x05\xA0\x03\x0A\x01\x02", 9))->state == spnego_state::reject
    );
    const std::string all = answer_of(spnego_state::request_mic, ntlm_oid, std::string(300, 't'), "signature");
    const spnego_response read = response_of(all);
    CHECK(read.state == spnego_state::request_mic);
    CHECK(read.mechanism == ntlm_oid);
    CHECK(read.token == std::string(300, 't'));
    CHECK(read.list_signature == "signature");
}
