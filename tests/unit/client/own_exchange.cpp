//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// A user-defined exchange, made for the client's strand, is called only there.
#include <support/client_scene.hpp>

#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>

#include <atomic>
#include <future>
#include <thread>

using namespace scripted;
using wsman::client;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::exchange_factory;

namespace {

/// The recorded calls; it outlives the exchange.
class sightings {
public:
    std::atomic<unsigned> calls{0}, off_the_strand{0}, at_once{0}, made{0};
    std::atomic<bool> known_strand{false};
    unsigned plain = 0; ///< not atomic, so that ThreadSanitizer reports concurrent access
};

/// Forwards everything to a scripted host, and records the executor of each call.
class watched_exchange : public wsman::exchange {
public:
    watched_exchange(asio::any_io_executor strand, sightings& seen)
        : strand_(std::move(strand)), seen_(seen), host_(std::make_shared<service>(strand_))
    {
        ++seen_.made;
        host_->programs["a"] = prints({"x", "y"}, 4);
        host_->programs["cat"] = copies();
        seen_.known_strand = own_strand() != nullptr;
    }

    asio::awaitable<wsman::result<wsman::response>> round_trip(wsman::request asked) override
    {
        look();
        wsman::result<wsman::response> answer = co_await host_->round_trip(asked);
        look();
        co_return answer;
    }
    asio::awaitable<void> close() override
    {
        look();
        co_await host_->close();
    }
    void recycle(wsman::response&& used) noexcept override
    {
        look();
        wsman::response gone(std::move(used));
    }
    const service& scripted_host() const { return *host_; }

private:
    using strand_type = asio::strand<asio::any_io_executor>;

    const strand_type* own_strand() const { return strand_.target<strand_type>(); }
    void look() noexcept
    {
        ++seen_.calls;
        ++seen_.plain;
        if (inside_.exchange(true)) ++seen_.at_once;
        if (const strand_type* own = own_strand(); own && !own->running_in_this_thread()) ++seen_.off_the_strand;
        std::this_thread::yield();
        inside_ = false;
    }

    asio::any_io_executor strand_;
    sightings& seen_;
    std::shared_ptr<service> host_;
    std::atomic<bool> inside_{false};
};

/// Makes such exchanges, and keeps the last one for the test.
class maker {
public:
    maker(sightings& seen, std::shared_ptr<watched_exchange>& last) : seen_(&seen), last_(&last) {}
    std::shared_ptr<wsman::exchange> operator()(const asio::any_io_executor& strand) const
    {
        *last_ = std::make_shared<watched_exchange>(strand, *seen_);
        return *last_;
    }

private:
    sightings* seen_;
    std::shared_ptr<watched_exchange>* last_;
};

asio::awaitable<unsigned> run_some(client* driven, unsigned times)
{
    unsigned good = 0;
    for (unsigned i = 0; i < times; ++i) {
        const wsman::result<command_result> ended = co_await driven->try_run(command("a"));
        if (ended && ended->standard_output.bytes() == "xy") ++good;
    }
    wsman::run_options options;
    options.input = "text";
    options.own_shell = true;
    const wsman::result<command_result> copied = co_await driven->try_run(command("cat"), options);
    if (copied && copied->standard_output.bytes() == "text") ++good;
    co_return good;
}

} // namespace

TEST_CASE(
    "a user-defined exchange is called on the strand it was made for, whichever thread runs it",
    "[client][exchange][threads]"
)
{
    asio::thread_pool pool(4);
    sightings seen;
    std::shared_ptr<watched_exchange> wire;
    {
        client driven(
            pool.get_executor(), wsman::test::plain_session(), exchange_factory(maker(seen, wire)), scene::options()
        );
        CHECK(seen.made == 1U);
        std::vector<std::future<unsigned>> outcomes;
        for (int i = 0; i < 8; ++i)
            outcomes.push_back(asio::co_spawn(pool, run_some(&driven, 10), asio::use_future));
        for (std::future<unsigned>& one : outcomes)
            CHECK(one.get() == 11);
        auto closed = asio::co_spawn(pool, driven.try_close(), asio::use_future);
        CHECK(closed.get().has_value());
    }
    pool.join();
    CHECK(seen.known_strand);
    CHECK(seen.calls == seen.plain);
    CHECK(seen.off_the_strand == 0U);
    CHECK(seen.at_once == 0U);
    CHECK(seen.made == 1U);
    CHECK(wire->scripted_host().shells.empty());
    CHECK(wire->scripted_host().most_terminates() <= 1);
}

TEST_CASE(
    "a user-defined exchange is also destroyed on the strand when a client is destroyed", "[client][exchange][threads]"
)
{
    asio::thread_pool pool(4);
    sightings seen;
    std::shared_ptr<watched_exchange> wire;
    {
        client driven(
            pool.get_executor(), wsman::test::plain_session(), exchange_factory(maker(seen, wire)), scene::options()
        );
        auto ran = asio::co_spawn(pool, run_some(&driven, 3), asio::use_future);
        CHECK(ran.get() == 4);
    }
    pool.join(); // the reaper has run
    CHECK(seen.off_the_strand == 0U);
    CHECK(seen.at_once == 0U);
    CHECK(wire->scripted_host().closed);
    CHECK(wire->scripted_host().shells.empty());
    CHECK(wire.use_count() == 1);
}

TEST_CASE("a factory may be any callable, and an existing exchange is accepted as well", "[client][exchange]")
{
    asio::io_context context;
    std::shared_ptr<service> server;
    const auto make = [&server](asio::any_io_executor strand) {
        server = std::make_shared<service>(strand);
        server->programs["a"] = prints({"x"});
        return server;
    };
    client by_factory(context.get_executor(), wsman::test::plain_session(), make, scene::options());
    client by_pointer(context.get_executor(), wsman::test::plain_session(), server, scene::options());
    unsigned good = 0;
    const auto both = [&]() -> asio::awaitable<void> {
        const wsman::result<command_result> first = co_await by_factory.try_run(command("a"));
        good += first ? 1U : 0U;
        const wsman::result<command_result> second = co_await by_pointer.try_run(command("a"));
        good += second ? 1U : 0U;
        const wsman::result<void> closed = co_await by_factory.try_close();
        good += closed ? 1U : 0U;
    };
    asio::co_spawn(context, both, asio::detached);
    context.run_for(scene::patience);
    CHECK(good == 3);
}

TEST_CASE("an exception of a factory propagates from the constructor", "[client][exchange]")
{
    asio::io_context context;
    const auto make = [](asio::any_io_executor) -> std::shared_ptr<wsman::exchange> {
        throw std::runtime_error("no recording");
    };
    CHECK_THROWS_AS(
        client(context.get_executor(), wsman::test::plain_session(), exchange_factory(make)), std::runtime_error
    );
    CHECK(context.run() == 0);
}
