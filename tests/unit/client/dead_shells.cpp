//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// If any request finds that a shell is gone, it is gone for every command in it.
#include <support/client_scene.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::condition;
using wsman::output_chunk;
using wsman::running_command;
using wsman::shell;
using wsman::signal_code;

namespace {

constexpr std::uint32_t shell_not_found = 0x8033805B;

program steady()
{
    program one = hangs();
    one.ignores_break = true;
    return one;
}

/// Two silent commands in one shell.
class two_commands {
public:
    explicit two_commands(scene& at)
    {
        at.server->programs["first"] = steady();
        at.server->programs["second"] = steady();
        in = at.open();
        first = at.start(in, "first");
        second = at.start(in, "second");
        REQUIRE(at.until([&at] { return at.server->waiting == 2; }));
    }

    shell in;
    running_command first, second;
};

/// Lets the host answer only the next request of this kind with the fault for an unknown shell.
void lose_shell_for(scene& at, const std::string& operation)
{
    at.server->faults = {{operation, at.server->count(operation) + 1, shell_not_found, false, false}};
}

/// Sends such a request for the second command, or for a third. Returns: its error.
wsman::error_code find_out(scene& at, two_commands& both, const std::string& operation)
{
    if (operation == "Command") {
        const auto refused = at.result_of(both.in.try_start(command("third")));
        return refused.has_error() ? refused.error().code() : wsman::error_code();
    }
    wsman::result<void> told;
    if (operation == "Send")
        told = at.result_of(both.second.try_write("x"));
    else
        told = at.result_of(both.second.try_signal(signal_code::ctrl_c));
    return told.has_error() ? told.error().code() : wsman::error_code();
}

} // namespace

TEST_CASE("terminate returns if another request has found the shell gone", "[client][shell][signal]")
{
    for (const char* operation : {"Command", "Send", "Signal"}) {
        CAPTURE(operation);
        scene at;
        two_commands both(at);
        lose_shell_for(at, operation);
        CHECK(find_out(at, both, operation) == condition::shell_gone);
        const unsigned signals = at.server->count("Signal");
        for (running_command* one : {&both.first, &both.second}) {
            auto told = at.begin(one->try_signal(signal_code::terminate));
            REQUIRE(at.ends(told));
            CHECK(told.code().failed());
            CHECK((told.code() == condition::shell_gone || told.code() == client_errc::closed));
        }
        CHECK(at.server->count("Signal") == signals);
    }
}

TEST_CASE("an outstanding terminate returns when the shell is found gone", "[client][shell][signal]")
{
    scene at;
    two_commands both(at);
    const auto gate = at.server->hold("Signal");
    auto told = at.begin(both.first.try_signal(signal_code::terminate));
    auto reader = at.begin(both.first.try_read());
    auto other = at.begin(both.second.try_read());
    REQUIRE(at.until([&] { return gate->waiting == 1; }));
    lose_shell_for(at, "Command");
    CHECK(find_out(at, both, "Command") == condition::shell_gone);
    REQUIRE(at.ends(other));
    CHECK(other.code() == condition::shell_gone);
    REQUIRE(at.ends(told)); // though the host does not answer it
    CHECK(told.outcome().has_error());
    REQUIRE(at.ends(reader));
    CHECK(reader.code() == condition::shell_gone);
}

TEST_CASE("terminate of a command in a lost shell can be cancelled", "[client][shell][signal][cancellation]")
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        scene at(scene::patient_options());
        two_commands both(at);
        at.server->failures = {{"Signal", 1, fails::hangs, wsman::failure(client_errc::cancelled), true}};
        lose_shell_for(at, "Command");
        CHECK(find_out(at, both, "Command") == condition::shell_gone);
        auto told = at.begin(both.first.try_signal(signal_code::terminate));
        at.run_ready();
        told.cancel(type);
        REQUIRE(at.ends(told));
        CHECK(told.outcome().has_error());
    }
}

TEST_CASE("both readers of a shell get the error, whichever request finds it gone", "[client][shell]")
{
    for (const char* operation : {"Command", "Send", "Signal"}) {
        CAPTURE(operation);
        scene at;
        two_commands both(at);
        auto first = at.begin(both.first.try_read());
        auto second = at.begin(both.second.try_wait());
        at.run_ready();
        lose_shell_for(at, operation);
        CHECK(find_out(at, both, operation) == condition::shell_gone);
        REQUIRE(at.ends(first));
        REQUIRE(at.ends(second));
        CHECK(first.code() == condition::shell_gone);
        CHECK(second.code() == condition::shell_gone);
        at.server->faults.clear();
        at.check_still_usable();
    }
}

