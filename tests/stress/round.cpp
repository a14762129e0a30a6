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

#include "deeds.hpp"

namespace wsman::stress {

namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using testing::endpoint_statistics;

constexpr std::size_t workers = 16;
constexpr std::size_t threads = 4;
constexpr std::size_t clients = 3;
/// So long may a phase take after its time. Nothing waits for it but a round that hangs.
constexpr auto patience = 120s;

/// Counts down, and is waited for with a bound.
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

/// One deed under way that may be stopped from outside.
class stoppable {
public:
    explicit stoppable(const asio::any_io_executor& executor) : timer(executor) {}

    asio::steady_timer timer;
    asio::cancellation_signal signal;
    bool over = false;
};

class a_round {
public:
    explicit a_round(const round_settings& how)
        : how_(how), host_(options_for(how)), until_(clock::now() + how.time), context_(static_cast<int>(threads)),
          guard_(context_.get_executor())
    {
    }

    round_outcome run();

private:
    static testing::endpoint_options options_for(const round_settings& how)
    {
        testing::endpoint_options options;
        options.tls = how.tls;
        return options;
    }

    asio::awaitable<void> work(std::shared_ptr<client> with, std::uint32_t seed, place* here);
    asio::awaitable<void>
    do_and_stop(asio::awaitable<void> deed, std::chrono::microseconds after, asio::cancellation_type type);
    static asio::awaitable<void> close(std::shared_ptr<client> one, tally* told);

    void begin_work();
    void leave();
    void expect(countdown& phase, const char* name, clock::time_point end);
    void look_at_endpoint();
    void print_places() const;
    round_outcome print() const;

    round_settings how_;
    testing::endpoint host_;
    tally told_;
    std::array<place, workers> places_;
    clock::time_point until_;
    asio::io_context context_;
    asio::executor_work_guard<asio::io_context::executor_type> guard_;
    std::vector<std::shared_ptr<client>> clients_;
    countdown working_{workers};
    countdown running_{threads};
    std::vector<std::thread> threads_;
};

asio::awaitable<void>
a_round::do_and_stop(asio::awaitable<void> deed, std::chrono::microseconds after, asio::cancellation_type type)
{
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const auto one = std::make_shared<stoppable>(executor);
    one->timer.expires_after(after);
    one->timer.async_wait([this, one, type](const boost::system::error_code& code) {
        if (code || one->over) return;
        told_.cancelled(type);
        one->signal.emit(type);
    });
    auto token = asio::bind_cancellation_slot(one->signal.slot(), asio::use_awaitable);
    co_await asio::co_spawn(executor, std::move(deed), std::move(token));
    one->over = true;
    one->timer.cancel();
}

asio::awaitable<void> a_round::work(std::shared_ptr<client> with, std::uint32_t seed, place* here)
{
    std::mt19937 dice(seed);
    while (clock::now() < until_) {
        const unsigned kind = static_cast<unsigned>(dice() % kinds_of_deeds);
        const unsigned number = static_cast<unsigned>(dice() % 1000);
        const unsigned stop = static_cast<unsigned>(dice() % 9);
        const std::chrono::microseconds after(dice() % 30000);
        asio::awaitable<void> deed = do_deed(with, kind, number, here, &told_);
        if (stop == 0)
            co_await do_and_stop(std::move(deed), after, asio::cancellation_type::terminal);
        else if (stop == 1)
            co_await do_and_stop(std::move(deed), after, asio::cancellation_type::partial);
        else if (stop == 2)
            co_await do_and_stop(std::move(deed), after, asio::cancellation_type::total);
        else
            co_await std::move(deed);
    }
    here->step("done");
}

asio::awaitable<void> a_round::close(std::shared_ptr<client> one, tally* told)
{
    const result<void> closed = co_await one->try_close();
    if (closed.has_error()) told->fault("close failed: " + closed.error().message());
}

void a_round::begin_work()
{
    const session target = host_.session(how_.scheme);
    client_options options;
    options.cleanup_timeout = 60s; // a machine under load and a sanitizer are slow; nothing waits for it
    for (std::size_t i = 0; i != clients; ++i)
        clients_.push_back(std::make_shared<client>(context_.get_executor(), target, options));
    std::mt19937 dice(how_.seed);
    for (std::size_t i = 0; i != workers; ++i)
        asio::co_spawn(
            asio::make_strand(context_),
            work(clients_[i % clients], static_cast<std::uint32_t>(dice()), &places_[i]),
            [this](const std::exception_ptr& thrown) {
                if (thrown) told_.fault("a worker threw");
                working_.arrive();
            }
        );
    for (std::size_t i = 0; i != threads; ++i)
        threads_.emplace_back([this] {
            context_.run();
            running_.arrive();
        });
}

/// Half of the clients are closed, the other half are destroyed on this thread, and clean up behind it.
void a_round::leave()
{
    for (std::size_t i = 0; i < clients; i += 2)
        asio::co_spawn(context_, close(clients_[i], &told_), [this](const std::exception_ptr& thrown) {
            if (thrown) told_.fault("close threw");
        });
    clients_.clear();
    guard_.reset();
}

void a_round::expect(countdown& phase, const char* name, clock::time_point end)
{
    if (phase.wait_until(end + patience)) return;
    std::cerr << "HANG: " << name << '\n';
    print_places();
    std::_Exit(3);
}

void a_round::print_places() const
{
    for (const place& one : places_)
        std::cerr << "  " << one.name() << " (" << one.number() << ")\n";
    const endpoint_statistics now = host_.statistics();
    std::cerr << "  endpoint: " << now.open_shells << " shells, " << now.open_commands << " commands, "
              << now.running_processes << " processes, " << now.open_connections << " connections\n ";
    for (const auto& [operation, count] : now.requests)
        std::cerr << ' ' << operation << ' ' << count;
    std::cerr << std::endl;
}

void a_round::look_at_endpoint()
{
    const auto empty = [](const endpoint_statistics& now) {
        return now.open_shells + now.open_commands + now.running_processes + now.open_connections == 0;
    };
    if (host_.wait_until(empty, 60s)) return;
    told_.fault("the endpoint still holds something");
    print_places();
}

round_outcome a_round::print() const
{
    using type = asio::cancellation_type;
    round_outcome outcome;
    outcome.deeds = told_.count();
    outcome.cancelled = told_.count(type::terminal) + told_.count(type::partial) + told_.count(type::total);
    std::cout << to_string(how_.scheme) << (how_.tls ? " over https: " : " over http: ") << told_.count()
              << " deeds in " << std::chrono::duration<double>(how_.time).count() << " s, " << outcome.cancelled
              << " cancelled (terminal " << told_.count(type::terminal) << ", partial " << told_.count(type::partial)
              << ", total " << told_.count(type::total) << ")\n";
    for (const auto& [code, count] : told_.early())
        std::cout << "  " << count << " ended early: " << code << '\n';
    for (const auto& [text, count] : told_.faults()) {
        std::cout << "  FAULT, " << count << " times: " << text << '\n';
        outcome.faults += count;
    }
    std::cout.flush();
    return outcome;
}

round_outcome a_round::run()
{
    begin_work();
    expect(working_, "workers do not end", until_);
    leave();
    expect(running_, "clients do not end", clock::now());
    for (std::thread& one : threads_)
        one.join();
    look_at_endpoint();
    return print();
}

} // namespace

round_outcome run_round(const round_settings& how)
{
    a_round one(how);
    return one.run();
}

} // namespace wsman::stress
