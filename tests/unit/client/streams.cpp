//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/client_bench.hpp>

#include <boost/asio/steady_timer.hpp>

#include <stdexcept>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::exit_status;
using wsman::output_stream;
using wsman::run_options;

namespace {

/// A sink that sometimes suspends, and may throw.
class collector {
public:
    explicit collector(unsigned throw_at = 0) : throw_at_(throw_at) {}

    asio::awaitable<void> take(output_stream stream, std::string bytes)
    {
        asio::steady_timer pause(co_await asio::this_coro::executor, asio::steady_timer::time_point::min());
        co_await pause.async_wait(asio::use_awaitable);
        if (++calls == throw_at_) throw std::runtime_error("disk full");
        (stream == output_stream::standard_output ? out : err) += bytes;
    }
    wsman::output_sink sink()
    {
        return [this](output_stream stream, std::string bytes) { return take(stream, std::move(bytes)); };
    }

    std::string out, err;
    unsigned calls = 0;

private:
    unsigned throw_at_;
};

} // namespace

TEST_CASE("a sink gets both streams in their order", "[client][sink]")
{
    bench at;
    program talks = prints({"a", "b", "c"}, 4);
    talks.errors = {"", "x"};
    at.server->programs["talks"] = talks;
    collector got;
    const wsman::result<exit_status> ended = at.get(at.client->try_run(command("talks"), got.sink()));
    REQUIRE(ended);
    CHECK(ended->exit_code == 4);
    CHECK(got.out == "abc");
    CHECK(got.err == "x");
    at.check_nothing_left();
}

TEST_CASE("a sink may be an ordinary function, and keeps its state", "[client][sink]")
{
    bench at;
    at.server->programs["talks"] = prints({"a", "b", "c"});
    std::string seen;
    int calls = 0;
    auto count = [&seen, n = 0, &calls](output_stream, std::string bytes) mutable {
        seen += bytes;
        calls = ++n;
    };
    REQUIRE(at.get(at.client->try_run(command("talks"), wsman::output_sink(count))));
    CHECK(seen == "abc");
    CHECK(calls == 3);
}

TEST_CASE("a slow sink slows the program down: at most two blocks are received ahead of it", "[client][sink]")
{
    bench at;
    at.server->programs["talks"] = prints(std::vector<std::string>(50, "block"));
    unsigned consumed = 0;
    unsigned most_ahead = 0;
    wsman::output_sink sink([&](output_stream, std::string) {
        ++consumed;
        most_ahead = (std::max)(most_ahead, at.server->count("Receive") - consumed);
    });
    REQUIRE(at.get(at.client->try_run(command("talks"), sink)));
    CHECK(consumed == 50);
    CHECK(most_ahead >= 1);
    CHECK(most_ahead <= 2);
}

TEST_CASE("a sink that throws ends the command, and its message is in the error", "[client][sink]")
{
    for (unsigned throw_at = 1; throw_at <= 3; ++throw_at) {
        bench at;
        at.server->programs["talks"] = prints({"a", "b", "c"});
        collector got(throw_at);
        const wsman::result<exit_status> ended = at.get(at.client->try_run(command("talks"), got.sink()));
        CAPTURE(throw_at);
        REQUIRE(ended.has_error());
        CHECK(ended.error().code() == client_errc::sink_failed);
        CHECK(ended.error().message().find("disk full") != std::string::npos);
        CHECK(at.server->most_terminates() == 1);
        at.check_nothing_left();
    }
}

TEST_CASE("a time-out ends a command whose sink is busy", "[client][sink][deadline]")
{
    bench at;
    program endless = prints({"y"});
    endless.endless = true;
    at.server->programs["yes"] = endless;
    collector got;
    run_options options;
    options.timeout = 20ms;
    const wsman::result<exit_status> ended = at.get(at.client->try_run(command("yes"), got.sink(), options));
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == client_errc::deadline_exceeded);
    CHECK(at.server->most_terminates() == 1);
    at.check_nothing_left();
}

TEST_CASE("standard input is split to fit the envelope size, and then ended", "[client][input]")
{
    bench at;
    at.server->programs["cat"] = copies();
    std::string text;
    for (int i = 0; text.size() < 400'000; ++i)
        text += std::to_string(i) + "\n";
    std::size_t largest = 0;
    at.server->on_request = [&](const wsman::request& asked) { largest = (std::max)(largest, asked.envelope.size()); };
    run_options options;
    options.input = text;
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("cat"), options));
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == text);
    CHECK(at.server->count("Send") > 2);
    CHECK(largest <= 153'600);
    CHECK(largest > 150'000);
    at.check_nothing_left();
}

TEST_CASE("empty input ends standard input at once", "[client][input]")
{
    bench at;
    at.server->programs["cat"] = copies();
    run_options options;
    options.input = "";
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("cat"), options));
    REQUIRE(ended);
    CHECK(ended->exit_code == 0);
    CHECK(at.server->count("Send") == 1);
}

