//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// wait_until_ready asks without a log-in until the host answers, logs in once, and tries until the time-out.
#include <support/client_scene.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::condition;
using wsman::identity;
using wsman::transport_errc;

namespace {

using ready_call = call_under_way<identity>;

wsman::session session_with_a_log_in(wsman::session_flag scheme = wsman::session_flag::use_basic)
{
    const wsman::credentials account(wsman::user_password("user", wsman::secret("password")));
    const wsman::session_flags flags(scheme | wsman::session_flag::cred_username_password);
    return wsman::create_session("https://build01.corp.example:5986", flags, account).value();
}

/// A scene that records which Identify requests came without a log-in.
class starting_host {
public:
    explicit starting_host(
        wsman::client_options options = scene::options(), wsman::session_flag scheme = wsman::session_flag::use_basic
    )
        : at(std::move(options), session_with_a_log_in(scheme))
    {
        at.server->on_request = [this](const wsman::request& asked) { order += asked.anonymous ? 'a' : 'L'; };
    }
    starting_host(const starting_host&) = delete;
    starting_host& operator=(const starting_host&) = delete;

    /// Effects: the nth request, counted from 1, fails with `code`.
    void fail(unsigned nth, wsman::error_code code, bool for_ever = false)
    {
        at.server->failures.push_back({"Identify", nth, fails::before, wsman::failure(code), for_ever});
    }
    wsman::result<identity> wait(std::chrono::milliseconds time)
    {
        return at.result_of(at.client->try_wait_until_ready(time));
    }

    scene at;
    std::string order; ///< a: without a log-in, L: with one
};

using clock_type = std::chrono::steady_clock;

} // namespace

TEST_CASE("wait_until_ready asks without a log-in, and logs in once", "[client][ready]")
{
    starting_host host;
    SECTION("a host that is ready")
    {
        const wsman::result<identity> identified = host.wait(10s);
        REQUIRE(identified);
        CHECK(identified->product_vendor == "scripted");
        CHECK(host.order == "aL");
    }
    SECTION("a host that starts")
    {
        host.fail(1, transport_errc::connection_refused);
        host.fail(2, transport_errc::connect_timeout);
        host.fail(3, transport_errc::host_unreachable);
        host.fail(4, transport_errc::http_service_unavailable);
        host.fail(5, transport_errc::http_too_many_requests);
        host.fail(6, transport_errc::read_timeout);
        host.fail(7, transport_errc::name_not_resolved);
        REQUIRE(host.wait(10s));
        CHECK(host.order == "aaaaaaaaL");
    }
    SECTION("a host that answers 503 over HTTP")
    {
        unsigned left = 2;
        host.at.server->answers_instead = [&left](const wsman::request&) {
            std::optional<wsman::result<wsman::response>> instead;
            if (left > 0 && left--) instead.emplace(wsman::response(503, "text/html", "starting"));
            return instead;
        };
        REQUIRE(host.wait(10s));
        CHECK(host.order == "aaaL");
    }
}

TEST_CASE(
    "wait_until_ready logs in after any answer, also if the host requires a log-in for every request", "[client][ready]"
)
{
    for (const transport_errc code :
         {transport_errc::http_unauthorized,
          transport_errc::http_forbidden,
          transport_errc::connection_closed,
          transport_errc::connection_reset,
          transport_errc::empty_answer,
          transport_errc::http_server_error,
          transport_errc::http_bad_request}) {
        starting_host host;
        CAPTURE(wsman::error_name(wsman::error_code(code)));
        host.fail(1, transport_errc::connection_refused);
        host.fail(2, code);
        const wsman::result<identity> identified = host.wait(5s);
        CHECK(identified);
        CHECK(host.order == "aaL");
    }
    SECTION("a fault")
    {
        starting_host host;
        host.at.server->faults = {{"Identify", 1, 5, false, false}};
        CHECK(host.wait(5s));
        CHECK(host.order == "aL");
    }
}

