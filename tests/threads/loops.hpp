//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/catch.hpp>
#include <wsman/client/client.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_future.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

/// Shared code of the tests in this folder, which run under the thread sanitizer. The tests check that every call ends
/// and that its output is right; the sanitizer finds races. Catch's macros may only be used on the test's own thread,
/// so other threads count their findings.
namespace threads {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using wsman::client;
using wsman::client_options;
using wsman::command;
using wsman::command_result;
using wsman::result;
using wsman::testing::endpoint;
using wsman::testing::endpoint_options;
using wsman::testing::endpoint_statistics;

/// The time limit of every wait; only a test that hangs reaches it.
inline constexpr auto time_limit = 120s;

/// A context with several threads, which run until `finish` is called and no work is left.
class loop {
public:
    explicit loop(std::size_t threads) : context(static_cast<int>(threads)), work_(context.get_executor())
    {
        for (std::size_t i = 0; i != threads; ++i)
            threads_.emplace_back([this] { context.run(); });
    }
    loop(const loop&) = delete;
    loop& operator=(const loop&) = delete;
    ~loop() { finish(); }

    /// Effects: waits until all work has ended.
    void finish()
    {
        work_.reset();
        for (std::thread& one : threads_)
            one.join();
        threads_.clear();
    }

    /// Starts the coroutine on its own strand. Returns: a future with its result.
    template <class T>
    std::future<T> begin(asio::awaitable<T> work)
    {
        return asio::co_spawn(asio::make_strand(context), std::move(work), asio::use_future);
    }

    asio::io_context context;

private:
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    std::vector<std::thread> threads_;
};

/// Returns: true if all of them end within the time limit.
template <class T>
bool all_end(std::vector<std::future<T>>& outcomes)
{
    const auto end = std::chrono::steady_clock::now() + time_limit;
    for (std::future<T>& one : outcomes)
        if (one.wait_until(end) != std::future_status::ready) return false;
    return true;
}

inline bool holds_nothing(const endpoint& host)
{
    return host.wait_until(
        [](const endpoint_statistics& now) {
            return now.open_shells + now.open_commands + now.running_processes + now.open_connections == 0;
        },
        60s
    );
}

/// Options with a clean-up time that suffices under a sanitizer.
inline client_options patient()
{
    client_options options;
    options.cleanup_timeout = 60s;
    return options;
}

/// Runs a command whose output is known. `with` must outlive the coroutine.
inline asio::awaitable<void> echo(client* with, int number, std::atomic<unsigned>* good)
{
    const std::string text = "number " + std::to_string(number);
    const command line("echo", text);
    const result<command_result> ended = co_await with->try_run(line);
    if (ended && ended->success() && ended->standard_output.text() == text + "\n") ++*good;
}

} // namespace threads
