//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// If wsman-cli is ended while a program runs, it ends the program and leaves no shell on the host.
#include <support/catch.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <unistd.h>

#include "command_line.hpp"

using namespace wsman::tests;
using wsman::testing::endpoint;
using wsman::testing::endpoint_statistics;

namespace {

using words = std::vector<std::string>;

std::string password_of(const endpoint& host)
{
    return std::string(host.password().reveal());
}

bool runs_a_program(const endpoint_statistics& now)
{
    return now.running_processes > 0;
}

void check_ended(endpoint& host, const cli_outcome& outcome, int signal)
{
    INFO(outcome.errors);
    CHECK(outcome.signal == signal);
    // There is no message if the reader has closed the output.
    if (signal != SIGPIPE) CHECK(outcome.errors.starts_with("wsman-cli: client/cancelled: "));
    CHECK(std::count(outcome.errors.begin(), outcome.errors.end(), '\n') == (signal == SIGPIPE ? 0 : 1));
    CHECK(host.statistics().open_shells == 0);
    CHECK(host.wait_until([](const endpoint_statistics& now) { return now.running_processes == 0; }));
}

} // namespace

TEST_CASE("a signal ends the remote program and leaves no shell behind", "[cli]")
{
    const int signal = GENERATE(SIGINT, SIGTERM, SIGHUP);
    endpoint host;
    cli_process cli(log_in_to(host) + words{"run", "sleep", "600"}, password_of(host));
    REQUIRE(host.wait_until(runs_a_program));
    cli.send(signal);
    check_ended(host, cli.wait(), signal);
    CHECK(host.statistics().count("Signal") == 1);
}

TEST_CASE("a signal ends a run that waits for input from an idle terminal", "[cli]")
{
    endpoint host;
    cli_process cli(
        log_in_to(host) + words{"run", "--stdin", "-", "cat"}, password_of(host), cli_process::output::kept, true
    );
    REQUIRE(host.wait_until(runs_a_program));
    cli.send(SIGINT);
    check_ended(host, cli.wait(), SIGINT);
}

TEST_CASE("run ends with its program even if standard input stays open", "[cli]")
{
    endpoint host;
    cli_process cli(
        log_in_to(host) + words{"run", "--stdin", "-", "sh", "-c", "exit 3"},
        password_of(host),
        cli_process::output::kept,
        true
    );
    CHECK(cli.wait().status == 3);
    CHECK(host.statistics().open_shells == 0);
}

TEST_CASE("closing the reading end of the output ends the remote program", "[cli]")
{
    endpoint host;
    cli_process cli(log_in_to(host) + words{"run", "yes"}, password_of(host), cli_process::output::unread_pipe);
    REQUIRE(host.wait_until(runs_a_program));
    cli.stop_reading();
    check_ended(host, cli.wait(), SIGPIPE);
}

TEST_CASE("verbs with little output end if the reader has closed it before", "[cli]")
{
    const std::string format = GENERATE("text", "json");
    const std::string verb = GENERATE("identify", "session", "probe");
    endpoint host;
    cli_process cli(
        log_in_to(host) + words{"--output", format, verb}, password_of(host), cli_process::output::closed_pipe
    );
    const cli_outcome outcome = cli.wait();
    CAPTURE(verb, format, outcome.errors);
    CHECK(outcome.signal == SIGPIPE);
    CHECK(outcome.errors.empty());
}

TEST_CASE("closing the reading end of the output ends the programs on all hosts", "[cli]")
{
    endpoint host;
    const std::string port = std::to_string(host.port());
    const temporary_file hosts("http://localhost:" + port + "\nhttp://127.0.0.1:" + port + "\n");
    const words call{
        "--hosts", hosts.path(), "--auth", "basic", "--user", host.user(), "--no-encryption", "--retries", "0"
    };
    cli_process cli(
        call + words{"run", "sh", "-c", "mkdir $0.first 2>/dev/null && exec yes; exec sleep 600", hosts.path()},
        password_of(host),
        cli_process::output::unread_pipe
    );
    REQUIRE(host.wait_until([](const endpoint_statistics& now) { return now.running_processes == 2; }));
    cli.stop_reading();
    check_ended(host, cli.wait(), SIGPIPE);
    rmdir((hosts.path() + ".first").c_str());
}

TEST_CASE("output that cannot be written is a failure", "[cli]")
{
    endpoint host;
    for (const char* format : {"text", "json"}) {
        cli_process cli(
            log_in_to(host) + words{"--output", format, "identify"}, password_of(host), cli_process::output::full_device
        );
        const cli_outcome outcome = cli.wait();
        CAPTURE(outcome.errors);
        CHECK(outcome.status == 255);
        CHECK(outcome.errors.find("sink_failed") != std::string::npos);
        CHECK(std::count(outcome.errors.begin(), outcome.errors.end(), '\n') == 1);
    }
}
