//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The library's main features in one run, against the in-process endpoint: a session with an explanation of its log-in,
// Identify, a command with live output, 10 MB sent through a program, and an error that the compiler finds.
#include <wsman.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include "compile_error.hpp"
#include "sha256.hpp"

namespace asio = boost::asio;

namespace {

class stopwatch {
public:
    explicit stopwatch(std::string_view title) { std::cout << "\n== " << title << '\n' << std::flush; }
    ~stopwatch()
    {
        const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start_;
        std::printf("-- %.1f ms\n", taken.count());
        std::fflush(stdout);
    }
    stopwatch(const stopwatch&) = delete;
    stopwatch& operator=(const stopwatch&) = delete;

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void print_live(wsman::output_stream stream, const std::string& bytes)
{
    std::cout << (stream == wsman::output_stream::standard_output ? "stdout | " : "stderr | ") << bytes << std::flush;
}

asio::awaitable<void> identify(wsman::client* client)
{
    const stopwatch watch("Identify: connection, TLS, log-in, request");
    const wsman::identity host = co_await client->identify();
    std::cout << host.product_vendor << ", " << host.product_version << '\n';
}

asio::awaitable<bool> run_live(wsman::client* client)
{
    const stopwatch watch("A command with live output and an exit code that is not 0");
    const wsman::output_sink sink(&print_live);
    const wsman::exit_status status = co_await client->run(
        wsman::command("sh", "-c", "echo first; sleep 0.2; echo second >&2; sleep 0.2; echo third; exit 3"), sink
    );
    std::cout << "exit code " << status.exit_code.value_or(-1) << '\n';
    co_return status.exit_code == 3;
}

asio::awaitable<bool> there_and_back(wsman::client* client)
{
    std::string sent(10'000'000, '\0');
    for (std::size_t i = 0; i < sent.size(); ++i)
        sent[i] = static_cast<char>((i * 2654435761U) >> 13);
    const std::string expected = demo::sha256_hex(sent);

    const stopwatch watch("10 MB through standard input and back");
    wsman::run_options options;
    options.input = std::move(sent);
    const wsman::command_result result = co_await client->run(wsman::command("cat"), std::move(options));
    const std::string received = demo::sha256_hex(result.standard_output.bytes());
    std::cout << "sent     sha256 " << expected << '\n' << "received sha256 " << received << '\n';
    co_return received == expected;
}

asio::awaitable<bool> work(wsman::session session)
{
    wsman::client client(co_await asio::this_coro::executor, session);
    co_await identify(&client);
    const bool live = co_await run_live(&client);
    const bool same = co_await there_and_back(&client);
    co_await client.close();
    co_return live&& same;
}

bool show_compile_error()
{
    const stopwatch watch("A contradiction does not compile");
    return demo::print_compile_error();
}

} // namespace

int main()
try {
    wsman::testing::endpoint_options options;
    options.tls = true;
    const wsman::testing::endpoint endpoint(options);
    const wsman::session session = endpoint.session();
    {
        const stopwatch watch("The session, explained");
        std::cout << session.explain();
    }
    asio::io_context context;
    std::future<bool> worked = asio::co_spawn(context, work(session), asio::use_future);
    context.run();
    const bool fine = worked.get();
    const bool refused = show_compile_error();
    std::cout << (fine && refused ? "\nall as expected\n" : "\nNOT as expected\n");
    return fine && refused ? 0 : 1;
}
catch (const wsman::exception& thrown) {
    std::cerr << thrown.error().message() << "\nhint: " << thrown.error().hint() << '\n';
    return 1;
}
catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
