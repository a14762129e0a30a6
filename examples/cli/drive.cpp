//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <csignal>
#include <exception>
#include <utility>

#include "verbs.hpp"

namespace cli {

namespace asio = boost::asio;

namespace {

asio::awaitable<void> close(wsman::client* client)
{
    // What closing could not do has gone to the trace; the verb's result stands.
    (void)co_await client->try_close();
}

wsman::failure deadline_failure(const job& work)
{
    wsman::failure why(wsman::client_errc::deadline_exceeded);
    why.details().operation = work.options.verb;
    why.details().host = work.session.connection().url();
    return why;
}

} // namespace

wsman::result<int> drive(host_verb verb, const std::shared_ptr<const job>& work)
{
    // Never destroyed: the thread that reads a terminal may have a last word for it when all is over.
    static auto& context = *new asio::io_context;
    wsman::client client(context.get_executor(), work->session, work->client);
    wsman::result<int> outcome = 0;
    asio::cancellation_signal stop;
    bool overdue = false;

    asio::signal_set interrupts(context, SIGINT, SIGTERM);
#if defined(SIGHUP)
    interrupts.add(SIGHUP);
#endif
    interrupts.async_wait([&stop](boost::system::error_code ignored, int) {
        if (!ignored) stop.emit(asio::cancellation_type::terminal);
    });
    asio::steady_timer deadline(context);
    if (work->options.deadline && verb == &identify) {
        deadline.expires_after(*work->options.deadline);
        deadline.async_wait([&stop, &overdue](boost::system::error_code ignored) {
            if (ignored) return;
            overdue = true;
            stop.emit(asio::cancellation_type::terminal);
        });
    }

    std::exception_ptr thrown;
    const auto finished = [&](std::exception_ptr error, wsman::result<int> status) {
        thrown = std::move(error);
        outcome = std::move(status);
        interrupts.cancel();
        deadline.cancel();
        asio::co_spawn(context, close(&client), asio::detached);
    };
    asio::co_spawn(context, verb(&client, work), asio::bind_cancellation_slot(stop.slot(), finished));
    context.run();

    if (overdue) return deadline_failure(*work);
    if (thrown) std::rethrow_exception(thrown);
    return outcome;
}

} // namespace cli
