//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/transport/deadlines.hpp>
#include <wsman/transport/impl/pool/back_off.hpp>

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;
using std::chrono::milliseconds;

namespace {

asio::awaitable<result<int>> seven()
{
    co_return 7;
}

/// Waits forever, and records whether it was cancelled.
asio::awaitable<result<int>> endless(bool* stopped)
{
    asio::steady_timer timer(co_await asio::this_coro::executor);
    timer.expires_at(asio::steady_timer::time_point::max());
    boost::system::error_code code;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, code));
    *stopped = true;
    co_return failure(client_errc::cancelled);
}

asio::awaitable<result<int>> endless_that_throws()
{
    asio::steady_timer timer(co_await asio::this_coro::executor);
    timer.expires_at(asio::steady_timer::time_point::max());
    co_await timer.async_wait(asio::use_awaitable);
    co_return 1;
}

/// Waits forever, and records the types of cancellation that reached it.
asio::awaitable<result<int>> endless_that_listens(asio::cancellation_type* heard)
{
    bool stopped = false;
    const result<int> outcome = co_await endless(&stopped);
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    *heard = state.cancelled();
    co_return outcome;
}

std::chrono::steady_clock::time_point after_an_hour()
{
    return std::chrono::steady_clock::now() + std::chrono::hours(1);
}

asio::awaitable<result<int>> broken()
{
    asio::steady_timer timer(co_await asio::this_coro::executor);
    timer.expires_after(milliseconds(0));
    co_await timer.async_wait(asio::use_awaitable);
    throw std::logic_error("broken");
}

/// A caller that accepts every type of cancellation, or the default.
asio::awaitable<void> call_with_deadline(bool takes_all, asio::cancellation_type* heard, error_code* code)
{
    if (takes_all) co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
    co_await asio::this_coro::throw_if_cancelled(false);
    const result<int> outcome = co_await with_deadline(endless_that_listens(heard), after_an_hour());
    *code = outcome.error().code();
}

auto after(int ms)
{
    return std::chrono::steady_clock::now() + milliseconds(ms);
}

asio::awaitable<result<int>> keep(asio::awaitable<result<int>> work, std::shared_ptr<std::optional<result<int>>> into)
{
    result<int> outcome = co_await std::move(work);
    into->emplace(outcome);
    co_return outcome;
}

} // namespace

TEST_CASE("work that ends before the deadline is not affected", "[transport][deadline]")
{
    asio::io_context context;
    CHECK(run(context, with_deadline(seven(), after(20000))).value() == 7);
}

TEST_CASE("work that takes too long is cancelled, awaited and reported as late", "[transport][deadline]")
{
    asio::io_context context;
    bool stopped = false;
    const result<int> late = run(context, with_deadline(endless(&stopped), after(5)));
    CHECK(late.error().code() == client_errc::deadline_exceeded);
    CHECK(stopped);
    const result<int> thrown =
        run(context, with_deadline(endless_that_throws(), after(5), transport_errc::read_timeout));
    CHECK(thrown.error().code() == transport_errc::read_timeout);
}

TEST_CASE("the caller's cancellation reaches the work", "[transport][deadline][cancellation]")
{
    asio::io_context context;
    bool stopped = false;
    const auto outcome = std::make_shared<std::optional<result<int>>>();
    asio::cancellation_signal signal;
    asio::co_spawn(
        context,
        keep(with_deadline(endless(&stopped), after(20000)), outcome),
        asio::bind_cancellation_slot(signal.slot(), [](std::exception_ptr, result<int>) {})
    );
    context.poll();
    signal.emit(asio::cancellation_type::terminal);
    REQUIRE(run_until(context, [&] { return outcome->has_value(); }));
    CHECK(stopped);
    CHECK((**outcome).error().code() == client_errc::cancelled);
}

TEST_CASE("every type that the caller accepts reaches the work unchanged", "[transport][deadline][cancellation]")
{
    using type = asio::cancellation_type;
    for (const type sent : {type::terminal, type::partial, type::total}) {
        asio::io_context context;
        type heard = type::none;
        error_code code;
        asio::cancellation_signal signal;
        asio::co_spawn(
            context,
            call_with_deadline(true, &heard, &code),
            asio::bind_cancellation_slot(signal.slot(), [](const std::exception_ptr&) {})
        );
        context.poll();
        signal.emit(sent);
        REQUIRE(run_until(context, [&] { return static_cast<bool>(code); }));
        CHECK(heard == sent);
        CHECK(code == client_errc::cancelled);
    }
}

TEST_CASE("types that the caller does not accept do not reach the work", "[transport][deadline][cancellation]")
{
    asio::io_context context;
    asio::cancellation_type heard = asio::cancellation_type::none;
    error_code code;
    asio::cancellation_signal signal;
    asio::co_spawn(
        context,
        call_with_deadline(false, &heard, &code),
        asio::bind_cancellation_slot(signal.slot(), [](const std::exception_ptr&) {})
    );
    context.poll();
    signal.emit(asio::cancellation_type::total);
    signal.emit(asio::cancellation_type::partial);
    context.poll();
    CHECK_FALSE(code);
    signal.emit(asio::cancellation_type::terminal);
    REQUIRE(run_until(context, [&] { return static_cast<bool>(code); }));
    CHECK(heard == asio::cancellation_type::terminal);
}

