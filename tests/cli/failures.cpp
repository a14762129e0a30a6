//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Every failure of wsman-cli itself: exit status 255, one accurate line, and no password.
#include <support/catch.hpp>
#include <support/temporary_file.hpp>

#include <boost/json/parse.hpp>

#include <algorithm>

#include "command_line.hpp"

using namespace wsman::tests;
using wsman::testing::endpoint;
using wsman::testing::endpoint_options;
using wsman::testing::scripted_fault;

namespace {

using words = std::vector<std::string>;

void check_failure(const cli_outcome& outcome, const std::string& name)
{
    INFO(outcome.errors);
    CHECK(outcome.status == 255);
    CHECK(std::count(outcome.errors.begin(), outcome.errors.end(), '\n') == 1);
    CHECK(outcome.errors.starts_with("wsman-cli: " + name + ": "));
    CHECK(outcome.output.empty());
}

cli_outcome identify_with(scripted_fault fault)
{
    endpoint host;
    host.inject(fault.times(0));
    return wsman_cli(log_in_to(host) + words{"identify"}, std::string(host.password().reveal()));
}

endpoint_options with_tls()
{
    endpoint_options options;
    options.tls = true;
    return options;
}

} // namespace

TEST_CASE("the hint for an IPv6 address in --trusted-hosts asks for brackets", "[cli]")
{
    const cli_outcome outcome = wsman_cli({"--connect", "http://[::1]", "--trusted-hosts", "::1", "identify"});
    CHECK(outcome.status == 255);
    CHECK(outcome.errors.find("write an IPv6 address in brackets: [::1]") != std::string::npos);
}

TEST_CASE("identify without an account and a ticket suggests --auth none", "[cli]")
{
    const endpoint host;
    const cli_outcome outcome = wsman_cli({"--connect", host.url(), "identify"});
    CHECK(outcome.status == 255);
    CHECK(outcome.errors.find("--auth none") != std::string::npos);
    CHECK(host.statistics().requests.empty());
}

TEST_CASE("a closed port is connection_refused", "[cli]")
{
    endpoint host;
    const words call = log_in_to(host) + words{"identify"};
    host.stop();
    check_failure(wsman_cli(call, "any"), "transport/connection_refused");
}

TEST_CASE("a wrong password is http_unauthorized and is not printed", "[cli]")
{
    const endpoint host;
    const cli_outcome outcome = wsman_cli(log_in_to(host) + words{"identify"}, "canary-4711");
    check_failure(outcome, "transport/http_unauthorized");
    CHECK(outcome.errors.find("canary-4711") == std::string::npos);
    CHECK(host.statistics().unauthorized == 1);
}

TEST_CASE("a certificate of an unknown authority is certificate_untrusted", "[cli]")
{
    const endpoint host(with_tls());
    const words call{"--connect", host.url(), "--auth", "basic", "--user", host.user(), "identify"};
    check_failure(wsman_cli(call, "any"), "transport/certificate_untrusted");
    CHECK(host.statistics().requests.empty());
}

TEST_CASE("a certificate for another name is certificate_name_mismatch", "[cli]")
{
    const endpoint host(with_tls());
    const temporary_file authority(host.ca_pem());
    const std::string address = "127.0.0.1:" + std::to_string(host.port());
    const words call{
        "--connect",
        "https://build01.corp.example",
        "--connect-address",
        address,
        "--ca-file",
        authority.path(),
        "--auth",
        "basic",
        "--user",
        host.user(),
        "identify"
    };
    check_failure(wsman_cli(call, "any"), "transport/certificate_name_mismatch");
    CHECK(host.statistics().requests.empty());
}

TEST_CASE("https on a plain port is tls_to_plain_port", "[cli]")
{
    const endpoint plain;
    const std::string plain_url = "https://localhost:" + std::to_string(plain.port());
    check_failure(
        wsman_cli({"--connect", plain_url, "--auth", "basic", "--user", "u", "identify"}, "any"),
        "transport/tls_to_plain_port"
    );
}

