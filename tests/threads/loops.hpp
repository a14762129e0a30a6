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

/// What the cases of this folder share. They are meant for the thread sanitizer: what they look at is that all of it ends,
/// and that outputs are right; what finds races is the sanitizer. Catch's macros belong to the case's own thread, so that
/// others count what they find.
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

/// Nothing waits so long but a case that hangs.
inline constexpr auto patience = 120s;

/// A context that several threads run, until it is finished and has nothing left to do.
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

    /// Effects: waits until everything has ended.
    void finish()
    {
        work_.reset();
        for (std::thread& one : threads_)
            one.join();
        threads_.clear();
    }

    /// Returns: what the coroutine is going to return. It has a strand of its own.
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

/// Returns: whether all of them end.
template <class T>
bool all_end(std::vector<std::future<T>>& outcomes)
{
    const auto end = std::chrono::steady_clock::now() + patience;
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

/// Options of a client that has the time to clean up, however slow a sanitizer makes the machine.
inline client_options patient()
{
    client_options how;
    how.cleanup_timeout = 60s;
    return how;
}

/// Runs a command whose output is known. `with` must outlive the coroutine.
inline asio::awaitable<void> echo(client* with, int number, std::atomic<unsigned>* good)
{
    const std::string text = "number " + std::to_string(number);
    const command what("echo", text);
    const result<command_result> ended = co_await with->try_run(what);
    if (ended && ended->success() && ended->standard_output.text() == text + "\n") ++*good;
}

} // namespace threads
