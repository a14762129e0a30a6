//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Operations of shells and commands are cancelled at every point where they wait.
#include <support/cancel_everywhere.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::output_chunk;
using wsman::running_command;
using wsman::shell;
using wsman::signal_code;

namespace {

template <class T>
using operation = asio::awaitable<wsman::result<T>>;

void opened(scene& at, stage& on)
{
    at.server->programs["a"] = prints({"x", "y"}, 3);
    at.server->programs["hang"] = hangs();
    on.in = at.open();
}

void talking(scene& at, stage& on)
{
    at.server->programs["a"] = prints({"x", "y", "z"}, 3);
    put_on_stage(at, on, "a");
}

void steady(scene& at, stage& on)
{
    at.server->programs["cat"] = copies();
    at.server->programs["cat"].ignores_break = true;
    put_on_stage(at, on, "cat");
    REQUIRE(at.until([&at] { return at.server->waiting == 1; }));
}

bool is_total(asio::cancellation_type type)
{
    return type == asio::cancellation_type::total;
}

/// Checks that the command continues, whether the call was cancelled or not.
void goes_on(scene& at, stage& on, asio::cancellation_type, bool)
{
    CHECK(at.result_of(on.cmd.try_signal(signal_code::ctrl_c)));
    auto reader = at.begin(on.cmd.try_read());
    at.run_ready();
    CHECK((!reader.over() || reader.outcome()));
    CHECK(at.result_of(on.cmd.try_signal(signal_code::terminate)));
    REQUIRE(at.ends(reader));
    CHECK(reader.outcome());
}

} // namespace

TEST_CASE("start can be cancelled at every point", "[client][cancellation][everywhere][shell]")
{
    using course = cancellation_course<operation<running_command>>;
    course(opened, [](scene&, stage& on) { return on.in.try_start(command("hang")); })
        .then([](scene& at, stage& on, asio::cancellation_type, bool) {
            // A command that the host has started is terminated, and the shell remains usable.
            const wsman::result<running_command> other = at.result_of(on.in.try_start(command("a")));
            CHECK(other);
            CHECK(at.server->shells.size() == 1);
        })
        .run();
}

TEST_CASE("close of a shell can be cancelled at every point", "[client][cancellation][everywhere][shell]")
{
    using course = cancellation_course<operation<void>>;
    SECTION("an idle shell")
    {
        course(opened, [](scene&, stage& on) { return on.in.try_close(); }).run();
    }
    SECTION("with a command")
    {
        course(steady, [](scene&, stage& on) { return on.in.try_close(); }).run();
    }
}

TEST_CASE("read can be cancelled at every point", "[client][cancellation][everywhere][shell]")
{
    using course = cancellation_course<operation<std::optional<output_chunk>>>;
    SECTION("of a program that writes output")
    {
        course(talking, [](scene&, stage& on) { return on.cmd.try_read(); })
            .then([](scene& at, stage& on, asio::cancellation_type type, bool done) {
                const auto [text, end] = at.read_all(on.cmd);
                if (!done && is_total(type)) CHECK_FALSE(end.failed());
                if (done) CHECK(text == "yz");
            })
            .run();
    }
    SECTION("of a silent program")
    {
        course(steady, [](scene&, stage& on) { return on.cmd.try_read(); })
            .then([](scene& at, stage& on, asio::cancellation_type type, bool done) {
                if (done || !is_total(type)) return;
                CHECK(at.server->count("Signal") == 0);
                CHECK(at.result_of(on.cmd.try_write("still here")));
                CHECK(at.result_of(on.cmd.try_close_input()));
                const auto [text, end] = at.read_all(on.cmd);
                CHECK(text == "still here");
                CHECK_FALSE(end.failed());
            })
            .waits_for_ever()
            .run();
    }
}

TEST_CASE("a read that only stops waiting loses nothing at any point", "[client][cancellation][everywhere][shell]")
{
    for (unsigned steps = 0; steps < 200; ++steps) {
        CAPTURE(steps);
        scene at;
        stage on;
        talking(at, on);
        std::string text;
        auto reader = at.begin(on.cmd.try_read());
        at.context.restart();
        for (unsigned ran = 0; ran < steps && !reader.over(); ++ran)
            at.context.run_one_for(1s);
        const bool done = reader.over();
        if (!done) reader.cancel(asio::cancellation_type::total);
        REQUIRE(at.ends(reader));
        if (reader.outcome() && reader.outcome()->has_value()) text = (*reader.outcome())->standard_output;
        const auto [rest, end] = at.read_all(on.cmd);
        CHECK(text + rest == "xyz");
        CHECK_FALSE(end.failed());
        CHECK(at.server->count("Signal") == 1);
        if (done) break;
    }
}

TEST_CASE("wait can be cancelled at every point", "[client][cancellation][everywhere][shell]")
{
    using course = cancellation_course<operation<command_result>>;
    SECTION("for a program that writes output")
    {
        course(talking, [](scene&, stage& on) { return on.cmd.try_wait(); }).run();
    }
    SECTION("for a program that never ends")
    {
        course(steady, [](scene&, stage& on) { return on.cmd.try_wait(); })
            .then([](scene& at, stage&, asio::cancellation_type, bool) {
                CHECK(at.server->most_terminates() == 1); // any type terminates the command
            })
            .waits_for_ever()
            .run();
    }
}

TEST_CASE("write and close_input can be cancelled at every point", "[client][cancellation][everywhere][input]")
{
    using course = cancellation_course<operation<void>>;
    SECTION("a short write")
    {
        course(steady, [](scene&, stage& on) { return on.cmd.try_write("x"); }).then(goes_on).run();
    }
    SECTION("a write that needs several requests")
    {
        course(steady, [](scene&, stage& on) { return on.cmd.try_write(std::string(300'000, 'x')); })
            .then([](scene& at, stage& on, asio::cancellation_type, bool) {
                CHECK(at.result_of(on.cmd.try_signal(signal_code::ctrl_c)));
                CHECK(at.result_of(on.cmd.try_signal(signal_code::terminate)));
                const auto [text, end] = at.read_all(on.cmd);
                CHECK_FALSE(end.failed());
            })
            .run();
    }
    SECTION("close_input")
    {
        course(
            [](scene& at, stage& on) {
                at.server->programs["hang"] = hangs();
                at.server->programs["hang"].ignores_break = true;
                put_on_stage(at, on, "hang");
            },
            [](scene&, stage& on) { return on.cmd.try_close_input(); }
        )
            .then(goes_on)
            .run();
    }
}

TEST_CASE("signal can be cancelled at every point", "[client][cancellation][everywhere][signal]")
{
    using course = cancellation_course<operation<void>>;
    SECTION("ctrl_c")
    {
        course(steady, [](scene&, stage& on) { return on.cmd.try_signal(signal_code::ctrl_c); }).then(goes_on).run();
    }
    SECTION("terminate")
    {
        course(steady, [](scene&, stage& on) { return on.cmd.try_signal(signal_code::terminate); })
            .then([](scene& at, stage& on, asio::cancellation_type, bool) {
                // If it was cancelled before it began, this is the first terminate.
                const wsman::result<void> again = at.result_of(on.cmd.try_signal(signal_code::terminate));
                CHECK((again || again.error().code() == client_errc::closed));
                CHECK(at.result_of(on.cmd.try_wait()));
                CHECK(at.server->most_terminates() == 1);
            })
            .run();
    }
}
