//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "pools.hpp"

/// A proxy on a loopback port that answers each CONNECT as a test defines, and a TLS host behind it.
namespace wsman::test {

inline const std::string good_envelope = http_answer_text("200 OK", "<a/>");
inline const std::string connected = "HTTP/1.1 200 Connection established\r\n\r\n";

/// The reply of a proxy to one CONNECT.
class proxy_reply {
public:
    enum class then { relay, wait, close, reset };

    proxy_reply(std::string reply, then after) : text(std::move(reply)), next(after) {}
    /// A 2xx connects to the host; after other replies the proxy waits for the next request.
    proxy_reply(std::string reply) : text(std::move(reply)), next(text.find(" 2") == 8 ? then::relay : then::wait) {}
    proxy_reply(const char* reply) : proxy_reply(std::string(reply)) {}

    std::string text;
    then next;
};

class scripted_proxy {
public:
    using judge = std::function<proxy_reply(const std::string& head)>;

    /// Connects to `behind`, whatever name is requested.
    scripted_proxy(
        asio::io_context& context, judge decide, std::uint16_t behind = 0, const char* address = "127.0.0.1"
    );

    std::string url() const { return host_.url(); }
    std::string name() const { return host_.url().substr(7); }
    std::uint16_t port() const { return host_.port(); }
    std::size_t connections() const { return host_.connections(); }

    std::vector<std::string> heads; ///< of all requests, in the order of arrival
    std::size_t relayed = 0;        ///< tunnels that were opened

private:
    asio::awaitable<void> serve(std::shared_ptr<peer> one);
    static asio::awaitable<void> relay(std::shared_ptr<peer> one, std::uint16_t behind);

    judge decide_;
    std::uint16_t behind_;
    scripted_host host_;
};

/// Returns: a 407 with this challenge.
std::string proxy_challenge(const std::string& value, std::string_view more = {});

/// The host behind the proxy: host.example, which cannot be resolved, with a certificate of a private authority.
class host_behind {
public:
    explicit host_behind(asio::io_context& context, scripted_host::script actions = answer_always(good_envelope));

    std::uint16_t port() const { return host_.port(); }
    std::size_t connections() const { return host_.connections(); }

    static tls_policy policy();

private:
    scripted_host host_;
};

inline const std::string url_behind = "https://host.example:5986";

/// Returns: a session to that host through the proxy.
session session_through(const proxy_settings& proxy, const std::string& url = url_behind);

inline proxy_settings at(const scripted_proxy& proxy)
{
    return proxy_settings::server(proxy.url()).value();
}

inline std::shared_ptr<exchange> pool_through(
    asio::io_context& context,
    const proxy_settings& proxy,
    const transport_options& options = quick_options(),
    observer watch = {}
)
{
    return make_connection_pool(context.get_executor(), session_through(proxy), options, std::move(watch));
}

} // namespace wsman::test
