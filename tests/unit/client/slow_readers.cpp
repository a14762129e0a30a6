//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Received output is delivered at the reader's pace, independent of other calls in between.
#include <support/client_scene.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::output_chunk;
using wsman::running_command;
using wsman::shell;
using wsman::signal_code;

namespace {

constexpr auto short_cleanup = 30ms;

wsman::client_options quick_cleanup()
{
    wsman::client_options options = scene::options();
    options.cleanup_timeout = short_cleanup;
    return options;
}

/// Windows also delivers the program's output after a terminate, and then its end.
program drains(std::vector<std::string> blocks)
{
    program one = hangs(std::move(blocks));
    one.exit_code = 7;
    one.drains = true;
    one.ignores_break = true;
    return one;
}

const std::vector<std::string> four = {"one ", "two ", "three ", "four"};

/// The host may take long to deliver the rest, independent of the reader.
wsman::client_options long_cleanup()
{
    wsman::client_options options = scene::options();
    options.cleanup_timeout = 10s;
    return options;
}

/// Waits for much longer than any clean-up may take.
void idle(scene& at)
{
    at.idle_for(3 * short_cleanup);
}

/// Waits until a block has been received, and does not read it.
void until_received(scene& at, unsigned receives = 1)
{
    REQUIRE(at.until([&] { return at.server->count("Receive") == receives && at.server->in_flight == 0; }));
    at.run_ready();
}

} // namespace

TEST_CASE("a reader that is idle after terminate gets all output", "[client][reader]")
{
    scene at(long_cleanup());
    at.server->programs["many"] = drains(four);
    shell in = at.open();
    running_command cmd = at.start(in, "many");
    until_received(at);
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    REQUIRE(at.comes_to_rest()); // every timer has expired
    const auto [text, end] = at.read_all(cmd);
    CHECK(text == "one two three four");
    CHECK_FALSE(end.failed());
    const wsman::result<command_result> ended = at.result_of(cmd.try_wait());
    REQUIRE(ended);
    CHECK(ended->exit_code == 7);
    CHECK_FALSE(ended->output_gap_possible);
    CHECK(at.on_host("many").terminates == 1);
    at.check_clean();
}

TEST_CASE("a reader that is idle between two blocks after terminate gets all output", "[client][reader]")
{
    for (std::size_t before = 0; before <= four.size(); ++before) {
        CAPTURE(before);
        scene at(long_cleanup());
        at.server->programs["many"] = drains(four);
        shell in = at.open();
        running_command cmd = at.start(in, "many");
        std::string text;
        for (std::size_t i = 0; i < before; ++i) {
            const auto chunk = at.result_of(cmd.try_read());
            REQUIRE(chunk);
            REQUIRE(*chunk);
            text += (*chunk)->standard_output;
        }
        auto told = at.begin(cmd.try_signal(signal_code::terminate));
        REQUIRE(at.ends(told));
        CHECK(told.outcome());
        for (;;) {
            REQUIRE(at.comes_to_rest());
            const auto chunk = at.result_of(cmd.try_read());
            REQUIRE(chunk);
            if (!*chunk) break;
            text += (*chunk)->standard_output;
        }
        CHECK(text == "one two three four");
        at.check_clean();
    }
}

TEST_CASE("wait after terminate and an idle time returns all output", "[client][reader]")
{
    scene at(long_cleanup());
    at.server->programs["many"] = drains(four);
    shell in = at.open();
    running_command cmd = at.start(in, "many");
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    REQUIRE(at.comes_to_rest());
    const wsman::result<command_result> ended = at.result_of(cmd.try_wait());
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "one two three four");
    CHECK(ended->exit_code == 7);
    CHECK_FALSE(ended->output_gap_possible);
}

TEST_CASE("both streams are delivered after terminate", "[client][reader]")
{
    scene at(long_cleanup());
    at.server->programs["many"] = drains({"a", "b", "c"});
    at.server->programs["many"].errors = {"", "x", "y"};
    shell in = at.open();
    running_command cmd = at.start(in, "many");
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    REQUIRE(at.comes_to_rest());
    const wsman::result<command_result> ended = at.result_of(cmd.try_wait());
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "abc");
    CHECK(ended->standard_error.bytes() == "xy");
}

TEST_CASE("output received before a terminate is kept for a late reader", "[client][reader]")
{
    scene at;
    at.server->programs["many"] = hangs({"one ", "two "}); // the host discards unread output
    shell in = at.open();
    running_command cmd = at.start(in, "many");
    until_received(at);
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    REQUIRE(at.comes_to_rest());
    const auto [text, end] = at.read_all(cmd);
    CHECK(text == "one ");
    CHECK_FALSE(end.failed()); // because the host reported the end
}

