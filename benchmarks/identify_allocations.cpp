//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Counts the heap allocations of an Identify on an open connection. The endpoint runs on its own thread; only this
// thread's allocations are counted.
#include <wsman.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <new>

namespace asio = boost::asio;

namespace {

thread_local std::size_t allocations = 0;
thread_local std::size_t allocated_bytes = 0;

void* counted(std::size_t size)
{
    ++allocations;
    allocated_bytes += size;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}

} // namespace

void* operator new(std::size_t size)
{
    return counted(size);
}
void* operator new[](std::size_t size)
{
    return counted(size);
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete[](void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace {

constexpr int warm_up = 20;
constexpr int rounds = 1000;

asio::awaitable<void> measure(wsman::session session, const char* title)
{
    wsman::client client(co_await asio::this_coro::executor, session);
    for (int i = 0; i < warm_up; ++i)
        (void)co_await client.try_identify();
    const std::size_t allocations_before = allocations;
    const std::size_t bytes_before = allocated_bytes;
    const auto start = std::chrono::steady_clock::now();
    int failed = 0;
    for (int i = 0; i < rounds; ++i) {
        const wsman::result<wsman::identity> answer = co_await client.try_identify();
        if (!answer) ++failed;
    }
    const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - start;
    std::printf(
        "%-6s %7.1f allocations  %9.1f bytes  %8.1f us   (per Identify, %d rounds, %d failed)\n",
        title,
        static_cast<double>(allocations - allocations_before) / rounds,
        static_cast<double>(allocated_bytes - bytes_before) / rounds,
        taken.count() / rounds,
        rounds,
        failed
    );
    co_await client.close();
}

void run(bool tls)
{
    wsman::testing::endpoint_options options;
    options.tls = tls;
    const wsman::testing::endpoint endpoint(options);
    asio::io_context context;
    std::future<void> done =
        asio::co_spawn(context, measure(endpoint.session(), tls ? "https" : "http"), asio::use_future);
    context.run();
    done.get();
}

} // namespace

int main()
try {
    run(false);
    run(true);
}
catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
