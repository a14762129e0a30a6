//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/channel_binding.hpp>
#include <wsman/testing/endpoint_options.hpp>
#include <wsman/testing/impl/connections/open_connection.hpp>
#include <wsman/testing/impl/fault_script.hpp>
#include <wsman/testing/impl/log_in/account.hpp>
#include <wsman/testing/impl/log_in/connection_log_in.hpp>
#include <wsman/testing/impl/option_checks.hpp>
#include <wsman/testing/impl/services/service.hpp>
#include <wsman/testing/impl/tally.hpp>
#include <wsman/testing/impl/tls/certificate.hpp>
#include <wsman/testing/impl/tls/certificate_files.hpp>
#include <wsman/testing/impl/tls/tls_server.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>

#include <algorithm>
#include <csignal>
#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// The state that an endpoint uses on its thread, and the thread itself.
class running_endpoint {
public:
    explicit running_endpoint(endpoint_options settings)
        : options(with_credentials(std::move(settings))), owner(options.user, options.password), acceptor_(context_),
          tls_(asio::ssl::context::tls_server)
    {
        if (options.tls) {
            certificates = make_certificates(options);
            set_up_tls(tls_, options, certificates);
        }
        listen();
        service_.emplace(context_.get_executor(), options, url, counts);
        log_ins_.emplace(options, owner, tls_server_end_point(certificates.leaf_der), counts);
        parts_.emplace(options, *service_, script, *log_ins_, counts);
        asio::co_spawn(context_, accept(), asio::detached);
        thread_ = std::thread([this] { work(); });
    }

    ~running_endpoint() { stop(); }

    void stop()
    {
        const std::lock_guard lock(stopping_);
        if (!thread_.joinable()) return;
        asio::post(context_, [this] {
            boost::system::error_code ignored;
            acceptor_.close(ignored);
            drop_all();
            service_->close();
        });
        // The context runs out of work when the last program has ended.
        thread_.join();
    }

    void drop_connections()
    {
        asio::post(context_, [this] { drop_all(); });
    }

    const endpoint_options options; // except for the password, which `owner` holds
    account owner;
    certificate_set certificates;
    certificate_files files;
    std::string url;
    std::uint16_t port = 0;
    tally counts;
    fault_script script;

private:
    static endpoint_options with_credentials(endpoint_options given)
    {
        check_options(given);
        if (given.user.empty()) given.user = "wsman-" + uuid::random().text().substr(0, 8);
        if (given.password.empty()) given.password = secret(uuid::random().text());
        return given;
    }

    void listen()
    {
        const bool v4 = options.address == loopback::v4;
        const asio::ip::address address = v4 ? asio::ip::address(asio::ip::address_v4::loopback())
                                             : asio::ip::address(asio::ip::address_v6::loopback());
        const tcp::endpoint local(address, options.port);
        boost::system::error_code error;
        acceptor_.open(local.protocol(), error);
        if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor_.bind(local, error);
        if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
        if (error) {
            failure why(
                make_error_code(client_errc::invalid_argument),
                "port " + std::to_string(options.port) + "  is not available: " + error.message()
            );
            why.details().operation = "endpoint";
            throw exception(std::move(why));
        }
        port = acceptor_.local_endpoint().port();
        url = options.tls ? "https://" : "http://";
        // The certificate always contains the loopback address; `certificate_names` can change that for a test.
        url += v4 ? "127.0.0.1" : "[::1]";
        url += ':' + std::to_string(port) + "/wsman";
    }

    void work()
    {
        // Signals belong to the threads of the embedding program. Blocking SIGPIPE keeps writes to a program that has
        // closed its input from ending this process.
        sigset_t all;
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
        context_.run();
    }

    asio::awaitable<void> accept()
    {
        while (acceptor_.is_open()) {
            boost::system::error_code error;
            tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
            // A connection accepted after `drop_all` would outlive the endpoint.
            if (!acceptor_.is_open()) break;
            if (!error) {
                take(std::move(socket));
                continue;
            }
            // The process has probably run out of descriptors; others close soon.
            asio::steady_timer pause(context_, std::chrono::milliseconds(20));
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        }
    }

    void take(tcp::socket socket)
    {
        counts.change([](endpoint_statistics& s) { ++s.connections_accepted; });
        if (script.refuses_connection()) {
            counts.change([](endpoint_statistics& s) { ++s.injected; });
            return;
        }
        boost::system::error_code error;
        socket.set_option(tcp::no_delay(true), error);
        const tcp::endpoint peer = socket.remote_endpoint(error);
        const std::string address = error ? std::string() : peer.address().to_string();
        if (options.tls)
            serve(make_tls_connection(*parts_, address, std::move(socket), tls_));
        else
            serve(make_plain_connection(*parts_, address, std::move(socket)));
    }

    void serve(std::shared_ptr<open_connection> connection)
    {
        connections_.push_back(connection);
        counts.change([](endpoint_statistics& s) { ++s.open_connections; });
        // The completion handler keeps the connection alive while its coroutine runs.
        asio::co_spawn(context_, connection->run(), [this, connection](const std::exception_ptr&) {
            connection->drop();
            std::erase_if(connections_, [&](const auto& held) { return held == connection; });
            counts.change([](endpoint_statistics& s) { --s.open_connections; });
        });
    }

    void drop_all()
    {
        const std::vector<std::shared_ptr<open_connection>> dropped = connections_;
        for (const auto& connection : dropped)
            connection->drop();
    }

    asio::io_context context_{1}; // destroyed after the members that use it
    tcp::acceptor acceptor_;
    asio::ssl::context tls_;
    std::optional<service> service_;
    std::optional<log_in_parts> log_ins_;
    std::optional<endpoint_parts> parts_;
    std::vector<std::shared_ptr<open_connection>> connections_;
    std::mutex stopping_;
    std::thread thread_;
};

} // namespace wsman::testing::detail
