//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/transport/impl/pool/pool.hpp>

#include <boost/asio/post.hpp>

#include <algorithm>
#include <functional>
#include <future>
#include <memory>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

const std::string good_answer = http_answer_text("200 OK", "<a/>");
const std::string refusal = http_answer_text(
    "401 Unauthorized", "", "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: Basic realm=\"WSMAN\"\r\n"
);

/// A scheme of so many legs that seals bodies by turning them round.
class rehearsed_login : public authenticator {
public:
    explicit rehearsed_login(int legs) : legs_(legs) {}

    authentication_scheme scheme() const noexcept override { return authentication_scheme::negotiate; }
    login_scope scope() const noexcept override { return login_scope::connection; }
    result<secret> authorization(std::string_view, std::string_view) override
    {
        return secret("Negotiate token" + std::to_string(++sent_));
    }
    result<login_step> answered(const login_answer& answer) override
    {
        const bool right =
            answer.challenges.size() == 1 && answer.challenges[0] == "Negotiate reply" + std::to_string(sent_);
        if (!right) return refused_login(scheme(), answer.challenges);
        return answer.status == 200 && sent_ == legs_ ? login_step::done : login_step::again;
    }
    bool seals() const noexcept override { return true; }
    result<void> wrap(std::string_view body, std::string& sealed, std::string& content_type) override
    {
        sealed.assign(body.rbegin(), body.rend());
        content_type = "multipart/encrypted;protocol=\"x\"";
        return {};
    }
    result<void> unwrap(std::string& body, std::string& content_type) override
    {
        if (content_type != "multipart/encrypted;protocol=\"x\"")
            return failure(transport_errc::invalid_content_type, "not sealed");
        std::reverse(body.begin(), body.end());
        content_type = "application/soap+xml;charset=UTF-8";
        return {};
    }

private:
    int legs_;
    int sent_ = 0;
};

detail::connection_settings settings_for(const scripted_host& host)
{
    detail::connection_settings settings;
    settings.url = host.url();
    settings.authority = "127.0.0.1";
    settings.path = "/wsman";
    settings.dial_host = "127.0.0.1";
    settings.dial_port = host.port();
    settings.operation_timeout = std::chrono::seconds(20);
    return settings;
}

/// Makes the pool over such a log-in.
std::shared_ptr<exchange> rehearsed_pool(asio::io_context& context, const scripted_host& host, int legs)
{
    detail::connection_settings settings = settings_for(host);
    settings.make_login = [legs](const connection_facts&) -> result<std::unique_ptr<authenticator>> {
        return std::unique_ptr<authenticator>(new rehearsed_login(legs));
    };
    return std::make_shared<detail::connection_pool>(context.get_executor(), settings, quick_options(), observer());
}

/// Plays the host's part of that scheme.
class rehearsing_host {
public:
    rehearsing_host(asio::io_context& context, int legs)
        : legs_(legs), host(context, [this](std::shared_ptr<peer> one) { return serve(std::move(one)); })
    {
    }

    std::function<void()> on_connection;
    std::size_t unavailable = 0; ///< how often it says so to a leg
    std::size_t handshakes = 0;
    std::size_t forget = 0; ///< how many established log-ins it forgets
    bool seals = true;
    std::vector<std::string> sealed_bodies;

private:
    asio::awaitable<void> serve(std::shared_ptr<peer> one)
    {
        int leg = 0;
        if (on_connection) on_connection();
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            std::string text = refusal;
            const std::string token = "Authorization: Negotiate token" + std::to_string(leg + 1) + "\r\n";
            if (unavailable > 0) {
                --unavailable;
                text = http_answer_text("503 Service Unavailable", "");
            } else if (leg < legs_ && got.find(token) != std::string::npos &&
                       got.find("Content-Length: 0\r\n") != std::string::npos) {
                ++leg;
                const std::string reply = "WWW-Authenticate: Negotiate reply" + std::to_string(leg) + "\r\n";
                text = http_answer_text(leg == legs_ ? "200 OK" : "401 Unauthorized", "", reply);
                if (leg == legs_) ++handshakes;
            } else if (leg == legs_ && got.find("Authorization") == std::string::npos && forget == 0) {
                sealed_bodies.push_back(got.substr(got.find("\r\n\r\n") + 4));
                text = seals
                           ? http_answer_text("200 OK", ">/a<", "Content-Type: multipart/encrypted;protocol=\"x\"\r\n")
                           : good_answer;
            } else if (leg == legs_)
                --forget;
            co_await one->write(text);
        }
    }

    int legs_;

