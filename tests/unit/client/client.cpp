//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/client_bench.hpp>
#include <support/observed_service.hpp>
#include <wsman/client/blocking_client.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::condition;
using wsman::identity;
using wsman::run_options;

namespace {

/// Runs a command several times concurrently. Returns: the number of successes.
unsigned run_at_once(bench& at, const char* line, unsigned times, const run_options& options = {})
{
    unsigned good = 0;
    auto one = [&]() -> asio::awaitable<void> {
        const wsman::result<command_result> ended = co_await at.client->try_run(command(line), options);
        if (ended)
            ++good;
        else
            UNSCOPED_INFO(ended.error().message());
    };
    for (unsigned i = 0; i < times; ++i)
        asio::co_spawn(at.context, one, asio::detached);
    at.context.restart();
    at.context.run();
    return good;
}

} // namespace

TEST_CASE("a shell at its quota is replaced: ten commands where a shell accepts three", "[client][quota]")
{
    bench at;
    at.server->programs["a"] = prints({"x"});
    at.server->commands_of_a_shell = 3;
    for (int i = 0; i < 10; ++i)
        REQUIRE(at.get(at.client->try_run(command("a"))));
    CHECK(at.server->count("Create") == 4);
    CHECK(at.server->shells.size() == 1);
    at.check_nothing_left();
}

TEST_CASE("200 concurrent commands, where a shell accepts 25 at a time", "[client][quota]")
{
    bench at;
    at.server->programs["a"] = prints({"x", "y"});
    at.server->most_commands_per_shell = 25;
    CHECK(run_at_once(at, "a", 200) == 200);
    CHECK(at.server->shells.size() == 1);
    at.check_nothing_left();
}

TEST_CASE("200 concurrent commands wait for each other if the host allows few shells", "[client][quota]")
{
    bench at;
    at.server->programs["a"] = prints({"x", "y"});
    at.server->most_commands_per_shell = 25;
    at.server->most_shells = 5;
    CHECK(run_at_once(at, "a", 200) == 200);
    at.check_nothing_left();
}

TEST_CASE("the number of commands in a shell may be set", "[client][quota]")
{
    wsman::client_options options = bench::options();
    options.commands_per_shell = 4;
    bench at(options);
    at.server->programs["a"] = prints({"x"});
    at.server->most_commands_per_shell = 4;
    CHECK(run_at_once(at, "a", 16) == 16);
    CHECK(at.server->count("Command") == 16);
    at.check_nothing_left();
}

TEST_CASE("permanent quota faults are reported as quota faults", "[client][quota]")
{
    bench at;
    at.server->programs["a"] = prints({"x"});
    SECTION("shells")
    {
        at.server->most_shells = 0;
        const wsman::result<command_result> refused = at.get(at.client->try_run(command("a")));
        REQUIRE(refused.has_error());
        CHECK(refused.error().code() == wsman::windows_errc::quota_max_shells);
        CHECK(refused.error().code() == condition::quota);
        CHECK(at.server->count("Create") == 1);
    }
    SECTION("commands: tried again once, in another shell")
    {
        at.server->commands_of_a_shell = 0;
        const wsman::result<command_result> refused = at.get(at.client->try_run(command("a")));
        REQUIRE(refused.has_error());
        CHECK(refused.error().code() == condition::quota);
        CHECK(at.server->count("Command") == 2);
    }
    at.server->most_shells = 100;
    at.check_nothing_left();
}

TEST_CASE("a shell that the host has closed is replaced for run", "[client][quota]")
{
    bench at;
    at.server->programs["a"] = prints({"x"});
    REQUIRE(at.get(at.client->try_run(command("a"))));
    at.server->gone_after_restart = true;
    REQUIRE(at.get(at.client->try_run(command("a"))));
    CHECK(at.server->count("Create") == 2);
    CHECK(at.server->count("Command") == 3);
    at.check_nothing_left();
}

TEST_CASE(
    "silent commands share the connections: each holds one for a shorter time as their number grows",
    "[client][fairness]"
)
{
    bench at;
    at.server->programs["hang"] = hangs();
    run_options options;
    options.timeout = 300ms; // time for a slow machine to fill every place
    run_at_once(at, "hang", 50, options);
    constexpr std::ptrdiff_t places = 7; // of eight connections one is kept for short requests
    REQUIRE(at.server->receive_timeouts.size() >= places);
    const auto [shortest, longest] =
        std::minmax_element(at.server->receive_timeouts.begin(), at.server->receive_timeouts.end());
    CHECK(*longest == 60s);
    CHECK(*shortest <= 2s);
    CHECK(*shortest >= 500ms);
    // Only while all of them run: the time-out ends them one by one, and the last ones get more time again.
    const auto while_all_run = at.server->receive_timeouts.begin() + places;
    CHECK(std::count(at.server->receive_timeouts.begin(), while_all_run, 60s) <= 4);
    at.check_nothing_left();
}

