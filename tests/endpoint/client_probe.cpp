//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/blocking_client.hpp>
#include <wsman/testing/endpoint.hpp>

using namespace wsman;
using testing::endpoint;
using testing::endpoint_options;
using testing::scripted_fault;

namespace {

probe_report probe(const session& target)
{
    client_options options;
    options.transport.connect_retries = 0;
    blocking_client looking(target, options);
    probe_report report = looking.probe();
    looking.close();
    return report;
}

probe_outcome outcome(const probe_report& report, probe_stage stage)
{
    const probe_step* const found = report.find(stage);
    REQUIRE(found);
    return found->outcome;
}

} // namespace

TEST_CASE("probe reports the endpoint as ready for its own sessions", "[endpoint][probe]")
{
    for (const bool tls : {false, true}) {
        CAPTURE(tls);
        endpoint_options options;
        options.tls = tls;
        const endpoint host(options);
        const probe_report report = probe(host.session());
        CAPTURE(to_string(report));
        CHECK(report.ready());
        CHECK(outcome(report, probe_stage::name) == probe_outcome::ok);
        CHECK(outcome(report, probe_stage::port) == probe_outcome::ok);
        CHECK(outcome(report, probe_stage::tls) == (tls ? probe_outcome::ok : probe_outcome::skipped));
        CHECK(outcome(report, probe_stage::http) == probe_outcome::ok);
        CHECK_FALSE(report.schemes.empty());
        CHECK(report.tls.has_value() == tls);
        REQUIRE(report.logged_in);
        CHECK(report.logged_in->product_vendor == "wsman-cpp");
        CHECK(to_string(report).find(host.password().reveal()) == std::string::npos);
    }
}

TEST_CASE("a wrong password fails only the log-in step", "[endpoint][probe]")
{
    const endpoint host;
    const session wrong = host.session().with_credentials(user_password(host.user(), secret("canary-4711"))).value();
    const probe_report report = probe(wrong);
    CAPTURE(to_string(report));
    CHECK_FALSE(report.ready());
    CHECK(outcome(report, probe_stage::http) == probe_outcome::ok);
    REQUIRE(report.find(probe_stage::log_in)->why);
    CHECK(report.find(probe_stage::log_in)->why->code() == condition::access_denied);
    CHECK(to_string(report).find("canary-4711") == std::string::npos);
}

TEST_CASE("a web page instead of the answer to the log-in is reported as such", "[endpoint][probe]")
{
    endpoint host;
    host.inject(scripted_fault::html_page().times(0));
    const probe_report report = probe(host.session());
    CAPTURE(to_string(report));
    CHECK_FALSE(report.ready());
    CHECK(outcome(report, probe_stage::http) == probe_outcome::ok);
    REQUIRE(report.find(probe_stage::log_in)->why);
    CHECK(report.find(probe_stage::log_in)->why->code() == transport_errc::html_answer);
}
