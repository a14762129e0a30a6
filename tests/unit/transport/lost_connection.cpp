//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>

#include <algorithm>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

/// Counts requests and runs `act` with the number of the request on its connection.
class counting_host {
public:
    using act = std::function<asio::awaitable<bool>(std::shared_ptr<peer>, std::size_t)>; // false: serve no more

    counting_host(asio::io_context& context, act action)
        : act_(std::move(action)), host(context, [this](std::shared_ptr<peer> one) { return serve(std::move(one)); })
    {
    }

    std::size_t requests = 0;

private:
    asio::awaitable<void> serve(std::shared_ptr<peer> one)
    {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            const bool more = co_await act_(one, ++requests);
            if (!more) co_return;
        }
    }

    act act_;

public:
    scripted_host host;
};

const std::string good_answer = http_answer_text("200 OK", "<a/>");

/// Answers the first request and closes at the second, as a host does whose keep-alive time has passed.
counting_host::act close_on_second(bool with_reset)
{
    return [with_reset](std::shared_ptr<peer> one, std::size_t number) -> asio::awaitable<bool> {
        if (number == 2) {
            if (with_reset)
                one->reset();
            else
                one->close();
            co_return false;
        }
        co_await one->write(good_answer);
        co_return true;
    };
}

} // namespace

TEST_CASE("an idle connection that the host closed is replaced before anything is sent", "[transport][loss]")
{
    asio::io_context context;
    counting_host counting(context, [](std::shared_ptr<peer> one, std::size_t) -> asio::awaitable<bool> {
        co_await one->write(good_answer);
        one->close();
        co_return false;
    });
    const auto wire = make_connection_pool(context.get_executor(), session_to(counting.host.url()));
    for (int i = 0; i != 3; ++i)
        REQUIRE(ask(context, *wire, simple_request("Command", false)));
    CHECK(counting.requests == 3);
}

TEST_CASE("a repeatable request is sent again when its kept connection was lost", "[transport][loss]")
{
    for (const bool with_reset : {false, true}) {
        asio::io_context context;
        counting_host counting(context, close_on_second(with_reset));
        const auto wire = make_connection_pool(context.get_executor(), session_to(counting.host.url()));
        REQUIRE(ask(context, *wire));
        REQUIRE(ask(context, *wire, simple_request("Delete", true)));
        CHECK(counting.requests == 3);
        CHECK(counting.host.connections() == 2);
    }
}

TEST_CASE("a Command is never sent twice, and its outcome is unknown", "[transport][loss]")
{
    for (const bool with_reset : {false, true}) {
        asio::io_context context;
        counting_host counting(context, close_on_second(with_reset));
        const auto wire = make_connection_pool(context.get_executor(), session_to(counting.host.url()));
        REQUIRE(ask(context, *wire));
        const result<response> lost = ask(context, *wire, simple_request("Command", false));
        REQUIRE(lost.has_error());
        CHECK(lost.error().code() == client_errc::outcome_unknown);
        CHECK(lost.error().code() == condition::outcome_unknown);
        const error_code cause = lost.error().details().cause;
        CHECK((cause == transport_errc::connection_closed || cause == transport_errc::connection_reset));
        CHECK(lost.error().details().operation == "Command");
        CHECK(lost.error().details().host == counting.host.url());
        CHECK(counting.requests == 2);
    }
}

TEST_CASE("a lost Receive reports that output may be missing", "[transport][loss]")
{
    asio::io_context context;
    counting_host counting(context, close_on_second(false));
    const auto wire = make_connection_pool(context.get_executor(), session_to(counting.host.url()));
    REQUIRE(ask(context, *wire));
    request receive = simple_request("Receive", false);
    receive.waits = true;
    const result<response> lost = ask(context, *wire, receive);
    CHECK(code_of(lost) == transport_errc::connection_closed);
    CHECK(lost.error().details().output_gap_possible);
}

TEST_CASE("a loss on a new connection or in the middle of a response is reported, not repeated", "[transport][loss]")
{
    asio::io_context context;
    counting_host silent(context, [](std::shared_ptr<peer> one, std::size_t) -> asio::awaitable<bool> {
        one->close();
        co_return false;
    });
    const auto first = make_connection_pool(context.get_executor(), session_to(silent.host.url()), quick_options());
    CHECK(code_of(ask(context, *first)) == transport_errc::connection_closed);
    CHECK(silent.requests == 1);

    counting_host cut(context, [](std::shared_ptr<peer> one, std::size_t) -> asio::awaitable<bool> {
        co_await one->write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<a>");
        one->close();
        co_return false;
    });
    const auto second = make_connection_pool(context.get_executor(), session_to(cut.host.url()), quick_options());
    CHECK(code_of(ask(context, *second)) == transport_errc::connection_closed);
    CHECK(code_of(ask(context, *second, simple_request("Command", false))) == client_errc::outcome_unknown);
    CHECK(cut.requests == 2);
}

