//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// A command that does not get a place in a shell leaves the shell's counts unchanged.
#include <support/client_scene.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::condition;
using wsman::run_options;
using wsman::running_command;
using wsman::shell;

namespace {

/// Tries to start a command. Returns: the error.
wsman::error_code refusal(scene& at, shell& in)
{
    const wsman::result<running_command> refused = at.result_of(in.try_start(command("a")));
    return refused.has_error() ? refused.error().code() : wsman::error_code();
}

void run_one(scene& at)
{
    const wsman::result<command_result> ended = at.result_of(at.client->try_run(command("a")));
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "x");
}

} // namespace

TEST_CASE("a closed shell accepts no command, and other shells still work", "[client][shell][counts]")
{
    scene at;
    at.server->programs["a"] = prints({"x"});
    shell first = at.open();
    shell second = at.open();
    CHECK(at.result_of(first.try_close()));
    for (int i = 0; i < 3; ++i)
        CHECK(refusal(at, first) == client_errc::closed);
    for (int i = 0; i < 3; ++i) {
        running_command cmd = at.start(second, "a");
        CHECK(at.result_of(cmd.try_wait()));
        run_one(at);
    }
    CHECK(at.result_of(second.try_close()));
    CHECK(refusal(at, second) == client_errc::closed);
    CHECK(at.server->count("Delete") == 2);
    run_one(at);
    at.check_clean();
    CHECK(at.server->count("Create") == 3);
    CHECK(at.server->count("Delete") == 3);
}

TEST_CASE("a shell that is being closed accepts no command, and is deleted once", "[client][shell][counts]")
{
    scene at(scene::patient_options());
    at.server->programs["a"] = prints({"x"});
    shell in = at.open();
    const auto gate = at.server->hold("Delete");
    auto closing = at.begin(in.try_close());
    REQUIRE(at.until([&] { return gate->waiting == 1; }));
    for (int i = 0; i < 3; ++i)
        CHECK(refusal(at, in) == client_errc::closed);
    auto again = at.begin(in.try_close());
    at.run_ready();
    CHECK(gate->waiting == 1);
    gate->open();
    REQUIRE(at.ends(closing));
    REQUIRE(at.ends(again));
    CHECK(closing.outcome());
    CHECK(again.outcome());
    CHECK(refusal(at, in) == client_errc::closed);
    CHECK(at.server->count("Delete") == 1);
    run_one(at);
    at.check_clean();
}

TEST_CASE(
    "many commands are started in a shell while it is closed: each ends, and it is deleted once",
    "[client][shell][counts]"
)
{
    for (unsigned before = 0; before <= 20; before += 5) {
        CAPTURE(before);
        scene at;
        at.server->programs["a"] = hangs();
        shell in = at.open();
        std::vector<call_under_way<running_command>> starting;
        std::optional<call_under_way<void>> closing;
        for (unsigned i = 0; i <= 20; ++i) {
            if (i == before) closing.emplace(at.begin(in.try_close()));
            starting.push_back(at.begin(in.try_start(command("a"))));
        }
        REQUIRE(at.ends(*closing));
        CHECK(closing->outcome());
        for (auto& one : starting) {
            REQUIRE(at.ends(one));
            if (one.outcome().has_error()) CHECK(one.code() == client_errc::closed);
            one.drop_outcome();
        }
        CHECK(at.comes_to_rest());
        CHECK(at.server->shells.empty());
        CHECK(at.server->count("Delete") == 1);
        CHECK(at.server->most_terminates() <= 1);
        at.check_clean();
    }
}

TEST_CASE("a shell that is gone accepts no command, and is not deleted", "[client][shell][counts]")
{
    scene at;
    at.server->programs["a"] = prints({"x"});
    shell in = at.open();
    at.server->gone_after_restart = true;
    for (int i = 0; i < 3; ++i)
        CHECK(refusal(at, in) == condition::shell_gone);
    CHECK(at.server->count("Command") == 1);
    run_one(at);
    CHECK(at.result_of(in.try_close()));
    CHECK(at.server->count("Delete") == 0);
    run_one(at);
    at.check_clean();
    CHECK(at.server->count("Delete") == 1);
}

TEST_CASE("a shell at its quota accepts commands again after one has ended", "[client][shell][counts][quota]")
{
    scene at;
    at.server->programs["a"] = hangs();
    at.server->most_commands_per_shell = 2;
    shell in = at.open();
    std::optional<running_command> first(at.start(in, "a"));
    running_command second = at.start(in, "a");
    for (int i = 0; i < 3; ++i)
        CHECK(refusal(at, in) == condition::quota);
    first.reset();
    REQUIRE(at.until([&] { return at.server->shells.begin()->second.running == 1; }));
    running_command third = at.start(in, "a");
    CHECK(refusal(at, in) == condition::quota);
    CHECK(at.result_of(in.try_close()));
    CHECK(at.server->count("Delete") == 1);
    at.check_clean();
}

