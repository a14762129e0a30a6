//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Operations of a client are cancelled at every point where they wait.
#include <support/cancel_everywhere.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::exit_status;
using wsman::identity;
using wsman::output_sink;
using wsman::output_stream;
using wsman::powershell_result;
using wsman::powershell_script;
using wsman::run_options;
using wsman::shell;

namespace {

template <class T>
using operation = asio::awaitable<wsman::result<T>>;

void talker(scene& at, stage&)
{
    at.server->programs["a"] = prints({"x", "y"}, 3);
    at.server->programs["cat"] = copies();
}

void ready_shell(scene& at, stage& on)
{
    talker(at, on);
    CHECK(at.result_of(at.client->try_run(command("a"))));
}

run_options in_own_shell()
{
    run_options options;
    options.own_shell = true;
    options.input = "text";
    return options;
}

} // namespace

TEST_CASE("run can be cancelled at every point", "[client][cancellation][everywhere]")
{
    using course = cancellation_course<operation<command_result>>;
    const auto run = [](scene& at, stage&) { return at.client->try_run(command("a")); };
    SECTION("in a new shell")
    {
        course(talker, run).run();
    }
    SECTION("in an open shell")
    {
        course(ready_shell, run).run();
    }
    SECTION("in a new shell, with input")
    {
        course(talker, [](scene& at, stage&) { return at.client->try_run(command("cat"), in_own_shell()); }).run();
    }
    SECTION("of a program that never ends")
    {
        course([](scene& at, stage&) { at.server->programs["a"] = hangs({"x"}); }, run).waits_for_ever().run();
    }
    SECTION("with other commands in the same shell")
    {
        course(ready_shell, run)
            .then([](scene& at, stage&, asio::cancellation_type, bool) { CHECK(at.server->shells.size() <= 2); })
            .run();
    }
}

TEST_CASE("run with a sink can be cancelled at every point", "[client][cancellation][everywhere][sink]")
{
    using course = cancellation_course<operation<exit_status>>;
    SECTION("a function")
    {
        course(talker, [](scene& at, stage&) {
            output_sink sink([](output_stream, std::string) {});
            return at.client->try_run(command("a"), sink);
        }).run();
    }
    SECTION("a coroutine")
    {
        const auto take = [](output_stream, std::string) -> asio::awaitable<void> {
            asio::steady_timer pause(co_await asio::this_coro::executor, asio::steady_timer::time_point::min());
            co_await pause.async_wait(asio::use_awaitable);
        };
        course(talker, [take](scene& at, stage&) {
            output_sink sink(take);
            return at.client->try_run(command("a"), sink);
        }).run();
    }
    SECTION("with input, in a new shell")
    {
        course(talker, [](scene& at, stage&) {
            output_sink sink([](output_stream, std::string) {});
            return at.client->try_run(command("cat"), sink, in_own_shell());
        }).run();
    }
}

TEST_CASE("run_powershell can be cancelled at every point", "[client][cancellation][everywhere][powershell]")
{
    using course = cancellation_course<operation<powershell_result>>;
    const auto prepare = [](scene& at, stage&) { at.server->unknown_programs = prints({""}, 0); };
    SECTION("a short script")
    {
        course(prepare, [](scene& at, stage&) {
            return at.client->try_run_powershell(powershell_script("Get-Date"));
        }).run();
    }
    SECTION("a script that is stored first")
    {
        course(prepare, [](scene& at, stage&) {
            run_options options;
            options.input = "text";
            return at.client->try_run_powershell(powershell_script(std::string(20'000, '#')), options);
        }).run();
    }
}

TEST_CASE("every point of run_powershell into a sink", "[client][cancellation][everywhere][powershell][sink]")
{
    using course = cancellation_course<operation<exit_status>>;
    const auto prepare = [](scene& at, stage&) {
        program script = prints({"a", "b"}, 0);
        script.errors = {"#< CLIXML\n<Objs><S S=\"Error\">x</S>", "</Objs>"};
        at.server->unknown_programs = script;
    };
    SECTION("a short script")
    {
        course(prepare, [](scene& at, stage&) {
            output_sink sink([](output_stream, std::string) {});
            return at.client->try_run_powershell(powershell_script("Get-Date"), sink);
        }).run();
    }
    SECTION("a script that is stored first, with a coroutine for a sink")
    {
        const auto take = [](output_stream, std::string) -> asio::awaitable<void> {
            asio::steady_timer pause(co_await asio::this_coro::executor, asio::steady_timer::time_point::min());
            co_await pause.async_wait(asio::use_awaitable);
        };
        course(prepare, [take](scene& at, stage&) {
            run_options options;
            options.input = "text";
            output_sink sink(take);
            return at.client->try_run_powershell(powershell_script(std::string(20'000, '#')), sink, options);
        }).run();
    }
}

TEST_CASE("identify and wait_until_ready can be cancelled at every point", "[client][cancellation][everywhere][ready]")
{
    using course = cancellation_course<operation<identity>>;
    SECTION("identify")
    {
        course(talker, [](scene& at, stage&) { return at.client->try_identify(); }).run();
    }
    SECTION("of a host that is ready")
    {
        course(talker, [](scene& at, stage&) { return at.client->try_wait_until_ready(10s); }).run();
    }
    SECTION("of a host that starts")
    {
        const auto starts = [](scene& at, stage&) {
            at.server->failures = {
                {"Identify", 1, fails::before, wsman::failure(wsman::transport_errc::connection_refused), false},
                {"Identify", 2, fails::before, wsman::failure(wsman::transport_errc::http_service_unavailable), false}
            };
        };
        course(starts, [](scene& at, stage&) { return at.client->try_wait_until_ready(10s); }).run();
    }
    SECTION("of a host that does not answer")
    {
        const auto silent = [](scene& at, stage&) {
            at.server->failures = {{"Identify", 1, fails::hangs, wsman::failure(client_errc::cancelled), true}};
        };
        course(silent, [](scene& at, stage&) { return at.client->try_wait_until_ready(1h); }).waits_for_ever().run();
    }
}

TEST_CASE("open_shell can be cancelled at every point", "[client][cancellation][everywhere][shell]")
{
    using course = cancellation_course<operation<shell>>;
    course(talker, [](scene& at, stage&) { return at.client->try_open_shell(); })
        .then([](scene& at, stage&, asio::cancellation_type, bool) {
            CHECK(at.comes_to_rest());
            CHECK(at.server->shells.empty()); // also if the result was a shell: its handle has been destroyed
        })
        .run();
}

TEST_CASE("close can be cancelled at every point", "[client][cancellation][everywhere]")
{
    using course = cancellation_course<operation<void>>;
    const auto close = [](scene& at, stage&) { return at.client->try_close(); };
    SECTION("with an idle shell")
    {
        course(ready_shell, close).closes().run();
    }
    SECTION("with a running command")
    {
        course(
            [](scene& at, stage& on) {
                at.server->programs["hang"] = hangs({"x"});
                put_on_stage(at, on, "hang");
            },
            close
        )
            .closes()
            .run();
    }
}
