//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/client_bench.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_options;
using wsman::command_result;
using wsman::condition;
using wsman::output_chunk;
using wsman::running_command;
using wsman::shell;
using wsman::signal_code;

namespace {

running_command started(bench& at, shell& in, const char* line, command_options options = {})
{
    wsman::result<running_command> cmd = at.get(in.try_start(command(line), options));
    REQUIRE(cmd);
    return std::move(*cmd);
}

} // namespace

TEST_CASE("write, read and wait work for a command", "[client][shell]")
{
    bench at;
    at.server->programs["cat"] = copies();
    wsman::result<shell> in = at.now(at.client->try_open_shell());
    REQUIRE(in);
    CHECK(in->id() == "SHELL-1");
    running_command cmd = at.now(in->try_start(command("cat"))).value();
    REQUIRE(at.now(cmd.try_write("hello ")));
    wsman::result<std::optional<output_chunk>> chunk = at.now(cmd.try_read());
    REQUIRE(chunk);
    REQUIRE(*chunk);
    CHECK((*chunk)->standard_output == "hello ");
    REQUIRE(at.now(cmd.try_write("world")));
    REQUIRE(at.now(cmd.try_close_input()));
    const wsman::result<void> late = at.now(cmd.try_write("more"));
    REQUIRE(late.has_error());
    const wsman::result<command_result> ended = at.now(cmd.try_wait());
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "world");
    CHECK(ended->exit_code == 0);
    chunk = at.now(cmd.try_read());
    REQUIRE(chunk);
    CHECK_FALSE(chunk->has_value());
    REQUIRE(at.now(in->try_close()));
    CHECK(at.server->shells.empty());
    CHECK(at.now(in->try_start(command("cat"))).error().code() == client_errc::closed);
    at.check_nothing_left();
}

TEST_CASE("writing after close_input is an error", "[client][shell]")
{
    bench at;
    at.server->programs["hang"] = hangs();
    shell in = at.get(at.client->try_open_shell()).value();
    auto scenario = [&]() -> asio::awaitable<wsman::result<void>> {
        running_command cmd = (co_await in.try_start(command("hang"))).value();
        wsman::result<void> closed = co_await cmd.try_close_input();
        REQUIRE(closed);
        wsman::result<void> written = co_await cmd.try_write("x");
        co_return written;
    };
    const wsman::result<void> written = at.get(scenario());
    REQUIRE(written.has_error());
    CHECK(written.error().code() == client_errc::input_closed);
    // The handle was destroyed with the coroutine, which terminates the command.
    CHECK(at.server->most_terminates() == 1);
}

TEST_CASE("a destroyed command is terminated, a destroyed shell deleted, a destroyed client closed", "[client][shell]")
{
    bench at;
    at.server->programs["hang"] = hangs();
    SECTION("the command")
    {
        shell in = at.get(at.client->try_open_shell()).value();
        auto scenario = [&]() -> asio::awaitable<wsman::result<void>> {
            running_command cmd = (co_await in.try_start(command("hang"))).value();
            co_return wsman::result<void>();
        };
        REQUIRE(at.get(scenario()));
        CHECK(at.server->most_terminates() == 1);
        CHECK(at.server->shells.size() == 1);
    }
    SECTION("the shell, with a command in it")
    {
        auto scenario = [&]() -> asio::awaitable<wsman::result<void>> {
            shell in = (co_await at.client->try_open_shell()).value();
            running_command cmd = (co_await in.try_start(command("hang"))).value();
            co_return wsman::result<void>();
        };
        REQUIRE(at.get(scenario()));
        CHECK(at.server->most_terminates() == 1);
        CHECK(at.server->shells.empty());
    }
    SECTION("the client, with a shell and a command")
    {
        auto scenario = [&]() -> asio::awaitable<wsman::result<std::optional<output_chunk>>> {
            shell in = (co_await at.client->try_open_shell()).value();
            running_command cmd = (co_await in.try_start(command("hang"))).value();
            at.client.reset();
            wsman::result<std::optional<output_chunk>> chunk = co_await cmd.try_read();
            co_return chunk;
        };
        const auto chunk = at.get(scenario());
        REQUIRE(chunk.has_error());
        CHECK(chunk.error().code() == client_errc::closed);
        CHECK(at.server->most_terminates() == 1);
        CHECK(at.server->shells.empty());
        CHECK(at.server->closed);
    }
}

TEST_CASE("early exit from a loop of reads leaves no shell behind", "[client][shell]")
{
    bench at;
    program endless = prints({"y\n"});
    endless.endless = true;
    at.server->programs["yes"] = endless;
    auto scenario = [&]() -> asio::awaitable<wsman::result<void>> {
        shell in = (co_await at.client->try_open_shell()).value();
        running_command cmd = (co_await in.try_start(command("yes"))).value();
        for (int i = 0; i < 3; ++i) {
            const std::optional<output_chunk> chunk = co_await cmd.read();
            REQUIRE(chunk);
        }
        co_return wsman::result<void>();
    };
    REQUIRE(at.get(scenario()));
    CHECK(at.server->most_terminates() == 1);
    CHECK(at.server->shells.empty());
}

