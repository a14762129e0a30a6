//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/client.hpp>
#include <wsman/session/proxy.hpp>
#include <wsman/testing/endpoint.hpp>
#include <wsman/transport/observer.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using asio::ip::tcp;
using wsman::authentication_scheme;
using wsman::client;
using wsman::client_options;
using wsman::event;
using wsman::event_kind;
using wsman::testing::endpoint;
using wsman::testing::endpoint_options;
using wsman::testing::scripted_fault;

namespace {

/// A copy of an event that owns its text.
class seen_event {
public:
    explicit seen_event(const event& seen)
        : kind(seen.kind), operation(seen.operation), detail(seen.detail), host(seen.host), bytes(seen.bytes),
          elapsed(seen.elapsed), status(seen.http_status), code(seen.code), attempt(seen.attempt), fields(filled(seen))
    {
    }

    event_kind kind;
    std::string operation, detail, host;
    std::size_t bytes;
    std::chrono::microseconds elapsed;
    unsigned status;
    wsman::error_code code;
    unsigned attempt;
    std::string
        fields; ///< the names of the fields with a value, except `elapsed`, which may be less than a microsecond

private:
    static std::string filled(const event& seen)
    {
        std::string names;
        const auto add = [&names](bool is, const char* name) {
            if (is) names.append(names.empty() ? "" : " ").append(name);
        };
        add(!seen.operation.empty(), "operation");
        add(!seen.host.empty(), "host");
        add(!seen.message_id.empty(), "message_id");
        add(!seen.detail.empty(), "detail");
        add(!seen.envelope.empty(), "envelope");
        add(seen.bytes != 0, "bytes");
        add(seen.http_status != 0, "http_status");
        add(static_cast<bool>(seen.code), "code");
        add(seen.attempt != 0, "attempt");
        add(seen.connection != 0, "connection");
        return names;
    }
};

/// A client with an observer, whose context runs only during a call.
class watched {
public:
    explicit watched(wsman::session target, client_options options = quick())
    {
        options.watch = [this](const event& seen) { events.emplace_back(seen); };
        own_ = std::make_unique<client>(context.get_executor(), std::move(target), std::move(options));
    }

    static client_options quick()
    {
        client_options options;
        options.transport.first_backoff = options.transport.longest_backoff = 2ms;
        options.transport.connect_retries = 1;
        options.cleanup_timeout = 60s;
        return options;
    }

    void identify() { run(ask(own_.get())); }
    void run_command(bool own_shell = false) { run(echo(own_.get(), own_shell)); }
    void close() { run(leave(own_.get())); }

    /// Returns: the events of a kind, each with these fields and no other.
    std::vector<seen_event> all_with(event_kind kind, const std::string& fields) const
    {
        std::vector<seen_event> found;
        for (const seen_event& one : events) {
            if (one.kind != kind) continue;
            INFO(to_string(kind) << ' ' << one.operation << ' ' << one.code.message());
            CHECK(one.fields == fields);
            found.push_back(one);
        }
        return found;
    }

    std::vector<seen_event> events; // declared before the context, because its destruction may still close connections
    asio::io_context context;

private:
    // The events show the outcome.
    static asio::awaitable<void> ask(client* with)
    {
        const wsman::result<wsman::identity> outcome = co_await with->try_identify();
        static_cast<void>(outcome);
    }
    static asio::awaitable<void> leave(client* with)
    {
        const wsman::result<void> outcome = co_await with->try_close();
        static_cast<void>(outcome);
    }
    static asio::awaitable<void> echo(client* with, bool own_shell)
    {
        const wsman::command line("echo", "text");
        wsman::run_options options;
        options.own_shell = own_shell;
        const wsman::result<wsman::command_result> outcome = co_await with->try_run(line, options);
        static_cast<void>(outcome);
    }
    void run(asio::awaitable<void> work)
    {
        asio::co_spawn(context, std::move(work), asio::detached);
        context.restart();
        context.run_for(60s);
    }

    std::unique_ptr<client> own_;
};

/// A proxy that forwards every connection to one port, or refuses it.
class relay {
public:
    relay(asio::io_context& context, std::uint16_t behind, std::string answer)
        : acceptor_(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0)), behind_(behind),
          answer_(std::move(answer))
    {
        asio::co_spawn(context, accept(), asio::detached);
    }

