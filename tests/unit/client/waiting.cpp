//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/client.hpp>
#include <wsman/client/impl/waiting/notification.hpp>
#include <wsman/client/impl/waiting/one_shot_timer.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using wsman::detail::call_group;
using wsman::detail::fifo_lock;
using wsman::detail::notification;
using wsman::detail::one_shot_timer;
using wsman::detail::one_time_event;
using wsman::detail::wait_end;

namespace {

/// Records its name when it gets the lock and, when it may leave, when it releases it.
asio::awaitable<void> work_alone(
    fifo_lock* lock,
    std::shared_ptr<call_group> group,
    std::string name,
    one_time_event* may_leave,
    std::vector<std::string>* log
)
{
    const wait_end end = co_await lock->lock(*group);
    if (end != wait_end::notified) {
        log->push_back(name + " left");
        co_return;
    }
    log->push_back(name + " in");
    co_await may_leave->wait();
    log->push_back(name + " out");
    lock->unlock();
}

} // namespace

TEST_CASE("a wait ends by its notification, by cancellation, or at its time limit", "[client][waiting]")
{
    asio::io_context context;
    notification news(context.get_executor());
    const auto group = std::make_shared<call_group>();
    auto until = wsman::detail::no_time_limit;
    std::vector<wait_end> ends;
    const auto wait = [&]() -> asio::awaitable<void> { ends.push_back(co_await news.wait(group.get(), until)); };
    SECTION("news")
    {
        asio::co_spawn(context, wait, asio::detached);
        asio::co_spawn(context, wait, asio::detached);
        context.poll();
        news.notify_all();
        group->abort(); // too late
        context.run();
        CHECK(ends == std::vector<wait_end>{wait_end::notified, wait_end::notified});
    }
    SECTION("cancelled")
    {
        asio::co_spawn(context, wait, asio::detached);
        context.poll();
        group->abort();
        news.notify_all(); // too late
        context.run();
        asio::co_spawn(context, wait, asio::detached);
        context.restart();
        context.run();
        CHECK(ends == std::vector<wait_end>{wait_end::aborted, wait_end::aborted});
    }
    SECTION("time")
    {
        until = std::chrono::steady_clock::now() + 1ms;
        asio::co_spawn(context, wait, asio::detached);
        context.run();
        CHECK(ends == std::vector<wait_end>{wait_end::timed_out});
    }
}

TEST_CASE("waiting for an event that has happened returns at once", "[client][waiting]")
{
    asio::io_context context;
    one_time_event event(context.get_executor());
    unsigned seen = 0;
    const auto wait = [&]() -> asio::awaitable<void> {
        const wait_end end = co_await event.wait();
        if (end == wait_end::notified) ++seen;
    };
    asio::co_spawn(context, wait, asio::detached);
    context.poll();
    CHECK(seen == 0);
    event.set();
    context.run();
    CHECK(seen == 1);
    asio::co_spawn(context, wait, asio::detached);
    context.restart();
    context.run();
    CHECK(seen == 2);
}

TEST_CASE("a lock is granted to one at a time, in order, and cancelled waits leave the queue", "[client][waiting]")
{
    asio::io_context context;
    fifo_lock lock(context.get_executor());
    one_time_event may_leave(context.get_executor());
    std::vector<std::string> log;
    const auto stays = std::make_shared<call_group>();
    const auto leaves = std::make_shared<call_group>();
    asio::co_spawn(context, work_alone(&lock, stays, "a", &may_leave, &log), asio::detached);
    asio::co_spawn(context, work_alone(&lock, leaves, "b", &may_leave, &log), asio::detached);
    asio::co_spawn(context, work_alone(&lock, stays, "c", &may_leave, &log), asio::detached);
    context.poll();
    leaves->abort();
    context.poll();
    may_leave.set();
    context.run();
    CHECK(log == std::vector<std::string>{"a in", "b left", "a out", "c in", "c out"});
}

TEST_CASE("aborting a group aborts the groups below it, also those that join later", "[client][waiting]")
{
    const auto top = std::make_shared<call_group>();
    const std::shared_ptr<call_group> below = top->child();
    const std::shared_ptr<call_group> beside = top->child();
    const std::shared_ptr<call_group> lowest = below->child();
    below->abort();
    CHECK(lowest->aborted());
    CHECK_FALSE(beside->aborted());
    CHECK_FALSE(top->aborted());
    top->abort();
    CHECK(beside->aborted());
    CHECK(top->child()->aborted());
}

TEST_CASE("a timer calls back once, and never after it was cancelled", "[client][waiting]")
{
    asio::io_context context;
    struct owner {
        explicit owner(asio::io_context& where) : bell(where.get_executor()) {}
        one_shot_timer bell;
        unsigned rung = 0;
    };
    auto self = std::make_shared<owner>(context);
    const auto ring = [](owner& one) { ++one.rung; };
    self->bell.set(std::chrono::steady_clock::now(), std::weak_ptr<owner>(self), ring);
    SECTION("rings")
    {
        context.run();
        CHECK(self->rung == 1);
    }
    SECTION("set anew")
    {
        self->bell.set(std::chrono::steady_clock::now() + 1ms, std::weak_ptr<owner>(self), ring);
        context.run();
        CHECK(self->rung == 1);
    }
    SECTION("cancelled")
    {
        self->bell.cancel();
        context.run();
        CHECK(self->rung == 0);
    }
    SECTION("its owner is gone")
    {
        std::weak_ptr<owner> gone = self;
        self.reset();
        context.run();
        CHECK(gone.expired());
    }
}