TEST_CASE("own shells that cannot be opened are not deleted", "[client][shell][counts][quota]")
{
    scene at;
    at.server->programs["a"] = prints({"x"});
    at.server->most_shells = 0;
    run_options own;
    own.own_shell = true;
    for (int i = 0; i < 3; ++i) {
        CHECK(at.result_of(at.client->try_run(command("a"), own)).has_error());
        CHECK(at.result_of(at.client->try_run(command("a"))).has_error());
        CHECK(at.result_of(at.client->try_open_shell()).has_error());
    }
    CHECK(at.server->count("Delete") == 0);
    at.server->most_shells = 10;
    CHECK(at.result_of(at.client->try_run(command("a"), own)));
    run_one(at);
    at.check_clean();
    CHECK(at.server->count("Delete") == 2);
}

TEST_CASE(
    "if a shared shell cannot be opened, all its commands fail with the same error, and later ones run",
    "[client][shell][counts]"
)
{
    scene at;
    at.server->programs["a"] = prints({"x"});
    at.server->most_shells = 0;
    std::vector<call_under_way<command_result>> running;
    for (int i = 0; i < 20; ++i)
        running.push_back(at.begin(at.client->try_run(command("a"))));
    for (auto& one : running) {
        REQUIRE(at.ends(one));
        CHECK(one.code() == condition::quota);
    }
    at.server->most_shells = 10;
    for (int i = 0; i < 3; ++i)
        run_one(at);
    at.check_clean();
    CHECK(at.server->count("Delete") == 1);
}

TEST_CASE("after commands are cancelled while their shell opens, others use it, or it is deleted", "[client][counts]")
{
    for (const asio::cancellation_type type : every_cancellation_type)
        for (const bool all : {false, true}) {
            CAPTURE(name_of(type), all);
            scene at(scene::patient_options());
            at.server->programs["a"] = prints({"x"});
            const auto gate = at.server->hold("Create", 1, held::after);
            std::vector<call_under_way<command_result>> running;
            for (int i = 0; i < 4; ++i)
                running.push_back(at.begin(at.client->try_run(command("a"))));
            REQUIRE(at.until([&] { return gate->waiting == 1; }));
            for (std::size_t i = all ? 0 : 1; i < running.size(); ++i)
                running[i].cancel(type);
            for (std::size_t i = all ? 0 : 1; i < running.size(); ++i) {
                REQUIRE(at.ends(running[i]));
                CHECK(running[i].code() == client_errc::cancelled);
            }
            gate->open();
            if (!all) {
                REQUIRE(at.ends(running.front()));
                CHECK(running.front().outcome());
            }
            run_one(at);
            CHECK(at.server->shells.size() <= 1);
            at.check_clean();
            CHECK(at.server->count("Delete") == at.server->count("Create"));
        }
}

TEST_CASE(
    "a shell that the host opens after its caller has cancelled is deleted", "[client][shell][counts][cancellation]"
)
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        scene at(scene::patient_options());
        const auto gate = at.server->hold("Create", 1, held::after);
        auto opening = at.begin(at.client->try_open_shell());
        REQUIRE(at.until([&] { return gate->waiting == 1; }));
        opening.cancel(type);
        at.run_ready();
        gate->open();
        REQUIRE(at.ends(opening));
        CHECK(opening.code() == client_errc::cancelled);
        REQUIRE(at.until([&] { return at.server->shells.empty(); }));
        at.check_clean();
        CHECK(at.server->count("Delete") == 1);
    }
}

TEST_CASE(
    "a command that the host starts after its caller has cancelled is terminated", "[client][counts][cancellation]"
)
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        scene at(scene::patient_options());
        at.server->programs["a"] = hangs();
        shell in = at.open();
        const auto gate = at.server->hold("Command", 1, held::after);
        auto starting = at.begin(in.try_start(command("a")));
        REQUIRE(at.until([&] { return gate->waiting == 1; }));
        starting.cancel(type);
        at.run_ready();
        gate->open();
        REQUIRE(at.ends(starting));
        CHECK(starting.code() == client_errc::cancelled);
        REQUIRE(at.until([&] { return at.on_host("a").terminates == 1; }));
        CHECK(at.server->shells.size() == 1);
        at.check_clean();
        CHECK(at.server->count("Signal") == 1);
        CHECK(at.server->count("Delete") == 1);
    }
}
