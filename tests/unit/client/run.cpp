//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/client_bench.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::condition;
using wsman::run_options;

TEST_CASE("run collects both streams and the exit code", "[client][run]")
{
    bench at;
    program talks = prints({"one\n", "two\n"}, 3);
    talks.errors = {"oops\n"};
    at.server->programs["talks"] = talks;
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("talks")));
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "one\ntwo\n");
    CHECK(ended->standard_error.bytes() == "oops\n");
    CHECK(ended->exit_code == 3);
    CHECK_FALSE(ended->success());
    CHECK_FALSE(ended->output_gap_possible);
    at.check_nothing_left();
}

TEST_CASE("run distinguishes an absent exit code from 0", "[client][run]")
{
    bench at;
    at.server->programs["quiet"] = prints({"x"}, std::nullopt);
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("quiet")));
    REQUIRE(ended);
    CHECK_FALSE(ended->exit_code.has_value());
    CHECK_FALSE(ended->success());
}

TEST_CASE("ten commands share one shell, and each is terminated once", "[client][run]")
{
    bench at;
    at.server->programs["a"] = prints({"x"});
    for (int i = 0; i < 10; ++i)
        REQUIRE(at.get(at.client->try_run(command("a"))));
    CHECK(at.server->count("Create") == 1);
    CHECK(at.server->count("Command") == 10);
    CHECK(at.server->count("Signal") == 10);
    CHECK(at.server->count("Delete") == 0);
    CHECK(at.server->most_in_flight == 1);
    at.check_nothing_left();
    CHECK(at.server->count("Delete") == 1);
}

TEST_CASE("run with shell options opens a new shell, and deletes it before it returns", "[client][run]")
{
    bench at;
    at.server->programs["a"] = prints({"x"});
    run_options options;
    options.working_directory = "C:\\data";
    options.environment.emplace_back("COLOUR", "red");
    options.code_page = 437;
    options.no_profile = true;
    options.idle_timeout = 90s;
    std::string create;
    at.server->on_request = [&](const wsman::request& asked) {
        if (asked.operation == "Create") create = asked.envelope;
    };
    REQUIRE(at.get(at.client->try_run(command("a"), options)));
    CHECK(at.server->shells.empty());
    CHECK(create.find("C:\\data") != create.npos);
    CHECK(create.find("COLOUR") != create.npos);
    CHECK(create.find(">437<") != create.npos);
    CHECK(create.find("WINRS_NOPROFILE") != create.npos);
    CHECK(create.find("PT90") != create.npos);
}

TEST_CASE("the shared shell has code page 65001 and an idle time-out", "[client][run]")
{
    bench at;
    at.server->programs["a"] = prints({"x"});
    REQUIRE(at.get(at.client->try_run(command("a"))));
    const std::string create = at.server->shells.begin()->second.envelope;
    CHECK(create.find(">65001<") != create.npos);
    CHECK(create.find("IdleTimeOut>PT900") != create.npos);
}

TEST_CASE("operation time-outs of the host are not errors", "[client][run]")
{
    bench at;
    at.server->programs["slow"] = prints({"done"});
    at.server->programs["slow"].timeouts = 5;
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("slow")));
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "done");
    CHECK(at.server->count("Receive") == 6);
}

TEST_CASE("output beyond the limit ends the command, and the output up to the limit is kept", "[client][run]")
{
    bench at;
    program endless = prints({"0123456789"});
    endless.endless = true;
    at.server->programs["yes"] = endless;
    run_options options;
    options.output_limit = 25;
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("yes"), options));
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == client_errc::output_limit);
    REQUIRE(ended.error().details().output);
    CHECK(ended.error().details().output->standard_output == "0123456789012345678901234");
    CHECK(at.server->most_terminates() == 1);
    at.check_nothing_left();
}

TEST_CASE("a time-out terminates the command once and keeps its output", "[client][run][deadline]")
{
    bench at;
    at.server->programs["hang"] = hangs({"before"});
    run_options options;
    options.timeout = 20ms;
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("hang"), options));
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == client_errc::deadline_exceeded);
    CHECK(ended.error().code() == condition::timeout);
    REQUIRE(ended.error().details().output);
    CHECK(ended.error().details().output->standard_output == "before");
    CHECK(ended.error().details().elapsed >= 20ms);
    CHECK(at.server->commands.begin()->second->terminates == 1);
    at.check_nothing_left();
}

