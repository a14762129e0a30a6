//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Measures the output of one command through `run` into a sink: bytes per second and peak resident memory. Client and
// endpoint share the process, so the peak includes both.
//
//   output_throughput [BYTES] [http|https]         1 GB over http by default
#include <wsman.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <sys/resource.h>

namespace asio = boost::asio;

namespace {

double peak_megabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

asio::awaitable<std::uint64_t> stream(wsman::session session, std::uint64_t bytes)
{
    wsman::client client(co_await asio::this_coro::executor, session);
    std::uint64_t received = 0;
    const auto count = [&received](wsman::output_stream, const std::string& block) { received += block.size(); };
    const wsman::output_sink sink(count);
    const wsman::exit_status status =
        co_await client.run(wsman::command("head", "-c", std::to_string(bytes), "/dev/zero"), sink);
    co_await client.close();
    co_return status.success() ? received : 0;
}

} // namespace

int main(int argument_count, char** arguments)
try {
    const std::uint64_t bytes = argument_count > 1 ? std::stoull(arguments[1]) : 1'000'000'000;
    wsman::testing::endpoint_options options;
    options.tls = argument_count > 2 && std::string_view(arguments[2]) == "https";
    const wsman::testing::endpoint endpoint(options);
    const double before = peak_megabytes();
    const auto start = std::chrono::steady_clock::now();
    asio::io_context context;
    std::future<std::uint64_t> received = asio::co_spawn(context, stream(endpoint.session(), bytes), asio::use_future);
    context.run();
    const std::uint64_t total = received.get();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    std::printf(
        "%llu bytes in %.2f s, %.0f MB/s; peak resident memory %.1f MB (%.1f MB before)\n",
        static_cast<unsigned long long>(total),
        taken.count(),
        static_cast<double>(total) / 1e6 / taken.count(),
        peak_megabytes(),
        before
    );
    return total == bytes ? 0 : 1;
}
catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
