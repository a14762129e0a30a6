//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/blocking_client.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/session/session_draft.hpp>
#include <wsman/testing/endpoint.hpp>

#include <chrono>
#include <mutex>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using wsman::blocking_client;
using wsman::client_errc;
using wsman::client_options;
using wsman::command;
using wsman::command_result;
using wsman::condition;
using wsman::output_stream;
using wsman::run_options;
using wsman::testing::endpoint;
using wsman::testing::endpoint_options;
using wsman::testing::endpoint_statistics;
using wsman::testing::scripted_fault;

namespace {

bool nothing_left(const endpoint& host)
{
    return host.wait_until([](const endpoint_statistics& now) {
        return now.open_shells == 0 && now.open_commands == 0 && now.running_processes == 0;
    });
}

std::string numbered_lines(std::size_t bytes)
{
    std::string text;
    for (int i = 1'000'000; text.size() < bytes; ++i)
        text += std::to_string(i) + "\n";
    return text;
}

} // namespace

TEST_CASE("a client runs a program: both streams, exit code, working directory, environment", "[client][endpoint]")
{
    for (const bool tls : {false, true}) {
        endpoint_options settings;
        settings.tls = tls;
        endpoint host(settings);
        {
            blocking_client client(host.session());
            CHECK(client.identify().product_vendor == "wsman-cpp");
            const command_result ended = client.run(command("sh", "-c", "echo out; echo err >&2; exit 3"));
            CHECK(ended.standard_output.text() == "out\n");
            CHECK(ended.standard_error.text() == "err\n");
            CHECK(ended.exit_code == 3);

            run_options options;
            options.working_directory = "/usr";
            options.environment.emplace_back("COLOUR", "gr\xC3\xBCn");
            CHECK(
                client.run(command("sh", "-c", "pwd; echo $COLOUR"), options).standard_output.text() ==
                "/usr\ngr\xC3\xBCn\n"
            );
        }
        CHECK(nothing_left(host));
    }
}

TEST_CASE("ten commands use one connection, one shell and one Delete", "[client][endpoint]")
{
    endpoint host;
    {
        blocking_client client(host.session());
        for (int i = 0; i < 10; ++i)
            REQUIRE(client.run(command("true")).success());
        client.close();
    }
    const endpoint_statistics seen = host.statistics();
    CHECK(seen.connections_accepted == 1);
    CHECK(seen.count("Create") == 1);
    CHECK(seen.count("Command") == 10);
    CHECK(seen.count("Delete") == 1);
}

TEST_CASE("a megabyte goes through sort and cat", "[client][endpoint]")
{
    endpoint host;
    {
        blocking_client client(host.session());
        const std::string text = numbered_lines(1 << 20);
        run_options options;
        options.input = text;
        for (const char* program : {"cat", "sort"}) {
            const command_result ended = client.run(command(program), options);
            CHECK(ended.success());
            CHECK(ended.standard_output.bytes() == text);
        }
    }
    CHECK(nothing_left(host));
}

TEST_CASE("a program that stops reading its input ends without an error", "[client][endpoint]")
{
    endpoint host;
    blocking_client client(host.session());
    run_options options;
    options.input = numbered_lines(4 << 20);
    const command_result ended = client.run(command("head", "-n", "1"), options);
    CHECK(ended.success());
    CHECK(ended.standard_output.bytes() == "1000000\n");
}

TEST_CASE("output is read while the program runs, and write sends input to it", "[client][endpoint]")
{
    endpoint host;
    {
        blocking_client client(host.session());
        wsman::blocking_shell in = client.open_shell();
        wsman::blocking_command cmd = in.start(command("sh", "-c", "echo name?; read x; echo hello $x"));
        CHECK(cmd.read()->standard_output == "name?\n");
        cmd.write("World\n");
        CHECK(cmd.read()->standard_output == "hello World\n");
        CHECK(cmd.wait().success());
    }
    CHECK(nothing_left(host));
}

TEST_CASE("silent commands may run longer than the operation timeout", "[client][endpoint]")
{
    endpoint_options options;
    options.quotas.operation_timeout = 50ms;
    endpoint host(options);
    blocking_client client(host.session());
    CHECK(client.run(command("sh", "-c", "sleep 0.4; echo late")).standard_output.text() == "late\n");
    CHECK(host.statistics().count("Receive") > 2);
}

TEST_CASE("a time-out ends a real program and keeps its output", "[client][endpoint][deadline]")
{
    endpoint host;
    blocking_client client(host.session());
    run_options options;
    options.timeout = 300ms;
    const auto ended = client.try_run(command("sh", "-c", "echo before; sleep 600"), options);
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == client_errc::deadline_exceeded);
    REQUIRE(ended.error().details().output);
    CHECK(ended.error().details().output->standard_output == "before\n");
    CHECK(host.statistics().count("Signal") == 1);
    CHECK(host.wait_until([](const endpoint_statistics& now) { return now.running_processes == 0; }));
}

