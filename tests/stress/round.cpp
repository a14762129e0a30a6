//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "round.hpp"

#include <wsman/client/client.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "operations.hpp"

namespace wsman::stress {

namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using testing::endpoint_statistics;

constexpr std::size_t workers = 16;
constexpr std::size_t threads = 4;
constexpr std::size_t clients = 3;
/// The time limit of a phase after its end; only a round that hangs reaches it.
constexpr auto time_limit = 120s;

/// A countdown with a bounded wait.
class countdown {
public:
    explicit countdown(std::size_t count) : left_(count) {}

    void arrive()
    {
        const std::lock_guard lock(guard_);
        if (--left_ == 0) changed_.notify_all();
    }
    bool wait_until(clock::time_point end)
    {
        std::unique_lock lock(guard_);
        return changed_.wait_until(lock, end, [this] { return left_ == 0; });
    }

private:
    std::mutex guard_;
    std::condition_variable changed_;
    std::size_t left_;
};

/// A running operation that another thread may cancel.
class stoppable {
public:
    explicit stoppable(const asio::any_io_executor& executor) : timer(executor) {}

    asio::steady_timer timer;
    asio::cancellation_signal signal;
    bool over = false;
};

class stress_round {
public:
    explicit stress_round(const round_settings& settings)
        : settings_(settings), host_(options_for(settings)), until_(clock::now() + settings.time),
          context_(static_cast<int>(threads)), guard_(context_.get_executor())
    {
    }

    round_outcome run();

private:
    static testing::endpoint_options options_for(const round_settings& settings)
    {
        testing::endpoint_options options;
        options.tls = settings.tls;
        return options;
    }

    asio::awaitable<void> work(std::shared_ptr<client> with, std::uint32_t seed, worker_step* here);
    asio::awaitable<void>
    run_and_cancel(asio::awaitable<void> operation, std::chrono::microseconds after, asio::cancellation_type type);
    static asio::awaitable<void> close(std::shared_ptr<client> one, result_counts* results);

    void start_workers();
    void end_clients();
    void expect(countdown& phase, const char* name, clock::time_point end);
    void check_endpoint();
    void print_places() const;
    round_outcome print() const;