public:
    scripted_host host;
};

} // namespace

TEST_CASE("Basic rides on every request of a connection, the first one included", "[transport][log_in]")
{
    asio::io_context context;
    std::vector<std::string> seen;
    scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            seen.push_back(got);
            co_await one->write(good_answer);
        }
    });
    const auto wire = make_connection_pool(context.get_executor(), basic_session_to(host.url()));
    REQUIRE(ask(context, *wire));
    REQUIRE(ask(context, *wire));
    REQUIRE(seen.size() == 2);
    for (const std::string& one : seen)
        CHECK(one.find("Authorization: Basic dXNlcjpwYXNz\r\n") != std::string::npos);
}

TEST_CASE("a host that repeats the log-in in its answer does not get it into our texts", "[transport][log_in][secret]")
{
    asio::io_context context;
    scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        const std::string got = co_await one->read_request();
        const std::string body = "<html><title>you sent dXNlcjpwYXNz and dXNlcjpwYXNz</title></html>";
        const std::string headers = "Content-Type: text/html\r\nLocation: /dXNlcjpwYXNz\r\n";
        const std::string answer = http_answer_text("500 Internal Server Error", body, headers);
        co_await one->write(answer);
    });
    const auto wire = make_connection_pool(context.get_executor(), basic_session_to(host.url()));
    const result<response> answer = ask(context, *wire);
    REQUIRE(answer);
    CHECK(answer->body.find("you sent ***") != std::string::npos);
    CHECK(answer->body.find("dXNlcjpwYXNz") == std::string::npos);
    CHECK(answer->location == "/************");
}

TEST_CASE("a refused password is told once, with the schemes on offer, and never tried again", "[transport][log_in]")
{
    asio::io_context context;
    std::size_t requests = 0;
    scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            ++requests;
            co_await one->write(refusal);
        }
    });
    transport_options options = quick_options();
    options.on_connection_loss = connection_loss::retry_for(std::chrono::seconds(10));
    std::string told;
    const auto watch = [&](const event& what) {
        told.append(what.detail).append(what.envelope).append(what.host).append(what.code.message());
    };
    const auto wire =
        make_connection_pool(context.get_executor(), basic_session_to(host.url(), "user", "canary-7"), options, watch);
    const result<response> refused = ask(context, *wire);
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == transport_errc::http_unauthorized);
    CHECK(refused.error().code() == condition::access_denied);
    CHECK(refused.error().details().http_status == 401U);
    CHECK(refused.error().message().find("Negotiate, Basic") != std::string::npos);
    CHECK(requests == 1);
    std::string encoded;
    append_base64(encoded, "user:canary-7");
    told += refused.error().message();
    CHECK(told.find("canary-7") == std::string::npos);
    CHECK(told.find(encoded) == std::string::npos);
}

TEST_CASE("an anonymous request carries no log-in", "[transport][log_in]")
{
    asio::io_context context;
    std::string seen;
    scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        seen = co_await one->read_request();
        co_await one->write(good_answer);
    });
    const auto wire = make_connection_pool(context.get_executor(), basic_session_to(host.url()));
    request asked = simple_request();
    asked.anonymous = true;
    REQUIRE(ask(context, *wire, asked));
    CHECK(seen.find("Authorization") == std::string::npos);
    CHECK(seen.find("WSMANIDENTIFY: unauthenticated\r\n") != std::string::npos);
}

TEST_CASE(
    "a log-in of several legs runs once per connection, with empty bodies, and seals what follows",
    "[transport][log_in]"
)
{
    for (const int legs : {1, 2, 5}) {
        asio::io_context context;
        rehearsing_host rehearsing(context, legs);
        const auto wire = rehearsed_pool(context, rehearsing.host, legs);
        for (int i = 0; i != 3; ++i) {
            const result<response> answer = ask(context, *wire, simple_request("Command", false));
            REQUIRE(answer);
            CHECK(answer->body == "<a/>");
            CHECK(answer->content_type == "application/soap+xml;charset=UTF-8");
        }
        CHECK(rehearsing.handshakes == 1);
        CHECK(rehearsing.host.connections() == 1);
        REQUIRE(rehearsing.sealed_bodies.size() == 3);
        CHECK(rehearsing.sealed_bodies[0] == ">/epolevne<");
    }
}