TEST_CASE("identify raises the envelope size for hosts that accept it", "[client][identify]")
{
    for (const char* version : {"OS: 10.0.17763 SP: 0.0 Stack: 3.0", "OS: 6.1.7601 SP: 1.0 Stack: 2.0"}) {
        bench at;
        at.server->identity_version = version;
        std::string create;
        at.server->on_request = [&](const wsman::request& asked) {
            if (asked.operation == "Create") create = asked.envelope;
        };
        const wsman::result<identity> identified = at.get(at.client->try_identify());
        REQUIRE(identified);
        CHECK(identified->product_vendor == "scripted");
        REQUIRE(at.get(at.client->try_open_shell()));
        const bool raised = create.find(">512000<") != create.npos;
        CHECK(raised == (identified->stack() == 3U));
    }
}

TEST_CASE("wait_until_ready waits for a host that starts", "[client][ready]")
{
    bench at;
    at.server->failures = {
        {"Identify", 1, fails::before, wsman::failure(wsman::transport_errc::connection_refused), false},
        {"Identify", 2, fails::before, wsman::failure(wsman::transport_errc::http_service_unavailable), false},
        {"Identify", 3, fails::before, wsman::failure(wsman::transport_errc::connect_timeout), false}
    };
    REQUIRE(at.get(at.client->try_wait_until_ready(10s)));
    CHECK(at.server->count("Identify") == 4);
}

TEST_CASE("wait_until_ready fails at once if waiting cannot help", "[client][ready]")
{
    for (const wsman::transport_errc code :
         {wsman::transport_errc::http_unauthorized, wsman::transport_errc::certificate_untrusted}) {
        bench at;
        at.server->failures = {
            {"Identify", 1, fails::before, wsman::failure(wsman::transport_errc::connection_refused), false},
            {"Identify", 2, fails::before, wsman::failure(code), true}
        };
        const wsman::result<identity> identified = at.get(at.client->try_wait_until_ready(10s));
        REQUIRE(identified.has_error());
        CHECK(identified.error().code() == code);
        CHECK(at.server->count("Identify") == 2);
    }
}

TEST_CASE("wait_until_ready ends at its time-out and reports the last error", "[client][ready]")
{
    bench at;
    at.server->failures = {
        {"Identify", 1, fails::before, wsman::failure(wsman::transport_errc::connection_refused), true}
    };
    wsman::result<identity> identified = at.get(at.client->try_wait_until_ready(300ms));
    REQUIRE(identified.has_error());
    CHECK(identified.error().code() == client_errc::not_ready);
    CHECK(identified.error().code() == condition::timeout);
    CHECK(identified.error().details().cause == wsman::transport_errc::connection_refused);
    CHECK(identified.error().details().attempts > 1);

    at.server->failures = {{"Identify", 1, fails::hangs, wsman::failure(client_errc::cancelled), true}};
    identified = at.get(at.client->try_wait_until_ready(20ms));
    REQUIRE(identified.has_error());
    CHECK(identified.error().code() == client_errc::not_ready);
}

TEST_CASE("a blocking client has the same operations", "[client][blocking]")
{
    std::promise<last_state> gone;
    std::future<last_state> ended_service = gone.get_future();
    std::size_t shells = 0;
    {
        service* server = nullptr; // the client's: it holds an executor, which ends with the client
        wsman::blocking_client client(wsman::test::plain_session(), [&](asio::any_io_executor where) {
            auto made = std::make_shared<observed_service>(where, std::move(gone));
            server = made.get();
            server->programs["a"] = prints({"x"}, 2);
            server->programs["cat"] = copies();
            return made;
        });
        CHECK(client.identify().product_vendor == "scripted");
        CHECK(client.run(command("a")).exit_code == 2);
        std::string seen;
        const wsman::exit_status ended =
            client.run(command("a"), [&](wsman::output_stream, std::string bytes) { seen += bytes; });
        CHECK(ended.exit_code == 2);
        CHECK(seen == "x");
        std::optional<wsman::error_code> from_within;
        client.run(command("a"), [&](wsman::output_stream, std::string) {
            from_within = client.try_identify().error().code();
        });
        CHECK(*from_within == client_errc::invalid_argument);
        wsman::blocking_shell in = client.open_shell();
        wsman::blocking_command cmd = in.start(command("cat"));
        cmd.write("hello");
        CHECK(cmd.read()->standard_output == "hello");
        cmd.close_input();
        CHECK(cmd.wait().success());
        wsman::blocking_command dropped = in.start(command("cat"));
        CHECK_THROWS_AS(client.run(command("two\nlines")), wsman::exception);
        shells = server->shells.size();
    }
    CHECK(shells == 2);
    const last_state last = ended_service.get();
    CHECK(last.shells == 0);
    CHECK(last.most_terminates == 1);
}
