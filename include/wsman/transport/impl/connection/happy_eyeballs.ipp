//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/connection/happy_eyeballs.hpp>
#include <wsman/transport/impl/connection/socket_failure.hpp>

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// One look-up, which may outlive the coroutine that asked for it.
class look_up : public std::enable_shared_from_this<look_up> {
public:
    explicit look_up(const boost::asio::any_io_executor& executor) : answered(executor), resolver_(executor) {}

    void start(const std::string& host, std::uint16_t port)
    {
        resolver_.async_resolve(
            host,
            std::to_string(port),
            tcp::resolver::numeric_service,
            [self = shared_from_this()](boost::system::error_code failed, tcp::resolver::results_type found) {
                self->code = failed;
                for (const auto& entry : found)
                    self->addresses.push_back(entry.endpoint());
                self->done = true;
                self->answered.cancel();
            }
        );
    }
    void abandon() { resolver_.cancel(); }

    boost::asio::steady_timer answered; // cancelled when the answer is here
    std::vector<tcp::endpoint> addresses;
    boost::system::error_code code;
    bool done = false;

private:
    tcp::resolver resolver_;
};

WSMAN_DECL boost::asio::awaitable<result<std::vector<tcp::endpoint>>>
resolve(std::string host, std::uint16_t port, steady_time deadline)
{
    namespace asio = boost::asio;
    boost::system::error_code code;
    const asio::ip::address literal = asio::ip::make_address(host, code);
    if (!code) {
        std::vector<tcp::endpoint> only(1, tcp::endpoint(literal, port));
        co_return only;
    }
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const auto asked = std::make_shared<look_up>(executor);
    asked->answered.expires_at(deadline);
    asked->start(host, port);
    co_await asked->answered.async_wait(asio::redirect_error(asio::use_awaitable, code));
    if (!asked->done) {
        asked->abandon();
        if (code == asio::error::operation_aborted) co_return failure(client_errc::cancelled);
        failure late(transport_errc::connect_timeout, "reached: nothing yet; awaited: the addresses of " + host);
        late.details().hint = "the resolver (DNS) does not answer; check it, or raise connect_timeout";
        co_return late;
    }
    if (asked->code) co_return socket_failure(asked->code, socket_phase::resolve);
    if (asked->addresses.empty()) co_return failure(transport_errc::name_not_resolved);
    co_return std::move(asked->addresses);
}

WSMAN_DECL std::vector<tcp::endpoint> interleave_families(std::vector<tcp::endpoint> addresses)
{
    if (addresses.size() < 3) return addresses;
    const bool first_is_v6 = addresses.front().address().is_v6();
    std::vector<tcp::endpoint> same;
    std::vector<tcp::endpoint> others;
    for (const tcp::endpoint& one : addresses)
        (one.address().is_v6() == first_is_v6 ? same : others).push_back(one);
    std::vector<tcp::endpoint> mixed;
    for (std::size_t i = 0; i < (std::max)(same.size(), others.size()); ++i) {
        if (i < same.size()) mixed.push_back(same[i]);
        if (i < others.size()) mixed.push_back(others[i]);
    }
    return mixed;
}

/// The attempts under way. Their handlers share it, so it outlives the coroutine where that is destroyed early.
class connect_race : public std::enable_shared_from_this<connect_race> {
public:
    explicit connect_race(const boost::asio::any_io_executor& executor) : changed(executor) {}

    void start(const tcp::endpoint& address)
    {
        ++running;
        attempts_.push_back(std::make_unique<tcp::socket>(changed.get_executor()));
        tcp::socket* const socket = attempts_.back().get();
        socket->async_connect(address, [self = shared_from_this(), socket](boost::system::error_code code) {
            self->finished(*socket, code);
        });
    }
    void stop()
    {
        boost::system::error_code ignored;
        for (const auto& attempt : attempts_)
            attempt->close(ignored);
    }

    boost::asio::steady_timer changed; // cancelled when an attempt ends
    std::size_t running = 0;
    bool progress = false;
    std::optional<tcp::socket> winner;
    boost::system::error_code first_error;

private:
    void finished(tcp::socket& socket, const boost::system::error_code& code)
    {
        --running;
        progress = true;
        if (!code && !winner) winner.emplace(std::move(socket));
        if (code && code != boost::asio::error::operation_aborted && !first_error) first_error = code;
        changed.cancel();
    }

    std::vector<std::unique_ptr<tcp::socket>> attempts_;
};

inline std::string endpoint_text(const tcp::endpoint& one)
{
    const std::string address = one.address().to_string();
    return (one.address().is_v6() ? "[" + address + "]" : address) + ":" + std::to_string(one.port());
}

WSMAN_DECL boost::asio::awaitable<result<tcp::socket>>
connect_first(std::vector<tcp::endpoint> addresses, std::chrono::milliseconds delay, steady_time deadline)
{
    namespace asio = boost::asio;
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const auto race = std::make_shared<connect_race>(executor);
    std::size_t next = 0;
    steady_time next_start = std::chrono::steady_clock::now();
    while (!race->winner) {
        const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none) {
            race->stop();
            co_return failure(client_errc::cancelled);
        }
        const steady_time now = std::chrono::steady_clock::now();
        if (now >= deadline) {
            race->stop();
            co_return failure(
                transport_errc::connect_timeout, "awaited: a TCP connection to " + endpoint_text(addresses.front())
            );
        }
        if (next < addresses.size() && (race->running == 0 || now >= next_start)) {
            race->start(addresses[next++]);
            next_start = now + delay;
        } else if (race->running == 0) {
            co_return socket_failure(race->first_error, socket_phase::connect);
        }
        race->progress = false;
        race->changed.expires_at(next < addresses.size() ? (std::min)(next_start, deadline) : deadline);
        boost::system::error_code code;
        co_await race->changed.async_wait(asio::redirect_error(asio::use_awaitable, code));
        if (code == asio::error::operation_aborted && !race->progress) {
            race->stop();
            co_return failure(client_errc::cancelled);
        }
    }
    race->stop();
    co_return std::move(*race->winner);
}

} // namespace wsman::detail