TEST_CASE("a forgotten log-in is made anew exactly once", "[transport][log_in]")
{
    asio::io_context context;
    rehearsing_host rehearsing(context, 2);
    const auto wire = rehearsed_pool(context, rehearsing.host, 2);
    REQUIRE(ask(context, *wire));
    rehearsing.forget = 1;
    REQUIRE(ask(context, *wire));
    CHECK(rehearsing.handshakes == 2);
    CHECK(rehearsing.host.connections() == 2);
    rehearsing.forget = 100;
    CHECK(code_of(ask(context, *wire)) == transport_errc::http_unauthorized);
    CHECK(rehearsing.handshakes == 3);
}

TEST_CASE("a 401 that anybody can make up repeats no Command and loses no output in silence", "[transport][log_in]")
{
    asio::io_context context;
    rehearsing_host rehearsing(context, 2);
    const auto wire = rehearsed_pool(context, rehearsing.host, 2);
    REQUIRE(ask(context, *wire));
    rehearsing.forget = 1;
    const result<response> command = ask(context, *wire, simple_request("Command", false));
    REQUIRE(command.has_error());
    CHECK(command.error().code() == client_errc::outcome_unknown);
    CHECK(command.error().details().cause == security_errc::plain_answer);
    CHECK(command.error().details().http_status == 401U);
    REQUIRE(ask(context, *wire));
    rehearsing.forget = 1;
    const result<response> receive = ask(context, *wire, simple_request("Receive", false));
    REQUIRE(receive.has_error());
    CHECK(receive.error().code() == security_errc::plain_answer);
    CHECK(receive.error().code() == condition::connection_lost);
    CHECK(receive.error().details().output_gap_possible);
    CHECK(rehearsing.sealed_bodies.size() == 2);
}

TEST_CASE(
    "a log-in is tried again where the service is about to start, and told as that in the end", "[transport][log_in]"
)
{
    asio::io_context context;
    rehearsing_host rehearsing(context, 2);
    const auto wire = rehearsed_pool(context, rehearsing.host, 2);
    rehearsing.unavailable = 2;
    REQUIRE(ask(context, *wire));
    CHECK(rehearsing.handshakes == 1);
    const auto other = rehearsed_pool(context, rehearsing.host, 2);
    rehearsing.unavailable = 100;
    CHECK(code_of(ask(context, *other)) == transport_errc::http_service_unavailable);
}

TEST_CASE("a request is not repeated for a 503 that anybody on the way can make up", "[transport][log_in]")
{
    asio::io_context context;
    rehearsing_host rehearsing(context, 2);
    const auto wire = rehearsed_pool(context, rehearsing.host, 2);
    REQUIRE(ask(context, *wire));
    rehearsing.unavailable = 1;
    const result<response> command = ask(context, *wire, simple_request("Command", false));
    REQUIRE(command.has_error());
    CHECK(command.error().code() == client_errc::outcome_unknown);
    CHECK_FALSE(command.error().code() == condition::retryable);
    CHECK(rehearsing.sealed_bodies.size() == 1);
    rehearsing.unavailable = 1;
    const result<response> identify = ask(context, *wire, simple_request("Identify", true));
    REQUIRE(identify);
    CHECK(identify->status == 200U);
}

TEST_CASE("a plain answer to a sealed request is an error", "[transport][log_in]")
{
    asio::io_context context;
    rehearsing_host rehearsing(context, 2);
    rehearsing.seals = false;
    const auto wire = rehearsed_pool(context, rehearsing.host, 2);
    CHECK(code_of(ask(context, *wire)) == transport_errc::invalid_content_type);
}

