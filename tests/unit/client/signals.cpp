//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Signals return in bounded time, can be cancelled, and affect only their command.
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

program steady()
{
    program one = hangs();
    one.ignores_break = true;
    return one;
}

} // namespace

TEST_CASE("a terminate that the host does not answer returns within the clean-up time", "[client][signal]")
{
    scene at;
    at.server->programs["hang"] = steady();
    at.server->failures = {{"Signal", 1, fails::hangs, wsman::failure(client_errc::cancelled), true}};
    shell in = at.open();
    running_command cmd = at.start(in, "hang");
    auto told = at.begin(cmd.try_signal(signal_code::terminate));
    REQUIRE(at.ends(told));
    CHECK(told.outcome().has_error());
    CHECK(at.server->count("Signal") == 1);
    const auto [text, end] = at.read_all(cmd);
    CHECK(end.failed()); // the host did not report the command's end
}

TEST_CASE("a cancelled terminate only stops waiting, and continues in the background", "[client][signal][cancellation]")
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        scene at(scene::patient_options());
        at.server->programs["hang"] = steady();
        shell in = at.open();
        running_command cmd = at.start(in, "hang");
        const auto gate = at.server->hold("Signal");
        auto told = at.begin(cmd.try_signal(signal_code::terminate));
        REQUIRE(at.until([&] { return gate->waiting == 1; }));
        told.cancel(type);
        REQUIRE(at.ends(told));
        CHECK(told.code() == client_errc::cancelled);
        CHECK(gate->waiting == 1);
        gate->open();
        const wsman::result<command_result> ended = at.result_of(cmd.try_wait());
        CHECK(ended);
        CHECK(at.on_host("hang").terminates == 1);
        at.check_still_usable();
        at.check_clean();
    }
}

TEST_CASE("a cancelled ctrl_c leaves later signals working", "[client][signal][cancellation]")
{
    for (const asio::cancellation_type type : every_cancellation_type)
        for (const signal_code code : {signal_code::ctrl_c, signal_code::ctrl_break}) {
            CAPTURE(name_of(type), static_cast<int>(code));
            scene at(scene::patient_options());
            at.server->programs["hang"] = steady();
            shell in = at.open();
            running_command cmd = at.start(in, "hang");
            const auto gate = at.server->hold("Signal");
            auto told = at.begin(cmd.try_signal(code));
            REQUIRE(at.until([&] { return gate->waiting == 1; }));
            told.cancel(type);
            REQUIRE(at.ends(told));
            CHECK(told.code() == client_errc::cancelled);
            CHECK(gate->waiting == 0); // this request was abandoned
            gate->open();
            CHECK(at.result_of(cmd.try_signal(signal_code::ctrl_c)));
            CHECK(at.result_of(cmd.try_signal(signal_code::ctrl_break)));
            CHECK(at.on_host("hang").breaks == 2);
            CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
            CHECK(at.result_of(cmd.try_wait()));
            at.check_clean();
        }
}

TEST_CASE("a cancelled ctrl_c does not cancel another outstanding one", "[client][signal][cancellation]")
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        scene at(scene::patient_options());
        at.server->programs["hang"] = steady();
        shell in = at.open();
        running_command cmd = at.start(in, "hang");
        const auto gate = at.server->hold("Signal");
        auto first = at.begin(cmd.try_signal(signal_code::ctrl_c));
        auto second = at.begin(cmd.try_signal(signal_code::ctrl_break));
        auto reader = at.begin(cmd.try_read());
        REQUIRE(at.until([&] { return gate->waiting == 2; }));
        first.cancel(type);
        REQUIRE(at.ends(first));
        CHECK(first.code() == client_errc::cancelled);
        at.run_ready();
        CHECK_FALSE(second.over());
        gate->open();
        REQUIRE(at.ends(second));
        CHECK(second.outcome());
        CHECK_FALSE(reader.over());
        CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
        REQUIRE(at.ends(reader));
        CHECK(reader.outcome());
        at.check_clean();
    }
}

