//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/connection/connection.hpp>
#include <wsman/transport/impl/connection/socket_failure.hpp>
#include <wsman/transport/impl/log_in/login_thread.hpp>
#include <wsman/transport/impl/proxy/proxy_tunnel.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <openssl/ssl.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <system_error>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL boost::asio::awaitable<result<void>> connection::open()
{
    if (environment_->settings.check_login) {
        result<void> possible = environment_->settings.check_login();
        if (possible.has_error()) co_return possible;
    }
    open_deadline_ = std::chrono::steady_clock::now() + environment_->options.connect_timeout;
    result<void> outcome;
    if (environment_->settings.tls) outcome = co_await prepare_tls();
    if (outcome.has_error()) co_return outcome;
    // Reading the authorities of this computer may take a while on a busy one, and is no part of the host's time.
    open_deadline_ = std::chrono::steady_clock::now() + environment_->options.connect_timeout;
    outcome = co_await reach_host();
    if (outcome.has_value() && environment_->settings.tls) outcome = co_await shake_hands();
    if (outcome.has_value()) outcome = begin_login();
    if (outcome.has_error()) close("it could not be opened");
    co_return outcome;
}

/// Returns: whether reading the file may wait for somebody: a pipe's writer, a terminal. A name that leads nowhere is
/// told at once.
inline bool may_wait_for_file(const std::string& name)
{
    if (name.empty()) return false;
    std::error_code code;
    const std::filesystem::file_status found = std::filesystem::status(name, code);
    return std::filesystem::exists(found) && !std::filesystem::is_regular_file(found) &&
           !std::filesystem::is_directory(found);
}

inline bool may_wait_for_files(const connection_settings& settings)
{
    const tls_policy& policy = settings.policy;
    const std::optional<client_certificate>& shown = settings.certificate;
    return may_wait_for_file(policy.ca_file) || may_wait_for_file(policy.crl_file) ||
           (shown && (may_wait_for_file(shown->certificate_file()) || may_wait_for_file(shown->key_file())));
}

using tls_context_pointer = std::shared_ptr<boost::asio::ssl::context>;
using tls_context_result = result<tls_context_pointer>;

/// While one connection makes the context, the others wait for it: a pipe can be read once only.
class tls_context_turn {
public:
    tls_context_turn(connection_environment& environment, const boost::asio::any_io_executor& executor)
        : environment_(environment), over_(std::make_shared<boost::asio::steady_timer>(executor))
    {
        over_->expires_at(steady_time::max());
        environment_.tls_under_way = over_;
    }
    tls_context_turn(const tls_context_turn&) = delete;
    tls_context_turn& operator=(const tls_context_turn&) = delete;
    ~tls_context_turn()
    {
        environment_.tls_under_way.reset();
        over_->cancel();
    }

private:
    connection_environment& environment_;
    std::shared_ptr<boost::asio::steady_timer> over_;
};

/// Makes the context that all connections share, once. Where reading a file may wait for somebody, the client's log-in
/// thread reads it, so that the loop goes on, and this connection waits no longer than its opening may take.
WSMAN_DECL boost::asio::awaitable<result<void>> connection::prepare_tls()
{
    const connection_settings& settings = environment_->settings;
    while (!environment_->tls && environment_->tls_under_way) {
        const std::shared_ptr<boost::asio::steady_timer> over = environment_->tls_under_way;
        boost::system::error_code woken;
        co_await over->async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
        const bool stopped = co_await cancelled();
        if (stopped) co_return failure(client_errc::cancelled);
    }
    if (environment_->tls) co_return result<void>();
    if (!may_wait_for_files(settings)) {
        tls_context_result made = make_tls_context(settings.policy, settings.certificate);
        if (made.has_error()) co_return made.error();
        environment_->tls = std::move(*made);
        co_return result<void>();
    }
    const tls_context_turn turn(*environment_, socket_.get_executor());
    std::function<tls_context_result()> work = [policy = settings.policy, certificate = settings.certificate] {
        return make_tls_context(policy, certificate);
    };
    failure late(
        transport_errc::certificate_unreadable, "a file of certificates is no regular one, and was not read in time"
    );
    result<blocking_outcome<tls_context_pointer>> read = co_await blocking_login_step<tls_context_pointer>(
        environment_->log_ins, std::move(work), open_deadline_, std::move(late)
    );
    if (read.has_error()) co_return read.error();
    if (read->value.has_error()) co_return read->value.error();
    environment_->tls = std::move(*read->value);
    co_return result<void>();
}

WSMAN_DECL boost::asio::awaitable<result<void>> connection::connect(std::shared_ptr<proxy_tunnel> through)
{
    const connection_settings& settings = environment_->settings;
    auto since = std::chrono::steady_clock::now();
    // Behind a proxy the host's name is the proxy's to resolve.
    std::string dialled = through ? through->proxy().host() : settings.dial_host;
    const std::uint16_t port = through ? through->proxy().port() : settings.dial_port;
    result<std::vector<tcp::endpoint>> found = co_await resolve(std::move(dialled), port, open_deadline_);
    result<void> outcome;
    if (found.has_error()) outcome = through ? through->unreachable(found.error()) : found.error();
    tell_resolved(found, since, outcome);
    if (outcome.has_error()) co_return outcome;

    since = std::chrono::steady_clock::now();
    std::vector<tcp::endpoint> addresses = interleave_families(std::move(*found));
    result<tcp::socket> connected =
        co_await connect_first(std::move(addresses), environment_->options.connection_attempt_delay, open_deadline_);
    if (connected.has_error()) {
        outcome = through ? through->unreachable(connected.error()) : connected.error();
        tell(event_kind::connect, nullptr, since, {}, &outcome);
        co_return outcome;
    }
    socket_ = std::move(*connected);
    timed_out_ = false;
    boost::system::error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    socket_.set_option(boost::asio::socket_base::keep_alive(true), ignored);
    open_ = true;
    if (environment_->watch) {
        const std::string address = socket_.remote_endpoint(ignored).address().to_string();
        tell(event_kind::connect, nullptr, since, address, &outcome);
    }
    co_return outcome;
}

