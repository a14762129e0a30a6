//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;

TEST_CASE("requests one after the other share one connection", "[transport][pool]")
{
    asio::io_context context;
    scripted_host host(context, answer_always(http_answer_text("200 OK", "<a/>")));
    const auto wire = make_connection_pool(context.get_executor(), session_to(host.url()));
    for (int i = 0; i != 5; ++i) {
        const result<response> answer = ask(context, *wire);
        REQUIRE(answer);
        CHECK(answer->status == 200);
        CHECK(answer->body == "<a/>");
        CHECK(answer->content_type == "application/soap+xml;charset=UTF-8");
    }
    CHECK(host.connections() == 1);
    CHECK(wire->host() == host.url());
}

TEST_CASE("a request reaches the host unchanged", "[transport][pool]")
{
    asio::io_context context;
    std::string seen;
    scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        seen = co_await one->read_request();
        co_await one->write(http_answer_text("200 OK", "<a/>"));
    });
    const auto wire = make_connection_pool(context.get_executor(), session_to(host.url()));
    REQUIRE(ask(context, *wire));
    CHECK(seen.starts_with("POST /wsman HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(host.port()) + "\r\n"));
    CHECK(seen.ends_with("\r\n\r\n<envelope/>"));
    CHECK(seen.find("Authorization") == std::string::npos);
    CHECK(seen.find("Content-Type: application/soap+xml;charset=UTF-8\r\n") != std::string::npos);
}

TEST_CASE("an IPv6 literal is connected to and sent in brackets", "[transport][pool]")
{
    asio::io_context context;
    std::string seen;
    std::optional<scripted_host> host;
    try {
        host.emplace(
            context,
            [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
                seen = co_await one->read_request();
                co_await one->write(http_answer_text("200 OK", "<a/>"));
            },
            nullptr,
            "::1"
        );
    }
    catch (const boost::system::system_error&) {
        WARN("SKIPPED: this machine has no IPv6 loopback");
        return;
    }
    const auto wire = make_connection_pool(context.get_executor(), session_to(host->url()));
    REQUIRE(ask(context, *wire));
    CHECK(seen.find("Host: [::1]:" + std::to_string(host->port())) != std::string::npos);
}

TEST_CASE("connect_address is connected to while the host keeps its name", "[transport][pool]")
{
    asio::io_context context;
    std::string seen;
    scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        seen = co_await one->read_request();
        co_await one->write(http_answer_text("200 OK", "<a/>"));
    });
    const session there = session_to("http://build01.corp.example:5985")
                              .with_connect_address(host_and_port("127.0.0.1", host.port()))
                              .value();
    const auto wire = make_connection_pool(context.get_executor(), there);
    REQUIRE(ask(context, *wire));
    CHECK(seen.find("Host: build01.corp.example:5985\r\n") != std::string::npos);
}

TEST_CASE("statuses other than 401 are returned as responses", "[transport][pool]")
{
    asio::io_context context;
    const auto status_of = [&](const std::string& text) {
        scripted_host host(context, answer_always(text));
        const auto wire = make_connection_pool(context.get_executor(), session_to(host.url()), quick_options());
        return ask(context, *wire);
    };
    const result<response> moved =
        status_of(http_answer_text("302 Found", "", "Location: https://elsewhere.example/\r\n"));
    REQUIRE(moved);
    CHECK(moved->status == 302);
    CHECK(moved->location == "https://elsewhere.example/");
    const result<response> page = status_of(http_answer_text("200 OK", "<html>", "Content-Type: text/html\r\n"));
    REQUIRE(page);
    CHECK(page->content_type == "text/html");
    const result<response> empty = status_of(http_answer_text("500 Internal Server Error", "", ""));
    REQUIRE(empty);
    CHECK(empty->status == 500);
    CHECK(empty->body.empty());
    // A fault with status 503 is a response, too.
    const result<response> fault = status_of(http_answer_text("503 Service Unavailable", "<fault/>"));
    REQUIRE(fault);
    CHECK(fault->status == 503);
}

TEST_CASE("a host that closes after each response is served over new connections", "[transport][pool]")
{
    asio::io_context context;
    scripted_host host(context, [](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        const std::string got = co_await one->read_request();
        co_await one->write(http_answer_text("200 OK", "<a/>", "Connection: close\r\n"));
        one->close();
    });
    const auto wire = make_connection_pool(context.get_executor(), session_to(host.url()));
    for (int i = 0; i != 3; ++i)
        REQUIRE(ask(context, *wire, simple_request("Command", false)));
    CHECK(host.connections() == 3);
}