TEST_CASE("run returns within time-out and clean-up time if the host hangs", "[client][endpoint][deadline]")
{
    for (const char* operation : {"Create", "Command", "Receive"}) {
        endpoint host;
        client_options client_settings;
        client_settings.cleanup_timeout = 300ms;
        host.inject(scripted_fault::hang().on(operation).times(0));
        run_options options;
        options.timeout = 200ms;
        blocking_client client(host.session(), client_settings);
        const auto ended = client.try_run(command("true"), options);
        CAPTURE(operation);
        REQUIRE(ended.has_error());
        CHECK(ended.error().code() == client_errc::deadline_exceeded);
    }
}

TEST_CASE("quota faults have their condition, and full shells are followed by new ones", "[client][endpoint][quota]")
{
    endpoint_options options;
    options.quotas.shells = 1;
    endpoint host(options);
    blocking_client client(host.session());
    wsman::blocking_shell in = client.open_shell();
    const auto refused = client.try_open_shell();
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == wsman::windows_errc::quota_max_shells);
    CHECK(refused.error().code() == condition::quota);
}

TEST_CASE("a lost answer to Command is an unknown outcome, and Command is not sent again", "[client][endpoint]")
{
    endpoint host;
    host.inject(scripted_fault::drop_before_answering().on("Command"));
    {
        blocking_client client(host.session());
        const auto ended = client.try_run(command("true"));
        REQUIRE(ended.has_error());
        CHECK(ended.error().code() == condition::outcome_unknown);
    }
    CHECK(host.statistics().count("Command") == 1);
    CHECK(nothing_left(host));
}

TEST_CASE("a wrong password is refused once", "[client][endpoint]")
{
    endpoint host;
    const auto wrong = wsman::create_session(
        host.url(),
        host.session().flags(),
        wsman::user_password(host.user(), wsman::secret("not-the-one")),
        host.session().policy()
    );
    REQUIRE(wrong);
    blocking_client client(*wrong);
    const auto identified = client.try_wait_until_ready(20s);
    REQUIRE(identified.has_error());
    CHECK(identified.error().code() == condition::access_denied);
    CHECK(host.statistics().unauthorized == 1);
}

TEST_CASE("wait_until_ready continues after 503", "[client][endpoint]")
{
    endpoint host;
    host.inject(scripted_fault::unavailable().on("Identify").times(2));
    client_options options;
    options.transport.first_backoff = 10ms;
    blocking_client client(host.session(), options);
    CHECK(client.wait_until_ready(20s).product_vendor == "wsman-cpp");
}

TEST_CASE("PowerShell scripts of any length return their errors and exit code", "[client][endpoint][powershell]")
{
    // The endpoint has no PowerShell: its stand-in shows that the script arrives, not how PowerShell executes it.
    endpoint_options options;
    options.program = wsman::testing::first_of({wsman::testing::cmd_stand_in(), wsman::testing::powershell_stand_in()});
    endpoint host(options);
    {
        blocking_client client(host.session());
        const auto shorter = client.try_run_powershell("echo short; exit 3");
        REQUIRE(shorter);
        CHECK(shorter->exit_code == 3);
    }
    CHECK(nothing_left(host));
}

TEST_CASE("no event and no failure contains the password", "[client][endpoint][secrets]")
{
    endpoint_options settings;
    const std::string canary = "Canary-7f3b91";
    settings.password = wsman::secret(canary);
    endpoint host(settings);
    std::string base64;
    wsman::append_base64(base64, host.user() + ":" + canary);
    std::mutex guard;
    std::string seen;
    client_options watching;
    watching.transport.observe_envelopes = true;
    watching.watch = [&](const wsman::event& told) {
        const std::scoped_lock lock(guard);
        for (const std::string_view part : {told.operation, told.host, told.message_id, told.detail, told.envelope})
            seen.append(part).append("\n");
    };
    const std::string input = "Input-Canary-55";
    host.inject(scripted_fault::empty_error().on("Delete"));
    {
        blocking_client client(host.session(), watching);
        run_options options;
        options.input = input;
        options.own_shell = true;
        options.environment.emplace_back("TOKEN", "Variable-Canary-66");
        CHECK(client.run(command("cat"), options).standard_output.text() == input);
        host.inject(scripted_fault::unauthorized());
        const auto refused = client.try_identify();
        REQUIRE(refused.has_error());
        const wsman::exception thrown(refused.error());
        seen += thrown.what();
        seen += refused.error().message();
    }
    CHECK(seen.find("Receive") != seen.npos);
    std::string input_base64;
    wsman::append_base64(input_base64, input);
    for (const std::string& secret : {canary, base64, input, input_base64, std::string("Variable-Canary-66")}) {
        CAPTURE(secret);
        CHECK(seen.find(secret) == seen.npos);
        CHECK(seen.find(wsman::utf8_to_utf16le(secret)) == seen.npos);
    }
}