TEST_CASE("answers that are not WS-Management are named", "[cli]")
{
    check_failure(identify_with(scripted_fault::html_page()), "transport/html_answer");
    check_failure(identify_with(scripted_fault::empty_error()), "transport/http_server_error");
    check_failure(
        identify_with(scripted_fault::redirect("https://elsewhere.example/wsman")), "transport/http_redirect"
    );
    check_failure(identify_with(scripted_fault::unavailable()), "transport/http_service_unavailable");
    check_failure(identify_with(scripted_fault::malformed_xml()), "xml/syntax");
}

TEST_CASE("a redirect names its location", "[cli]")
{
    const cli_outcome outcome = identify_with(scripted_fault::redirect("https://elsewhere.example/wsman"));
    CHECK(outcome.errors.find("https://elsewhere.example/wsman") != std::string::npos);
}

TEST_CASE("a call to a host that never answers ends at the time-out", "[cli]")
{
    endpoint host;
    host.inject(scripted_fault::hang().times(0));
    const std::string password(host.password().reveal());
    const words call = log_in_to(host) + words{"--timeout", "500ms"};
    check_failure(wsman_cli(call + words{"identify"}, password), "client/deadline_exceeded");
    check_failure(wsman_cli(call + words{"run", "true"}, password), "client/deadline_exceeded");
}

TEST_CASE("a broken rule is reported with its id, also as JSON", "[cli]")
{
    const words wrong{"--connect", "https://build01", "--auth", "basic", "--user", "u", "--no-encryption", "session"};
    const cli_outcome text = wsman_cli(wrong, "canary-4711");
    check_failure(text, "winrm/ERROR_WSMAN_CLIENT_UNENCRYPTED_HTTP_ONLY");
    CHECK(text.errors.find("rule F18") != std::string::npos);

    const cli_outcome json = wsman_cli(words{"--output", "json"} + wrong, "canary-4711");
    CHECK(json.status == 255);
    const auto error = boost::json::parse(json.errors).at("error").as_object();
    CHECK(error.at("rule").as_string() == "F18");
    CHECK(error.at("code").to_number<std::uint32_t>() == 2150858967U);
    CHECK(error.at("code_hex").as_string() == "0x803380D7");
    CHECK(error.at("category").as_string() == "winrm");
}

TEST_CASE("verbs of later versions are reported as such", "[cli]")
{
    check_failure(wsman_cli({"enumerate", "wmicimv2/Win32_Service"}), "client/invalid_argument");
}

TEST_CASE("contradictory settings of a log-in are explained", "[cli]")
{
    const words kerberos{"--connect", "http://build01", "--auth", "kerberos"};
    check_failure(
        wsman_cli(kerberos + words{"--ticket-cache", "FILE:/t", "--user", "u", "session"}, "p"),
        "client/invalid_argument"
    );
    check_failure(wsman_cli(kerberos + words{"--keytab", "/k", "session"}), "session/invalid_text");
    check_failure(
        wsman_cli(
            {"--connect", "https://a", "--auth", "credssp", "--user", "u", "--credssp-minimum", "1", "session"}, "p"
        ),
        "session/out_of_range"
    );
    const cli_outcome delegating =
        wsman_cli({"--connect", "https://a", "--auth", "basic", "--user", "u", "--delegate", "session"}, "p");
    check_failure(delegating, "winrm/ERROR_WSMAN_CLIENT_INVALID_FLAG");
    CHECK(delegating.errors.find("rule T2") != std::string::npos);
}

TEST_CASE("invalid arguments are invalid_argument", "[cli]")
{
    check_failure(wsman_cli({}), "client/invalid_argument");
    check_failure(wsman_cli({"--demo"}), "client/invalid_argument");
    check_failure(wsman_cli({"--no-such-option", "identify"}), "client/invalid_argument");
    check_failure(wsman_cli({"frobnicate"}), "client/invalid_argument");
    check_failure(wsman_cli({"--operation-timeout", "soon", "identify"}), "client/invalid_argument");
    check_failure(wsman_cli({"--demo", "run"}), "client/invalid_argument");
    check_failure(wsman_cli({"--demo", "run", "--env", "=x", "true"}), "client/invalid_argument");
    check_failure(wsman_cli({"--demo", "run", "--stdin", "/no/such/file", "cat"}), "client/invalid_argument");
}