TEST_CASE(
    "wait_until_ready logs in to a silent host if the scheme's first message contains no proof", "[client][ready]"
)
{
    SECTION("Negotiate")
    {
        starting_host host(scene::options(), wsman::session_flag::use_negotiate);
        host.fail(1, transport_errc::connection_refused);
        host.fail(2, transport_errc::read_timeout);
        host.fail(3, transport_errc::login_timeout);
        host.fail(4, transport_errc::read_timeout);
        REQUIRE(host.wait(5s));
        CHECK(host.order == "aaLaL");
    }
    SECTION("a refusal ends it in this case, too")
    {
        starting_host host(scene::options(), wsman::session_flag::use_negotiate);
        host.fail(1, transport_errc::read_timeout);
        host.fail(2, transport_errc::http_unauthorized, true);
        CHECK(host.wait(5s).error().code() == transport_errc::http_unauthorized);
        CHECK(host.order == "aL");
    }
    SECTION("Basic would prove the password to a host that may be starting")
    {
        starting_host host;
        host.fail(1, transport_errc::read_timeout, true);
        const wsman::result<identity> never = host.wait(std::chrono::milliseconds(30));
        REQUIRE(never.has_error());
        CHECK(never.error().code() == wsman::client_errc::not_ready);
        CHECK(never.error().hint().find("identify") != std::string::npos);
        CHECK(host.order.find('L') == std::string::npos);
    }
}

TEST_CASE("a refused log-in ends wait_until_ready", "[client][ready]")
{
    for (const transport_errc code : {transport_errc::http_unauthorized, transport_errc::http_forbidden}) {
        starting_host host;
        host.fail(1, transport_errc::connection_refused);
        host.fail(3, code, true);
        const wsman::result<identity> identified = host.wait(10s);
        REQUIRE(identified.has_error());
        CHECK(identified.error().code() == code);
        CHECK(host.order == "aaL");
    }
    SECTION("by a fault")
    {
        starting_host host;
        host.at.server->faults = {{"Identify", 2, 5, true, false}};
        const wsman::result<identity> identified = host.wait(10s);
        REQUIRE(identified.has_error());
        CHECK(identified.error().code() == condition::access_denied);
        CHECK(host.order == "aL");
    }
}

TEST_CASE("wait_until_ready of a session without a log-in sends one request", "[client][ready]")
{
    scene at;
    unsigned anonymous = 0;
    at.server->on_request = [&](const wsman::request& asked) { anonymous += asked.anonymous ? 1U : 0U; };
    at.server->failures = {{"Identify", 1, fails::before, wsman::failure(transport_errc::connection_refused), false}};
    CHECK(at.result_of(at.client->try_wait_until_ready(10s)));
    CHECK(at.server->count("Identify") == anonymous);
}

TEST_CASE("an untrusted certificate ends wait_until_ready at once", "[client][ready]")
{
    starting_host host;
    host.fail(1, transport_errc::connection_refused);
    host.fail(2, transport_errc::certificate_untrusted, true);
    const wsman::result<identity> identified = host.wait(10s);
    REQUIRE(identified.has_error());
    CHECK(identified.error().code() == transport_errc::certificate_untrusted);
    CHECK(host.order.size() <= 3); // the attempt to log in ended with the handshake, before any request
}

TEST_CASE("wait_until_ready continues if the host goes away before the log-in", "[client][ready]")
{
    for (const transport_errc code : {transport_errc::connection_refused, transport_errc::http_service_unavailable}) {
        starting_host host;
        CAPTURE(wsman::error_name(wsman::error_code(code)));
        host.fail(2, code); // the log-in, which the host did not examine
        const wsman::result<identity> identified = host.wait(10s);
        CHECK(identified);
        CHECK(host.order.back() == 'L');
    }
}

