//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/transport/connection_pool.hpp>
#include <wsman/transport/recording.hpp>

#include <boost/asio/detached.hpp>

#include <memory>

#include "loops.hpp"

using namespace threads;

TEST_CASE("a client on each thread shares the session", "[client][endpoint][threads]")
{
    endpoint host;
    const wsman::session shared = host.session();
    std::atomic<unsigned> good = 0;
    std::vector<std::thread> runners;
    for (int i = 0; i < 4; ++i)
        runners.emplace_back([&, i] {
            asio::io_context context;
            client own(context.get_executor(), shared, patient());
            for (int n = 0; n < 4; ++n)
                asio::co_spawn(context, echo(&own, i * 10 + n, &good), asio::detached);
            context.run();
            asio::co_spawn(context, own.close(), asio::detached);
            context.restart();
            context.run();
        });
    for (std::thread& one : runners)
        one.join();
    CHECK(good == 16);
    CHECK(holds_nothing(host));
}

TEST_CASE("one client works on an executor with several threads", "[client][endpoint][threads]")
{
    endpoint host;
    std::atomic<unsigned> good = 0;
    {
        loop runners(4);
        client shared(runners.context.get_executor(), host.session(), patient());
        std::vector<std::future<void>> ended;
        for (int n = 0; n < 24; ++n)
            ended.push_back(runners.begin(echo(&shared, n, &good)));
        REQUIRE(all_end(ended));
        runners.begin(shared.close()).get();
    }
    CHECK(good == 24);
    CHECK(holds_nothing(host));
}

TEST_CASE("one client on one thread is called from the contexts of other threads", "[client][endpoint][threads]")
{
    endpoint host;
    std::atomic<unsigned> good = 0;
    {
        loop runner(1);
        client shared(runner.context.get_executor(), host.session(), patient());
        std::vector<std::thread> callers;
        for (int i = 0; i < 3; ++i)
            callers.emplace_back([&, i] {
                asio::io_context own;
                for (int n = 0; n < 4; ++n)
                    asio::co_spawn(own, echo(&shared, i * 10 + n, &good), asio::detached);
                own.run();
            });
        for (std::thread& one : callers)
            one.join();
    }
    CHECK(good == 12);
    CHECK(holds_nothing(host));
}

TEST_CASE("the caller's exchange is used only on the client's strand", "[client][endpoint][threads]")
{
    endpoint host;
    const wsman::session target = host.session();
    std::atomic<unsigned> good = 0;
    loop runners(4);
    std::shared_ptr<wsman::recording_exchange> recorder; // holds the strand, whose context has to outlive it
    {
        const wsman::exchange_factory recorded = [&](asio::any_io_executor strand) {
            auto wire = wsman::make_connection_pool(strand, target);
            recorder = std::make_shared<wsman::recording_exchange>(std::move(wire), "threads");
            return std::shared_ptr<wsman::exchange>(recorder);
        };
        client shared(runners.context.get_executor(), target, recorded, patient());
        std::vector<std::future<void>> ended;
        for (int n = 0; n < 12; ++n)
            ended.push_back(runners.begin(echo(&shared, n, &good)));
        REQUIRE(all_end(ended));
        runners.begin(shared.close()).get();
    }
    runners.finish();
    CHECK(good == 12);
    REQUIRE(recorder);
    const endpoint_statistics seen = host.statistics();
    std::size_t requests = 0;
    for (const auto& [operation, count] : seen.requests)
        requests += static_cast<std::size_t>(count);
    CHECK(recorder->recorded().exchanges.size() == requests);
    CHECK(holds_nothing(host));
}

namespace {

asio::awaitable<void> run_until_the_end(client* with, std::atomic<unsigned>* ended)
{
    const command line("sleep", "600");
    asio::awaitable<result<command_result>> call = with->try_run(line);
    const result<command_result> outcome = co_await std::move(call);
    if (outcome.has_error()) ++*ended;
}

asio::awaitable<void> open_and_start(client* with, wsman::shell* in, wsman::running_command* into)
{
    *in = co_await with->open_shell();
    const command line("sleep", "600");
    *into = co_await in->start(line);
}

} // namespace

TEST_CASE("a client is destroyed on another thread while its commands run", "[client][endpoint][threads]")
{
    endpoint host;
    std::atomic<unsigned> ended = 0;
    loop runners(3);
    auto shared = std::make_unique<client>(runners.context.get_executor(), host.session(), patient());
    std::vector<std::future<void>> calls;
    for (int n = 0; n < 6; ++n)
        calls.push_back(runners.begin(run_until_the_end(shared.get(), &ended)));
    REQUIRE(host.wait_until([](const endpoint_statistics& now) { return now.running_processes == 6; }, 60s));
    std::thread([&] { shared.reset(); }).join();
    REQUIRE(all_end(calls));
    CHECK(ended == 6);
    runners.finish();
    CHECK(holds_nothing(host));
}

TEST_CASE("shells and commands are destroyed on other threads", "[client][endpoint][threads]")
{
    endpoint host;
    loop runners(3);
    client shared(runners.context.get_executor(), host.session(), patient());
    constexpr std::size_t count = 4;
    wsman::shell shells[count];
    wsman::running_command commands[count];
    std::vector<std::future<void>> begun;
    for (std::size_t i = 0; i != count; ++i)
        begun.push_back(runners.begin(open_and_start(&shared, &shells[i], &commands[i])));
    REQUIRE(all_end(begun));
    std::vector<std::thread> droppers;
    for (std::size_t i = 0; i != count; ++i) {
        droppers.emplace_back([&, i] { commands[i] = wsman::running_command(); });
        droppers.emplace_back([&, i] { shells[i] = wsman::shell(); });
    }
    for (std::thread& one : droppers)
        one.join();
    CHECK(host.wait_until([](const endpoint_statistics& now) { return now.open_shells == 0; }, 60s));
    runners.begin(shared.close()).get();
    CHECK(holds_nothing(host));
}
