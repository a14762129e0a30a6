//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/impl/connections/http_handler.hpp>
#include <wsman/testing/impl/connections/open_connection.hpp>
#include <wsman/testing/impl/http/http_answer.hpp>
#include <wsman/testing/impl/http/http_request.hpp>
#include <wsman/testing/impl/log_in/certificate_log_in.hpp>
#include <wsman/testing/impl/tls/late_certificate.hpp>
#include <wsman/testing/impl/tls/tls_server.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <poll.h>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

namespace http = boost::beast::http;

/// The connection of one client: reads requests, passes them to the handler and writes the answers, one after another.
template <class Stream>
class http_connection final : public open_connection, public std::enable_shared_from_this<http_connection<Stream>> {
public:
    template <class... Arguments>
    http_connection(endpoint_parts& parts, std::string peer_address, tcp::socket socket, Arguments&... arguments)
        : parts_(parts), stream_(std::move(socket), arguments...),
          handler_(make_http_handler(stream_.get_executor(), parts, std::move(peer_address))),
          recheck_(stream_.get_executor())
    {
    }

    void drop() override
    {
        dropped_ = true;
        client_left();
        boost::system::error_code ignored;
        socket().close(ignored);
    }

    asio::awaitable<void> run() override
    {
        if constexpr (over_tls) {
            boost::system::error_code error;
            co_await stream_.async_handshake(
                asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, error)
            );
            if (error) dropped_ = true;
        }
        while (!dropped_) {
            const bool again = co_await serve_one();
            if (!again) break;
        }
        dropped_ = true;
        recheck_.cancel();
        boost::system::error_code ignored;
        socket().shutdown(tcp::socket::shutdown_both, ignored);
        socket().close(ignored);
    }

