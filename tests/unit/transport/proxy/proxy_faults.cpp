//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>

#include <boost/asio/post.hpp>

#include <chrono>
#include <string>
#include <vector>

#include "proxy/scripted_proxy.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

using then = proxy_reply::then;

/// What comes of a request through a proxy that always replies so.
class trial {
public:
    explicit trial(proxy_reply reply, flags<proxy_authentication> how = {}, bool keeps_trying = false)
        : proxy_(context_, [reply](const std::string&) { return reply; })
    {
        transport_options options = quick_options();
        if (keeps_trying) options.on_connection_loss = connection_loss::retry_for(std::chrono::milliseconds(100));
        proxy_settings through = at(proxy_);
        if (how != flags<proxy_authentication>()) through = through.with_account(how, "user", secret("pass"));
        outcome = ask(context_, *pool_through(context_, through, options));
    }

    error_code code() const { return code_of(outcome); }
    std::string message() const { return outcome.has_error() ? outcome.error().message() : std::string(); }
    std::size_t asked() const { return proxy_.heads.size(); }
    std::size_t connections() const { return proxy_.connections(); }
    std::string name() const { return proxy_.name(); }

    result<response> outcome = failure(client_errc::closed);

private:
    asio::io_context context_;
    scripted_proxy proxy_;
};

std::string plain_answer(const std::string& status)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: 11\r\n\r\n<html>no</h";
}

} // namespace

TEST_CASE("a proxy that will not connect is told with its status, its name and its reason", "[transport][proxy]")
{
    for (const char* const status :
         {"400 Bad",
          "403 Filtered",
          "404 Nothing",
          "401 Unauthorized",
          "429 Slowly",
          "500 Unable",
          "502 Gone",
          "503 Busy",
          "504 Late",
          "302 Found",
          "999 What"}) {
        const trial refused(plain_answer(status));
        INFO(status);
        const bool forbids = std::string_view(status).starts_with("403");
        CHECK(refused.code() == (forbids ? transport_errc::proxy_forbidden : transport_errc::proxy_refused));
        CHECK((refused.code() == condition::proxy_denied) == forbids);
        CHECK((refused.code() == condition::unreachable) == !forbids);
        CHECK(refused.outcome.error().details().http_status == std::stoul(status));
        CHECK(refused.message().find(refused.name()) != std::string::npos);
        CHECK(refused.message().find(std::string(status).substr(4)) != std::string::npos);
        CHECK(refused.message().find("host.example:5986") != std::string::npos);
        CHECK(refused.asked() == 1);
    }
    const trial elsewhere("HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\nContent-Length: 0\r\n\r\n");
    CHECK(elsewhere.message().find("http://portal.example/") != std::string::npos);
}

TEST_CASE("a proxy that refuses a password with the status of hosts is understood", "[transport][proxy]")
{
    const trial refused(plain_answer("401 Unauthorized"), proxy_authentication::use_basic);
    CHECK(refused.code() == transport_errc::proxy_unauthorized);
    CHECK(refused.asked() == 1);
}

TEST_CASE("a page that never ends does not hold up what the status says", "[transport][proxy]")
{
    const trial refused("HTTP/1.1 503 Busy\r\nContent-Length: 1000000\r\n\r\n<html>");
    CHECK(refused.code() == transport_errc::proxy_refused);
    const trial large("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 1000000\r\n\r\n<html>");
    CHECK(large.code() == transport_errc::proxy_unauthorized);
    const trial closing("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\n\r\n<html>");
    CHECK(closing.code() == transport_errc::proxy_unauthorized);
}

TEST_CASE(
    "a host that restarts behind a proxy is tried again only where that was asked for", "[transport][proxy][retry]"
)
{
    for (const char* const status : {"502 Gone", "503 Busy", "504 Late"}) {
        const trial patient(plain_answer(status), {}, true);
        CHECK(patient.code() == transport_errc::proxy_refused);
        CHECK(patient.asked() > 1);
    }
    const trial forbidden(plain_answer("403 Filtered"), {}, true);
    CHECK(forbidden.asked() == 1);
    const trial refused(proxy_challenge("Basic realm=\"x\""), proxy_authentication::use_basic, true);
    CHECK(refused.code() == transport_errc::proxy_unauthorized);
    CHECK(refused.asked() == 1);
}

TEST_CASE("what is no answer to CONNECT is the proxy's fault", "[transport][proxy]")
{
    const std::vector<std::string> answers{
        "SSH-2.0-OpenSSH_9.2\r\n",
        "\x05\x01\x02\x03\r\n\r\n",
        "HTTP/1.1 20x OK\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
        connected + "\x16\x03\x01", // before the client has spoken
        "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nTransfer-Encoding: chunked\r\n\r\n80000\r\n" +
            std::string(0x80000, 'x'),
        "HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n",
        std::string("\x15\x03\x01\x00\x02\x02\x46", 7),
    };
    for (const std::string& answer : answers) {
        const trial malformed(proxy_reply(answer, then::wait));
        INFO(answer.substr(0, 60) << ": " << malformed.message());
        CHECK(malformed.code() == transport_errc::proxy_malformed);
        CHECK(malformed.message().find(malformed.name()) != std::string::npos);
        CHECK(malformed.connections() == 1);
    }
    std::string interims;
    for (int i = 0; i != 20; ++i)
        interims += "HTTP/1.1 100 Continue\r\n\r\n";
    CHECK(trial(proxy_reply(interims + connected, then::wait)).code() == transport_errc::proxy_malformed);
}