TEST_CASE("an idle reader after ctrl_c loses nothing, and the program continues", "[client][reader][signal]")
{
    for (const bool cancelled : {false, true}) {
        CAPTURE(cancelled);
        scene at(quick_cleanup());
        at.server->programs["many"] = prints(four, 3);
        at.server->programs["many"].ignores_break = true;
        shell in = at.open();
        running_command cmd = at.start(in, "many");
        const auto gate = at.server->hold("Signal");
        auto told = at.begin(cmd.try_signal(signal_code::ctrl_c));
        REQUIRE(at.until([&] { return gate->waiting == 1; }));
        if (cancelled) told.cancel(asio::cancellation_type::terminal);
        gate->open();
        REQUIRE(at.ends(told));
        idle(at);
        CHECK(at.server->count("Receive") == 1); // the reader still sets the pace
        const auto [text, end] = at.read_all(cmd);
        CHECK(text == "one two three four");
        CHECK_FALSE(end.failed());
        const wsman::result<command_result> ended = at.result_of(cmd.try_wait());
        REQUIRE(ended);
        CHECK(ended->exit_code == 3);
        at.check_clean();
    }
}

TEST_CASE("an idle reader after a cancelled write loses nothing", "[client][reader][input]")
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        scene at(quick_cleanup());
        at.server->programs["many"] = prints(four, 3);
        shell in = at.open();
        running_command cmd = at.start(in, "many");
        const auto gate = at.server->hold("Send");
        auto writer = at.begin(cmd.try_write("x"));
        REQUIRE(at.until([&] { return gate->waiting == 1; }));
        writer.cancel(type);
        REQUIRE(at.ends(writer));
        gate->open();
        idle(at);
        const auto [text, end] = at.read_all(cmd);
        CHECK(text == "one two three four");
        CHECK_FALSE(end.failed());
        CHECK(at.server->count("Signal") == 1);
        at.check_clean();
    }
}

TEST_CASE("an idle reader after a read that only stopped waiting loses nothing", "[client][reader][cancellation]")
{
    scene at(quick_cleanup());
    at.server->programs["cat"] = copies();
    shell in = at.open();
    running_command cmd = at.start(in, "cat");
    REQUIRE(at.until([&] { return at.server->waiting == 1; }));
    auto reader = at.begin(cmd.try_read());
    at.run_ready();
    reader.cancel(asio::cancellation_type::total);
    REQUIRE(at.ends(reader));
    CHECK(reader.code() == client_errc::cancelled);
    CHECK(at.result_of(cmd.try_write("one ")));
    CHECK(at.result_of(cmd.try_write("two ")));
    CHECK(at.result_of(cmd.try_close_input()));
    idle(at);
    const auto [text, end] = at.read_all(cmd);
    CHECK(text == "one two ");
    CHECK_FALSE(end.failed());
    CHECK(at.server->count("Signal") == 1);
    at.check_clean();
}

TEST_CASE("an idle reader loses nothing when another reader cancels its own command", "[client][reader]")
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        scene at(quick_cleanup());
        at.server->programs["many"] = prints(four, 3);
        at.server->programs["hang"] = hangs();
        shell in = at.open();
        running_command cmd = at.start(in, "many");
        running_command other = at.start(in, "hang");
        auto waiter = at.begin(other.try_wait());
        REQUIRE(at.until([&] { return at.server->waiting == 1; }));
        waiter.cancel(type);
        REQUIRE(at.ends(waiter));
        CHECK(waiter.code() == client_errc::cancelled);
        idle(at);
        const auto [text, end] = at.read_all(cmd);
        CHECK(text == "one two three four");
        CHECK_FALSE(end.failed());
        at.check_clean();
    }
}

TEST_CASE("a terminate does not wait for the reader", "[client][reader][signal]")
{
    scene at(scene::patient_options());
    at.server->programs["many"] = drains(four);
    shell in = at.open();
    running_command cmd = at.start(in, "many");
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    until_received(at, 4);
    // Without any read the last Signal was still sent, and the shell can be closed.
    CHECK(at.result_of(in.try_close()));
    CHECK(at.server->shells.empty());
    const auto [text, end] = at.read_all(cmd);
    CHECK(text == "one two three four");
    CHECK_FALSE(end.failed());
}

TEST_CASE("a slow reader of a program that ends by itself gets all output", "[client][reader]")
{
    scene at(quick_cleanup());
    at.server->programs["many"] = prints(four, 3);
    shell in = at.open();
    running_command cmd = at.start(in, "many");
    std::string text;
    for (;;) {
        idle(at);
        const auto chunk = at.result_of(cmd.try_read());
        REQUIRE(chunk);
        if (!*chunk) break;
        text += (*chunk)->standard_output;
    }
    CHECK(text == "one two three four");
    at.check_clean();
}

TEST_CASE("a host may take the whole clean-up time to deliver the remaining output", "[client][reader]")
{
    wsman::client_options options = scene::options();
    options.cleanup_timeout = 5s;
    scene at(options);
    at.server->programs["many"] = drains(four);
    shell in = at.open();
    running_command cmd = at.start(in, "many");
    until_received(at);
    const auto gate = at.server->hold("Receive", 2);
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    REQUIRE(at.until([&] { return gate->waiting == 1; }));
    at.idle_for(1200ms); // a large part of the clean-up time
    gate->open();
    const auto [text, end] = at.read_all(cmd);
    CHECK(text == "one two three four");
    CHECK_FALSE(end.failed());
}