TEST_CASE("a total cancellation of read only stops the waiting", "[client][shell][cancellation]")
{
    bench at;
    at.server->programs["cat"] = copies();
    auto scenario = [&]() -> asio::awaitable<wsman::result<void>> {
        shell in = (co_await at.client->try_open_shell()).value();
        running_command cmd = (co_await in.try_start(command("cat"))).value();
        asio::cancellation_signal signal;
        std::optional<wsman::result<std::optional<output_chunk>>> first;
        auto reader = [&]() -> asio::awaitable<void> {
            co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
            first = co_await cmd.try_read();
        };
        asio::co_spawn(at.context, reader, asio::bind_cancellation_slot(signal.slot(), asio::detached));
        while (at.server->waiting == 0)
            co_await asio::post(asio::use_awaitable);
        signal.emit(asio::cancellation_type::total);
        while (!first)
            co_await asio::post(asio::use_awaitable);
        CHECK(first->error().code() == client_errc::cancelled);
        wsman::result<void> written = co_await cmd.try_write("still here");
        REQUIRE(written);
        const std::optional<output_chunk> chunk = co_await cmd.read();
        REQUIRE(chunk);
        CHECK(chunk->standard_output == "still here");
        CHECK(at.server->count("Signal") == 0);
        co_return wsman::result<void>();
    };
    REQUIRE(at.get(scenario()));
    at.check_nothing_left();
}

TEST_CASE("the user's terminate is the only one", "[client][shell]")
{
    bench at;
    at.server->programs["hang"] = hangs({"x"});
    auto scenario = [&]() -> asio::awaitable<wsman::result<command_result>> {
        shell in = (co_await at.client->try_open_shell()).value();
        running_command cmd = (co_await in.try_start(command("hang"))).value();
        wsman::result<void> sent = co_await cmd.try_signal(signal_code::terminate);
        REQUIRE(sent);
        wsman::result<command_result> ended = co_await cmd.try_wait();
        co_return ended;
    };
    const wsman::result<command_result> ended = at.get(scenario());
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "x");
    CHECK(at.server->count("Signal") == 1);
    at.check_nothing_left();
}

TEST_CASE(
    "a time-out given to start ends the command, and unread output is still returned", "[client][shell][deadline]"
)
{
    bench at;
    at.server->programs["hang"] = hangs({"before"});
    shell in = at.get(at.client->try_open_shell()).value();
    command_options options;
    options.timeout = 20ms;
    running_command cmd =
        started(at, in, "hang", options); // returns when the whole program is idle: after the deadline
    wsman::result<std::optional<output_chunk>> chunk = at.get(cmd.try_read());
    REQUIRE(chunk);
    CHECK((*chunk)->standard_output == "before");
    chunk = at.get(cmd.try_read());
    REQUIRE(chunk.has_error());
    CHECK(chunk.error().code() == client_errc::deadline_exceeded);
    CHECK(at.server->most_terminates() == 1);
}

TEST_CASE("a shell that the host has closed is reported to its user", "[client][shell]")
{
    bench at;
    at.server->programs["a"] = prints({"x"});
    shell in = at.get(at.client->try_open_shell()).value();
    at.server->gone_after_restart = true;
    const auto refused = at.get(in.try_start(command("a")));
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == condition::shell_gone);
    CHECK(at.server->count("Create") == 1);
    REQUIRE(at.get(in.try_close()));
    CHECK(at.server->count("Delete") == 0);
}

TEST_CASE("operations on objects without a host fail", "[client][shell]")
{
    bench at;
    shell none;
    running_command nothing;
    CHECK(at.get(none.try_start(command("a"))).error().code() == client_errc::closed);
    CHECK(at.get(none.try_close()).error().code() == client_errc::closed);
    CHECK(at.get(nothing.try_read()).error().code() == client_errc::closed);
    CHECK(at.get(nothing.try_wait()).error().code() == client_errc::closed);
    CHECK(at.get(nothing.try_write("x")).error().code() == client_errc::closed);
}

TEST_CASE("every operation of a closed client fails", "[client][shell]")
{
    bench at;
    REQUIRE(at.get(at.client->try_close()));
    CHECK(at.get(at.client->try_run(command("a"))).error().code() == client_errc::closed);
    CHECK(at.get(at.client->try_identify()).error().code() == client_errc::closed);
    CHECK(at.get(at.client->try_open_shell()).error().code() == client_errc::closed);
    CHECK(at.server->total == 0);
}