TEST_CASE("retry_for sends repeatable requests until the host is back", "[transport][loss]")
{
    asio::io_context context;
    counting_host counting(context, [](std::shared_ptr<peer> one, std::size_t number) -> asio::awaitable<bool> {
        if (number < 6) {
            one->close();
            co_return false;
        }
        co_await one->write(good_answer);
        co_return true;
    });
    transport_options options = quick_options();
    options.on_connection_loss = connection_loss::retry_for(std::chrono::seconds(20));
    const auto wire = make_connection_pool(context.get_executor(), session_to(counting.host.url()), options);
    CHECK(ask(context, *wire));
    CHECK(counting.requests == 6);
    counting.requests = 0;
    CHECK(ask(context, *wire, simple_request("Command", false)).has_error());
}

TEST_CASE("a request to an unavailable service is retried, and finally fails with its history", "[transport][retry]")
{
    asio::io_context context;
    std::size_t refusals = 2;
    counting_host counting(context, [&](std::shared_ptr<peer> one, std::size_t number) -> asio::awaitable<bool> {
        std::string text = good_answer;
        if (number <= refusals)
            text = http_answer_text(
                number % 2 ? "503 Service Unavailable" : "429 Too Many Requests", "", "Retry-After: 0\r\n"
            );
        co_await one->write(text);
        co_return true;
    });
    const auto wire = make_connection_pool(context.get_executor(), session_to(counting.host.url()), quick_options());
    REQUIRE(ask(context, *wire, simple_request("Command", false)));
    CHECK(counting.requests == 3);

    counting.requests = 0;
    refusals = 100;
    const result<response> never = ask(context, *wire);
    REQUIRE(never.has_error());
    CHECK(counting.requests == 4);
    CHECK(never.error().code() == condition::retryable);
    CHECK(never.error().details().attempts == 4);
    CHECK(never.error().message().find("4 attempts in ") != std::string::npos);
}

TEST_CASE("a fault with status 503 is returned, also after a retry", "[transport][retry]")
{
    asio::io_context context;
    counting_host counting(context, [](std::shared_ptr<peer> one, std::size_t number) -> asio::awaitable<bool> {
        std::string text = http_answer_text("503 Service Unavailable", "", "Retry-After: 0\r\n");
        if (number == 2) text = http_answer_text("503 Service Unavailable", "<fault/>");
        co_await one->write(text);
        co_return true;
    });
    const auto wire = make_connection_pool(context.get_executor(), session_to(counting.host.url()), quick_options());
    const result<response> fault = ask(context, *wire, simple_request("Command", false));
    REQUIRE(fault);
    CHECK(fault->status == 503);
    CHECK(fault->body == "<fault/>");
    CHECK(counting.requests == 2);
}

TEST_CASE("connecting is retried with pauses, up to the allowed number", "[transport][retry]")
{
    asio::io_context context;
    std::uint16_t closed_port = 0;
    {
        tcp::acceptor taken(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        closed_port = taken.local_endpoint().port();
    }
    std::vector<event_kind> kinds;
    const auto watch = [&](const event& seen) { kinds.push_back(seen.kind); };
    const std::string url = "http://127.0.0.1:" + std::to_string(closed_port);
    const auto wire = make_connection_pool(context.get_executor(), session_to(url), quick_options(), watch);
    const result<response> refused = ask(context, *wire);
    CHECK(code_of(refused) == transport_errc::connection_refused);
    CHECK(refused.error().details().attempts == 4);
    CHECK(std::count(kinds.begin(), kinds.end(), event_kind::retry) == 3);
    CHECK(kinds.back() == event_kind::fault);
}

TEST_CASE("a host that comes up while connecting is retried serves the request", "[transport][retry]")
{
    asio::io_context context;
    std::uint16_t port = 0;
    {
        tcp::acceptor taken(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        port = taken.local_endpoint().port();
    }
    std::optional<scripted_host> late;
    const auto watch = [&](const event& seen) {
        if (seen.kind == event_kind::retry && !late)
            late.emplace(context, answer_always(good_answer), nullptr, "127.0.0.1", port);
    };
    const std::string url = "http://127.0.0.1:" + std::to_string(port);
    const auto wire = make_connection_pool(context.get_executor(), session_to(url), quick_options(), watch);
    CHECK(ask(context, *wire));
}
