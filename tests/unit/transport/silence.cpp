//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

const certificate& leaf()
{
    static const certificate one = make_certificate(certificate_request("host", "IP:127.0.0.1"));
    return one;
}

session pinned_session(const std::string& url)
{
    tls_policy policy;
    policy.pin_sha256 = leaf().sha256();
    return session_to(url, policy);
}

/// A listening socket that never accepts and whose queue is full: the next connection gets no response.
class deaf_port {
public:
    explicit deaf_port(asio::io_context& context) : acceptor_(context, tcp::v4())
    {
        acceptor_.bind(tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        acceptor_.listen(0);
        for (int i = 0; i != 2; ++i) {
            fillers_.push_back(std::make_unique<tcp::socket>(context, tcp::v4()));
            // Asynchronous, since a blocking connect would wait for the place in the queue.
            fillers_.back()->async_connect(acceptor_.local_endpoint(), [](boost::system::error_code) {});
        }
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }

private:
    tcp::acceptor acceptor_;
    std::vector<std::unique_ptr<tcp::socket>> fillers_;
};

/// The point at which a host stops answering.
enum class silence { connect, handshake, answer, head, body, second_answer };

class silent_host {
public:
    silent_host(asio::io_context& context, silence silent_at) : where_(silent_at)
    {
        if (silent_at == silence::connect) {
            deaf_.emplace(context);
            return;
        }
        const certificate* const tls = nullptr;
        host_.emplace(context, [this](std::shared_ptr<peer> one) { return serve(std::move(one)); }, tls);
    }

    session target() const
    {
        if (deaf_) return session_to(deaf_->url());
        if (where_ != silence::handshake) return session_to(host_->url());
        return session_to("https://127.0.0.1:" + std::to_string(host_->port()));
    }
    std::size_t closed = 0; ///< connections that the client closed
    std::size_t reached = 0;

private:
    asio::awaitable<void> serve(std::shared_ptr<peer> one)
    {
        if (where_ != silence::handshake) {
            std::string got = co_await one->read_request();
            if (where_ == silence::second_answer) {
                co_await one->write(http_answer_text("200 OK", "<a/>"));
                got = co_await one->read_request();
            }
            if (where_ == silence::head) co_await one->write("HTTP/1.1 200 OK\r\nContent-");
            if (where_ == silence::body) co_await one->write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
        }
        ++reached;
        co_await one->until_closed();
        ++closed;
    }

    silence where_;
    std::optional<deaf_port> deaf_;
    std::optional<scripted_host> host_;
};

const silence everywhere[] = {
    silence::connect, silence::handshake, silence::answer, silence::head, silence::body, silence::second_answer
};

} // namespace

TEST_CASE("a host that stops answering at any point ends at the time-out", "[transport][deadline]")
{
    for (const silence silent_at : everywhere) {
        asio::io_context context;
        silent_host host(context, silent_at);
        const auto wire = make_connection_pool(context.get_executor(), host.target(), quick_options());
        if (silent_at == silence::second_answer) REQUIRE(ask(context, *wire, quick_request()));
        const result<response> outcome = ask(context, *wire, quick_request());
        REQUIRE(outcome.has_error());
        INFO(static_cast<int>(silent_at) << ' ' << outcome.error().message());
        const bool opening = silent_at == silence::connect || silent_at == silence::handshake;
        CHECK(outcome.error().code() == (opening ? transport_errc::connect_timeout : transport_errc::read_timeout));
        CHECK(outcome.error().code() == condition::timeout);
        if (silent_at == silence::connect) continue;
        CHECK(run_until(context, [&] { return host.closed == 1; }));
    }
}

TEST_CASE("a request is cancelled at every wait, and its connection is closed", "[transport][cancellation]")
{
    for (const silence silent_at : everywhere) {
        asio::io_context context;
        silent_host host(context, silent_at);
        const auto wire = make_connection_pool(context.get_executor(), host.target());
        if (silent_at == silence::second_answer) REQUIRE(ask(context, *wire));
        pending one(context, wire, simple_request("Command", false));
        if (silent_at == silence::connect) {
            context.restart();
            context.poll();
        } else
            REQUIRE(run_until(context, [&] { return host.reached == 1; }));
        one.cancel();
        REQUIRE(run_until(context, [&] { return one.done(); }));
        INFO(static_cast<int>(silent_at));
        CHECK(code_of(one.outcome()) == client_errc::cancelled);
        if (silent_at == silence::connect) continue;
        CHECK(run_until(context, [&] { return host.closed == 1; }));
    }
}

TEST_CASE("a request that is cancelled after any number of steps ends at once", "[transport][cancellation]")
{
    // Cancels after 0, 1, 2 … handlers of the whole exchange, which covers every point between two waits.
    for (const bool tls : {false, true}) {
        std::size_t cancelled = 0;
        bool finished = false;
        for (std::size_t steps = 0; !finished && steps != 200; ++steps) {
            asio::io_context context;
            scripted_host host(context, answer_always(http_answer_text("200 OK", "<a/>")), tls ? &leaf() : nullptr);
            const session target = tls ? pinned_session(host.url()) : session_to(host.url());
            const auto wire = make_connection_pool(context.get_executor(), target);
            pending one(context, wire, simple_request());
            for (std::size_t i = 0; i != steps && !one.done(); ++i)
                context.run_one();
            finished = one.done();
            one.cancel();
            REQUIRE(run_until(context, [&] { return one.done(); }));
            if (code_of(one.outcome()) == client_errc::cancelled)
                ++cancelled;
            else
                CHECK(one.outcome());
            // The pool can be used as before.
            CHECK(ask(context, *wire));
        }
        CHECK(finished);
        CHECK(cancelled > 5);
    }
}

TEST_CASE("a request is cancelled during the pause between two attempts", "[transport][cancellation]")
{
    asio::io_context context;
    scripted_host host(context, answer_always(http_answer_text("503 Service Unavailable", "", "Retry-After: 20\r\n")));
    bool resting = false;
    const auto watch = [&](const event& seen) { resting = resting || seen.kind == event_kind::retry; };
    const auto wire = make_connection_pool(context.get_executor(), session_to(host.url()), {}, watch);
    pending one(context, wire, simple_request());
    REQUIRE(run_until(context, [&] { return resting; }));
    one.cancel();
    REQUIRE(run_until(context, [&] { return one.done(); }));
    CHECK(code_of(one.outcome()) == client_errc::cancelled);
}

TEST_CASE("an executor that stops during requests leaks nothing", "[transport][cancellation]")
{
    for (const silence silent_at : everywhere) {
        asio::io_context context;
        silent_host host(context, silent_at);
        auto wire = make_connection_pool(context.get_executor(), host.target());
        pending one(context, wire, simple_request());
        pending two(context, wire, simple_request());
        context.restart();
        context.poll();
        wire.reset();
    }
    SUCCEED("AddressSanitizer reports leaks");
}
