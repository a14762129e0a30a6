//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Runs many concurrent commands with one client on one thread.
//
//   concurrent_commands [COUNT] [SECONDS EACH]     200 commands of 1 s by default
#include <wsman.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>

namespace asio = boost::asio;

namespace {

asio::awaitable<void> run_one(wsman::client* client, std::string seconds, int number, int* succeeded)
{
    const std::string word = std::to_string(number);
    const wsman::result<wsman::command_result> result =
        co_await client->try_run(wsman::command("sh", "-c", "sleep " + seconds + "; echo " + word));
    if (result && result->success() && result->standard_output.text() == word + "\n")
        ++*succeeded;
    else if (!result)
        std::cerr << result.error().message() << '\n';
}

} // namespace

int main(int argument_count, char** arguments)
try {
    const int count = argument_count > 1 ? std::stoi(arguments[1]) : 200;
    const std::string seconds = argument_count > 2 ? arguments[2] : "1";
    const wsman::testing::endpoint endpoint;
    asio::io_context context;
    wsman::client client(context.get_executor(), endpoint.session());
    int succeeded = 0;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < count; ++i) {
        asio::awaitable<void> one = run_one(&client, seconds, i, &succeeded);
        asio::co_spawn(context, std::move(one), asio::detached);
    }
    context.run();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    const wsman::testing::endpoint_statistics seen = endpoint.statistics();
    std::printf(
        "%d of %d commands of %s s succeeded in %.2f s over %llu connections, %llu Receives\n",
        succeeded,
        count,
        seconds.c_str(),
        taken.count(),
        static_cast<unsigned long long>(seen.connections_accepted),
        static_cast<unsigned long long>(seen.count("Receive"))
    );
    return succeeded == count ? 0 : 1;
}
catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