TEST_CASE("a host that never ends its log-in is given up", "[transport][log_in]")
{
    asio::io_context context;
    std::size_t requests = 0;
    scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            const std::string reply = "WWW-Authenticate: Negotiate reply" + std::to_string(++requests) + "\r\n";
            co_await one->write(http_answer_text("401 Unauthorized", "", reply));
        }
    });
    const auto wire = rehearsed_pool(context, host, 2);
    CHECK(code_of(ask(context, *wire)) == transport_errc::http_unauthorized);
    CHECK(requests < 40);
}

TEST_CASE("what speaks against a log-in is said before anything is dialled", "[transport][log_in]")
{
    asio::io_context context;
    scripted_host host(context, answer_always(good_answer));
    // An address has no tickets, and nobody vouches for the host: neither Kerberos nor NTLM may be used.
    session_draft draft;
    draft.set_connection("http://10.1.2.3").value();
    draft.set_connect_address(host_and_port("127.0.0.1", host.port())).value();
    draft.set_flags(session_flag::use_negotiate | session_flag::cred_username_password).value();
    draft.set_credentials(user_password("user", secret("pass"))).value();
    const auto untrusted = make_connection_pool(context.get_executor(), draft.build().value(), quick_options());
    const result<response> refused = ask(context, *untrusted);
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == windows_errc::server_not_trusted);
    CHECK(refused.error().details().rule == "R34");
    CHECK(host.connections() == 0);
}

TEST_CASE("a token that takes its time holds up nobody else, and not for ever", "[transport][log_in]")
{
    std::promise<void> release;
    std::shared_future<void> released = release.get_future().share();
    /// Waits for somebody else before its first token, as Kerberos does for a KDC.
    class slow_login final : public rehearsed_login {
    public:
        slow_login(int legs, std::shared_future<void> until) : rehearsed_login(legs), until_(std::move(until)) {}
        bool may_block() const noexcept override { return true; }
        result<secret> authorization(std::string_view method, std::string_view path) override
        {
            until_.wait();
            return rehearsed_login::authorization(method, path);
        }

    private:
        std::shared_future<void> until_;
    };
    asio::io_context context;
    rehearsing_host rehearsing(context, 2);
    detail::connection_settings settings = settings_for(rehearsing.host);
    settings.make_login = [&](const connection_facts&) -> result<std::unique_ptr<authenticator>> {
        return std::unique_ptr<authenticator>(new slow_login(2, released));
    };
    SECTION("the executor goes on meanwhile")
    {
        const auto wire =
            std::make_shared<detail::connection_pool>(context.get_executor(), settings, quick_options(), observer());
        rehearsing.on_connection = [&] { asio::post(context, [&] { release.set_value(); }); };
        REQUIRE(ask(context, *wire));
        CHECK(rehearsing.handshakes == 1);
    }
    SECTION("until the time for connecting is over")
    {
        transport_options options = quick_options();
        options.connect_timeout = std::chrono::milliseconds(50);
        options.connect_retries = 0;
        const auto wire =
            std::make_shared<detail::connection_pool>(context.get_executor(), settings, options, observer());
        const result<response> late = ask(context, *wire);
        REQUIRE(code_of(late) == transport_errc::login_timeout);
        CHECK(late.error().message().find("KDC") != std::string::npos);
        CHECK(rehearsing.handshakes == 0);
        release.set_value();
    }
    SECTION("or the executor is destroyed")
    {
        auto other = std::make_unique<asio::io_context>();
        auto host = std::make_unique<rehearsing_host>(*other, 2);
        settings = settings_for(host->host);
        settings.make_login = [&](const connection_facts&) -> result<std::unique_ptr<authenticator>> {
            return std::unique_ptr<authenticator>(new slow_login(2, released));
        };
        bool connected = false;
        host->on_connection = [&] { connected = true; };
        auto wire =
            std::make_shared<detail::connection_pool>(other->get_executor(), settings, quick_options(), observer());
        const request asked = simple_request();
        asio::awaitable<result<response>> waiting = wire->round_trip(asked);
        asio::co_spawn(*other, std::move(waiting), [](std::exception_ptr, result<response>) { FAIL("it ended"); });
        while (!connected)
            other->run_one();
        host.reset(); // its acceptor is the executor's
        other.reset();
        wire.reset();
        release.set_value();
        SUCCEED("nobody was told");
    }
}