TEST_CASE("bytes after a response end the connection", "[transport][pool]")
{
    asio::io_context context;
    scripted_host host(context, answer_always(http_answer_text("200 OK", "<a/>") + "HTTP/1.1 200 OK\r\n"));
    const auto wire = make_connection_pool(context.get_executor(), session_to(host.url()));
    REQUIRE(ask(context, *wire));
    REQUIRE(ask(context, *wire));
    CHECK(host.connections() == 2);
}

namespace {

/// Holds waiting requests ("Receive") until the test releases them, and answers the others.
class holding_host {
public:
    explicit holding_host(asio::io_context& context)
        : gate(context), host(context, [this](std::shared_ptr<peer> one) { return serve(std::move(one)); })
    {
        gate.expires_at(asio::steady_timer::time_point::max());
    }

    void open() { gate.cancel(); }

    asio::steady_timer gate;
    std::size_t held = 0;
    std::size_t most = 0;
    scripted_host host;

private:
    asio::awaitable<void> serve(std::shared_ptr<peer> one)
    {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            if (got.find("<hold/>") != std::string::npos) {
                most = (std::max)(most, ++held);
                boost::system::error_code code;
                co_await gate.async_wait(asio::redirect_error(asio::use_awaitable, code));
                --held;
            }
            co_await one->write(http_answer_text("200 OK", "<a/>"));
        }
    }
};

request held_request(bool waits = true)
{
    request asked = simple_request("Receive");
    asked.envelope = "<hold/>";
    asked.waits = waits;
    return asked;
}

} // namespace

TEST_CASE("waiting requests leave one connection to short ones", "[transport][pool]")
{
    asio::io_context context;
    holding_host holding(context);
    transport_options options;
    options.connections = 3;
    const auto wire = make_connection_pool(context.get_executor(), session_to(holding.host.url()), options);
    std::vector<std::unique_ptr<pending>> receives;
    for (int i = 0; i != 6; ++i)
        receives.push_back(std::make_unique<pending>(context, wire, held_request()));
    REQUIRE(run_until(context, [&] { return holding.held == 2; }));
    for (int i = 0; i != 4; ++i)
        REQUIRE(ask(context, *wire, simple_request("Send", false)));
    CHECK(holding.held == 2);
    // The others follow when the first are done.
    REQUIRE(run_until(context, [&] {
        if (holding.held == 2) holding.open();
        return std::all_of(receives.begin(), receives.end(), [](const auto& one) { return one->done(); });
    }));
    CHECK(holding.most == 2);
    CHECK(holding.host.connections() == 3);
    for (const auto& one : receives)
        CHECK(one->outcome());
}

TEST_CASE("short requests may use every connection and are served in order", "[transport][pool]")
{
    asio::io_context context;
    holding_host holding(context);
    transport_options options;
    options.connections = 2;
    const auto wire = make_connection_pool(context.get_executor(), session_to(holding.host.url()), options);
    std::vector<std::unique_ptr<pending>> sends;
    for (int i = 0; i != 4; ++i)
        sends.push_back(std::make_unique<pending>(context, wire, held_request(false)));
    REQUIRE(run_until(context, [&] { return holding.held == 2; }));
    holding.open();
    REQUIRE(run_until(context, [&] { return sends[0]->done() && sends[1]->done() && holding.held == 2; }));
    CHECK_FALSE(sends[2]->done());
    holding.open();
    REQUIRE(run_until(context, [&] { return sends[2]->done() && sends[3]->done(); }));
    CHECK(holding.host.connections() == 2);
}

TEST_CASE("a queued request can be cancelled without effect on the others", "[transport][pool][cancellation]")
{
    asio::io_context context;
    holding_host holding(context);
    transport_options options;
    options.connections = 2;
    const auto wire = make_connection_pool(context.get_executor(), session_to(holding.host.url()), options);
    pending first(context, wire, held_request());
    pending second(context, wire, held_request());
    pending third(context, wire, held_request());
    REQUIRE(run_until(context, [&] { return holding.held == 1; }));
    second.cancel();
    REQUIRE(run_until(context, [&] { return second.done(); }));
    CHECK(code_of(second.outcome()) == client_errc::cancelled);
    REQUIRE(run_until(context, [&] {
        if (holding.held == 1) holding.open();
        return first.done() && third.done();
    }));
    CHECK(first.outcome());
    CHECK(third.outcome());
}

TEST_CASE("close ends queued requests and refuses later ones", "[transport][pool]")
{
    asio::io_context context;
    holding_host holding(context);
    transport_options options;
    options.connections = 1;
    const auto wire = make_connection_pool(context.get_executor(), session_to(holding.host.url()), options);
    pending first(context, wire, held_request());
    pending second(context, wire, held_request());
    REQUIRE(run_until(context, [&] { return holding.held == 1; }));
    asio::co_spawn(context, wire->close(), [](std::exception_ptr) {});
    REQUIRE(run_until(context, [&] { return second.done(); }));
    CHECK(code_of(second.outcome()) == client_errc::closed);
    holding.open();
    REQUIRE(run_until(context, [&] { return first.done(); }));
    CHECK(first.outcome());
    CHECK(code_of(ask(context, *wire)) == client_errc::closed);
}

