//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// PowerShell: output while the script runs, partial output after a time-out, and encodings of scripts.
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/testing/program_hook.hpp>

#include <boost/json/parse.hpp>

#include <csignal>

#include "command_line.hpp"

using namespace wsman::tests;
using wsman::testing::endpoint;

namespace {

using words = std::vector<std::string>;

wsman::testing::endpoint_options with_powershell()
{
    wsman::testing::endpoint_options options;
    options.program = wsman::testing::first_of({wsman::testing::cmd_stand_in(), wsman::testing::powershell_stand_in()});
    return options;
}

std::string password_of(const endpoint& host)
{
    return std::string(host.password().reveal());
}

} // namespace

TEST_CASE("a script's output is printed while it runs", "[cli]")
{
    endpoint host(with_powershell());
    cli_process cli(
        log_in_to(host) + words{"powershell", "echo step; exec sleep 600"},
        password_of(host),
        cli_process::output::unread_pipe
    );
    CHECK(cli.read_output() == "step\n");
    CHECK(host.statistics().running_processes > 0);
    cli.send(SIGINT);
    CHECK(cli.wait().signal == SIGINT);
    CHECK(host.statistics().open_shells == 0);
}

TEST_CASE("the output before a time-out is printed, as text and as JSON", "[cli]")
{
    endpoint host(with_powershell());
    const words call = log_in_to(host) + words{"--timeout", "700ms"};
    for (const words& what :
         {words{"powershell", "echo step; echo trouble >&2; exec sleep 600"},
          words{"run", "sh", "-c", "echo step; echo trouble >&2; exec sleep 600"}}) {
        CAPTURE(what.front());
        const cli_outcome text = wsman_cli(call + what, password_of(host));
        CHECK(text.status == 255);
        CHECK(text.output == "step\n");
        CHECK(text.errors.starts_with("trouble\nwsman-cli: client/deadline_exceeded: "));
        CHECK(text.errors.find("--timeout") != std::string::npos);

        const cli_outcome json = wsman_cli(call + words{"--output", "json"} + what, password_of(host));
        CHECK(json.status == 255);
        const auto partial = boost::json::parse(json.output).as_object();
        CHECK(partial.at("stdout").as_string() == "step\n");
        CHECK(partial.at("stderr").as_string() == "trouble\n");
        CHECK(partial.at("exit_code").is_null());
        CHECK(partial.at("incomplete").as_bool());
        const auto error = boost::json::parse(json.errors).at("error").as_object();
        CHECK(error.at("name").as_string() == "deadline_exceeded");
    }
}

TEST_CASE("the output before a lost connection is printed, as text and as JSON", "[cli]")
{
    for (const char* format : {"text", "json"}) {
        endpoint host(with_powershell());
        host.inject(wsman::testing::scripted_fault::drop_before_answering().on("Receive").nth(2).times(0));
        const cli_outcome outcome = wsman_cli(
            log_in_to(host) +
                words{"--output", format, "--operation-timeout", "1s", "powershell", "echo step; exec sleep 600"},
            password_of(host)
        );
        CAPTURE(format, outcome.errors);
        CHECK(outcome.status == 255);
        CHECK(outcome.output.find("step") != std::string::npos);
        CHECK((outcome.output.find("\"incomplete\":true") != std::string::npos) == (std::string(format) == "json"));
        CHECK(outcome.errors.find("transport") != std::string::npos);
    }
}

TEST_CASE("the byte order mark of a script on standard input is dropped", "[cli]")
{
    const std::string script = "echo $'caf\xC3\xA9'\n";
    for (const std::string& bytes : {script, "\xEF\xBB\xBF" + script, "\xFF\xFE" + wsman::utf8_to_utf16le(script)}) {
        const cli_outcome outcome = wsman_cli_reading(bytes, {"--demo", "powershell", "-"});
        CAPTURE(outcome.errors);
        CHECK(outcome.status == 0);
        CHECK(outcome.output.find("caf\xC3\xA9\n") != std::string::npos);
        CHECK(outcome.output.find("\xEF\xBB\xBF") == std::string::npos);
    }
}

TEST_CASE("a script with invalid text is refused with the line", "[cli]")
{
    const std::string utf16 = wsman::utf8_to_utf16le("echo 1\n");
    const cli_outcome unmarked = wsman_cli_reading(utf16, {"--demo", "powershell", "-"});
    CHECK(unmarked.status == 255);
    CHECK(unmarked.errors.find("standard input:1: a NUL") != std::string::npos);
    CHECK(unmarked.errors.find("UTF-16") != std::string::npos);
    const cli_outcome latin = wsman_cli_reading("echo 1\necho 'gr\xFCn'\n", {"--demo", "powershell", "-"});
    CHECK(latin.status == 255);
    CHECK(latin.errors.find("standard input:2: a byte that is not UTF-8") != std::string::npos);
}

TEST_CASE("bytes for the program are passed on unchanged", "[cli]")
{
    const std::string bytes("\xEF\xBB\xBF\0\xFF\xFEx\n", 8);
    const cli_outcome outcome = wsman_cli_reading(bytes, {"--demo", "run", "--stdin", "-", "cat"});
    CHECK(outcome.status == 0);
    CHECK(outcome.output == bytes);
    const temporary_file file(bytes);
    CHECK(wsman_cli({"--demo", "run", "--stdin", file.path(), "cat"}).output == bytes);
}

TEST_CASE("input that the program does not read is reported once", "[cli]")
{
    for (const words& what : {words{"run", "echo", "hi"}, words{"powershell", "echo hi"}}) {
        const cli_outcome outcome = wsman_cli_reading("unread\n", words{"--demo"} + what);
        CHECK(outcome.status == 0);
        CHECK(outcome.output == "hi\n");
        CHECK(
            outcome.errors == "wsman-cli: standard input holds data, which " + what.front() +
                                  " does not read; --stdin - passes it to the program\n"
        );
    }
    CHECK(wsman_cli_reading("", {"--demo", "run", "echo", "hi"}).errors.empty());
    CHECK(wsman_cli_reading("text", {"--demo", "run", "--stdin", "-", "cat"}).errors.empty());
    CHECK(wsman_cli_reading("echo hi", {"--demo", "powershell", "-"}).errors.empty());
}