    std::string name() const { return "127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }
    void close() { acceptor_.close(); }

private:
    asio::awaitable<void> accept()
    {
        for (;;) {
            boost::system::error_code code;
            tcp::socket from = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, code));
            if (code) co_return;
            asio::co_spawn(acceptor_.get_executor(), serve(std::move(from)), asio::detached);
        }
    }

    asio::awaitable<void> serve(tcp::socket from)
    {
        const auto near = std::make_shared<tcp::socket>(std::move(from));
        const auto far = std::make_shared<tcp::socket>(acceptor_.get_executor());
        std::string head(4096, '\0');
        boost::system::error_code code;
        co_await near->async_read_some(asio::buffer(head), asio::redirect_error(asio::use_awaitable, code));
        if (!code) far->connect(tcp::endpoint(asio::ip::address_v4::loopback(), behind_), code);
        co_await asio::async_write(*near, asio::buffer(answer_), asio::redirect_error(asio::use_awaitable, code));
        asio::co_spawn(acceptor_.get_executor(), pass_on(near, far), asio::detached);
        co_await pass_on(far, near);
    }

    static asio::awaitable<void> pass_on(std::shared_ptr<tcp::socket> from, std::shared_ptr<tcp::socket> to)
    {
        std::string bytes(16384, '\0');
        boost::system::error_code code;
        for (;;) {
            const std::size_t size =
                co_await from->async_read_some(asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, code));
            if (code) break;
            co_await asio::async_write(
                *to, asio::buffer(bytes.data(), size), asio::redirect_error(asio::use_awaitable, code)
            );
            if (code) break;
        }
        boost::system::error_code ignored;
        to->close(ignored);
    }

    tcp::acceptor acceptor_;
    std::uint16_t behind_;
    std::string answer_;
};

std::string origin_of(const endpoint& host)
{
    return host.url().substr(0, host.url().rfind('/'));
}

endpoint_options over_tls()
{
    endpoint_options options;
    options.tls = true;
    return options;
}

} // namespace

TEST_CASE("each kind of event fills the documented fields", "[observer][endpoint]")
{
    endpoint host(over_tls());
    watched one(host.session(authentication_scheme::negotiate));
    one.run_command();
    one.close();
    const auto resolved = one.all_with(event_kind::resolve, "host detail bytes connection");
    REQUIRE(!resolved.empty());
    CHECK(resolved.front().detail == "127.0.0.1");
    CHECK(resolved.front().bytes == 1);
    const auto connected = one.all_with(event_kind::connect, "host detail connection");
    REQUIRE(!connected.empty());
    CHECK(connected.front().detail == "127.0.0.1");
    const auto secured = one.all_with(event_kind::tls_handshake, "host detail connection");
    REQUIRE(!secured.empty());
    CHECK(secured.front().detail == "TLSv1.3");
    CHECK(secured.front().elapsed > 0us);
    const auto logged_in = one.all_with(event_kind::log_in, "host detail connection");
    REQUIRE(!logged_in.empty());
    CHECK(logged_in.front().detail == "negotiate (ntlm)");
    CHECK(logged_in.front().elapsed > 0us);
    const auto asked = one.all_with(event_kind::request, "operation host message_id bytes connection");
    REQUIRE(asked.size() >= 3);
    CHECK(asked.front().operation == "Create");
    const auto answered = one.all_with(event_kind::response, "operation host message_id bytes http_status connection");
    REQUIRE(answered.size() == asked.size());
    CHECK(answered.front().operation == "Create");
    CHECK(answered.front().status == 200);
    CHECK(answered.front().elapsed > 0us);
    const auto closed = one.all_with(event_kind::close, "host detail connection");
    CHECK(closed.size() == connected.size());
    for (const seen_event& any : one.events)
        CHECK(any.host == origin_of(host));
    CHECK(one.all_with(event_kind::proxy, "none of it").empty());
    CHECK(one.all_with(event_kind::fault, "none of it").empty());
    CHECK(one.all_with(event_kind::retry, "none of it").empty());
}

TEST_CASE("events of requests and responses contain envelopes on request", "[observer][endpoint]")
{
    endpoint host;
    client_options options = watched::quick();
    options.transport.observe_envelopes = true;
    watched one(host.session(), options);
    one.run_command();
    const auto asked = one.all_with(event_kind::request, "operation host message_id envelope bytes connection");
    CHECK(asked.size() >= 3);
    const std::string answer = "operation host message_id envelope bytes http_status connection";
    CHECK(one.all_with(event_kind::response, answer).size() == asked.size());
    CHECK(!one.all_with(event_kind::connect, "host detail connection").empty());
}

TEST_CASE("an Identify has no message_id", "[observer][endpoint]")
{
    endpoint host;
    watched one(host.session());
    one.identify();
    CHECK(one.all_with(event_kind::request, "operation host bytes connection").size() == 1);
    CHECK(one.all_with(event_kind::response, "operation host bytes http_status connection").size() == 1);
}

