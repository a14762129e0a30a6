//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Processes output while the program runs, and sends standard input.
#include <wsman.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <iostream>

namespace asio = boost::asio;

// The client calls a sink for each block of output. A sink may be a coroutine: the client requests no further output
// until it has completed, so a program that writes faster has to wait.
asio::awaitable<void> print(wsman::output_stream stream, std::string bytes)
{
    (stream == wsman::output_stream::standard_output ? std::cout : std::cerr) << bytes << std::flush;
    co_return;
}

asio::awaitable<int> stream_output(wsman::session session)
{
    wsman::client client(co_await asio::this_coro::executor, session);

    wsman::run_options options;
    options.input = "pear\napple\nfig\n"; // the program's standard input, followed by end of file
    options.timeout = std::chrono::seconds(30);
    const wsman::output_sink sink(&print);
    const wsman::exit_status sorted = co_await client.run(wsman::command("sort"), sink, options);

    // The same with explicit reads and writes, for interactive programs.
    wsman::shell shell = co_await client.open_shell();
    wsman::running_command cat = co_await shell.start(wsman::command("cat"));
    co_await cat.write("one line\n");
    const std::optional<wsman::output_chunk> echoed = co_await cat.read();
    if (!echoed || echoed->standard_output != "one line\n") co_return 1;
    co_await cat.close_input();
    const wsman::command_result end = co_await cat.wait();
    co_await shell.close();

    co_await client.close();
    co_return sorted.success() && end.success() ? 0 : 1;
}

int main()
try {
    const wsman::testing::endpoint endpoint;
    asio::io_context context;
    std::future<int> status = asio::co_spawn(context, stream_output(endpoint.session()), asio::use_future);
    context.run();
    return status.get();
}
catch (const wsman::exception& thrown) {
    std::cerr << thrown.error().message() << "\nhint: " << thrown.error().hint() << '\n';
    return 1;
}
