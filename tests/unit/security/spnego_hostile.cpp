//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/spnego_login.hpp>
#include <wsman/security/impl/der.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace wsman;
using namespace wsman::testing;

TEST_CASE("A list that was changed in transit is detected by both sides", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({kerberos_client, ntlm_client(pair)});
    const auto host = host_of({kerberos_host, ntlm_host(pair)});
    client->step({}).value();
    // An attacker removes Kerberos from the list.
    const std::string changed = offer({detail::spnego_oid::ntlm}, std::nullopt);
    const std::string turned = client->step(host->step(changed).value()).value();
    const std::string last = client->step(host->step(turned).value()).value();
    CHECK(code_of(host->step(last)) == security_errc::signature_mismatch);
}

TEST_CASE("A host that omits a required signature is refused", "[security][spnego]")
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

    // Also if both sides prefer the mechanism, but it has NTLM's integrity code.
    const auto other = client_of({ntlm_client(pair)});
    const auto its_host = host_of({ntlm_host(pair)});
    other->step(its_host->step(other->step({}).value()).value()).value();
    CHECK(code_of(other->step(answer_of(spnego_state::accept_completed, {}, {}))) == security_errc::login_incomplete);
}

TEST_CASE("A client that omits a required signature is refused", "[security][spnego]")
{
    ntlm_pair pair;
    const auto client = client_of({ntlm_client(pair)});
    const auto host = host_of({ntlm_host(pair)});
    spnego_response last = response_of(client->step(host->step(client->step({}).value()).value()).value());
    last.list_signature.reset();
    CHECK(code_of(host->step(last.text())) == security_errc::login_incomplete);
    CHECK_FALSE(host->established());
}

TEST_CASE("A host may not select a mechanism that was not offered, nor change it later", "[security][spnego]")
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

TEST_CASE("A rejection with a Kerberos token reports its reason", "[security][spnego]")
{
    const auto client = client_of({kerberos_client});
    client->step({}).value();
    CHECK(
        code_of(client->step(answer_of(spnego_state::reject, kerberos_oid, "KRB-ERROR"))) ==
        security_errc::kerberos_failed
    );
}

TEST_CASE("An end before the mechanism's end, or a token after it, is refused", "[security][spnego]")
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

TEST_CASE("A host that never ends the exchange is refused", "[security][spnego]")
{
    std::deque<mechanism_turn> turns{{"", "0"}};
    for (int i = 0; i != 100; ++i)
        turns.emplace_back("on", "and on");
    const auto client =
        client_of({spnego_candidate(spnego_mechanism::ntlm, [turns]() -> result<std::unique_ptr<security_context>> {
            return std::unique_ptr<security_context>(new scripted_mechanism(turns));
        })});
    client->step({}).value();
    int steps = 0;
    while (client->step(answer_of(spnego_state::accept_incomplete, {}, "on")).has_value())
        ++steps;
    CHECK(steps < 20);
}

TEST_CASE("Every truncated or extended token of SPNEGO is refused", "[security][spnego]")
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

TEST_CASE("Tokens of SPNEGO are parsed as RFC 4178 and Windows define them", "[security][spnego]")
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
    // NegTokenInit2, which Windows hosts send first: hints instead of a token.
    const std::optional<spnego_init> init = spnego_init::parse(init_of([](detail::der_writer& out) {
        out.context(3, [&] {
            out.sequence([&] {
                out.context(0, [&] { out.value(0x1B /* GeneralString */, "not_defined_in_RFC4178@please_ignore"); });
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

    // A token that is not an OCTET STRING, something that is not a list, a list that is too long, another tag, an
    // unknown state.
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
