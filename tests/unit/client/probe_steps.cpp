//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/session/session_draft.hpp>
#include <wsman/client/impl/probe/probe_steps.hpp>

#include <utility>

using namespace wsman;
using namespace wsman::detail;
using enum session_flag;
using std::chrono::seconds;

namespace {

session made(std::string_view connection, session_flags flags, credentials account = {}, client_policy policy = {})
{
    return create_session(connection, flags, std::move(account), std::move(policy)).value();
}

session kerberos()
{
    return made("http://build01", use_kerberos);
}

session basic()
{
    return made("https://build01", use_basic | cred_username_password, user_password("u", secret("canary-4711")));
}

unauthenticated_answer answer_of(unsigned status, std::string type, std::string body, std::vector<std::string> schemes)
{
    unauthenticated_answer said;
    said.answer = response(status, std::move(type), std::move(body));
    for (const std::string& one : schemes)
        said.answer.challenges += (said.answer.challenges.empty() ? "" : ", ") + one;
    said.schemes = std::move(schemes);
    return said;
}

} // namespace

TEST_CASE("the answer to an empty message without a log-in is judged as a service's answer", "[client][probe]")
{
    struct row {
        unsigned status;
        const char* type;
        const char* body;
        bool challenged;
        probe_outcome outcome;
        bool ours;
    };
    using enum probe_outcome;
    const row rows[] = {
        {401, "", "", true, ok, true},
        {401, "text/html", "<html/>", true, ok, true},
        {401, "", "", false, warning, true},
        {200, "", "", false, ok, true},
        {500, "application/soap+xml", "<a/>", false, ok, true},
        {400, "", "", false, ok, true},
        {411, "", "", false, ok, true},
        {403, "", "", false, warning, true},
        {200, "text/html", "<html/>", false, failed, false},
        {500, "text/html", "<html/>", false, failed, false},
        {200, "application/json", "{}", false, failed, false},
        {301, "", "", false, failed, false},
        {404, "", "", false, failed, false},
        {503, "", "", false, failed, false},
    };
    for (const row& one : rows) {
        CAPTURE(one.status, one.type, one.body);
        const probe_step step = judge_http(answer_of(
            one.status,
            one.type,
            one.body,
            one.challenged ? std::vector<std::string>{"Basic"} : std::vector<std::string>{}
        ));
        CHECK(step.outcome == one.outcome);
        CHECK(may_be_our_service(step) == one.ours);
    }
    for (const transport_errc silent :
         {transport_errc::read_timeout, transport_errc::connection_closed, transport_errc::connection_reset}) {
        const probe_step step = judge_http(failure(silent));
        CHECK(step.outcome == warning);
        CHECK_FALSE(step.why);
        CHECK(step.hint.find("OMI") != std::string::npos);
        CHECK(may_be_our_service(step));
    }
    CHECK_FALSE(may_be_our_service(judge_http(failure(transport_errc::malformed_http))));
}

TEST_CASE("the limit of five minutes between the clocks applies to Kerberos only", "[client][probe]")
{
    using enum probe_outcome;
    CHECK(judge_clock(kerberos(), std::nullopt).outcome == skipped);
    CHECK(judge_clock(kerberos(), seconds(300)).outcome == ok);
    CHECK(judge_clock(kerberos(), seconds(-300)).outcome == ok);
    CHECK(judge_clock(kerberos(), seconds(301)).outcome == failed);
    CHECK(judge_clock(kerberos(), seconds(-301)).why->code() == security_errc::clock_skew);
    CHECK(judge_clock(basic(), seconds(-301)).outcome == warning);
    CHECK(judge_clock(kerberos(), seconds(299)).detail.find("299 s ahead") != std::string::npos);
    CHECK(judge_clock(kerberos(), seconds(-299)).detail.find("299 s behind") != std::string::npos);
    CHECK(judge_clock(kerberos(), seconds(1)).detail == "the clocks agree");
}

TEST_CASE("the session step names scheme, rule, protection and service name", "[client][probe]")
{
    const probe_step step = judge_session(basic(), {"Negotiate", "basic"});
    CHECK(step.outcome == probe_outcome::ok);
    for (const char* part : {"Basic", "explicit", "use_basic", "TLS protects"})
        CHECK(step.detail.find(part) != std::string::npos);
    CHECK(step.detail.find("canary-4711") == std::string::npos);
    const std::string plan = judge_session(kerberos(), {}).detail;
    CHECK(plan.find("HTTP/build01") != std::string::npos);
    CHECK(plan.find("seals the messages") != std::string::npos);
    CHECK(judge_session(basic(), {"Negotiate"}).outcome == probe_outcome::warning);
    CHECK(judge_session(basic(), {}).outcome == probe_outcome::ok);
    CHECK(judge_session(made("http://a", use_no_authentication), {"Basic"}).outcome == probe_outcome::ok);
}

TEST_CASE("NTLM is offered under the name Negotiate", "[client][probe]")
{
    client_policy ntlm;
    ntlm.mechanism = mechanism::ntlm;
    const session target =
        made("https://a", use_negotiate | cred_username_password, user_password("u", secret("p")), ntlm);
    CHECK(judge_session(target, {"negotiate"}).hint.empty());
    CHECK(judge_session(target, {"NTLM"}).outcome == probe_outcome::warning);
}

TEST_CASE("a host that does not identify itself without a log-in is not a failure", "[client][probe]")
{
    CHECK(judge_identity(failure(transport_errc::http_unauthorized)).outcome == probe_outcome::skipped);
    CHECK(judge_identity(failure(transport_errc::http_not_found)).outcome == probe_outcome::skipped);
    identity known;
    known.product_vendor = "Vendor";
    CHECK(judge_identity(known).outcome == probe_outcome::ok);
}

TEST_CASE("an empty report is not ready", "[client][probe]")
{
    const probe_report none;
    CHECK_FALSE(none.ready());
    CHECK(none.find(probe_stage::tls) == nullptr);
    CHECK(to_string(none).find("cannot be used") != std::string::npos);
    for (unsigned stage = 0; stage != 8; ++stage)
        CHECK(to_string(static_cast<probe_stage>(stage)) != "unknown");
    for (unsigned outcome = 0; outcome != 4; ++outcome)
        CHECK(to_string(static_cast<probe_outcome>(outcome)) != "unknown");
}