TEST_CASE("a proxy that drops the connection is told as that", "[transport][proxy]")
{
    for (const auto next : {then::close, then::reset})
        for (const char* const text :
             {"", "HTTP/1.1 200 OK\r\nX", "HTTP/1.1 407 Who\r\nContent-Length: 9\r\n\r\n<htm"}) {
            const trial dropped(proxy_reply(text, next));
            INFO(text << ": " << dropped.message());
            CHECK(dropped.code() == transport_errc::proxy_malformed);
            CHECK(dropped.message().find("closed the connection") != std::string::npos);
            CHECK(dropped.connections() == 1);
        }
    // Behind the tunnel it may have been either of the two.
    CHECK(trial(proxy_reply(connected, then::close)).code() == transport_errc::tls_failed);
}

TEST_CASE("Digest replaces a connection that was closed once, not twice", "[transport][proxy]")
{
    const std::string challenge = proxy_challenge("Digest realm=\"r\", qop=\"auth\", nonce=\"n\"");
    asio::io_context context;
    scripted_proxy proxy(context, [&](const std::string& head) -> proxy_reply {
        if (head.find("Proxy-Authorization") == std::string::npos) return {challenge, then::close};
        return {"", then::close};
    });
    const proxy_settings through = at(proxy).with_account(proxy_authentication::use_digest, "user", secret("pass"));
    CHECK(code_of(ask(context, *pool_through(context, through))) == transport_errc::proxy_malformed);
    CHECK(proxy.connections() == 2);
}

TEST_CASE("silence of a proxy ends with the time for connecting", "[transport][proxy]")
{
    const std::vector<std::pair<std::string, error_code>> silences{
        {"", transport_errc::proxy_timeout},
        {"HTTP/1.1 200 Connec", transport_errc::proxy_timeout},
        {"HTTP/1.1 407 Who\r\nContent-Length: 9\r\n\r\n<htm", transport_errc::proxy_timeout},
        {"HTTP/1.1 100 Continue\r\n\r\n", transport_errc::proxy_timeout},
        {connected, transport_errc::handshake_timeout},
    };
    for (const auto& [text, code] : silences) {
        const trial silent(proxy_reply(text, then::wait));
        INFO(text);
        CHECK(silent.code() == code);
        CHECK(silent.code() == condition::timeout);
        CHECK(silent.connections() == 1);
    }
}

TEST_CASE("a proxy that dribbles has no more time than one that is silent", "[transport][proxy]")
{
    asio::io_context context;
    scripted_host proxy(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        const std::string got = co_await one->read_request();
        asio::steady_timer timer(context);
        co_await one->write("HTTP/1.1 200 OK\r\n");
        for (;;) {
            timer.expires_after(std::chrono::milliseconds(10));
            co_await timer.async_wait(asio::use_awaitable);
            co_await one->write("X: x\r\n");
        }
    });
    const auto wire = pool_through(context, proxy_settings::server(proxy.url()).value());
    CHECK(code_of(ask(context, *wire)) == transport_errc::proxy_timeout);
}

TEST_CASE("a proxy that is not there is told as that, and tried again where it refused", "[transport][proxy][retry]")
{
    asio::io_context context;
    tcp::acceptor bound(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    const std::string url = "http://127.0.0.1:" + std::to_string(bound.local_endpoint().port());
    bound.close();
    std::size_t retries = 0;
    const auto watch = [&](const event& what) { retries += what.kind == event_kind::retry ? 1 : 0; };
    const auto wire = pool_through(context, proxy_settings::server(url).value(), quick_options(), watch);
    const result<response> refused = ask(context, *wire);
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == transport_errc::proxy_unreachable);
    CHECK(refused.error().code() == condition::retryable);
    CHECK(refused.error().details().cause == transport_errc::connection_refused);
    CHECK(retries == quick_options().connect_retries);

    retries = 0;
    const auto nameless =
        pool_through(context, proxy_settings::server("proxy.invalid").value(), quick_options(), watch);
    CHECK(code_of(ask(context, *nameless)) == transport_errc::proxy_unreachable);
    CHECK(retries == 0);
}

TEST_CASE("the way through a proxy can be cancelled at each step", "[transport][proxy][cancellation]")
{
    for (const char* const text :
         {"",
          "HTTP/1.1 200 Connec",
          "HTTP/1.1 407 Who\r\nContent-Length: 9\r\n\r\n<htm",
          "HTTP/1.1 200 Connected\r\n\r\n"}) {
        asio::io_context context;
        bool asked = false;
        scripted_proxy proxy(context, [&](const std::string&) {
            asked = true;
            return proxy_reply(text, then::wait);
        });
        transport_options options = quick_options();
        options.connect_timeout = std::chrono::seconds(20);
        const auto wire = pool_through(context, at(proxy), options);
        pending request(context, wire, simple_request());
        REQUIRE(run_until(context, [&] { return asked; }));
        // What the proxy says is on its way to the client by then.
        for (int i = 0; i != 20; ++i)
            context.poll();
        CHECK_FALSE(request.done());
        request.cancel();
        REQUIRE(run_until(context, [&] { return request.done(); }));
        CHECK(code_of(request.outcome()) == client_errc::cancelled);
        CHECK(proxy.connections() == 1);
    }
}
