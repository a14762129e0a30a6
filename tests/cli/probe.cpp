//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/temporary_file.hpp>

#include <boost/json/parse.hpp>

#include "command_line.hpp"

using namespace wsman::tests;
using wsman::testing::endpoint;
using wsman::testing::endpoint_options;

namespace {

using words = std::vector<std::string>;

endpoint_options with_tls()
{
    endpoint_options options;
    options.tls = true;
    return options;
}

words log_in_over_tls(const endpoint& host)
{
    return {"--connect", host.url(), "--auth", "basic", "--user", host.user(), "--retries", "0"};
}

boost::json::object step_of(const boost::json::object& report, std::string_view name)
{
    for (const auto& one : report.at("steps").as_array())
        if (one.at("step").as_string() == boost::json::string_view(name.data(), name.size())) return one.as_object();
    FAIL("no step " << name);
    return {};
}

} // namespace

TEST_CASE("probe prints one line for each step, and succeeds if the log-in does", "[cli]")
{
    const cli_outcome outcome = wsman_cli({"--demo", "probe"});
    INFO(outcome.output);
    CHECK(outcome.status == 0);
    CHECK(outcome.errors.empty());
    for (const char* step :
         {"\nname ", "\nport ", "\ntls ", "\nhttp ", "\nidentity ", "\nclock ", "\nsession ", "\nlog_in "})
        CHECK(outcome.output.find(step) != std::string::npos);
    CHECK(outcome.output.find("the host is ready\n") != std::string::npos);
}

TEST_CASE("probe as JSON contains its results", "[cli]")
{
    const endpoint host(with_tls());
    const temporary_file authority(host.ca_pem());
    const std::string password(host.password().reveal());
    const cli_outcome outcome =
        wsman_cli(log_in_over_tls(host) + words{"--ca-file", authority.path(), "--output", "json", "probe"}, password);
    INFO(outcome.output);
    CHECK(outcome.status == 0);
    CHECK(outcome.output.find(password) == std::string::npos);
    const auto report = boost::json::parse(outcome.output).as_object();
    CHECK(report.at("ready").as_bool());
    CHECK(report.at("url").as_string().starts_with("https://"));
    CHECK(report.at("steps").as_array().size() == 8);
    CHECK(step_of(report, "name").at("addresses").as_array().size() > 0);
    const auto tls = step_of(report, "tls");
    CHECK(tls.at("ok").as_bool());
    CHECK(tls.at("version").as_string().starts_with("TLSv1."));
    CHECK(tls.at("certificate").at("sha256").as_string().size() == 64);
    CHECK(tls.at("certificate").at("not_after").as_string().ends_with("Z"));
    CHECK(step_of(report, "http").at("schemes").as_array().size() > 0);
    CHECK(step_of(report, "log_in").at("identity").at("product_vendor").as_string() == "wsman-cpp");
    CHECK(step_of(report, "log_in").at("elapsed_us").to_number<long>() > 0);
}

TEST_CASE("probe shows a certificate that is not trusted, so that it can be pinned", "[cli]")
{
    const endpoint host(with_tls());
    const std::string password(host.password().reveal());
    const cli_outcome outcome = wsman_cli(log_in_over_tls(host) + words{"--output", "json", "probe"}, password);
    INFO(outcome.output);
    CHECK(outcome.status == 255);
    const auto report = boost::json::parse(outcome.output).as_object();
    CHECK_FALSE(report.at("ready").as_bool());
    const auto tls = step_of(report, "tls");
    CHECK(tls.at("outcome").as_string() == "failed");
    CHECK(tls.at("error").at("name").as_string() == "certificate_untrusted");
    CHECK(step_of(report, "log_in").at("outcome").as_string() == "skipped");
    CHECK_FALSE(step_of(report, "log_in").at("ok").as_bool());
    CHECK(host.statistics().requests.empty());

    const std::string pin(tls.at("certificate").at("sha256").as_string());
    const cli_outcome pinned = wsman_cli(log_in_over_tls(host) + words{"--pin-sha256", pin, "probe"}, password);
    INFO(pinned.output);
    CHECK(pinned.status == 0);
}

TEST_CASE("probe of many hosts names each", "[cli]")
{
    const endpoint host;
    const std::string alive = host.url();
    const temporary_file hosts(alive + "\nhttp://127.0.0.1:1\n");
    const cli_outcome outcome = wsman_cli(
        {"--hosts",
         hosts.path(),
         "--auth",
         "basic",
         "--user",
         host.user(),
         "--no-encryption",
         "--output",
         "json",
         "--parallel",
         "1",
         "probe"},
        std::string(host.password().reveal())
    );
    INFO(outcome.output);
    CHECK(outcome.status == 255);
    const std::size_t end = outcome.output.find('\n');
    const auto first = boost::json::parse(outcome.output.substr(0, end)).as_object();
    const auto second = boost::json::parse(outcome.output.substr(end + 1)).as_object();
    CHECK(first.at("host").as_string() == alive.c_str());
    CHECK(first.at("ready").as_bool());
    CHECK(step_of(second, "port").at("error").at("name").as_string() == "connection_refused");
}

TEST_CASE("a probe of a host that never answers ends at the time-out with its partial results", "[cli]")
{
    endpoint host;
    host.inject(wsman::testing::scripted_fault::hang().times(0));
    const cli_outcome outcome =
        wsman_cli(log_in_to(host) + words{"--timeout", "600ms", "probe"}, std::string(host.password().reveal()));
    INFO(outcome.output);
    CHECK(outcome.status == 255);
    CHECK(outcome.output.find("client/deadline_exceeded") == std::string::npos); // the text has no error names
    CHECK(outcome.output.find("the deadline passed") != std::string::npos);
    CHECK(wsman_cli({"--demo", "probe", "what"}).status == 255);
}
