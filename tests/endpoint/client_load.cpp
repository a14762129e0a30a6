//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/client.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <iostream>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using wsman::command;
using wsman::command_result;
using wsman::testing::endpoint;
using wsman::testing::endpoint_options;
using wsman::testing::endpoint_statistics;

namespace {

long peak_kilobytes()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
}

asio::awaitable<void> echo(wsman::client& client, int number, std::atomic<unsigned>& good)
{
    const std::string text = "number " + std::to_string(number);
    const command line("echo", text);
    const wsman::result<command_result> ended = co_await client.try_run(line);
    if (ended && ended->success() && ended->standard_output.text() == text + "\n") ++good;
}

} // namespace

TEST_CASE("200 concurrent commands complete on one thread", "[client][endpoint][load]")
{
    endpoint host;
    asio::io_context context;
    std::atomic<unsigned> good = 0;
    {
        wsman::client client(context.get_executor(), host.session());
        for (int i = 0; i < 200; ++i)
            asio::co_spawn(context, echo(client, i, good), asio::detached);
        context.run();
        CHECK(good == 200);
        CHECK(host.statistics().open_connections <= 8);
    }
    context.restart();
    context.run();
    CHECK(host.wait_until([](const endpoint_statistics& now) { return now.open_shells == 0; }));
}

TEST_CASE("200 concurrent commands complete where a shell accepts 25", "[client][endpoint][load]")
{
    endpoint_options options;
    options.quotas.processes_per_shell = 25;
    options.quotas.shells = 30;
    endpoint host(options);
    asio::io_context context;
    std::atomic<unsigned> good = 0;
    {
        wsman::client client(context.get_executor(), host.session());
        for (int i = 0; i < 200; ++i)
            asio::co_spawn(context, echo(client, i, good), asio::detached);
        context.run();
        CHECK(good == 200);
    }
    context.restart();
    context.run();
    CHECK(host.wait_until([](const endpoint_statistics& now) { return now.open_shells == 0; }));
}

TEST_CASE("silent commands do not block the output of others", "[client][endpoint][load]")
{
    endpoint host;
    asio::io_context context;
    wsman::client client(context.get_executor(), host.session());
    std::atomic<unsigned> good = 0;
    unsigned ended_silently = 0;
    wsman::run_options options;
    options.timeout = 20s;
    auto silent = [&]() -> asio::awaitable<void> {
        const command sleeper("sleep", "60");
        const wsman::result<command_result> ended = co_await client.try_run(sleeper, options);
        if (ended.has_error()) ++ended_silently;
    };
    // More silent commands than connections.
    asio::cancellation_signal enough[12];
    for (asio::cancellation_signal& one : enough)
        asio::co_spawn(context, silent, asio::bind_cancellation_slot(one.slot(), asio::detached));
    auto talkers = [&]() -> asio::awaitable<void> {
        for (int i = 0; i < 5; ++i)
            co_await echo(client, i, good);
        for (asio::cancellation_signal& one : enough)
            one.emit(asio::cancellation_type::terminal);
    };
    asio::co_spawn(context, talkers, asio::detached);
    context.run();
    CHECK(good == 5);
    CHECK(ended_silently == 12);
}

TEST_CASE("a gigabyte streams into a sink at constant memory", "[client][endpoint][load][.gigabyte]")
{
    endpoint host;
    asio::io_context context;
    wsman::client client(context.get_executor(), host.session());
    std::uint64_t bytes = 0;
    std::size_t largest = 0;
    wsman::output_sink sink([&](wsman::output_stream, std::string block) {
        bytes += block.size();
        largest = (std::max)(largest, block.size());
    });
    auto run = [&]() -> asio::awaitable<void> {
        const command line("head", "-c", "1073741824", "/dev/zero");
        const wsman::exit_status ended = co_await client.run(line, sink);
        CHECK(ended.success());
    };
    const long before = peak_kilobytes();
    auto done = asio::co_spawn(context, run, asio::use_future);
    context.run();
    done.get();
    const long grown = peak_kilobytes() - before;
    std::cout << "peak resident memory: " << peak_kilobytes() << " KB, grown by " << grown << " KB\n";
    CHECK(grown < 64 * 1024); // client and endpoint, of which a sixteenth of the output would be more
    CHECK(bytes == 1'073'741'824U);
    CHECK(largest <= 1'000'000);
}
