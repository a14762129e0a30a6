//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The output of the verbs, on which scripts rely.
#include <support/catch.hpp>
#include <support/temporary_file.hpp>

#include <boost/json/parse.hpp>

#include "command_line.hpp"

using namespace wsman::tests;
using wsman::testing::endpoint;

namespace {

using words = std::vector<std::string>;

boost::json::object json_of(const cli_outcome& outcome)
{
    INFO(outcome.output);
    INFO(outcome.errors);
    REQUIRE(outcome.status != 255);
    return boost::json::parse(outcome.output).as_object();
}

} // namespace

TEST_CASE("run keeps the streams separate and ends with the program's exit code", "[cli]")
{
    const cli_outcome outcome = wsman_cli({"--demo", "run", "--", "sh", "-c", "echo out; echo err >&2; exit 3"});
    CHECK(outcome.status == 3);
    CHECK(outcome.output == "out\n");
    CHECK(outcome.errors == "err\n");
}

TEST_CASE("run over TLS", "[cli]")
{
    const cli_outcome outcome = wsman_cli({"--demo", "--use-ssl", "run", "echo", "two words"});
    CHECK(outcome.status == 0);
    CHECK(outcome.output == "two words\n");
    CHECK(outcome.errors.empty());
}

TEST_CASE("every scheme that needs no other host works offline with --demo", "[cli][log_in]")
{
    for (const char* scheme : {"basic", "digest", "negotiate", "ntlm", "credssp"}) {
        CAPTURE(scheme);
        const cli_outcome outcome = wsman_cli({"--demo", "--auth", scheme, "run", "echo", "sealed"});
        CHECK(outcome.status == 0);
        CHECK(outcome.output == "sealed\n");
    }
    const cli_outcome certificate = wsman_cli({"--demo", "--use-ssl", "--auth", "certificate", "run", "echo", "shown"});
    CHECK(certificate.status == 0);
    CHECK(certificate.output == "shown\n");
}

TEST_CASE("an exit code outside 0-254 becomes 254 with a message", "[cli]")
{
    const cli_outcome outcome = wsman_cli({"--demo", "run", "sh", "-c", "exit 255"});
    CHECK(outcome.status == 254);
    CHECK(outcome.errors.find("255") != std::string::npos);
}

TEST_CASE("run accepts a directory, variables and standard input", "[cli]")
{
    const temporary_file input("from a file\n");
    const cli_outcome outcome = wsman_cli(
        {"--demo",
         "run",
         "--cwd",
         "/",
         "--env",
         "COLOUR=blue",
         "--stdin",
         input.path(),
         "sh",
         "-c",
         "pwd; printenv COLOUR; cat"}
    );
    CHECK(outcome.status == 0);
    CHECK(outcome.output == "/\nblue\nfrom a file\n");
}

TEST_CASE("run --raw sends the line unchanged", "[cli]")
{
    const cli_outcome outcome = wsman_cli({"--demo", "run", "--raw", "echo \"one  argument\""});
    CHECK(outcome.output == "one  argument\n");
}

TEST_CASE("run as JSON, with base64 for invalid UTF-8", "[cli]")
{
    const auto text = json_of(wsman_cli({"--demo", "--output", "json", "run", "sh", "-c", "echo out; exit 4"}));
    CHECK(text.at("exit_code").to_number<int>() == 4);
    CHECK(text.at("stdout").as_string() == "out\n");
    CHECK(text.at("stderr").as_string().empty());
    const auto bytes = json_of(wsman_cli({"--demo", "--output", "json", "run", "printf", "\\377"}));
    CHECK(bytes.at("stdout_base64").as_string() == "/w==");
    CHECK_FALSE(bytes.contains("stdout"));
}

TEST_CASE("identify as text and as JSON", "[cli]")
{
    const auto json = json_of(wsman_cli({"--demo", "--output", "json", "identify"}));
    CHECK(json.at("product_vendor").as_string() == "wsman-cpp");
    CHECK(json.at("protocol_version").as_string().starts_with("http://"));
    CHECK(json.at("product_version").is_string());
    CHECK(json.at("security_profiles").is_array());
    const cli_outcome text = wsman_cli({"--demo", "identify"});
    CHECK(text.status == 0);
    CHECK(text.output.find("wsman-cpp") != std::string::npos);
}

