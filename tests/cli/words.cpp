//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Positions of options, help, and errors in arguments and files.
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>

#include <boost/json/parse.hpp>

#include "command_line.hpp"

using namespace wsman::tests;

namespace {

using words = std::vector<std::string>;

void check_refusal(const words& call, const std::string& why)
{
    const cli_outcome outcome = wsman_cli(call, "p");
    CAPTURE(outcome.errors, why);
    CHECK(outcome.status == 255);
    CHECK(outcome.errors.find(why) != std::string::npos);
}

words session_with(const temporary_file& config)
{
    return {"--config", config.path(), "session"};
}

} // namespace

TEST_CASE("options may stand anywhere before the program", "[cli]")
{
    for (const words& call :
         {words{"--demo", "--output", "json", "run", "echo", "--output", "text"},
          words{"run", "--demo", "--output=json", "echo", "--output", "text"},
          words{"--cwd", "/", "run", "--demo", "--output", "json", "--", "echo", "--output", "text"},
          words{"--demo", "--", "run", "--output", "json", "echo", "--output", "text"}}) {
        const cli_outcome outcome = wsman_cli(call);
        CAPTURE(outcome.errors);
        CHECK(outcome.status == 0);
        CHECK(boost::json::parse(outcome.output).at("stdout").as_string() == "--output text\n");
    }
    CHECK(wsman_cli({"identify", "--demo", "--output", "json"}).status == 0);
    CHECK(wsman_cli({"powershell", "exit 4", "--demo"}).status == 4);
    CHECK(wsman_cli({"--demo", "run", "sh", "-c", "exit 3", "--help"}).status == 3);
}

TEST_CASE("the option --deadline is still accepted", "[cli]")
{
    CHECK(wsman_cli({"--demo", "--deadline", "60s", "run", "true"}).status == 0);
    CHECK(wsman_cli({"--help"}).output.find("--deadline") == std::string::npos);
}

TEST_CASE("every form of help works", "[cli]")
{
    const std::string all = wsman_cli({"--help"}).output;
    for (const words& call : {words{"-h"}, words{"help"}, words{"--demo", "--help"}})
        CHECK(wsman_cli(call).output == all);
    for (const char* verb : {"identify", "session", "run", "powershell", "probe"}) {
        const cli_outcome outcome = wsman_cli({"help", verb});
        CAPTURE(verb);
        CHECK(outcome.status == 0);
        CHECK(outcome.output.starts_with("usage: wsman-cli [OPTION]... "));
        CHECK(outcome.output.find(verb) != std::string::npos);
        CHECK(wsman_cli({verb, "--help"}).output == outcome.output);
        CHECK(wsman_cli({verb, "-h"}).output == outcome.output);
        CHECK(wsman_cli({"--help", verb}).output == outcome.output);
    }
    check_refusal({"help", "frobnicate"}, "unknown verb frobnicate");
    CHECK(wsman_cli({"--version"}).output.starts_with("wsman-cli 0."));
}

TEST_CASE("an unknown word suggests the most similar one", "[cli]")
{
    check_refusal({"--pasword-file", "x", "session"}, "did you mean --password-file?");
    check_refusal({"--password_file", "x", "session"}, "did you mean --password-file?");
    check_refusal({"session", "--conect", "x"}, "did you mean --connect?");
    check_refusal({"--skip-ca", "session"}, "did you mean --skip-ca-check?");
    check_refusal({"--demo", "run", "--stdn", "-", "cat"}, "did you mean --stdin?");
    check_refusal({"idenify"}, "did you mean identify?");
    check_refusal({"--auth", "negociate", "session"}, "did you mean negotiate?");
    check_refusal({"-x", "session"}, "unknown option -x");
    check_refusal({"--demo", "run", "-e", "A=b", "true"}, "unknown option -e");
    const cli_outcome far = wsman_cli({"--frobnicate", "session"});
    CHECK(far.errors.find("did you mean") == std::string::npos);
}

TEST_CASE("options of other verbs are refused", "[cli]")
{
    check_refusal({"--demo", "identify", "--cwd", "/"}, "--cwd belongs to run and powershell");
    check_refusal({"--demo", "powershell", "--raw", "x"}, "--raw belongs to run");
    check_refusal({"--demo", "identify", "build01"}, "identify takes no argument: build01");
    check_refusal({"--demo", "powershell"}, "needs one script");
}

TEST_CASE("errors in a configuration have its file and line", "[cli]")
{
    const temporary_file unknown("{\n  \"connection\": \"https://build01\",\n  \"optoins\": {}\n}\n");
    check_refusal(session_with(unknown), unknown.path() + ":3");
    const temporary_file nested(
        "{\"connection\": \"https://build01\",\n \"policy\": {\n  \"trusted_hosts\": [\n   \"a\",\n   7\n  ]}}\n"
    );
    check_refusal(session_with(nested), nested.path() + ":5");
    const temporary_file broken("{\n\"connection\": \"https://build01\",,\n}\n");
    check_refusal(session_with(broken), broken.path() + ": line 2");
    const temporary_file rule("{\"flags\": [\n\"use_basic\",\n\"use_digest\"]}\n");
    check_refusal(session_with(rule), rule.path() + ":");
    const temporary_file nul(std::string("{\n\0}", 4));
    check_refusal(session_with(nul), nul.path() + ":2: a NUL");
    check_refusal({"--config", "/no/such/file", "session"}, "/no/such/file");
}

TEST_CASE("a configuration and a password file may begin with a byte order mark", "[cli]")
{
    const std::string text = R"({"connection": "https://build01", "flags": ["use_kerberos"]})";
    for (const std::string& bytes : {"\xEF\xBB\xBF" + text, "\xFF\xFE" + wsman::utf8_to_utf16le(text)}) {
        const temporary_file config(bytes);
        CHECK(wsman_cli(session_with(config)).output.find("build01") != std::string::npos);
    }
    const wsman::testing::endpoint host;
    const std::string password = std::string(host.password().reveal()) + "\r\n";
    for (const std::string& bytes :
         {password, "\xEF\xBB\xBF" + password, "\xFF\xFE" + wsman::utf8_to_utf16le(password)}) {
        const temporary_file file(bytes);
        const cli_outcome outcome = wsman_cli(log_in_to(host) + words{"--password-file", file.path(), "identify"});
        CAPTURE(outcome.errors);
        CHECK(outcome.status == 0);
    }
    const temporary_file nul(std::string("canary\0", 7));
    const cli_outcome refused = wsman_cli(log_in_to(host) + words{"--password-file", nul.path(), "identify"});
    CHECK(refused.status == 255);
    CHECK(refused.errors.find(nul.path() + ":1: a NUL") != std::string::npos);
    CHECK(refused.errors.find("canary") == std::string::npos);
}

TEST_CASE("an argument that no quoting protects is refused with an alternative", "[cli]")
{
    check_refusal({"--demo", "run", "echo", "%PATH%"}, "the verb powershell");
    check_refusal({"--demo", "run", "--raw", "echo 1\necho 2"}, "&&");
    check_refusal({"--demo", "run", "sh", "-c", "echo 1\necho 2"}, "standard input");
    const cli_outcome variable = wsman_cli({"--demo", "run", "--env", "GREETING=50%", "sh", "-c", "echo $GREETING"});
    CHECK(variable.output == "50%\n");
}