TEST_CASE("of two concurrent terminates one is sent, and both return", "[client][signal]")
{
    scene at;
    at.server->programs["hang"] = steady();
    shell in = at.open();
    running_command cmd = at.start(in, "hang");
    const auto gate = at.server->hold("Signal");
    auto first = at.begin(cmd.try_signal(signal_code::terminate));
    auto second = at.begin(cmd.try_signal(signal_code::terminate));
    REQUIRE(at.until([&] { return gate->waiting > 0; }));
    at.run_ready();
    CHECK(gate->waiting == 1);
    gate->open();
    REQUIRE(at.ends(first));
    REQUIRE(at.ends(second));
    CHECK(first.outcome());
    CHECK(second.outcome());
    CHECK(at.result_of(cmd.try_wait()));
    CHECK(at.server->count("Signal") == 1);
    at.check_clean();
}

TEST_CASE("a terminate that the host refuses returns the fault, and the command ends", "[client][signal]")
{
    scene at;
    at.server->programs["hang"] = steady();
    at.server->faults = {{"Signal", 1, 5, true, false}};
    shell in = at.open();
    running_command cmd = at.start(in, "hang");
    const wsman::result<void> told = at.result_of(cmd.try_signal(signal_code::terminate));
    REQUIRE(told.has_error());
    CHECK(told.error().code() == condition::access_denied);
    const auto [text, end] = at.read_all(cmd);
    CHECK(end.failed());
    at.server->faults.clear();
    at.check_still_usable();
    const wsman::result<void> closed = at.result_of(in.try_close());
    CHECK(closed);
    CHECK(at.server->shells.size() == 1); // the one that run uses
}

TEST_CASE("a terminate whose connection is lost returns the error, and the command ends", "[client][signal]")
{
    for (const fails when : {fails::before, fails::after}) {
        CAPTURE(static_cast<int>(when));
        scene at;
        at.server->programs["hang"] = steady();
        at.server->failures = {{"Signal", 1, when, wsman::failure(wsman::transport_errc::connection_reset), true}};
        shell in = at.open();
        running_command cmd = at.start(in, "hang");
        const wsman::result<void> told = at.result_of(cmd.try_signal(signal_code::terminate));
        CHECK(told.has_error());
        const auto [text, end] = at.read_all(cmd);
        // If the terminate arrived nevertheless, the host reports the command's end.
        CHECK(end.failed() == (when == fails::before));
        at.server->failures.clear();
        at.check_still_usable();
    }
}

TEST_CASE("signals to a command that has ended fail", "[client][signal]")
{
    scene at;
    at.server->programs["a"] = prints({"x"});
    shell in = at.open();
    running_command cmd = at.start(in, "a");
    CHECK(at.result_of(cmd.try_wait()));
    for (const signal_code code : {signal_code::terminate, signal_code::ctrl_c, signal_code::ctrl_break}) {
        const wsman::result<void> told = at.result_of(cmd.try_signal(code));
        REQUIRE(told.has_error());
        CHECK(told.error().code() == client_errc::closed);
    }
    CHECK(at.server->most_terminates() == 1);
    at.check_clean();
}

TEST_CASE("outstanding signals return when the client is closed", "[client][signal]")
{
    for (const signal_code code : {signal_code::terminate, signal_code::ctrl_c}) {
        CAPTURE(static_cast<int>(code));
        scene at;
        at.server->programs["hang"] = steady();
        shell in = at.open();
        running_command cmd = at.start(in, "hang");
        const auto gate = at.server->hold("Signal");
        auto told = at.begin(cmd.try_signal(code));
        REQUIRE(at.until([&] { return gate->waiting == 1; }));
        auto closed = at.begin(at.client->try_close());
        REQUIRE(at.ends(closed));
        REQUIRE(at.ends(told));
        CHECK(told.outcome().has_error());
        CHECK(at.server->shells.empty());
    }
}

TEST_CASE("each of two commands has its own clean-up time", "[client][signal]")
{
    scene at;
    at.server->programs["first"] = steady();
    at.server->programs["second"] = steady();
    shell in = at.open();
    running_command first = at.start(in, "first");
    running_command second = at.start(in, "second");
    const auto gate = at.server->hold("Signal");
    auto told_first = at.begin(first.try_signal(signal_code::terminate));
    REQUIRE(at.until([&] { return gate->waiting == 1; }));
    auto told_second = at.begin(second.try_signal(signal_code::terminate));
    REQUIRE(at.ends(told_first));
    REQUIRE(at.ends(told_second));
    CHECK(told_first.outcome().has_error());
    CHECK(told_second.outcome().has_error());
    CHECK(at.server->most_terminates() == 0);
}
