//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "scripted_host.hpp"

#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <charconv>

namespace wsman::test {

peer::peer(tcp::socket socket, asio::ssl::context* tls) : socket_(std::move(socket))
{
    if (tls) tls_.emplace(socket_, *tls);
}

asio::awaitable<bool> peer::shake_hands()
{
    boost::system::error_code code;
    co_await tls_->async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, code));
    co_return !code;
}

asio::awaitable<std::string> peer::read_request()
{
    char chunk[4096];
    for (;;) {
        const std::size_t end = buffer_.find("\r\n\r\n");
        if (end != std::string::npos) {
            std::size_t length = 0;
            const std::size_t field = buffer_.find("Content-Length: ");
            if (field < end) std::from_chars(buffer_.data() + field + 16, buffer_.data() + end, length);
            if (buffer_.size() >= end + 4 + length) {
                std::string whole = buffer_.substr(0, end + 4 + length);
                buffer_.erase(0, whole.size());
                co_return whole;
            }
        }
        boost::system::error_code code;
        std::size_t size = 0;
        const asio::mutable_buffer room(chunk, sizeof chunk);
        if (tls_)
            size = co_await tls_->async_read_some(room, asio::redirect_error(asio::use_awaitable, code));
        else
            size = co_await socket_.async_read_some(room, asio::redirect_error(asio::use_awaitable, code));
        if (code) co_return std::string();
        buffer_.append(chunk, size);
    }
}

asio::awaitable<std::string> peer::read_bytes()
{
    if (buffer_.empty()) {
        char chunk[4096];
        boost::system::error_code code;
        const asio::mutable_buffer room(chunk, sizeof chunk);
        const std::size_t size =
            co_await socket_.async_read_some(room, asio::redirect_error(asio::use_awaitable, code));
        buffer_.assign(chunk, size);
    }
    co_return std::exchange(buffer_, std::string());
}

asio::awaitable<void> peer::write(std::string bytes)
{
    boost::system::error_code code;
    const asio::const_buffer all(bytes.data(), bytes.size());
    if (tls_)
        co_await asio::async_write(*tls_, all, asio::redirect_error(asio::use_awaitable, code));
    else
        co_await asio::async_write(socket_, all, asio::redirect_error(asio::use_awaitable, code));
}

asio::awaitable<void> peer::until_closed()
{
    char chunk[4096];
    boost::system::error_code code;
    const asio::mutable_buffer room(chunk, sizeof chunk);
    while (!code)
        co_await socket_.async_read_some(room, asio::redirect_error(asio::use_awaitable, code));
}

void peer::close()
{
    boost::system::error_code ignored;
    socket_.close(ignored);
}

void peer::reset()
{
    boost::system::error_code ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    socket_.close(ignored);
}

asio::awaitable<void> peer::demand_certificate()
{
    SSL_set_verify(tls(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    const bool asked =
        (SSL_version(tls()) >= TLS1_3_VERSION ? SSL_verify_client_post_handshake(tls()) : SSL_renegotiate(tls())) == 1;
    must(asked, "a client certificate cannot be requested");
    boost::system::error_code code;
    co_await tls_->async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, code));
}

asio::awaitable<std::string> peer::take_certificate()
{
    boost::system::error_code code;
    socket_.non_blocking(true);
    for (;;) {
        char byte = 0;
        tls_->read_some(asio::buffer(&byte, 1), code);
        if (code && code != asio::error::would_block) co_return std::string();
        if (!client_name().empty() && SSL_is_init_finished(tls()) && SSL_renegotiate_pending(tls()) == 0) break;
        co_await socket_.async_wait(tcp::socket::wait_read, asio::redirect_error(asio::use_awaitable, code));
    }
    co_return client_name();
}

std::string peer::client_name()
{
    X509* const shown = SSL_get0_peer_certificate(tls());
    if (!shown) return {};
    char name[64] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(shown), NID_commonName, name, sizeof name);
    return name;
}

scripted_host::scripted_host(
    asio::io_context& context, script actions, const certificate* tls, const char* address, std::uint16_t port
)
    : acceptor_(std::make_shared<tcp::acceptor>(context, tcp::endpoint(asio::ip::make_address(address), port))),
      script_(std::make_shared<script>(std::move(actions)))
{
    if (tls) {
        tls_ = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
        SSL_CTX_set_security_level(tls_->native_handle(), 0); // tests may use a weak certificate
        const std::string chain = tls->pem();
        const std::string key = tls->key_pem();
        tls_->use_certificate(asio::buffer(chain), asio::ssl::context::pem);
        tls_->use_private_key(asio::buffer(key), asio::ssl::context::pem);
    }
    asio::co_spawn(context, accept(acceptor_, tls_, script_, connections_), asio::detached);
}

std::uint16_t scripted_host::port() const
{
    return acceptor_->local_endpoint().port();
}

std::string scripted_host::url() const
{
    const bool v6 = acceptor_->local_endpoint().address().is_v6();
    return std::string(tls_ ? "https" : "http") + (v6 ? "://[::1]:" : "://127.0.0.1:") + std::to_string(port());
}

asio::awaitable<void> scripted_host::accept(
    std::shared_ptr<tcp::acceptor> acceptor,
    std::shared_ptr<asio::ssl::context> tls,
    std::shared_ptr<script> actions,
    std::shared_ptr<std::size_t> count
)
{
    for (;;) {
        boost::system::error_code code;
        tcp::socket socket = co_await acceptor->async_accept(asio::redirect_error(asio::use_awaitable, code));
        if (code) co_return;
        auto one = std::make_shared<peer>(std::move(socket), tls.get());
        one->number = ++*count;
        asio::co_spawn(acceptor->get_executor(), serve(one, tls != nullptr, actions), asio::detached);
    }
}

asio::awaitable<void> scripted_host::serve(std::shared_ptr<peer> one, bool tls, std::shared_ptr<script> actions)
{
    if (tls) {
        const bool good = co_await one->shake_hands();
        if (!good) co_return;
    }
    co_await (*actions)(one);
}

std::string http_answer_text(std::string_view status, std::string_view body, std::string_view headers)
{
    std::string text("HTTP/1.1 ");
    text.append(status).append("\r\n").append(headers);
    text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    return text;
}

scripted_host::script answer_always(std::string text)
{
    return [text](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            co_await one->write(text);
        }
    };
}

request simple_request(std::string_view operation, bool repeatable)
{
    request asked(operation, "http://example/action", "<envelope/>");
    asked.message_id = "uuid:1";
    asked.operation_timeout = std::chrono::seconds(20);
    asked.after_loss = repeatable               ? repeatability::repeatable
                       : operation == "Receive" ? repeatability::gap
                                                : repeatability::outcome_unknown;
    return asked;
}

} // namespace wsman::test
