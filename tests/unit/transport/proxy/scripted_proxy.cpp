//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "proxy/scripted_proxy.hpp"

#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace wsman::test {

namespace {

const certificate& authority()
{
    static const certificate one = make_authority();
    return one;
}

const certificate& leaf()
{
    static const certificate one =
        make_certificate(certificate_request("host", "DNS:host.example,IP:::1,IP:192.0.2.7"), &authority());
    return one;
}

asio::awaitable<void> pump_up(std::shared_ptr<peer> from, std::shared_ptr<tcp::socket> to)
{
    boost::system::error_code code;
    while (!code) {
        const std::string bytes = co_await from->read_bytes();
        if (bytes.empty()) break;
        const asio::const_buffer all(bytes.data(), bytes.size());
        co_await asio::async_write(*to, all, asio::redirect_error(asio::use_awaitable, code));
    }
    to->close(code);
}

} // namespace

scripted_proxy::scripted_proxy(asio::io_context& context, judge decide, std::uint16_t behind, const char* address)
    : decide_(std::move(decide)), behind_(behind),
      host_(context, [this](std::shared_ptr<peer> one) { return serve(std::move(one)); }, nullptr, address)
{
}

asio::awaitable<void> scripted_proxy::serve(std::shared_ptr<peer> one)
{
    for (;;) {
        const std::string head = co_await one->read_request();
        if (head.empty()) co_return;
        heads.push_back(head);
        const proxy_reply reply = decide_(head);
        if (!reply.text.empty()) co_await one->write(reply.text);
        switch (reply.next) {
        case proxy_reply::then::wait: break;
        case proxy_reply::then::close: one->close(); co_return;
        case proxy_reply::then::reset: one->reset(); co_return;
        case proxy_reply::then::relay:
            ++relayed;
            co_await relay(one, behind_);
            co_return;
        }
    }
}

asio::awaitable<void> scripted_proxy::relay(std::shared_ptr<peer> one, std::uint16_t behind)
{
    const auto executor = co_await asio::this_coro::executor;
    const auto host = std::make_shared<tcp::socket>(executor);
    const tcp::endpoint address(asio::ip::address_v4::loopback(), behind);
    boost::system::error_code code;
    co_await host->async_connect(address, asio::redirect_error(asio::use_awaitable, code));
    if (!code) {
        asio::co_spawn(executor, pump_up(one, host), asio::detached);
        char chunk[4096];
        while (!code) {
            const asio::mutable_buffer room(chunk, sizeof chunk);
            const std::size_t size =
                co_await host->async_read_some(room, asio::redirect_error(asio::use_awaitable, code));
            std::string bytes(chunk, size);
            if (size != 0) co_await one->write(std::move(bytes));
        }
    }
    one->close();
}

std::string proxy_challenge(const std::string& value, std::string_view more)
{
    const std::string headers = "Proxy-Authenticate: " + value + "\r\n" + std::string(more);
    return http_answer_text("407 Proxy Authentication Required", "<html>who are you?</html>", headers);
}

host_behind::host_behind(asio::io_context& context, scripted_host::script actions)
    : host_(context, std::move(actions), &leaf())
{
}

tls_policy host_behind::policy()
{
    tls_policy policy;
    policy.system_store = false;
    policy.ca_pem = authority().pem();
    return policy;
}

session session_through(const proxy_settings& proxy, const std::string& url)
{
    return session_to(url, host_behind::policy()).with_proxy(proxy).value();
}

} // namespace wsman::test