private:
    static constexpr bool over_tls = !std::is_same_v<Stream, tcp::socket>;
    using parser = http::request_parser<http::string_body>;

    tcp::socket& socket() noexcept
    {
        if constexpr (over_tls)
            return stream_.next_layer();
        else
            return stream_;
    }

    /// Returns: true if the connection can serve another request.
    asio::awaitable<bool> serve_one()
    {
        parser reader;
        reader.header_limit(static_cast<std::uint32_t>(parts_.options.quotas.header_size));
        reader.body_limit(largest_body());
        reader.get().body() = std::move(request_.body);
        reader.get().body().clear();
        const unsigned refusal = co_await read(&reader);
        if (refusal != 0) {
            if (refusal == 1) co_return false;
            http_answer answer(refusal);
            answer.close = true;
            co_await write(std::move(answer));
            co_await discard_input();
            co_return false;
        }
        take(reader);
        if constexpr (over_tls) {
            const bool usable = co_await check_certificate();
            if (!usable) co_return false;
        }
        // The endpoint may have been stopped meanwhile; a request that began now would never be ended.
        if (dropped_) co_return false;
        watch_for_close();
        serving_ = true;
        http_answer answer = co_await handler_->handle(&request_);
        serving_ = false;
        if (answer.abandon || dropped_) co_return false;
        answer.close = answer.close || parts_.options.close_connections || !reader.get().keep_alive();
        co_return co_await write(std::move(answer));
    }

    /// A sealed body is slightly larger than its envelope; the size of the envelope is checked after it is opened.
    std::size_t largest_body() const noexcept
    {
        const std::size_t envelope = parts_.options.quotas.envelope_size;
        return envelope + envelope / 32 + 4096;
    }

    /// Effects: reads the user from the client's certificate if the request names that scheme; requests the certificate
    /// first if necessary.
    /// Returns: true if the connection can continue.
    asio::awaitable<bool> check_certificate()
    {
        request_.certified.clear();
        const std::string_view named =
            std::string_view(request_.authorization).substr(0, request_.authorization.find(' '));
        const bool meant = ascii_iequals(named, certificate_log_in::profile);
        if (!meant || !parts_.options.schemes.has(accepted_scheme::certificate)) co_return true;
        SSL* const ssl = stream_.native_handle();
        if (!has_shown_certificate(ssl) && parts_.options.ask_certificate == certificate_request::when_needed) {
            const bool usable = co_await ask_for_certificate(ssl);
            if (!usable) co_return false;
        }
        const std::string name = certified_name(ssl);
        if (name == parts_.options.user) request_.certified = name;
        co_return true;
    }

    asio::awaitable<bool> ask_for_certificate(SSL* ssl)
    {
        late_certificate late(ssl);
        if (!late.ask()) co_return true;
        std::string bytes(std::size_t{16} << 10, '\0');
        for (;;) {
            const std::string output = late.take_output();
            boost::system::error_code error;
            co_await asio::async_write(
                socket(), asio::buffer(output), asio::redirect_error(asio::use_awaitable, error)
            );
            if (late.done()) co_return true;
            if (error || late.failed()) co_return false;
            const std::size_t count = co_await socket().async_read_some(
                asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, error)
            );
            if (error) co_return false;
            late.feed(std::string_view(bytes).substr(0, count));
        }
    }

    /// Returns: 0, or the status with which to refuse the request, or 1 if the client has closed the connection.
    asio::awaitable<unsigned> read(parser* reader)
    {
        boost::system::error_code error;
        co_await http::async_read_header(stream_, buffer_, *reader, asio::redirect_error(asio::use_awaitable, error));
        if (!error && ascii_iequals(std::string_view(reader->get()[http::field::expect]), "100-continue")) {
            const std::string proceed = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(
                stream_, asio::buffer(proceed), asio::redirect_error(asio::use_awaitable, error)
            );
        }
        if (!error && !reader->is_done())
            co_await http::async_read(stream_, buffer_, *reader, asio::redirect_error(asio::use_awaitable, error));
        if (!error) co_return 0U;
        if (error == http::error::body_limit) co_return 413U;
        if (error == http::error::header_limit) co_return 431U;
        if (error == http::error::end_of_stream || error == http::error::partial_message) co_return 1U;
        if (error.category() == http::make_error_code(http::error::bad_method).category()) co_return 400U;
        co_return 1U;
    }

    void take(parser& reader)
    {
        auto& message = reader.get();
        const auto field = [&message](http::field name) {
            const auto value = message[name];
            return std::string(value.data(), value.size());
        };
        request_.method.assign(message.method_string().data(), message.method_string().size());
        request_.target.assign(message.target().data(), message.target().size());
        request_.content_type = field(http::field::content_type);
        request_.authorization = field(http::field::authorization);
        const auto identify = message["WSMANIDENTIFY"];
        request_.wsman_identify.assign(identify.data(), identify.size());
        request_.body = std::move(message.body());
    }

    /// Returns: true if the connection continues.
    asio::awaitable<bool> write(http_answer answer)
    {
        const bool chunked = parts_.options.chunked_answers && answer.missing == 0 && answer.status == 200;
        const std::string header = header_of(answer, chunked);
        if (chunked) answer.body = chunked_body(answer.body);
        const std::size_t in_header = (std::min)(header.size(), answer.drop_after);
        const std::size_t in_body = (std::min)(answer.body.size(), answer.drop_after - in_header);
        const std::array<asio::const_buffer, 2> bytes{
            asio::buffer(header.data(), in_header), asio::buffer(answer.body.data(), in_body)
        };
        boost::system::error_code error;
        if (in_header > 0) co_await asio::async_write(stream_, bytes, asio::redirect_error(asio::use_awaitable, error));
        co_return !error && !answer.close && answer.drop_after == std::string::npos;
    }

    /// Reads and discards the rest of a refused request: closing a connection with unread bytes would reset it, and the
    /// client would lose the answer.
    asio::awaitable<void> discard_input()
    {
        boost::system::error_code error;
        socket().shutdown(tcp::socket::shutdown_send, error);
        std::string bytes(std::size_t{64} << 10, '\0');
        for (std::size_t left = std::size_t{256} << 20; left > 0 && !error && !dropped_;) {
            const std::size_t count = co_await socket().async_read_some(
                asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, error)
            );
            left -= (std::min)(left, count);
        }
    }

    /// No read is outstanding while a request waits. A separate wait on the socket detects that the client closes the
    /// connection.
    void watch_for_close()
    {
        if (watching_) return;
        watching_ = true;
        socket().async_wait(
            tcp::socket::wait_read,
            [self = this->shared_from_this()](const boost::system::error_code& error) {
                self->watching_ = false;
                if (error || !self->serving_) return;
                if (self->peer_closed()) return self->client_left();
                // Bytes of the next request have arrived; the end of the connection may follow them.
                self->recheck_.expires_after(std::chrono::milliseconds(50));
                self->recheck_.async_wait([self](const boost::system::error_code& cancelled) {
                    if (!cancelled && self->serving_) self->watch_for_close();
                });
            }
        );
    }

    bool peer_closed()
    {
        pollfd state{};
        state.fd = socket().native_handle();
        state.events = POLLRDHUP;
        return ::poll(&state, 1, 0) > 0 && (state.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
    }

    void client_left() { handler_->client_left(); }

    endpoint_parts& parts_;
    Stream stream_;
    std::unique_ptr<http_handler> handler_;
    asio::steady_timer recheck_;
    boost::beast::flat_buffer buffer_;
    http_request request_;
    bool dropped_ = false;
    bool serving_ = false;
    bool watching_ = false;
};

} // namespace wsman::testing::detail
