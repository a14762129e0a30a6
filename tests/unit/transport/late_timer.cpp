//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>

#include <boost/asio/execution/blocking.hpp>
#include <boost/asio/execution/context.hpp>

#include <deque>
#include <memory>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

/// Handlers that have become ready and have not run yet. On a strand that several threads feed, two that became ready
/// side by side may run in either order; a test takes the one that it wants.
using ready_handlers = std::deque<std::function<void()>>;

class picked_order {
public:
    picked_order(asio::io_context& context, ready_handlers& ready) : context_(&context), ready_(&ready) {}

    asio::execution_context& query(asio::execution::context_t) const noexcept { return *context_; }
    static constexpr asio::execution::blocking_t query(asio::execution::blocking_t) noexcept
    {
        return asio::execution::blocking.never;
    }

    template <class Function>
    void execute(Function what) const
    {
        const auto kept = std::make_shared<Function>(std::move(what));
        ready_->push_back([kept] { (*kept)(); });
    }

    friend bool operator==(const picked_order& one, const picked_order& other) noexcept
    {
        return one.ready_ == other.ready_;
    }
    friend bool operator!=(const picked_order& one, const picked_order& other) noexcept { return !(one == other); }

private:
    asio::io_context* context_;
    ready_handlers* ready_;
};

/// A client's side whose handlers the test runs.
class picking_client {
public:
    explicit picking_client(asio::io_context& context) : context_(context) {}

    asio::any_io_executor executor() { return picked_order(context_, ready_); }

    void begin(std::shared_ptr<exchange> wire, request asked)
    {
        asio::co_spawn(
            executor(),
            go(std::move(wire), std::move(asked)),
            [this](const std::exception_ptr&, result<response> got) { outcome.emplace(std::move(got)); }
        );
    }

    /// Effects: lets the time go on until `enough`; the client's handlers run as they come, if they may run at all.
    template <class Enough>
    bool let_time_pass(bool run_handlers, Enough enough)
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        context_.restart();
        for (;;) {
            while (run_handlers && !ready_.empty() && !enough()) {
                const std::function<void()> next = std::move(ready_.front());
                ready_.pop_front();
                next();
            }
            if (enough()) return true;
            if (context_.run_one_until(end) == 0) return false;
        }
    }

    std::size_t ready() const noexcept { return ready_.size(); }
    void run_last()
    {
        const std::function<void()> last = std::move(ready_.back());
        ready_.pop_back();
        last();
    }

    std::optional<result<response>> outcome;

private:
    static asio::awaitable<result<response>> go(std::shared_ptr<exchange> wire, request asked)
    {
        result<response> got = co_await wire->round_trip(std::move(asked));
        co_return got;
    }

    asio::io_context& context_;
    ready_handlers ready_;
};

/// Answers one request with `text` and tells when that is on its way.
scripted_host::script answer_once(std::string text, bool* answering)
{
    return [text, answering](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        const std::string got = co_await one->read_request();
        *answering = true;
        co_await one->write(text);
        co_await one->until_closed();
    };
}

/// Asks, and has the deadline of the answer's first bytes handled before the bytes, both being there.
result<response> ask_with_timer_first(asio::io_context& context, const session& target, const bool* answering)
{
    picking_client client(context);
    transport_options options = quick_options();
    options.connect_timeout = std::chrono::milliseconds(200);
    const auto wire = make_connection_pool(client.executor(), target, options);
    client.begin(wire, quick_request());
    REQUIRE(client.let_time_pass(true, [&] { return *answering; }));
    REQUIRE(client.ready() == 0);
    // Nobody runs the client's handlers now, so the bytes and then the deadline pile up.
    REQUIRE(client.let_time_pass(false, [&] { return client.ready() == 2; }));
    client.run_last();
    REQUIRE(client.let_time_pass(true, [&] { return client.outcome.has_value(); }));
    return *std::move(client.outcome);
}

} // namespace

TEST_CASE("a deadline that passes beside the first bytes is a time-out and no reset", "[transport][deadline]")
{
    asio::io_context context;
    bool answering = false;
    scripted_host host(context, answer_once("HTTP/1.1 200 OK\r\nContent-", &answering));
    const result<response> late = ask_with_timer_first(context, session_to(host.url()), &answering);
    CHECK(code_of(late) == transport_errc::read_timeout);
}

TEST_CASE("an answer that was whole in time is taken, and its connection is not used again", "[transport][deadline]")
{
    asio::io_context context;
    bool answering = false;
    scripted_host host(context, answer_once(http_answer_text("200 OK", "<a/>"), &answering));
    const result<response> whole = ask_with_timer_first(context, session_to(host.url()), &answering);
    REQUIRE(whole);
    CHECK(whole->body == "<a/>");
}

TEST_CASE("a deadline that passes beside the answer of a log-in ends the log-in as late", "[transport][deadline]")
{
    asio::io_context context;
    bool answering = false;
    const std::string challenge = "WWW-Authenticate: Digest realm=\"r\", qop=\"auth\", nonce=\"n\", algorithm=MD5\r\n";
    scripted_host host(context, answer_once(http_answer_text("401 Unauthorized", "", challenge), &answering));
    session_draft draft;
    draft.set_connection(host.url()).value();
    draft.set_flags(session_flag::use_digest | session_flag::cred_username_password | session_flag::no_encryption)
        .value();
    client_policy policy;
    policy.allow_unencrypted = true;
    draft.set_policy(policy).value();
    draft.set_credentials(user_password("user", secret("pass"))).value();
    const result<response> late = ask_with_timer_first(context, draft.build().value(), &answering);
    CHECK(code_of(late) == transport_errc::login_timeout);
}