WSMAN_DECL boost::asio::awaitable<result<void>> connection::shake_hands()
{
    const connection_settings& settings = environment_->settings;
    const auto since = std::chrono::steady_clock::now();
    check_ = std::make_unique<certificate_check>(settings.policy, settings.host, settings.host_is_address);
    tls_.emplace(socket_, *environment_->tls);
    check_->attach(tls_->native_handle());
    arm(open_deadline_);
    const bool stopped = co_await cancelled();
    if (stopped)
        code_ = boost::asio::error::operation_aborted;
    else
        co_await tls_->async_handshake(
            boost::asio::ssl::stream_base::client, boost::asio::redirect_error(boost::asio::use_awaitable, code_)
        );
    disarm();
    result<void> outcome;
    if (timed_out_)
        outcome = silence(transport_errc::handshake_timeout, "the host's part of the TLS handshake");
    else if (code_ == boost::asio::error::operation_aborted)
        outcome = failure(client_errc::cancelled);
    else if (code_)
        outcome = handshake_failure(code_, *check_);
    tell(event_kind::tls_handshake, nullptr, since, SSL_get_version(tls_->native_handle()), &outcome);
    co_return outcome;
}

/// For log-ins that outlive a connection: hosts may close it after a challenge.
WSMAN_DECL boost::asio::awaitable<result<void>> connection::open_again()
{
    close("the host ended it with its challenge");
    tls_.reset();
    check_.reset();
    reader_.reset();
    result<void> outcome = co_await reach_host();
    if (outcome.has_value() && environment_->settings.tls) outcome = co_await shake_hands();
    if (outcome.has_error()) close("it could not be opened again");
    co_return outcome;
}

WSMAN_DECL result<void> connection::begin_login()
{
    const connection_settings& settings = environment_->settings;
    connection_facts facts(settings.host, settings.port, settings.tls);
    if (check_) facts.leaf_certificate = check_->leaf_der();
    facts.tab_in_sealed_parts = tab_ = environment_->tab.sent();
    result<std::unique_ptr<authenticator>> made = settings.make_login(facts);
    if (made.has_error()) return made.error();
    login_ = std::move(*made);
    return {};
}

WSMAN_DECL bool connection::still_open()
{
    if (!open_) return false;
    boost::system::error_code code;
    socket_.non_blocking(true, code);
    if (code) return false;
    char byte = 0;
    // Under TLS a ticket may lie there unread, which is none of our business; the engine takes it and asks for more.
    if (tls_)
        tls_->read_some(boost::asio::buffer(&byte, 1), code);
    else
        socket_.receive(boost::asio::buffer(&byte, 1), tcp::socket::message_peek, code);
    return code == boost::asio::error::would_block || code == boost::asio::error::try_again;
}

WSMAN_DECL void connection::close(std::string_view why)
{
    disarm();
    boost::system::error_code code;
    if (open_ && tls_ && reader_.complete() && socket_.is_open()) {
        // Sends close_notify where that needs no waiting, and does not wait for the host's.
        socket_.non_blocking(true, code);
        if (!code) tls_->shutdown(code);
    }
    socket_.close(code);
    if (open_) tell(event_kind::close, nullptr, std::chrono::steady_clock::now(), why, nullptr);
    open_ = false;
}

WSMAN_DECL void connection::arm(steady_time when)
{
    // A timer that fired beside the end of the last wait has closed the socket, and that stays a time-out.
    const std::uint64_t watch = ++watch_;
    timer_.expires_at(when);
    timer_.async_wait([self = shared_from_this(), watch](const boost::system::error_code& code) {
        if (code || watch != self->watch_) return;
        self->timed_out_ = true;
        boost::system::error_code ignored;
        self->socket_.close(ignored);
    });
}

WSMAN_DECL void connection::disarm()
{
    ++watch_;
    timer_.cancel();
}

WSMAN_DECL void connection::tell_resolved(
    const result<std::vector<tcp::endpoint>>& found,
    std::chrono::steady_clock::time_point since,
    const result<void>& outcome
)
{
    if (!environment_->watch) return;
    event what(event_kind::resolve);
    what.connection = number_;
    std::string first;
    if (found.has_value()) {
        first = found->front().address().to_string();
        what.bytes = found->size();
    }
    what.detail = first;
    what.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - since);
    if (outcome.has_error()) what.code = outcome.error().code();
    environment_->tell(what);
}

WSMAN_DECL void connection::tell(
    event_kind kind,
    const request* asked,
    std::chrono::steady_clock::time_point since,
    std::string_view detail,
    const result<void>* outcome
)
{
    if (!environment_->watch) return;
    event what(kind);
    what.connection = number_;
    what.detail = detail;
    what.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - since);
    if (asked) {
        what.operation = asked->operation;
        what.message_id = asked->message_id;
    }
    if (outcome && outcome->has_error()) what.code = outcome->error().code();
    environment_->tell(what);
}

} // namespace wsman::detail