TEST_CASE("a proxy's event names the proxy, its log-in and its status", "[observer][endpoint][proxy]")
{
    endpoint host(over_tls());
    for (const bool lets_through : {true, false}) {
        asio::io_context context;
        const std::string status = lets_through ? "200 OK" : "403 Forbidden";
        relay between(context, host.port(), "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
        const std::string between_name = between.name();
        std::thread runner([&context] { context.run(); });
        const auto through = wsman::proxy_settings::server("http://" + between_name).value();
        watched one(host.session().with_proxy(through).value());
        one.identify();
        one.close();
        asio::post(context, [&] { between.close(); });
        runner.join();
        const auto passed = one.all_with(
            event_kind::proxy,
            lets_through ? "host detail http_status connection" : "host detail http_status code connection"
        );
        REQUIRE(passed.size() == 1);
        CHECK(passed[0].status == (lets_through ? 200U : 403U));
        CHECK(passed[0].detail == between_name + (lets_through ? ", none" : ""));
        if (!lets_through) CHECK(passed[0].code == wsman::transport_errc::proxy_forbidden);
        CHECK(one.all_with(event_kind::resolve, "host detail bytes connection").size() == 1);
    }
}

TEST_CASE("an event of a failure has the code, and leaves unknown fields empty", "[observer][endpoint]")
{
    const std::string of_connection = "host code connection";
    const std::string of_request = "operation host message_id code attempt";
    SECTION("the port is closed")
    {
        wsman::session gone = endpoint().session();
        watched one(gone);
        one.run_command();
        CHECK(one.all_with(event_kind::connect, of_connection).size() == 2);
        const auto again = one.all_with(event_kind::retry, of_request);
        REQUIRE(again.size() == 1);
        CHECK(again[0].attempt == 2);
        CHECK(again[0].elapsed >= 1ms);
        CHECK(again[0].code == wsman::transport_errc::connection_refused);
        const auto failed = one.all_with(event_kind::fault, of_request + " connection");
        REQUIRE(failed.size() == 1);
        CHECK(failed[0].operation == "Create");
        CHECK(failed[0].attempt == 2);
        CHECK(failed[0].elapsed >= 1ms);
    }
    SECTION("the host is not trusted")
    {
        endpoint host(over_tls()), other(over_tls());
        wsman::tls_policy foreign;
        foreign.system_store = false;
        foreign.ca_pem = other.ca_pem();
        watched one(host.session().with_tls(foreign).value());
        one.run_command();
        const auto failed = one.all_with(event_kind::tls_handshake, "host detail code connection");
        REQUIRE(failed.size() == 1);
        CHECK(failed[0].code == wsman::transport_errc::certificate_untrusted);
        CHECK(one.all_with(event_kind::fault, of_request + " connection").size() == 1);
    }
    SECTION("the password is refused")
    {
        endpoint host;
        const wsman::user_password wrong(host.user(), wsman::secret("wrong"));
        watched one(host.session(authentication_scheme::ntlm).with_credentials(wrong).value());
        one.run_command();
        const auto failed = one.all_with(event_kind::log_in, "host detail code connection");
        REQUIRE(failed.size() == 1);
        CHECK(failed[0].code == wsman::transport_errc::http_unauthorized);
        CHECK(
            one.all_with(event_kind::fault, "operation host message_id http_status code attempt connection").size() == 1
        );
    }
    SECTION("the host is busy")
    {
        endpoint host;
        host.inject(scripted_fault::unavailable().on("Create").times(2));
        watched one(host.session());
        one.identify(); // a host that has never accepted the password gets no further request
        one.run_command();
        const std::string with_status = "operation host message_id http_status code attempt";
        const auto again = one.all_with(event_kind::retry, with_status);
        REQUIRE(again.size() == 1);
        CHECK(again[0].status == 503);
        CHECK(again[0].code == wsman::transport_errc::http_service_unavailable);
        const auto failed = one.all_with(event_kind::fault, with_status + " connection");
        REQUIRE(failed.size() == 1);
        CHECK(failed[0].attempt == 2);
    }
    SECTION("the clean-up is refused")
    {
        endpoint host;
        host.inject(scripted_fault::soap_fault(5).on("Delete"));
        watched one(host.session());
        one.run_command(true);
        const auto failed = one.all_with(event_kind::fault, "operation host code");
        REQUIRE(failed.size() == 1);
        CHECK(failed[0].operation == "Delete");
    }
    SECTION("the time-out closes the connection")
    {
        endpoint host;
        host.inject(scripted_fault::hang().on("Create"));
        client_options options = watched::quick();
        options.transport.network_delay = 10ms;
        watched one(host.session().with_operation_timeout(500ms).value(), options);
        one.run_command();
        const auto failed = one.all_with(event_kind::fault, of_request + " connection");
        REQUIRE(failed.size() == 1);
        CHECK(failed[0].code == wsman::client_errc::outcome_unknown);
        CHECK(one.all_with(event_kind::close, "host detail connection").size() == 1);
    }
}