TEST_CASE("session prints the session of the options without a connection", "[cli]")
{
    const auto made = json_of(wsman_cli(
        {"--output", "json", "--connect", "https://build01.corp.example", "--user", "CORP\\svc", "session"},
        "canary-4711"
    ));
    CHECK(made.at("connection").at("transport").as_string() == "https");
    CHECK(made.at("connection").at("host").as_string() == "build01.corp.example");
    CHECK(made.at("connection").at("port").to_number<int>() == 5986);
    CHECK(made.at("connection").at("path").as_string() == "/wsman");
    CHECK(made.at("authentication").at("scheme").as_string() == "negotiate");
    CHECK(made.at("authentication").at("rule").as_string() == "R30.2");
    CHECK(made.at("credentials").as_string() == "explicit");
    CHECK(made.at("flags").is_array());
    CHECK(made.at("options").is_object());
    CHECK(made.at("sealed").is_bool());

    const cli_outcome ntlm =
        wsman_cli({"--connect", "https://build01", "--auth", "ntlm", "--user", "u", "session"}, "canary-4711");
    CHECK(ntlm.status == 0);
    CHECK(ntlm.output.find("NTLM") != std::string::npos);
    CHECK(ntlm.output.find("canary-4711") == std::string::npos);
}

TEST_CASE("the option --no-tab-in-sealed-parts reaches the session", "[cli]")
{
    const auto made = json_of(wsman_cli(
        {"--output", "json", "--connect", "http://build01", "--auth", "none", "--no-tab-in-sealed-parts", "session"}
    ));
    CHECK_FALSE(made.at("policy").at("tab_in_sealed_parts").as_bool());
}

TEST_CASE("tickets, delegation and the minimum CredSSP version reach the session", "[cli]")
{
    const words kerberos{"--output", "json", "--connect", "http://build01", "--auth", "kerberos", "--delegate"};
    const auto cache = json_of(wsman_cli(kerberos + words{"--ticket-cache", "FILE:/run/tickets", "session"}));
    CHECK(cache.at("credentials").at("ticket_cache").as_string() == "FILE:/run/tickets");
    CHECK(cache.at("delegate").as_bool());
    const auto keytab =
        json_of(wsman_cli(kerberos + words{"--user", "agent@CORP.EXAMPLE", "--keytab", "/k", "session"}));
    CHECK(keytab.at("credentials").at("principal").as_string() == "agent@CORP.EXAMPLE");
    CHECK(keytab.at("credentials").at("keytab").as_string() == "/k");
    const auto credssp = json_of(wsman_cli(
        {"--output",
         "json",
         "--connect",
         "https://a",
         "--auth",
         "credssp",
         "--user",
         "u",
         "--credssp-minimum",
         "4",
         "session"},
        "p"
    ));
    CHECK(credssp.at("policy").at("credssp_minimum_version").to_number<int>() == 4);
}

TEST_CASE("a configuration file makes a session, and options override it", "[cli]")
{
    const temporary_file config(R"({"connection": "https://build01", "flags": ["use_kerberos"]})");
    const auto made =
        json_of(wsman_cli({"--config", config.path(), "--locale", "de-DE", "--output", "json", "session"}));
    CHECK(made.at("authentication").at("scheme").as_string() == "kerberos");
    CHECK(made.at("connection").at("host").as_string() == "build01");
    CHECK(made.at("options").at("locale").as_string() == "de-DE");
}

TEST_CASE("powershell accepts scripts of any length", "[cli]")
{
    const cli_outcome short_one = wsman_cli({"--demo", "powershell", "echo hello; exit 5"});
    INFO(short_one.errors);
    CHECK(short_one.status == 5);
    CHECK(short_one.output == "hello\n");
    const std::string padding = "# " + std::string(30'000, 'x') + "\n";
    const cli_outcome long_one = wsman_cli({"--demo", "powershell", padding + "echo long; exit 6"});
    INFO(long_one.errors);
    CHECK(long_one.status == 6);
    CHECK(long_one.output == "long\n");
}

TEST_CASE("the trace contains the events and no password", "[cli]")
{
    const endpoint host;
    const temporary_file trace;
    const std::string password(host.password().reveal());
    const cli_outcome outcome =
        wsman_cli(log_in_to(host) + words{"--trace", trace.path(), "run", "echo", "hi"}, password);
    CHECK(outcome.status == 0);
    const std::string told = trace.content();
    CHECK(told.find("\"event\":\"connect\"") != std::string::npos);
    CHECK(told.find("\"operation\":\"Receive\"") != std::string::npos);
    CHECK(told.find(password) == std::string::npos);
    CHECK(told.find("Authorization") == std::string::npos);
}

TEST_CASE("the option --help names the verbs", "[cli]")
{
    const cli_outcome outcome = wsman_cli({"--help"});
    CHECK(outcome.status == 0);
    for (const char* verb : {"identify", "session", "run", "powershell"})
        CHECK(outcome.output.find(verb) != std::string::npos);
}