TEST_CASE("a pool may be released while its requests run", "[transport][pool]")
{
    asio::io_context context;
    holding_host holding(context);
    auto wire = make_connection_pool(context.get_executor(), session_to(holding.host.url()));
    pending first(context, wire, held_request());
    REQUIRE(run_until(context, [&] { return holding.held == 1; }));
    wire.reset();
    holding.open();
    REQUIRE(run_until(context, [&] { return first.done(); }));
    CHECK(first.outcome());
}

TEST_CASE("an idle pool keeps no work on the executor", "[transport][pool]")
{
    asio::io_context hosts;
    asio::io_context clients;
    scripted_host host(hosts, answer_always(http_answer_text("200 OK", "<a/>")));
    const auto wire = make_connection_pool(clients.get_executor(), session_to(host.url()));
    pending one(clients, wire, simple_request());
    while (!one.done()) {
        hosts.restart();
        hosts.poll();
        clients.restart();
        clients.poll();
    }
    REQUIRE(one.outcome());
    clients.restart();
    clients.poll();
    CHECK(clients.stopped());
}

TEST_CASE("failure responses are decoded in any encoding", "[transport][pool][lenient]")
{
    using namespace std::string_literals;
    asio::io_context context;
    const auto answered =
        [&](const std::string& status, const std::string& type, const std::string& body, bool utf16, bool lenient) {
            scripted_host host(context, answer_always(http_answer_text(status, body, type)));
            transport_options options = quick_options();
            options.lenient_answers = lenient;
            const session target = session_to(host.url()).with_option(session_option::utf16, utf16).value();
            const auto wire = make_connection_pool(context.get_executor(), target, options);
            return ask(context, *wire);
        };
    const std::string wide_type = "Content-Type: application/soap+xml; charset=utf-16\r\n";
    const std::string narrow_type = "Content-Type: application/soap+xml\r\n";
    const std::string wide = "\xFF\xFE<\0a\0/\0>\0"s;
    const std::string lone = "\xFF\xFE<\0a\0>\0\x3D\xD8<\0/\0a\0>\0"s; // half a surrogate pair
    const std::string failed = "500 Internal Server Error";
    for (const bool utf16 : {false, true}) {
        INFO((utf16 ? "asked in UTF-16" : "asked in UTF-8"));
        CHECK(answered(failed, wide_type, wide, utf16, false)->body == "<a/>");
        CHECK(answered(failed, wide_type, "<a/>", utf16, false)->body == "<a/>"); // UTF-16 by its label only
        CHECK(answered(failed, narrow_type, "<a/>", utf16, false)->body == "<a/>");
        CHECK(answered(failed, "", "", utf16, false)->status == 500);
        CHECK(answered(failed, wide_type, lone, utf16, false)->body == "<a>\xEF\xBF\xBD</a>");
    }
    // Successful responses must use the requested encoding.
    CHECK(code_of(answered("200 OK", wide_type, wide, false, false)) == transport_errc::charset_mismatch);
    CHECK(code_of(answered("200 OK", narrow_type, "<a/>", true, false)) == transport_errc::charset_mismatch);
    CHECK(code_of(answered("200 OK", wide_type, lone, true, false)) == xml_errc::invalid_utf16);
    CHECK(answered("200 OK", wide_type, lone, true, true)->body == "<a>\xEF\xBF\xBD</a>");
}

TEST_CASE("bodies are sent and received in UTF-16 if the session requests it", "[transport][pool]")
{
    asio::io_context context;
    std::string seen;
    std::string charset = "utf-16";
    scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            seen = got;
            const std::string body("\xFE\xFF\0<\0\xE4\0/\0>", 10);
            co_await one->write(
                http_answer_text("200 OK", body, "Content-Type: application/soap+xml; charset=\"" + charset + "\"\r\n")
            );
        }
    });
    const session target = session_to(host.url()).with_option(session_option::utf16, true).value();
    const auto wire = make_connection_pool(context.get_executor(), target);
    const result<response> answer = ask(context, *wire);
    REQUIRE(answer);
    CHECK(answer->body == "<\xC3\xA4/>");
    CHECK(seen.find("charset=UTF-16\r\nContent-Length: 24\r\n") != std::string::npos);
    CHECK(seen.find(std::string("\r\n\r\n\xFF\xFE<\0e\0", 10)) != std::string::npos);
    charset = "utf-8";
    CHECK(code_of(ask(context, *wire)) == transport_errc::charset_mismatch);
}
