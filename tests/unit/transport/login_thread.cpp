//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/sanitizers.hpp>
#include <wsman/transport/impl/log_in/login_thread.hpp>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <system_error>
#include <thread>
#include <unistd.h>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;
using detail::blocking_login_step;
using detail::blocking_outcome;
using detail::login_thread;

namespace {

using step_result = result<std::string>;
using step_work = std::function<result<std::string>()>;

std::chrono::steady_clock::time_point in(std::chrono::milliseconds time)
{
    return std::chrono::steady_clock::now() + time;
}

asio::awaitable<step_result>
take_step(std::shared_ptr<login_thread> thread, step_work work, std::chrono::milliseconds timeout)
{
    failure late(transport_errc::connect_timeout);
    result<blocking_outcome<std::string>> done =
        co_await blocking_login_step<std::string>(std::move(thread), std::move(work), in(timeout), std::move(late));
    if (done.has_error()) co_return done.error();
    co_return std::move(done->value);
}

/// Work that waits until it is released, and counts its calls.
class gate {
public:
    step_work work()
    {
        return [this, until = released_]() -> result<std::string> {
            ++begun;
            until.wait();
            ended.set_value();
            return std::string("late");
        };
    }
    void release() { release_.set_value(); }

    std::atomic<int> begun = 0;
    std::promise<void> ended;

private:
    std::promise<void> release_;
    std::shared_future<void> released_ = release_.get_future().share();
};

constexpr std::chrono::milliseconds soon{30};
constexpr std::chrono::milliseconds long_enough{20'000};

} // namespace

TEST_CASE("a step runs on the log-in thread, and its result is returned", "[transport][log_in][threads]")
{
    asio::io_context context;
    const auto thread = std::make_shared<login_thread>();
    const std::thread::id here = std::this_thread::get_id();
    for (int i = 0; i != 50; ++i) {
        bool elsewhere = false;
        step_work work = [&]() -> result<std::string> {
            elsewhere = std::this_thread::get_id() != here;
            return std::string("token");
        };
        const step_result done = run(context, take_step(thread, work, long_enough));
        REQUIRE(done);
        CHECK(*done == "token");
        CHECK(elsewhere);
    }
    step_work fails = []() -> result<std::string> { return failure(security_errc::no_ticket); };
    const step_result failed = run(context, take_step(thread, fails, long_enough));
    REQUIRE(failed.has_error());
    CHECK(failed.error().code() == security_errc::no_ticket);
    step_work throws = []() -> result<std::string> { throw std::runtime_error("of the caller's own"); };
    CHECK_THROWS_AS(run(context, take_step(thread, throws, long_enough)), std::runtime_error);
}

TEST_CASE("abandoned steps occupy one thread, whatever their number", "[transport][log_in][threads]")
{
    asio::io_context context;
    const auto thread = std::make_shared<login_thread>();
    gate stuck;
    for (int i = 0; i != 5; ++i) {
        const step_result late = run(context, take_step(thread, stuck.work(), soon));
        REQUIRE(late.has_error());
        CHECK(late.error().code() == transport_errc::connect_timeout);
    }
    CHECK(stuck.begun == 1);
    stuck.release();
    stuck.ended.get_future().wait();
    // Steps whose waiter has left are skipped, and the thread runs the next one.
    step_work work = [] { return step_result(std::string("ok")); };
    CHECK(run(context, take_step(thread, work, long_enough)));
    CHECK(stuck.begun == 1);
}

TEST_CASE("a step may outlive the executor of its waiter", "[transport][log_in][threads]")
{
    gate stuck;
    const auto thread = std::make_shared<login_thread>();
    {
        auto context = std::make_unique<asio::io_context>();
        // No strand is kept: it would have to end before the context.
        asio::co_spawn(
            asio::make_strand(*context),
            take_step(thread, stuck.work(), long_enough),
            [](std::exception_ptr, step_result) {}
        );
        while (stuck.begun == 0)
            context->poll();
        context.reset();
    }
    stuck.release();
    stuck.ended.get_future().wait();
    asio::io_context other;
    step_work work = [] { return step_result(std::string("ok")); };
    CHECK(run(other, take_step(thread, work, long_enough)));
}

namespace {

/// A pipe that holds a byte.
class ready_pipe {
public:
    explicit ready_pipe(asio::io_context& context) : descriptor(context)
    {
        int ends[2] = {-1, -1};
        must(::pipe(ends) == 0, "the pipe cannot be created");
        descriptor.assign(ends[0]);
        writing_ = ends[1];
    }
    ready_pipe(const ready_pipe&) = delete;
    ready_pipe& operator=(const ready_pipe&) = delete;
    ~ready_pipe() { ::close(writing_); }

    void fill() const { must(::write(writing_, "x", 1) == 1, "the pipe cannot be written"); }

    asio::posix::stream_descriptor descriptor;

private:
    int writing_ = -1;
};

/// Runs a step on the descriptor of `other`, whose readiness was detected and not yet delivered.
asio::awaitable<step_result>
take_step_in_place_of(ready_pipe* other, ready_pipe* first, std::shared_ptr<login_thread> thread, step_work work)
{
    co_await first->descriptor.async_wait(asio::posix::descriptor_base::wait_read, asio::use_awaitable);
    other->descriptor.close();
    step_result outcome = co_await take_step(std::move(thread), std::move(work), long_enough);
    co_return outcome;
}

} // namespace

TEST_CASE("readiness of a previous descriptor does not end a step", "[transport][log_in][blocking]")
{
    asio::io_context context(1);
    ready_pipe first(context);
    ready_pipe other(context);
    const auto thread = std::make_shared<login_thread>();
    gate stuck;
    std::optional<step_result> outcome;
    asio::co_spawn(
        context,
        take_step_in_place_of(&other, &first, thread, stuck.work()),
        [&](const std::exception_ptr&, step_result got) { outcome.emplace(std::move(got)); }
    );
    other.descriptor.async_wait(asio::posix::descriptor_base::wait_read, [](const boost::system::error_code&) {});
    context.poll();
    first.fill();
    other.fill();
    while (stuck.begun == 0)
        context.poll();
    context.poll();
    CHECK_FALSE(outcome);
    stuck.release();
    REQUIRE(run_until(context, [&] { return outcome.has_value(); }));
    REQUIRE(*outcome);
    CHECK(**outcome == "late");
}

TEST_CASE("a system without free descriptors is an error, not an exception", "[transport][log_in]")
{
    if (wsman::tests::address_sanitizer) {
        WARN("SKIPPED: the undefined-behaviour sanitizer needs descriptors of its own to look at an object");
        return;
    }
    asio::io_context context;
    const auto thread = std::make_shared<login_thread>();
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    rlimit none = before;
    none.rlim_cur = 0;
    asio::steady_timer warm(context); // the context's own descriptors are open
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
    step_work work = [] { return step_result(std::string("never")); };
    const step_result refused = run(context, take_step(thread, work, soon));
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == std::errc::too_many_files_open);
}