TEST_CASE("a host that never answers gets no log-in, and is tried until the time-out", "[client][ready]")
{
    for (const transport_errc code : {transport_errc::connection_refused, transport_errc::http_service_unavailable}) {
        starting_host host;
        host.fail(1, code, true);
        constexpr auto time = 300ms; // pauses are 1, 2, 4 … 128 ms: not a sum of them
        const clock_type::time_point began = clock_type::now();
        const wsman::result<identity> identified = host.wait(time);
        CHECK(clock_type::now() - began >= time);
        REQUIRE(identified.has_error());
        CHECK(identified.error().code() == client_errc::not_ready);
        CHECK(identified.error().details().cause == code);
        CHECK(identified.error().details().elapsed >= time);
        CHECK(identified.error().details().attempts == host.order.size());
        CHECK(host.order.find('L') == host.order.npos);
    }
}

TEST_CASE("a pause that is longer than the remaining time is shortened", "[client][ready]")
{
    wsman::client_options options = scene::options();
    options.transport.first_backoff = 1h;
    options.transport.longest_backoff = 1h;
    starting_host host(options);
    host.fail(1, transport_errc::connection_refused, true);
    constexpr auto time = 300ms;
    const clock_type::time_point began = clock_type::now();
    const wsman::result<identity> identified = host.wait(time);
    CHECK(clock_type::now() - began >= time);
    REQUIRE(identified.has_error());
    CHECK(identified.error().code() == client_errc::not_ready);
    CHECK(identified.error().details().cause == transport_errc::connection_refused);
    CHECK(host.order.size() >= 2); // and the rest of the time is used
}

TEST_CASE("wait_until_ready ends at the time-out if the host does not answer", "[client][ready]")
{
    for (const unsigned nth : {1U, 2U}) { // the first Identify, the log-in
        CAPTURE(nth);
        starting_host host;
        host.at.server->failures = {{"Identify", nth, fails::hangs, wsman::failure(client_errc::cancelled), true}};
        constexpr auto time = 50ms;
        const clock_type::time_point began = clock_type::now();
        const wsman::result<identity> identified = host.wait(time);
        CHECK(clock_type::now() - began >= time);
        REQUIRE(identified.has_error());
        CHECK(identified.error().code() == client_errc::not_ready);
        CHECK(host.at.comes_to_rest());
    }
}

TEST_CASE("wait_until_ready can be cancelled during a pause and during a request", "[client][ready][cancellation]")
{
    for (const asio::cancellation_type type : every_cancellation_type)
        for (const bool pauses : {false, true}) {
            CAPTURE(name_of(type), pauses);
            wsman::client_options options = scene::options();
            options.transport.first_backoff = 1h;
            starting_host host(options);
            if (pauses)
                host.fail(1, transport_errc::connection_refused, true);
            else
                host.at.server->failures = {{"Identify", 1, fails::hangs, wsman::failure(client_errc::cancelled), true}
                };
            ready_call waiting = host.at.begin(host.at.client->try_wait_until_ready(2h));
            REQUIRE(host.at.until([&] { return host.order.size() == 1; }));
            host.at.run_ready();
            CHECK_FALSE(waiting.over());
            waiting.cancel(type);
            REQUIRE(host.at.ends(waiting));
            CHECK(waiting.code() == client_errc::cancelled);
            CHECK(host.at.comes_to_rest());
            CHECK(host.order == "a");
        }
}

TEST_CASE("closing the client ends wait_until_ready", "[client][ready]")
{
    wsman::client_options options = scene::options();
    options.transport.first_backoff = 1h;
    starting_host host(options);
    host.fail(1, transport_errc::connection_refused, true);
    ready_call waiting = host.at.begin(host.at.client->try_wait_until_ready(2h));
    REQUIRE(host.at.until([&] { return host.order.size() == 1; }));
    host.at.run_ready();
    CHECK(host.at.result_of(host.at.client->try_close()));
    REQUIRE(host.at.ends(waiting));
    REQUIRE(waiting.outcome().has_error());
    CHECK((waiting.code() == client_errc::closed || waiting.code() == client_errc::cancelled));
}