TEST_CASE("input makes standard input a pipe", "[client][input]")
{
    bench at;
    at.server->programs["cat"] = copies();
    std::string envelope;
    at.server->on_request = [&](const wsman::request& asked) {
        if (asked.operation == "Command") envelope = asked.envelope;
    };
    run_options options;
    options.input = "x";
    REQUIRE(at.get(at.client->try_run(command("cat"), options)));
    const std::size_t option = envelope.find("WINRS_CONSOLEMODE_STDIN");
    REQUIRE(option != envelope.npos);
    CHECK(envelope.substr(option, 40).find("FALSE") != std::string::npos);
}

TEST_CASE("input may come from a source, which is called after the previous bytes were sent", "[client][input]")
{
    bench at;
    at.server->programs["cat"] = copies();
    int asked = 0;
    auto next = [&]() -> asio::awaitable<std::string> {
        co_return ++asked <= 3 ? std::to_string(asked) : std::string();
    };
    run_options options;
    options.input = wsman::standard_input::from(next);
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("cat"), options));
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "123");
    CHECK(asked == 4);
    at.check_nothing_left();
}

TEST_CASE("a source that throws ends the command", "[client][input]")
{
    bench at;
    at.server->programs["cat"] = copies();
    auto next = []() -> asio::awaitable<std::string> {
        throw std::runtime_error("no such file");
        co_return std::string();
    };
    run_options options;
    options.input = wsman::standard_input::from(next);
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("cat"), options));
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == client_errc::source_failed);
    CHECK(ended.error().message().find("no such file") != std::string::npos);
    CHECK(at.server->most_terminates() == 1);
    at.check_nothing_left();
}

TEST_CASE("a source that waits is cancelled when its command ends", "[client][input]")
{
    bench at;
    at.server->programs["a"] = prints({"x"});
    asio::steady_timer never(at.context, (asio::steady_timer::time_point::max)());
    auto next = [&]() -> asio::awaitable<std::string> {
        co_await never.async_wait(asio::use_awaitable);
        co_return std::string();
    };
    run_options options;
    options.input = wsman::standard_input::from(next);
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("a"), options));
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "x");
}

TEST_CASE("a lost Send ends the command with the error of the Send", "[client][input]")
{
    bench at;
    program cat = copies();
    at.server->programs["cat"] = cat;
    at.server->failures.push_back(
        {"Send", 2, fails::before, wsman::failure(wsman::transport_errc::connection_reset), false}
    );
    run_options options;
    options.input = std::string(300'000, 'x');
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("cat"), options));
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == wsman::transport_errc::connection_reset);
    CHECK(ended.error().details().operation == "Send");
    CHECK(at.server->most_terminates() == 1);
    at.check_nothing_left();
}

TEST_CASE("a program that stops reading its input has not failed", "[client][input]")
{
    bench at;
    at.server->programs["head"] = prints({"first line"}, 0);
    at.server->faults = {{"Send", 1, 232, true, false}};
    run_options options;
    options.input = std::string(300'000, 'x');
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("head"), options));
    REQUIRE(ended);
    CHECK(ended->exit_code == 0);
    CHECK(at.server->count("Send") == 1);
}

TEST_CASE("a fault on Send is an error if the command continues", "[client][input]")
{
    bench at;
    at.server->programs["hang"] = hangs();
    at.server->faults = {{"Send", 1, 87, true, false}};
    run_options options;
    options.input = "x";
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("hang"), options));
    REQUIRE(ended.has_error());
    CHECK(ended.error().details().fault_code == 87);
    CHECK(at.server->most_terminates() == 1);
    at.check_nothing_left();
}

TEST_CASE("a source that ignores its cancellation does not block its command", "[client][input]")
{
    bench at;
    at.server->programs["a"] = prints({"x"});
    asio::steady_timer never(at.context, (asio::steady_timer::time_point::max)());
    auto next = [&]() -> asio::awaitable<std::string> {
        co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
        co_await never.async_wait(asio::use_awaitable);
        co_return std::string();
    };
    run_options options;
    options.input = wsman::standard_input::from(next);
    const wsman::result<command_result> ended = at.now(at.client->try_run(command("a"), options));
    REQUIRE(ended);
    never.cancel();
    at.check_nothing_left();
}

TEST_CASE("a host that answers at once without output gets requests less and less often", "[client][receive]")
{
    bench at;
    at.server->programs["hasty"] = prints({"x"});
    at.server->programs["hasty"].timeouts = 1'000'000;
    run_options options;
    options.timeout = 200ms;
    const wsman::result<command_result> ended = at.get(at.client->try_run(command("hasty"), options));
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == client_errc::deadline_exceeded);
    CHECK(at.server->count("Receive") < 30);
    at.check_nothing_left();
}
