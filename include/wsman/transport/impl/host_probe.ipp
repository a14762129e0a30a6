//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/basic_authentication.hpp>
#include <wsman/transport/connection_pool.hpp>
#include <wsman/transport/host_probe.hpp>
#include <wsman/transport/impl/connection/connection.hpp>
#include <wsman/transport/impl/http/http_date.hpp>
#include <wsman/transport/impl/http/http_request.hpp>
#include <wsman/transport/impl/proxy/proxy_tunnel.hpp>

#include <algorithm>
#include <utility>

namespace wsman::inline WSMAN_FORM {

class host_probe::state {
public:
    state(asio::any_io_executor where, const session& target, transport_options how)
        : strand(std::move(where)), environment(std::make_shared<detail::connection_environment>())
    {
        // Each call has its own time limit, so no delay is added.
        how.network_delay = std::chrono::milliseconds(0);
        detail::connection_settings settings = detail::settings_of(target);
        settings.check_login = nullptr;
        settings.make_login = [](const connection_facts&) {
            return result<std::unique_ptr<authenticator>>(std::unique_ptr<authenticator>(new no_authentication));
        };
        prefix = detail::make_head_prefix(settings);
        if (prefix.has_value()) environment->head_prefix = *prefix;
        environment->cookies = detail::cookie_jar(settings.host, settings.host_is_address, settings.path, settings.tls);
        environment->settings = std::move(settings);
        environment->options = how;
        longest = how.connect_timeout;
        environment->watch = [this](const event& what) { note(what); };
    }

    void note(const event& what)
    {
        if (what.kind != event_kind::connect) return;
        opening.dialled = true;
        opening.address = what.code ? std::string_view() : what.detail;
    }

    std::chrono::milliseconds timeout() const { return environment->options.connect_timeout; }

    asio::any_io_executor strand;
    std::chrono::milliseconds longest{0};
    std::shared_ptr<detail::connection_environment> environment;
    result<std::string> prefix;
    std::shared_ptr<detail::connection> wire;
    std::size_t opened = 0;
    host_opening opening;
};

WSMAN_DECL host_probe::host_probe(asio::any_io_executor strand, session target, transport_options options)
    : state_(std::make_shared<state>(std::move(strand), target, options))
{
}

WSMAN_DECL host_probe::~host_probe()
{
    if (state_->wire) state_->wire->close("the probe is over");
    state_->environment->watch = nullptr;
}

WSMAN_DECL void host_probe::set_timeout(std::chrono::milliseconds timeout) noexcept
{
    state_->environment->options.connect_timeout = (std::min)(timeout, state_->longest);
}

WSMAN_DECL asio::awaitable<result<std::vector<std::string>>> host_probe::resolve()
{
    const detail::connection_settings& settings = state_->environment->settings;
    const detail::steady_time deadline = std::chrono::steady_clock::now() + state_->timeout();
    std::string dialled = settings.dial_host;
    std::uint16_t port = settings.dial_port;
    std::shared_ptr<detail::proxy_tunnel> tunnel;
    if (settings.proxy) {
        result<std::shared_ptr<detail::proxy_tunnel>> through = detail::make_proxy_tunnel(settings);
        if (through.has_error()) co_return through.error();
        tunnel = std::move(*through);
    }
    if (tunnel) { // the proxy resolves the host's name
        dialled = tunnel->proxy().host();
        port = tunnel->proxy().port();
    }
    result<std::vector<detail::tcp::endpoint>> found = co_await detail::resolve(std::move(dialled), port, deadline);
    if (found.has_error() && tunnel) co_return tunnel->unreachable(found.error());
    if (found.has_error()) co_return found.error();
    std::vector<std::string> addresses;
    for (const detail::tcp::endpoint& one : *found)
        addresses.push_back(one.address().to_string());
    co_return addresses;
}

WSMAN_DECL asio::awaitable<host_opening> host_probe::open()
{
    state_->opening = host_opening();
    if (state_->prefix.has_error()) {
        state_->opening.outcome = state_->prefix.error();
        co_return state_->opening;
    }
    state_->wire = std::make_shared<detail::connection>(state_->strand, state_->environment, ++state_->opened);
    result<void> outcome = co_await state_->wire->open();
    state_->opening.outcome = std::move(outcome);
    state_->opening.tls = state_->wire->shown_tls();
    co_return state_->opening;
}

WSMAN_DECL asio::awaitable<result<unauthenticated_answer>> host_probe::ask()
{
    result<void> outcome = co_await state_->wire->probe_connection(state_->timeout());
    if (outcome.has_error()) co_return outcome.error();
    detail::http_answer& said = state_->wire->last_answer();
    unauthenticated_answer found;
    found.our_clock = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    found.host_clock = detail::parse_http_date(said.date);
    found.schemes = offered_scheme_names(said.challenges);
    found.answer = response(said.status, std::move(said.content_type), std::move(said.body));
    found.answer.location = std::move(said.location);
    for (const std::string& one : said.challenges)
        found.answer.challenges.append(found.answer.challenges.empty() ? "" : ", ").append(one);
    co_return found;
}

WSMAN_DECL asio::awaitable<result<response>> host_probe::round_trip(request asked)
{
    if (!state_->wire || !state_->wire->reusable()) {
        const host_opening again = co_await open();
        if (again.outcome.has_error()) co_return again.outcome.error();
    }
    asked.anonymous = true;
    asked.operation_timeout = state_->timeout();
    response into;
    result<response> answer = co_await state_->wire->converse(asked, std::move(into));
    co_return answer;
}

WSMAN_DECL asio::awaitable<void> host_probe::close()
{
    if (state_->wire) state_->wire->close("the probe is over");
    co_return;
}

WSMAN_DECL std::string_view host_probe::host() const noexcept
{
    return state_->environment->settings.url;
}

} // namespace wsman