TEST_CASE("both readers of a shell get the error if a Receive finds it gone", "[client][shell]")
{
    scene at;
    at.server->programs["first"] = steady();
    at.server->programs["second"] = steady();
    at.server->faults = {{"Receive", 2, shell_not_found, false, false}};
    shell in = at.open();
    running_command first = at.start(in, "first");
    REQUIRE(at.until([&] { return at.server->waiting == 1; }));
    auto reader = at.begin(first.try_read());
    running_command second = at.start(in, "second");
    const wsman::result<command_result> ended = at.result_of(second.try_wait());
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == condition::shell_gone);
    REQUIRE(at.ends(reader));
    CHECK(reader.code() == condition::shell_gone);
    CHECK(at.server->count("Signal") == 0);
    const auto refused = at.result_of(in.try_start(command("third")));
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == condition::shell_gone);
    CHECK(at.server->count("Command") == 2);
    at.server->faults.clear();
    at.check_still_usable();
}

TEST_CASE("after a host has lost its shells every command gets the error, and nothing more is sent", "[client][shell]")
{
    scene at;
    two_commands both(at);
    auto first = at.begin(both.first.try_read());
    auto second = at.begin(both.second.try_read());
    at.run_ready();
    at.server->gone_after_restart = true;
    const auto refused = at.result_of(both.in.try_start(command("third")));
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == condition::shell_gone);
    REQUIRE(at.ends(first));
    REQUIRE(at.ends(second));
    CHECK(first.code() == condition::shell_gone);
    CHECK(second.code() == condition::shell_gone);
    CHECK(at.server->count("Signal") == 0);
    CHECK(at.result_of(both.in.try_close()));
    CHECK(at.server->count("Delete") == 0);
    at.check_still_usable();
    at.check_clean();
}

TEST_CASE("output received before a shell was gone is read before the error", "[client][shell]")
{
    scene at;
    at.server->programs["first"] = hangs({"one ", "two "});
    at.server->programs["second"] = steady();
    shell in = at.open();
    running_command first = at.start(in, "first");
    running_command second = at.start(in, "second");
    REQUIRE(at.until([&] { return at.server->waiting == 1; })); // the first waits for its reader
    lose_shell_for(at, "Signal");
    CHECK(at.result_of(second.try_signal(signal_code::ctrl_c)).has_error());
    const auto [text, end] = at.read_all(first);
    CHECK(text == "one ");
    CHECK(end == condition::shell_gone);
}

TEST_CASE("runs in a shared shell that is gone all fail, and later ones use another shell", "[client][shell]")
{
    scene at;
    at.server->programs["hang"] = steady();
    at.server->programs["a"] = prints({"x"});
    auto first = at.begin(at.client->try_run(command("hang")));
    auto second = at.begin(at.client->try_run(command("hang")));
    REQUIRE(at.until([&] { return at.server->waiting == 2; }));
    lose_shell_for(at, "Command");
    const wsman::result<command_result> third = at.result_of(at.client->try_run(command("a")));
    REQUIRE(third);
    CHECK(third->standard_output.bytes() == "x");
    REQUIRE(at.ends(first));
    REQUIRE(at.ends(second));
    CHECK(first.code() == condition::shell_gone);
    CHECK(second.code() == condition::shell_gone);
    CHECK(at.server->count("Create") == 2);
}

TEST_CASE(
    "writes and signals to a command in a lost shell fail with shell_gone, and are not sent", "[client][shell][input]"
)
{
    scene at;
    two_commands both(at);
    lose_shell_for(at, "Command");
    CHECK(find_out(at, both, "Command") == condition::shell_gone);
    const unsigned total = at.server->total;
    CHECK(at.result_of(both.first.try_write("x")).has_error());
    CHECK(at.result_of(both.first.try_close_input()).has_error());
    CHECK(at.result_of(both.second.try_signal(signal_code::ctrl_c)).has_error());
    CHECK(at.result_of(both.second.try_wait()).has_error());
    CHECK(at.server->total == total);
}
