//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Operations of moved-from and default-constructed objects fail with `closed`.
#include <support/client_scene.hpp>
#include <wsman/client/blocking_client.hpp>

using namespace scripted;
using wsman::client;
using wsman::client_errc;
using wsman::command;
using wsman::output_sink;
using wsman::output_stream;
using wsman::powershell_script;
using wsman::running_command;
using wsman::shell;
using wsman::signal_code;

namespace {

output_sink nowhere()
{
    return output_sink([](output_stream, std::string) {});
}

template <class T>
void is_closed(scene& at, asio::awaitable<wsman::result<T>> call)
{
    auto one = at.begin(std::move(call));
    REQUIRE(at.ends(one));
    CHECK(one.code() == client_errc::closed);
}

template <class T>
asio::awaitable<wsman::result<void>> caught(asio::awaitable<T> call, std::optional<wsman::error_code>* seen)
{
    try {
        if constexpr (std::is_void_v<T>)
            co_await std::move(call);
        else
            static_cast<void>(co_await std::move(call));
    }
    catch (const wsman::exception& thrown) {
        *seen = thrown.code();
    }
    co_return wsman::result<void>();
}

/// Checks the form of the operation that throws.
template <class T>
void throws_closed(scene& at, asio::awaitable<T> call)
{
    std::optional<wsman::error_code> seen;
    auto one = at.begin(caught<T>(std::move(call), &seen));
    REQUIRE(at.ends(one));
    REQUIRE(seen.has_value());
    CHECK(*seen == client_errc::closed);
}

void all_closed(scene& at, client& empty)
{
    is_closed(at, empty.try_identify());
    is_closed(at, empty.try_wait_until_ready(10s));
    is_closed(at, empty.try_probe());
    is_closed(at, empty.try_run(command("a")));
    is_closed(at, empty.try_run(command("a"), nowhere()));
    is_closed(at, empty.try_run_powershell(powershell_script("Get-Date")));
    is_closed(at, empty.try_run_powershell(powershell_script("Get-Date"), nowhere()));
    is_closed(at, empty.try_open_shell());
    is_closed(at, empty.try_close());
    throws_closed(at, empty.identify());
    throws_closed(at, empty.wait_until_ready(10s));
    throws_closed(at, empty.probe());
    throws_closed(at, empty.run(command("a")));
    throws_closed(at, empty.run(command("a"), nowhere()));
    throws_closed(at, empty.run_powershell(powershell_script("Get-Date")));
    throws_closed(at, empty.run_powershell(powershell_script("Get-Date"), nowhere()));
    throws_closed(at, empty.open_shell());
    throws_closed(at, empty.close());
}

void all_closed(scene& at, shell& empty)
{
    is_closed(at, empty.try_start(command("a")));
    is_closed(at, empty.try_close());
    throws_closed(at, empty.start(command("a")));
    throws_closed(at, empty.close());
}

void all_closed(scene& at, running_command& empty)
{
    is_closed(at, empty.try_read());
    is_closed(at, empty.try_write("x"));
    is_closed(at, empty.try_close_input());
    for (const signal_code code : {signal_code::ctrl_c, signal_code::ctrl_break, signal_code::terminate})
        is_closed(at, empty.try_signal(code));
    is_closed(at, empty.try_wait());
    throws_closed(at, empty.read());
    throws_closed(at, empty.write("x"));
    throws_closed(at, empty.close_input());
    throws_closed(at, empty.signal(signal_code::terminate));
    throws_closed(at, empty.wait());
}

} // namespace

TEST_CASE("a moved-from client is closed", "[client][moved]")
{
    scene at;
    at.server->programs["a"] = prints({"x"});
    client other = std::move(*at.client);
    all_closed(at, *at.client); // NOLINT(bugprone-use-after-move): the test's subject
    CHECK(at.server->total == 0);
    CHECK(at.result_of(other.try_run(command("a"))));
    SECTION("and may be assigned to")
    {
        *at.client = std::move(other);
        at.check_still_usable();
        all_closed(at, other); // NOLINT(bugprone-use-after-move)
        at.check_clean();
    }
    SECTION("and may be destroyed")
    {
        at.client.reset();
        CHECK(at.result_of(other.try_close()));
        CHECK(at.server->shells.empty());
    }
}

TEST_CASE("move assignment to a client closes the client that it had", "[client][moved]")
{
    scene at;
    at.server->programs["hang"] = hangs();
    shell in = at.open();
    running_command cmd = at.start(in, "hang");
    auto reader = at.begin(cmd.try_read());
    const auto second = std::make_shared<service>(at.context.get_executor());
    second->programs["a"] = prints({"x"});
    *at.client = client(at.context.get_executor(), wsman::test::plain_session(), second, scene::options());
    REQUIRE(at.ends(reader));
    CHECK(reader.code() == client_errc::closed);
    REQUIRE(at.until([&] { return at.server->closed; }));
    CHECK(at.server->shells.empty());
    CHECK(at.result_of(at.client->try_run(command("a"))));
    CHECK(second->count("Command") == 1);
}