TEST_CASE("work that throws cancels its timer", "[transport][deadline]")
{
    asio::io_context context;
    CHECK_THROWS_AS(run(context, with_deadline(broken(), after_an_hour())), std::logic_error);
    context.restart();
    context.poll();
    CHECK(context.stopped()); // nothing is left to wait for
}

TEST_CASE("pauses double within their limits and end with the retries", "[transport][retry]")
{
    transport_options options;
    options.connect_retries = 5;
    options.first_backoff = milliseconds(100);
    options.longest_backoff = milliseconds(500);
    for (std::uint32_t seed = 0; seed != 50; ++seed) {
        detail::back_off pauses(options, seed);
        for (const int full : {100, 200, 400, 500, 500}) {
            const auto pause = pauses.next(milliseconds(0), {});
            REQUIRE(pause);
            CHECK(*pause >= milliseconds(full / 2));
            CHECK(*pause <= milliseconds(full));
        }
        CHECK_FALSE(pauses.next(milliseconds(0), {}));
    }
}

TEST_CASE("Retry-After lengthens a pause, up to the longest", "[transport][retry]")
{
    transport_options options;
    options.first_backoff = milliseconds(10);
    options.longest_backoff = milliseconds(5000);
    detail::back_off pauses(options, 1);
    CHECK(pauses.next(milliseconds(0), std::chrono::seconds(2)) == milliseconds(2000));
    CHECK(pauses.next(milliseconds(0), std::chrono::seconds(3600)) == milliseconds(5000));
}

TEST_CASE("retry_for is limited by time and not by count", "[transport][retry]")
{
    transport_options options;
    options.connect_retries = 0;
    options.first_backoff = options.longest_backoff = milliseconds(10);
    options.on_connection_loss = connection_loss::retry_for(milliseconds(1000));
    detail::back_off pauses(options, 1);
    for (int i = 0; i != 50; ++i)
        CHECK(pauses.next(milliseconds(500), {}));
    CHECK(pauses.next(milliseconds(999), {}) == milliseconds(1));
    CHECK_FALSE(pauses.next(milliseconds(1000), {}));
}

TEST_CASE("retry_for makes its last attempt when the time has passed, for all pauses", "[transport][retry]")
{
    for (const int first : {1, 100, 700, 5000}) {
        for (std::uint32_t seed = 0; seed != 50; ++seed) {
            transport_options options;
            options.first_backoff = milliseconds(first);
            options.longest_backoff = milliseconds(5000);
            options.on_connection_loss = connection_loss::retry_for(milliseconds(3000));
            detail::back_off pauses(options, seed);
            milliseconds elapsed(0);
            const std::optional<std::chrono::seconds> retry_after =
                seed % 2 == 0 ? std::nullopt : std::optional(std::chrono::seconds(2));
            int tries = 1;
            while (const auto pause = pauses.next(elapsed, retry_after)) {
                REQUIRE(++tries < 100);
                elapsed += *pause;
            }
            CHECK(elapsed == milliseconds(3000));
        }
    }
}

TEST_CASE("a host that stays away is tried until the end of retry_for", "[transport][retry]")
{
    asio::io_context context;
    tcp::acceptor gone(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    const std::string url = "http://127.0.0.1:" + std::to_string(gone.local_endpoint().port());
    gone.close();
    transport_options options = quick_options();
    options.first_backoff = options.longest_backoff = milliseconds(200);
    options.on_connection_loss = connection_loss::retry_for(milliseconds(300));
    const auto wire = make_connection_pool(context.get_executor(), session_to(url), options);
    const result<response> outcome = ask(context, *wire);
    REQUIRE(code_of(outcome) == transport_errc::connection_refused);
    CHECK(outcome.error().details().elapsed >= milliseconds(300));
}

TEST_CASE("permanent failures are not retried", "[transport][retry]")
{
    using detail::worth_another_try;
    for (const bool keeps_trying : {false, true}) {
        CHECK(worth_another_try(failure(transport_errc::connection_refused), keeps_trying));
        CHECK(worth_another_try(failure(transport_errc::connect_timeout), keeps_trying) == keeps_trying);
        CHECK(worth_another_try(failure(transport_errc::name_not_resolved), keeps_trying) == keeps_trying);
        CHECK_FALSE(worth_another_try(failure(transport_errc::http_unauthorized), keeps_trying));
        CHECK_FALSE(worth_another_try(failure(transport_errc::certificate_untrusted), keeps_trying));
        CHECK_FALSE(worth_another_try(failure(transport_errc::clear_text_refused), keeps_trying));
    }
}
