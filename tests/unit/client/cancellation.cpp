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
using wsman::exit_status;
using wsman::run_options;

namespace {

/// Cancels a call after 0, 1, 2 … handlers have run, until it completes first: at every point where it may wait.
template <class Prepare, class Call>
void cancel_everywhere(Prepare prepare, Call call)
{
    for (const asio::cancellation_type type :
         {asio::cancellation_type::terminal, asio::cancellation_type::partial, asio::cancellation_type::total})
        for (unsigned handlers = 0;; ++handlers) {
            bench at;
            prepare(at);
            CAPTURE(static_cast<int>(type), handlers);
            auto outcome = at.get_cancelled(call(at), handlers, type);
            if (outcome && outcome->has_error()) {
                CAPTURE(outcome->error().message());
                CHECK(outcome->error().code() == client_errc::cancelled);
            }
            at.check_nothing_left();
            CHECK(at.server->count("Command") <= 1);
            if (at.finished_before_cancellation) {
                REQUIRE(outcome.has_value());
                CHECK(outcome->has_value());
                break;
            }
            REQUIRE(handlers < 1000);
        }
}

} // namespace

TEST_CASE("run can be cancelled at every point where it waits", "[client][cancellation]")
{
    cancel_everywhere(
        [](bench& at) { at.server->programs["a"] = prints({"x", "y"}); },
        [](bench& at) { return at.client->try_run(command("a")); }
    );
}

TEST_CASE("run with input and a new shell can be cancelled at every point where it waits", "[client][cancellation]")
{
    cancel_everywhere(
        [](bench& at) { at.server->programs["cat"] = copies(); },
        [](bench& at) {
            run_options options;
            options.input = "text";
            options.own_shell = true;
            return at.client->try_run(command("cat"), options);
        }
    );
}

TEST_CASE("run with a sink can be cancelled at every point where it waits", "[client][cancellation]")
{
    cancel_everywhere(
        [](bench& at) { at.server->programs["a"] = prints({"x", "y"}); },
        [](bench& at) {
            wsman::output_sink sink([](wsman::output_stream, std::string) {});
            return at.client->try_run(command("a"), sink);
        }
    );
}

TEST_CASE("identify and open_shell can be cancelled at every point where they wait", "[client][cancellation]")
{
    cancel_everywhere([](bench&) {}, [](bench& at) { return at.client->try_identify(); });
    cancel_everywhere([](bench&) {}, [](bench& at) { return at.client->try_open_shell(); });
    cancel_everywhere(
        [](bench& at) {
            at.server->failures.push_back(
                {"Identify", 1, fails::before, wsman::failure(wsman::transport_errc::connection_refused), false}
            );
        },
        [](bench& at) { return at.client->try_wait_until_ready(10s); }
    );
}

TEST_CASE("a cancelled command is terminated once, and its output is in the error", "[client][cancellation]")
{
    for (const asio::cancellation_type type :
         {asio::cancellation_type::terminal, asio::cancellation_type::partial, asio::cancellation_type::total}) {
        bench at;
        at.server->programs["hang"] = hangs({"before"});
        asio::cancellation_signal signal;
        at.server->on_request = [&](const wsman::request& asked) {
            if (asked.operation != "Receive" || at.server->count("Receive") != 2) return;
            asio::post(at.context, [&] { signal.emit(type); });
        };
        std::optional<wsman::result<command_result>> outcome;
        auto caller = [&]() -> asio::awaitable<void> {
            co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
            outcome = co_await at.client->try_run(command("hang"));
        };
        asio::co_spawn(at.context, caller, asio::bind_cancellation_slot(signal.slot(), asio::detached));
        at.context.run();
        REQUIRE(outcome);
        REQUIRE(outcome->has_error());
        CHECK(outcome->error().code() == client_errc::cancelled);
        REQUIRE(outcome->error().details().output);
        CHECK(outcome->error().details().output->standard_output == "before");
        CHECK(at.server->commands.begin()->second->terminates == 1);
        CHECK(at.server->count("Signal") == 1);
        at.check_nothing_left();
    }
}

TEST_CASE("a silent host does not keep a cancelled command longer than the clean-up time", "[client][cancellation]")
{
    bench at;
    at.server->programs["hang"] = hangs({"before"});
    at.server->failures = {{"Signal", 1, fails::hangs, wsman::failure(client_errc::cancelled), true}};
    asio::cancellation_signal signal;
    at.server->on_request = [&](const wsman::request& asked) {
        if (asked.operation == "Receive" && at.server->count("Receive") == 2)
            asio::post(at.context, [&] { signal.emit(asio::cancellation_type::terminal); });
    };
    std::optional<wsman::result<command_result>> outcome;
    auto caller = [&]() -> asio::awaitable<void> { outcome = co_await at.client->try_run(command("hang")); };
    asio::co_spawn(at.context, caller, asio::bind_cancellation_slot(signal.slot(), asio::detached));
    at.context.run();
    REQUIRE(outcome);
    CHECK(outcome->error().code() == client_errc::cancelled);
    CHECK(at.server->count("Signal") == 1);
}

TEST_CASE("a caller that is cancelled inside its sink leaves no shell behind", "[client][cancellation][sink]")
{
    bench at;
    program endless = prints({"y"});
    endless.endless = true;
    at.server->programs["yes"] = endless;
    asio::cancellation_signal signal;
    auto sink = [&](wsman::output_stream, std::string) -> asio::awaitable<void> {
        asio::steady_timer never(at.context, (asio::steady_timer::time_point::max)());
        asio::post(at.context, [&] { signal.emit(asio::cancellation_type::terminal); });
        co_await never.async_wait(asio::use_awaitable);
    };
    std::optional<wsman::result<exit_status>> outcome;
    auto caller = [&]() -> asio::awaitable<void> { outcome = co_await at.client->try_run(command("yes"), sink); };
    asio::co_spawn(at.context, caller, asio::bind_cancellation_slot(signal.slot(), asio::detached));
    at.context.run();
    REQUIRE(outcome);
    REQUIRE(outcome->has_error());
    CHECK(outcome->error().code() == client_errc::cancelled);
    CHECK(at.server->most_terminates() == 1);
    at.check_nothing_left();
}
