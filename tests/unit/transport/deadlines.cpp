//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/transport/deadlines.hpp>
#include <wsman/transport/impl/back_off.hpp>

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

/// Waits for ever, and tells whether it was stopped.
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

TEST_CASE("work that ends in its time is left alone", "[transport][deadline]")
{
    asio::io_context context;
    CHECK(run(context, with_deadline(seven(), after(20000))).value() == 7);
}

TEST_CASE("work that takes too long is stopped, awaited, and reported as late", "[transport][deadline]")
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

TEST_CASE("the caller's cancellation reaches the work behind a deadline", "[transport][deadline][cancellation]")
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

TEST_CASE("pauses double within their bounds and end with the retries", "[transport][retry]")
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

TEST_CASE("retry_for goes by time and not by count", "[transport][retry]")
{
    transport_options options;
    options.connect_retries = 0;
    options.first_backoff = options.longest_backoff = milliseconds(10);
    options.on_connection_loss = connection_loss::retry_for(milliseconds(1000));
    detail::back_off pauses(options, 1);
    for (int i = 0; i != 50; ++i)
        CHECK(pauses.next(milliseconds(500), {}));
    CHECK_FALSE(pauses.next(milliseconds(999), {}));
}

TEST_CASE("what will not mend itself is not tried again", "[transport][retry]")
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
