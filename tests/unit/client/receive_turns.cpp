//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/client.hpp>
#include <wsman/client/impl/commands/receive_turns.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <vector>

namespace asio = boost::asio;
using wsman::detail::call_group;
using wsman::detail::reader_kind;
using wsman::detail::receive_turns;

namespace {

constexpr std::size_t connections = 8; // seven turns at a time

/// Readers that take turns; every turn has a number.
class readers {
public:
    readers() : turns(context.get_executor(), connections), everybody(std::make_shared<call_group>()) {}

    /// Reads repeatedly until the group is aborted; a turn lasts one pass of the loop.
    void read_for_ever(reader_kind kind) { asio::co_spawn(context, read(this, kind, nullptr), asio::detached); }
    /// Reads once, and records the number of turns that had begun before.
    void read_once(reader_kind kind, unsigned* its_turn)
    {
        asio::co_spawn(context, read(this, kind, its_turn), asio::detached);
    }
    /// Keeps its turn until the end of the test.
    void hold(reader_kind kind) { asio::co_spawn(context, keep(this, kind), asio::detached); }

    void run_until(const unsigned& known)
    {
        for (unsigned handlers = 0; known == 0 && handlers < 100'000; ++handlers)
            if (context.run_one() == 0) return;
    }
    void end()
    {
        everybody->abort();
        context.run();
    }

    asio::io_context context;
    receive_turns turns;
    std::shared_ptr<call_group> everybody;
    unsigned begun = 0, holding = 0;

private:
    static asio::awaitable<void> read(readers* all, reader_kind kind, unsigned* its_turn)
    {
        do {
            const bool granted = co_await all->turns.take(all->everybody, kind);
            if (!granted) co_return;
            ++all->begun;
            if (its_turn) *its_turn = all->begun;
            co_await asio::post(all->context, asio::use_awaitable);
            all->turns.give_back(kind);
        } while (!its_turn);
    }
    static asio::awaitable<void> keep(readers* all, reader_kind kind)
    {
        const bool granted = co_await all->turns.take(all->everybody, kind);
        if (granted) ++all->holding;
    }
};

} // namespace

TEST_CASE("a limited number of talkative commands is served before a silent one", "[client][turns]")
{
    for (const unsigned talkers : {8u, 20u, 100u}) {
        CAPTURE(talkers);
        readers at;
        for (unsigned i = 0; i < talkers; ++i)
            at.read_for_ever(reader_kind::talkative);
        for (unsigned i = 0; i < 1000; ++i)
            at.context.run_one();
        const unsigned before = at.begun;
        unsigned its_turn = 0;
        at.read_once(reader_kind::silent, &its_turn);
        at.run_until(its_turn);
        REQUIRE(its_turn > 0);
        // Those queued before it, and those that may be served before it.
        CHECK(its_turn - before <= talkers + receive_turns::most_overtakes + 1);
        at.end();
    }
}

TEST_CASE("each of many silent commands gets its turn among talkative ones", "[client][turns]")
{
    readers at;
    constexpr unsigned talkers = 20;
    constexpr unsigned silent = 50;
    for (unsigned i = 0; i < talkers; ++i)
        at.read_for_ever(reader_kind::talkative);
    for (unsigned i = 0; i < 1000; ++i)
        at.context.run_one();
    const unsigned before = at.begun;
    std::vector<unsigned> its_turn(silent, 0);
    for (unsigned& one : its_turn)
        at.read_once(reader_kind::silent, &one);
    for (unsigned& one : its_turn)
        at.run_until(one);
    for (unsigned i = 0; i < silent; ++i) {
        CAPTURE(i);
        REQUIRE(its_turn[i] > 0);
        // Those before it; silent ones get all places but one.
        constexpr unsigned places = connections - 1;
        CHECK(
            its_turn[i] - before <= receive_turns::most_overtakes + (talkers + silent) * places / (places - 1) + places
        );
    }
    at.end();
}

TEST_CASE("silent commands that hold their turns leave one place to talkative ones", "[client][turns]")
{
    readers at;
    for (unsigned i = 0; i < 100; ++i)
        at.hold(reader_kind::silent);
    while (at.context.poll() > 0) {
    }
    CHECK(at.holding == connections - 2);
    unsigned its_turn = 0;
    at.read_once(reader_kind::talkative, &its_turn);
    at.run_until(its_turn);
    CHECK(its_turn == 1);
    // Also after the limit of `most_overtakes` was reached for the silent ones.
    for (unsigned i = 0; i < 2 * receive_turns::most_overtakes; ++i) {
        its_turn = 0;
        at.read_once(reader_kind::talkative, &its_turn);
        at.run_until(its_turn);
        CHECK(its_turn == i + 2);
    }
    at.end();
}

TEST_CASE("a command that is stopped while it waits for its turn leaves the queue", "[client][turns]")
{
    readers at;
    for (unsigned i = 0; i + 1 < connections; ++i)
        at.hold(reader_kind::talkative);
    while (at.context.poll() > 0) {
    }
    REQUIRE(at.holding == connections - 1);
    const auto stopped = std::make_shared<call_group>();
    std::vector<bool> granted;
    const auto wait = [&]() -> asio::awaitable<void> {
        granted.push_back(co_await at.turns.take(stopped, reader_kind::talkative));
    };
    asio::co_spawn(at.context, wait, asio::detached);
    at.context.restart();
    at.context.poll();
    CHECK(granted.empty());
    stopped->abort();
    at.context.poll();
    CHECK(granted == std::vector<bool>{false});
    // It did not get a place afterwards.
    at.turns.give_back(reader_kind::talkative);
    unsigned its_turn = 0;
    at.read_once(reader_kind::talkative, &its_turn);
    at.context.restart();
    at.run_until(its_turn);
    CHECK(its_turn == 1);
    at.end();
}

TEST_CASE("a Receive may last the whole operation timeout while few commands run", "[client][turns]")
{
    using std::chrono::milliseconds;
    readers at;
    constexpr milliseconds whole{60'000};
    at.hold(reader_kind::silent);
    at.context.poll();
    CHECK(at.turns.holding_time(whole) == whole);
    for (unsigned i = 0; i < 100; ++i)
        at.hold(reader_kind::silent);
    at.context.restart();
    while (at.context.poll() > 0) {
    }
    CHECK(at.turns.holding_time(whole) == milliseconds(500));
    CHECK(at.turns.holding_time(milliseconds(200)) == milliseconds(200));
    at.end();
}