    round_settings settings_;
    testing::endpoint host_;
    result_counts results_;
    std::array<worker_step, workers> places_;
    clock::time_point until_;
    asio::io_context context_;
    asio::executor_work_guard<asio::io_context::executor_type> guard_;
    std::vector<std::shared_ptr<client>> clients_;
    countdown working_{workers};
    countdown running_{threads};
    std::vector<std::thread> threads_;
};

asio::awaitable<void> stress_round::run_and_cancel(
    asio::awaitable<void> operation, std::chrono::microseconds after, asio::cancellation_type type
)
{
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const auto one = std::make_shared<stoppable>(executor);
    one->timer.expires_after(after);
    one->timer.async_wait([this, one, type](const boost::system::error_code& code) {
        if (code || one->over) return;
        results_.cancelled(type);
        one->signal.emit(type);
    });
    auto token = asio::bind_cancellation_slot(one->signal.slot(), asio::use_awaitable);
    co_await asio::co_spawn(executor, std::move(operation), std::move(token));
    one->over = true;
    one->timer.cancel();
}

asio::awaitable<void> stress_round::work(std::shared_ptr<client> with, std::uint32_t seed, worker_step* here)
{
    std::mt19937 generator(seed);
    while (clock::now() < until_) {
        const unsigned kind = static_cast<unsigned>(generator() % operation_kinds);
        const unsigned number = static_cast<unsigned>(generator() % 1000);
        const unsigned stop = static_cast<unsigned>(generator() % 9);
        const std::chrono::microseconds after(generator() % 30000);
        asio::awaitable<void> operation = run_operation(with, kind, number, here, &results_);
        if (stop == 0)
            co_await run_and_cancel(std::move(operation), after, asio::cancellation_type::terminal);
        else if (stop == 1)
            co_await run_and_cancel(std::move(operation), after, asio::cancellation_type::partial);
        else if (stop == 2)
            co_await run_and_cancel(std::move(operation), after, asio::cancellation_type::total);
        else
            co_await std::move(operation);
    }
    here->step("done");
}

asio::awaitable<void> stress_round::close(std::shared_ptr<client> one, result_counts* results)
{
    const result<void> closed = co_await one->try_close();
    if (closed.has_error()) results->fault("close failed: " + closed.error().message());
}

void stress_round::start_workers()
{
    const session target = host_.session(settings_.scheme);
    client_options options;
    options.cleanup_timeout = 60s; // a loaded machine with a sanitizer is slow
    for (std::size_t i = 0; i != clients; ++i)
        clients_.push_back(std::make_shared<client>(context_.get_executor(), target, options));
    std::mt19937 generator(settings_.seed);
    for (std::size_t i = 0; i != workers; ++i)
        asio::co_spawn(
            asio::make_strand(context_),
            work(clients_[i % clients], static_cast<std::uint32_t>(generator()), &places_[i]),
            [this](const std::exception_ptr& thrown) {
                if (thrown) results_.fault("a worker threw");
                working_.arrive();
            }
        );
    for (std::size_t i = 0; i != threads; ++i)
        threads_.emplace_back([this] {
            context_.run();
            running_.arrive();
        });
}

/// Half of the clients are closed; the other half are destroyed on this thread, and clean up in the background.
void stress_round::end_clients()
{
    for (std::size_t i = 0; i < clients; i += 2)
        asio::co_spawn(context_, close(clients_[i], &results_), [this](const std::exception_ptr& thrown) {
            if (thrown) results_.fault("close threw");
        });
    clients_.clear();
    guard_.reset();
}

void stress_round::expect(countdown& phase, const char* name, clock::time_point end)
{
    if (phase.wait_until(end + time_limit)) return;
    std::cerr << "HANG: " << name << '\n';
    print_places();
    std::_Exit(3);
}

void stress_round::print_places() const
{
    for (const worker_step& one : places_)
        std::cerr << "  " << one.name() << " (" << one.number() << ")\n";
    const endpoint_statistics now = host_.statistics();
    std::cerr << "  endpoint: " << now.open_shells << " shells, " << now.open_commands << " commands, "
              << now.running_processes << " processes, " << now.open_connections << " connections\n ";
    for (const auto& [operation, count] : now.requests)
        std::cerr << ' ' << operation << ' ' << count;
    std::cerr << std::endl;
}

void stress_round::check_endpoint()
{
    const auto empty = [](const endpoint_statistics& now) {
        return now.open_shells + now.open_commands + now.running_processes + now.open_connections == 0;
    };
    if (host_.wait_until(empty, 60s)) return;
    results_.fault("the endpoint still has shells, commands or processes");
    print_places();
}

round_outcome stress_round::print() const
{
    using type = asio::cancellation_type;
    round_outcome outcome;
    outcome.operations = results_.count();
    outcome.cancelled = results_.count(type::terminal) + results_.count(type::partial) + results_.count(type::total);
    std::cout << to_string(settings_.scheme) << (settings_.tls ? " over https: " : " over http: ") << results_.count()
              << " operations in " << std::chrono::duration<double>(settings_.time).count() << " s, "
              << outcome.cancelled << " cancelled (terminal " << results_.count(type::terminal) << ", partial "
              << results_.count(type::partial) << ", total " << results_.count(type::total) << ")\n";
    for (const auto& [code, count] : results_.early())
        std::cout << "  " << count << " ended early: " << code << '\n';
    for (const auto& [text, count] : results_.faults()) {
        std::cout << "  FAULT, " << count << " times: " << text << '\n';
        outcome.faults += count;
    }
    std::cout.flush();
    return outcome;
}

round_outcome stress_round::run()
{
    start_workers();
    expect(working_, "workers do not end", until_);
    end_clients();
    expect(running_, "clients do not end", clock::now());
    for (std::thread& one : threads_)
        one.join();
    check_endpoint();
    return print();
}

} // namespace

round_outcome run_round(const round_settings& settings)
{
    stress_round one(settings);
    return one.run();
}

} // namespace wsman::stress
