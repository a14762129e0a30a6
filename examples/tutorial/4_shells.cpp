//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Runs several commands concurrently in one shell with its own environment, and cancels one of them.
#include <wsman.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <iostream>

namespace asio = boost::asio;

asio::awaitable<std::string> output_of(wsman::shell* shell, std::string script)
{
    wsman::running_command running = co_await shell->start(wsman::command("sh", "-c", std::move(script)));
    const wsman::command_result ended = co_await running.wait();
    co_return ended.standard_output.text();
}

asio::awaitable<void> pass(std::chrono::milliseconds time)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<int> use_shell(wsman::session session)
{
    using namespace asio::experimental::awaitable_operators;
    wsman::client client(co_await asio::this_coro::executor, session);

    wsman::shell_options options;
    options.environment.emplace_back("GREETING", "hello");
    options.working_directory = "/tmp";
    wsman::shell shell = co_await client.open_shell(options);

    // Both run concurrently; each uses its own connection while it waits.
    asio::awaitable<std::string> first = output_of(&shell, "echo $GREETING");
    asio::awaitable<std::string> second = output_of(&shell, "pwd");
    const auto both = co_await (std::move(first) && std::move(second));
    std::cout << std::get<0>(both) << std::get<1>(both);

    // Cancelling a coroutine (here by a timer) terminates its command on the host.
    asio::awaitable<std::string> endless = output_of(&shell, "while :; do sleep 1; done");
    asio::awaitable<void> timer = pass(std::chrono::milliseconds(300));
    const auto winner = co_await (std::move(endless) || std::move(timer));
    std::cout << (winner.index() == 1 ? "cancelled\n" : "not cancelled\n");

    co_await shell.close();
    co_await client.close();
    co_return std::get<0>(both) == "hello\n" && std::get<1>(both) == "/tmp\n" && winner.index() == 1 ? 0 : 1;
}

int main()
try {
    const wsman::testing::endpoint endpoint;
    asio::io_context context;
    std::future<int> status = asio::co_spawn(context, use_shell(endpoint.session()), asio::use_future);
    context.run();
    const int result = status.get();
    return endpoint.statistics().open_shells == 0 ? result : 1;
}
catch (const wsman::exception& thrown) {
    std::cerr << thrown.error().message() << "\nhint: " << thrown.error().hint() << '\n';
    return 1;
}
