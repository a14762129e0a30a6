//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// An executor may be stopped and destroyed at any time. Then nothing more is sent, and no memory is leaked.
#include <support/client_bench.hpp>

using namespace scripted;
using wsman::command;
using wsman::run_options;

namespace {

asio::awaitable<void> run_two(wsman::client* client)
{
    (void)co_await client->try_run(command("a"));
    run_options options;
    options.input = "text";
    options.own_shell = true;
    (void)co_await client->try_run(command("cat"), std::move(options));
}

asio::awaitable<void> hold_a_command(wsman::client* client)
{
    wsman::result<wsman::shell> own = co_await client->try_open_shell();
    if (!own) co_return;
    wsman::result<wsman::running_command> running = co_await own->try_start(command("hang"));
    if (running) (void)co_await running->try_read();
}

/// Returns: true if there was work left after this number of handlers.
bool stop_after(unsigned handlers)
{
    std::weak_ptr<service> wire;
    bool interrupted = false;
    {
        auto context = std::make_unique<asio::io_context>();
        auto server = std::make_shared<service>(context->get_executor());
        server->programs["a"] = prints({"x", "y"});
        server->programs["cat"] = copies();
        server->programs["hang"] = hangs({"x"});
        wire = server;
        wsman::client_options options = bench::options();
        options.transport.connections = 2; // so that the commands also wait for each other
        auto client = std::make_unique<wsman::client>(
            context->get_executor(), wsman::test::plain_session(), std::move(server), std::move(options)
        );
        asio::co_spawn(*context, run_two(client.get()), asio::detached);
        asio::co_spawn(*context, hold_a_command(client.get()), asio::detached);
        unsigned ran = 0;
        while (ran < handlers && context->run_one_for(50ms) > 0)
            ++ran;
        interrupted = ran == handlers;
        client.reset();
        context.reset();
    }
    CHECK(wire.expired());
    return interrupted;
}

} // namespace

TEST_CASE("an executor that is stopped at any point leaks nothing of a client", "[client]")
{
    for (unsigned handlers = 0;; ++handlers) {
        CAPTURE(handlers);
        if (!stop_after(handlers)) break;
        REQUIRE(handlers < 1000);
    }
}