TEST_CASE("a moved-from or default-constructed shell is closed", "[client][moved][shell]")
{
    scene at;
    at.server->programs["a"] = prints({"x"});
    shell in = at.open();
    shell other = std::move(in);
    all_closed(at, in); // NOLINT(bugprone-use-after-move)
    running_command cmd = at.start(other, "a");
    CHECK(at.result_of(cmd.try_wait()));
    in = std::move(other);
    all_closed(at, other); // NOLINT(bugprone-use-after-move)
    CHECK(at.result_of(in.try_close()));
    shell never;
    all_closed(at, never);
    at.check_clean();
}

TEST_CASE("a moved-from or default-constructed command is closed", "[client][moved][shell]")
{
    scene at;
    at.server->programs["cat"] = copies();
    shell in = at.open();
    running_command cmd = at.start(in, "cat");
    auto reader = at.begin(cmd.try_read());
    running_command other = std::move(cmd);
    all_closed(at, cmd); // NOLINT(bugprone-use-after-move)
    CHECK(at.server->count("Signal") == 0);
    CHECK(at.result_of(other.try_write("x")));
    REQUIRE(at.ends(reader));
    REQUIRE(reader.outcome());
    CHECK((*reader.outcome())->standard_output == "x");
    CHECK(at.result_of(other.try_close_input()));
    CHECK(at.result_of(other.try_wait()));
    running_command never;
    all_closed(at, never);
    at.check_clean();
}

TEST_CASE("move assignment to a command terminates the command that it had", "[client][moved][shell]")
{
    scene at;
    at.server->programs["first"] = hangs();
    at.server->programs["second"] = hangs();
    shell in = at.open();
    running_command cmd = at.start(in, "first");
    cmd = at.start(in, "second");
    REQUIRE(at.until([&] { return at.on_host("first").terminates == 1; }));
    CHECK(at.on_host("second").terminates == 0);
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    at.check_clean();
}

TEST_CASE("moved-from and default-constructed blocking objects are closed", "[client][moved][blocking]")
{
    wsman::blocking_client first(wsman::test::plain_session(), [](asio::any_io_executor where) {
        auto server = std::make_shared<service>(where);
        server->programs["cat"] = copies();
        return server;
    });
    wsman::blocking_shell in = first.open_shell();
    wsman::blocking_command cmd = in.start(command("cat"));
    SECTION("a command")
    {
        wsman::blocking_command other = std::move(cmd);
        // NOLINTBEGIN(bugprone-use-after-move)
        CHECK(cmd.try_read().error().code() == client_errc::closed);
        CHECK(cmd.try_write("x").error().code() == client_errc::closed);
        CHECK(cmd.try_close_input().error().code() == client_errc::closed);
        CHECK(cmd.try_signal(signal_code::terminate).error().code() == client_errc::closed);
        CHECK(cmd.try_wait().error().code() == client_errc::closed);
        CHECK_THROWS_AS(cmd.wait(), wsman::exception);
        // NOLINTEND(bugprone-use-after-move)
        CHECK(other.try_write("x"));
    }
    SECTION("a shell")
    {
        wsman::blocking_shell other = std::move(in);
        // NOLINTBEGIN(bugprone-use-after-move)
        CHECK(in.try_start(command("cat")).error().code() == client_errc::closed);
        CHECK(in.try_close().error().code() == client_errc::closed);
        // NOLINTEND(bugprone-use-after-move)
        CHECK(other.try_close());
    }
    SECTION("a client")
    {
        wsman::blocking_client other = std::move(first);
        // NOLINTBEGIN(bugprone-use-after-move)
        CHECK(first.try_identify().error().code() == client_errc::closed);
        CHECK(first.try_wait_until_ready(1s).error().code() == client_errc::closed);
        CHECK(first.try_probe().error().code() == client_errc::closed);
        CHECK(first.try_run(command("a")).error().code() == client_errc::closed);
        CHECK(first.try_run(command("a"), nowhere()).error().code() == client_errc::closed);
        CHECK(first.try_run_powershell(powershell_script("x")).error().code() == client_errc::closed);
        CHECK(first.try_run_powershell(powershell_script("x"), nowhere()).error().code() == client_errc::closed);
        CHECK(first.try_open_shell().error().code() == client_errc::closed);
        CHECK(first.try_close().error().code() == client_errc::closed);
        CHECK_THROWS_AS(first.identify(), wsman::exception);
        // NOLINTEND(bugprone-use-after-move)
        CHECK(other.try_identify());
    }
}
