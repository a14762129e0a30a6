//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/connection/connection.hpp>
#include <wsman/transport/impl/log_in/login_thread.hpp>
#include <wsman/transport/impl/proxy/proxy_tunnel.hpp>

#include <boost/asio/error.hpp>

#include <functional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL boost::asio::awaitable<result<void>> connection::reach_host()
{
    std::shared_ptr<proxy_tunnel> tunnel;
    if (environment_->settings.proxy) {
        result<std::shared_ptr<proxy_tunnel>> made = make_proxy_tunnel(environment_->settings);
        if (made.has_error()) co_return made.error();
        tunnel = std::move(*made);
    }
    result<void> outcome = co_await connect(tunnel);
    if (outcome.has_value() && tunnel) outcome = co_await go_through(std::move(tunnel));
    co_return outcome;
}

WSMAN_DECL boost::asio::awaitable<result<void>> connection::go_through(std::shared_ptr<proxy_tunnel> tunnel)
{
    const auto since = std::chrono::steady_clock::now();
    result<void> outcome;
    bool open = false;
    while (!open && outcome.has_value()) {
        result<tunnel_step> next = co_await ask_proxy(tunnel);
        if (next.has_error()) {
            outcome = next.error();
        } else if (*next == tunnel_step::reconnect) {
            close("the proxy ended it with its challenge");
            reader_.reset();
            outcome = co_await connect(tunnel);
        }
        open = next.has_value() && *next == tunnel_step::open;
        if (open) environment_->proxy_proof_accepted = true;
    }
    // Nothing of a request was written yet, and the following bytes belong to the host.
    wrote_ = false;
    reader_.reset();
    if (environment_->watch) {
        event what(event_kind::proxy);
        what.connection = number_;
        // After a failure an abandoned thread may still be using the log-in.
        const std::string detail = open ? tunnel->description() : tunnel->name();
        what.detail = detail;
        if (open) what.http_status = tunnel->status();
        what.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - since);
        if (outcome.has_error()) {
            what.code = outcome.error().code();
            what.http_status = outcome.error().details().http_status.value_or(0);
        }
        environment_->tell(what);
    }
    co_return outcome;
}

/// Runs a step of the tunnel's log-in, on the log-in thread if it may block.
template <class T>
[[nodiscard]] boost::asio::awaitable<result<blocking_outcome<T>>> work_on_tunnel(
    std::shared_ptr<login_thread> where,
    std::shared_ptr<proxy_tunnel> tunnel,
    std::function<result<T>()> work,
    steady_time deadline
)
{
    if (!tunnel->may_block()) {
        blocking_outcome<T> done(std::in_place, work());
        co_return done;
    }
    failure late = tunnel->late();
    result<blocking_outcome<T>> step =
        co_await blocking_login_step<T>(std::move(where), std::move(work), deadline, std::move(late));
    co_return step;
}

/// Sends one CONNECT and evaluates the proxy's response.
WSMAN_DECL boost::asio::awaitable<result<tunnel_step>> connection::ask_proxy(std::shared_ptr<proxy_tunnel> tunnel)
{
    std::function<result<secret>()> make = [tunnel] { return tunnel->head(); };
    result<blocking_outcome<secret>> made =
        co_await work_on_tunnel<secret>(environment_->log_ins, tunnel, std::move(make), open_deadline_);
    if (made.has_error()) co_return made.error();
    const result<secret>& head = made->value;
    proxy_proof_left_ = proxy_proof_left_ || tunnel->proof_left();
    if (head.has_error()) co_return head.error();
    head_.assign(head->reveal());
    const result<void> exchanged = co_await exchange_connect();
    if (exchanged.has_error()) {
        const failure& why = exchanged.error();
        if (tunnel->survives(why, reader_.started())) co_return tunnel_step::reconnect;
        co_return tunnel->broken(why);
    }
    std::function<result<tunnel_step>()> judge = [tunnel, answer = reader_.answer(), kept = reader_.reusable()] {
        return tunnel->answered(answer, kept);
    };
    result<blocking_outcome<tunnel_step>> next =
        co_await work_on_tunnel<tunnel_step>(environment_->log_ins, tunnel, std::move(judge), open_deadline_);
    if (next.has_error()) co_return next.error();
    co_return std::move(next->value);
}

/// Sends the head, and reads the response before the deadline for opening.
WSMAN_DECL boost::asio::awaitable<result<void>> connection::exchange_connect()
{
    reader_.begin_connect();
    arm(open_deadline_);
    const bool written = co_await write_message(std::string_view());
    wipe(head_);
    if (!written) co_return broken();
    while (!reader_.complete()) {
        const std::size_t size = co_await read_some();
        result<void> taken;
        if (size != 0)
            taken = reader_.received(size);
        else if (code_ == boost::asio::error::eof)
            taken = reader_.ended();
        else
            co_return broken();
        if (taken.has_error()) {
            disarm();
            co_return taken;
        }
    }
    disarm();
    co_return result<void>();
}

} // namespace wsman::detail