TEST_CASE("a time-out applies at every step if the host stops answering", "[client][run][deadline]")
{
    for (const char* operation : {"Create", "Command", "Send", "Receive", "Signal"}) {
        bench at;
        at.server->programs["cat"] = copies();
        at.server->failures.push_back({operation, 1, fails::hangs, wsman::failure(client_errc::cancelled), true});
        run_options options;
        if (std::string(operation) != "Signal") options.timeout = 10ms;
        options.input = "text";
        CAPTURE(operation);
        const wsman::result<command_result> ended = at.get(at.client->try_run(command("cat"), options));
        if (std::string(operation) == "Signal") {
            CHECK(ended); // it had ended by itself; only the last Signal failed
            continue;
        }
        REQUIRE(ended.has_error());
        CHECK(ended.error().code() == client_errc::deadline_exceeded);
        at.server->failures.clear();
        at.check_nothing_left();
    }
}

TEST_CASE("a command that is too long or cannot be quoted is refused before anything is sent", "[client][run]")
{
    bench at;
    const std::string long_argument(9000, 'x');
    const wsman::result<command_result> too_long = at.get(at.client->try_run(command("a", long_argument)));
    REQUIRE(too_long.has_error());
    CHECK(too_long.error().code() == client_errc::command_too_long);
    const wsman::result<command_result> unquotable = at.get(at.client->try_run(command("a", "two\nlines")));
    REQUIRE(unquotable.has_error());
    CHECK(unquotable.error().code() == client_errc::unquotable_argument);
    CHECK(at.server->total == 0);
}

TEST_CASE("a command is never sent twice", "[client][run]")
{
    for (const wsman::transport_errc lost :
         {wsman::transport_errc::connection_reset, wsman::transport_errc::read_timeout}) {
        bench at;
        at.server->programs["a"] = prints({"x"});
        at.server->failures.push_back({"Command", 1, fails::after, wsman::failure(lost), false});
        run_options options;
        options.on_connection_loss = wsman::connection_loss::retry_for(1s);
        const wsman::result<command_result> ended = at.get(at.client->try_run(command("a"), options));
        REQUIRE(ended.has_error());
        CHECK(ended.error().code() == condition::outcome_unknown);
        CHECK(at.server->count("Command") == 1);
        at.check_nothing_left();
    }
}

TEST_CASE("a lost Receive is an error, or is repeated with retry_for", "[client][run]")
{
    bench at;
    at.server->programs["a"] = prints({"x", "y"});
    at.server->failures.push_back(
        {"Receive", 1, fails::before, wsman::failure(wsman::transport_errc::connection_reset), false}
    );
    const wsman::result<command_result> failed = at.get(at.client->try_run(command("a")));
    REQUIRE(failed.has_error());
    CHECK(failed.error().code() == wsman::transport_errc::connection_reset);
    CHECK(at.server->most_terminates() == 1);

    at.server->failures = {
        {"Receive", 2, fails::before, wsman::failure(wsman::transport_errc::connection_reset), false},
        {"Receive", 3, fails::before, wsman::failure(wsman::transport_errc::connection_refused), false}
    };
    run_options options;
    options.on_connection_loss = wsman::connection_loss::retry_for(5s);
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("a"), options));
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "xy");
    CHECK(ended->output_gap_possible);
    at.check_nothing_left();
}

TEST_CASE("retrying a lost connection ends with the time of retry_for", "[client][run]")
{
    bench at;
    at.server->programs["a"] = prints({"x"});
    at.server->failures.push_back(
        {"Receive", 1, fails::before, wsman::failure(wsman::transport_errc::connection_refused), true}
    );
    run_options options;
    options.on_connection_loss = wsman::connection_loss::retry_for(20ms);
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("a"), options));
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == wsman::transport_errc::connection_refused);
    CHECK(ended.error().details().attempts > 1);
    at.check_nothing_left();
}

