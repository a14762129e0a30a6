//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/certificates.hpp>
#include <wsman/core/result.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/transport/exchange.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// A host on a loopback port whose behaviour a test defines, in the test's own thread.
namespace wsman::test {

namespace asio = boost::asio;
using asio::ip::tcp;

/// The host's end of one connection.
class peer {
public:
    peer(tcp::socket socket, asio::ssl::context* tls);

    asio::awaitable<bool> shake_hands();
    /// Returns: head and body of one request, or an empty text if the client has closed.
    asio::awaitable<std::string> read_request();
    asio::awaitable<void> write(std::string bytes);
    /// Returns: the next bytes, or an empty text if the client has closed.
    asio::awaitable<std::string> read_bytes();
    /// Effects: reads until the client closes.
    asio::awaitable<void> until_closed();
    void close();
    void reset(); ///< closes with RST

    /// Effects: requests a client certificate now, by renegotiation in TLS 1.2 or post-handshake authentication in TLS
    /// 1.3.
    asio::awaitable<void> demand_certificate();
    /// Effects: reads the client's response to that.
    /// Returns: the certificate's common name; empty if none was sent.
    asio::awaitable<std::string> take_certificate();
    /// Returns: the common name of the client's certificate; empty if there is none.
    std::string client_name();
    SSL* tls() { return tls_->native_handle(); }

    std::size_t number = 0; ///< of the connection, counted from 1

private:
    tcp::socket socket_;
    std::optional<asio::ssl::stream<tcp::socket&>> tls_;
    std::string buffer_;
};

class scripted_host {
public:
    using script = std::function<asio::awaitable<void>(std::shared_ptr<peer>)>;

    scripted_host(
        asio::io_context& context,
        script actions,
        const certificate* tls = nullptr,
        const char* address = "127.0.0.1",
        std::uint16_t port = 0
    );

    std::uint16_t port() const;
    std::string url() const;
    SSL_CTX* tls() { return tls_->native_handle(); } ///< to be configured before the first connection
    std::size_t connections() const noexcept { return *connections_; }

private:
    static asio::awaitable<void> accept(
        std::shared_ptr<tcp::acceptor> acceptor,
        std::shared_ptr<asio::ssl::context> tls,
        std::shared_ptr<script> actions,
        std::shared_ptr<std::size_t> count
    );
    static asio::awaitable<void> serve(std::shared_ptr<peer> one, bool tls, std::shared_ptr<script> actions);

    std::shared_ptr<tcp::acceptor> acceptor_;
    std::shared_ptr<asio::ssl::context> tls_;
    std::shared_ptr<script> script_;
    std::shared_ptr<std::size_t> connections_ = std::make_shared<std::size_t>(0);
};

/// Returns: the coroutine's result; a hanging test ends after 30 s with an exception.
template <class T>
T run(asio::io_context& context, asio::awaitable<T> work)
{
    std::optional<T> outcome;
    std::exception_ptr thrown;
    asio::co_spawn(context, std::move(work), [&](std::exception_ptr error, T value) {
        thrown = error;
        outcome.emplace(std::move(value));
        context.stop();
    });
    context.restart();
    context.run_for(std::chrono::seconds(30));
    if (thrown) std::rethrow_exception(thrown);
    if (!outcome) throw std::runtime_error("the coroutine did not end");
    return std::move(*outcome);
}

std::string http_answer_text(
    std::string_view status,
    std::string_view body,
    std::string_view headers = "Content-Type: application/soap+xml;charset=UTF-8\r\n"
);

/// Answers every request of a connection with the same body.
scripted_host::script answer_always(std::string text);

request simple_request(std::string_view operation = "Identify", bool repeatable = true);

} // namespace wsman::test
