//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/catch.hpp>
#include <support/scripted_exchange.hpp>
#include <support/test_session.hpp>
#include <wsman/client/client.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace scripted {

using namespace std::chrono_literals;

/// A client of a host in memory, both on one thread that runs when a result is requested.
class bench {
public:
    explicit bench(wsman::client_options settings = options(), wsman::session target = wsman::test::plain_session())
        : server(std::make_shared<service>(context.get_executor())),
          client(std::in_place, context.get_executor(), std::move(target), server, std::move(settings))
    {
    }

    static wsman::client_options options()
    {
        wsman::client_options quick;
        quick.cleanup_timeout = 200ms;
        quick.transport.first_backoff = 1ms;
        return quick;
    }

    /// Returns: the call's result, after all work of the program has ended.
    template <class T>
    wsman::result<T> get(asio::awaitable<wsman::result<T>> call)
    {
        std::optional<wsman::result<T>> outcome;
        asio::co_spawn(context, keep(std::move(call), outcome), asio::detached);
        context.restart();
        context.run();
        REQUIRE(outcome.has_value());
        return std::move(*outcome);
    }

    /// Returns: the call's result as soon as it is available; other work stops at that point.
    template <class T>
    wsman::result<T> now(asio::awaitable<wsman::result<T>> call)
    {
        std::optional<wsman::result<T>> outcome;
        asio::co_spawn(context, keep(std::move(call), outcome), asio::detached);
        context.restart();
        while (!outcome && context.run_one() > 0) {
        }
        REQUIRE(outcome.has_value());
        return std::move(*outcome);
    }

    /// Starts a call and cancels it after the given number of handlers.
    /// Returns: its result; nothing if it threw because it was cancelled before it began.
    template <class T>
    std::optional<wsman::result<T>>
    get_cancelled(asio::awaitable<wsman::result<T>> call, unsigned handlers, asio::cancellation_type type)
    {
        std::optional<wsman::result<T>> outcome;
        asio::cancellation_signal signal;
        asio::co_spawn(
            context, keep_any(std::move(call), outcome), asio::bind_cancellation_slot(signal.slot(), asio::detached)
        );
        context.restart();
        unsigned ran = 0;
        while (ran < handlers && context.run_one() > 0)
            ++ran;
        finished_before_cancellation = ran < handlers;
        signal.emit(type);
        context.restart();
        context.run();
        return outcome;
    }

    /// Closes the client and checks that no shell or command is left on the host.
    void check_nothing_left()
    {
        REQUIRE(get(client->try_close()));
        CHECK(server->shells.empty());
        CHECK(server->most_terminates() <= 1);
        CHECK(server->in_flight == 0);
    }

    asio::io_context context;
    std::shared_ptr<service> server;
    std::optional<wsman::client> client;
    bool finished_before_cancellation = false;

private:
    template <class T>
    static asio::awaitable<void> keep(asio::awaitable<wsman::result<T>> call, std::optional<wsman::result<T>>& outcome)
    {
        outcome.emplace(co_await std::move(call));
    }

    template <class T>
    static asio::awaitable<void>
    keep_any(asio::awaitable<wsman::result<T>> call, std::optional<wsman::result<T>>& outcome)
    {
        // All types of cancellation reach the call, and none makes this coroutine throw before it has the result.
        co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
        try {
            outcome.emplace(co_await std::move(call));
        }
        catch (const boost::system::system_error&) {
        }
    }
};

} // namespace scripted