TEST_CASE("if any step fails, the error is that step's, and no shell is left behind", "[client][run]")
{
    for (const bool own_shell : {false, true})
        for (const fails how_it_fails : {fails::before, fails::after})
            for (unsigned nth = 1; nth <= 9; ++nth) {
                bench at;
                at.server->programs["cat"] = copies();
                at.server->failures.push_back(
                    {"", nth, how_it_fails, wsman::failure(wsman::transport_errc::connection_reset), false}
                );
                run_options options;
                options.own_shell = own_shell;
                options.input = "text";
                CAPTURE(own_shell, nth, at.server->log);
                const wsman::result<command_result> ended = at.get(at.client->try_run(command("cat"), options));
                const std::string failed = nth <= at.server->log.size() ? at.server->log[nth - 1] : "";
                CAPTURE(failed);
                if (failed == "Signal" || failed == "Delete" || failed.empty()) {
                    REQUIRE(ended);
                    CHECK(ended->standard_output.bytes() == "text");
                } else
                    REQUIRE(ended.has_error());
                CHECK(at.server->count("Command") <= 1);
                at.server->failures.clear();
                REQUIRE(at.get(at.client->try_close()));
                CHECK(at.server->most_terminates() <= 1);
                // A shell whose CreateResponse was lost ends with its idle time-out.
                const bool unknown = failed == "Create" && how_it_fails == fails::after;
                CHECK(at.server->shells.size() == (unknown ? 1U : 0U));
            }
}

TEST_CASE("a terminate for a command that the host does not know leaves no shell behind", "[client][run]")
{
    for (const bool own_shell : {false, true}) {
        bench at;
        at.server->programs["a"] = prints({"x"}, 7);
        at.server->faults = {{"Signal", 1, 0x8033805B, false, true}};
        run_options options;
        options.own_shell = own_shell;
        const wsman::result<command_result> ended = at.get(at.client->try_run(command("a"), options));
        REQUIRE(ended);
        CHECK(ended->exit_code == 7);
        REQUIRE(at.get(at.client->try_run(command("a"))));
        at.check_nothing_left();
    }
}

TEST_CASE("a lost Delete is sent again once", "[client][run]")
{
    bench at;
    at.server->programs["a"] = prints({"x"}, 7);
    at.server->failures.push_back(
        {"Delete", 1, fails::before, wsman::failure(wsman::transport_errc::connection_closed), true}
    );
    run_options options;
    options.own_shell = true;
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("a"), options));
    REQUIRE(ended);
    CHECK(ended->exit_code == 7);
    CHECK(at.server->count("Delete") == 2);
}

TEST_CASE("errors of the clean-up do not hide the result, and go to the observer", "[client][run]")
{
    wsman::client_options options = bench::options();
    std::vector<std::string> seen;
    options.watch = [&](const wsman::event& told) {
        if (told.kind == wsman::event_kind::fault) seen.emplace_back(told.operation);
    };
    bench at(options);
    at.server->programs["a"] = prints({"x"}, 7);
    at.server->faults = {{"Signal", 1, 5, true, false}, {"Delete", 1, 5, true, false}};
    run_options with_own_shell;
    with_own_shell.own_shell = true;
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("a"), with_own_shell));
    REQUIRE(ended);
    CHECK(ended->exit_code == 7);
    CHECK(seen == std::vector<std::string>{"Signal", "Delete"});
}

TEST_CASE("the throwing form throws wsman::exception with the location of the call", "[client][run]")
{
    bench at;
    at.server->faults = {{"Create", 1, 5, true, false}};
    std::optional<wsman::error_code> code;
    std::string file;
    auto caller = [&]() -> asio::awaitable<void> {
        try {
            const command_result ended = co_await at.client->run(command("a"));
            static_cast<void>(ended);
        }
        catch (const wsman::exception& thrown) {
            code = thrown.code();
            file = thrown.location().file_name();
        }
    };
    asio::co_spawn(at.context, caller, asio::detached);
    at.context.run();
    REQUIRE(code);
    CHECK(*code == condition::access_denied);
    CHECK(file.find("run.cpp") != file.npos);
}
