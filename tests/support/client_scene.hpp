//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/client_bench.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_type.hpp>

#include <array>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace scripted {

inline constexpr std::array every_cancellation_type = {
    asio::cancellation_type::terminal, asio::cancellation_type::partial, asio::cancellation_type::total
};

inline std::string name_of(asio::cancellation_type type)
{
    if (type == asio::cancellation_type::terminal) return "terminal";
    return type == asio::cancellation_type::partial ? "partial" : "total";
}

/// The types of cancellation that a coroutine forwards to the operation that it awaits; the caller chooses them.
enum class lets_pass { terminal_only, partial_too, all };

/// A running call that can be cancelled. Copies refer to the same call.
template <class T>
class call_under_way {
public:
    call_under_way(asio::io_context& context, asio::awaitable<wsman::result<T>> work, lets_pass filter)
        : state_(std::make_shared<state>())
    {
        asio::co_spawn(
            context,
            keep(std::move(work), state_, filter),
            asio::bind_cancellation_slot(state_->signal.slot(), watch_end(state_))
        );
    }

    void cancel(asio::cancellation_type type) { state_->signal.emit(type); }
    /// Returns: whether it has ended, with a result or by an exception.
    bool over() const { return state_->over; }
    bool has_begun() const { return state_->begun; }
    void drop_outcome() { state_->outcome.reset(); }
    bool has_outcome() const { return state_->outcome.has_value(); }
    wsman::result<T>& outcome()
    {
        INFO("a call must end with a result; " << (state_->over ? state_->thrown : "it has not ended"));
        REQUIRE(state_->outcome.has_value());
        return *state_->outcome;
    }
    /// Returns: the code of its failure; none if it succeeded.
    wsman::error_code code()
    {
        wsman::result<T>& ended = outcome();
        return ended.has_error() ? ended.error().code() : wsman::error_code();
    }

private:
    struct state {
        asio::cancellation_signal signal;
        std::optional<wsman::result<T>> outcome;
        std::string thrown;
        bool begun = false, over = false;
    };

    class watch_end {
    public:
        explicit watch_end(std::shared_ptr<state> watched) : watched_(std::move(watched)) {}
        void operator()(std::exception_ptr thrown) const
        {
            watched_->over = true;
            if (!thrown) return;
            try {
                std::rethrow_exception(thrown);
            }
            catch (const std::exception& known) {
                watched_->thrown = std::string("it threw ") + known.what();
            }
        }

    private:
        std::shared_ptr<state> watched_;
    };

    static asio::awaitable<void>
    keep(asio::awaitable<wsman::result<T>> work, std::shared_ptr<state> kept, lets_pass filter)
    {
        kept->begun = true;
        if (filter == lets_pass::all)
            co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
        if (filter == lets_pass::partial_too)
            co_await asio::this_coro::reset_cancellation_state(asio::enable_partial_cancellation());
        kept->outcome.emplace(co_await std::move(work));
    }

    std::shared_ptr<state> state_;
};

/// A bench whose calls run concurrently. If a condition that a test waits for does not hold within `patience`, the test
/// fails.
class scene : public bench {
public:
    static constexpr std::chrono::seconds patience{120};

    explicit scene(wsman::client_options settings = options(), wsman::session target = wsman::test::plain_session())
        : bench(std::move(settings), std::move(target))
    {
    }

    /// Returns: options of a client that never gives up its clean-up within a test.
    static wsman::client_options patient_options()
    {
        wsman::client_options settings = options();
        settings.cleanup_timeout = std::chrono::hours(1);
        return settings;
    }

    template <class T>
    call_under_way<T> begin(asio::awaitable<wsman::result<T>> work, lets_pass filter = lets_pass::all)
    {
        return call_under_way<T>(context, std::move(work), filter);
    }

    /// Runs until the condition holds. Returns: whether it does.
    template <class Condition>
    bool until(Condition holds)
    {
        context.restart();
        const auto end = std::chrono::steady_clock::now() + patience;
        while (!holds())
            if (context.run_one_until(end) == 0) return holds();
        return true;
    }
    template <class T>
    bool ends(const call_under_way<T>& one)
    {
        return until([&one] { return one.over(); });
    }
    /// Runs ready handlers, until everything waits for the host, a timer or the test.
    void run_ready()
    {
        context.restart();
        context.poll();
    }
    /// Runs until no work is left, including timers. Returns: whether that was reached.
    bool comes_to_rest()
    {
        context.restart();
        context.run_for(patience);
        return context.stopped();
    }

    /// Lets the given time pass, for tests of time itself.
    void idle_for(std::chrono::milliseconds time)
    {
        context.restart();
        context.run_for(time);
    }

    template <class T>
    wsman::result<T> result_of(asio::awaitable<wsman::result<T>> work)
    {
        call_under_way<T> one = begin(std::move(work));
        ends(one);
        return std::move(one.outcome());
    }
    template <class T>
    T value_of(asio::awaitable<wsman::result<T>> work)
    {
        wsman::result<T> got = result_of(std::move(work));
        REQUIRE(got);
        return std::move(*got);
    }

    wsman::shell open() { return value_of(client->try_open_shell()); }
    wsman::running_command
    start(wsman::shell& in, const char* line, wsman::command_options settings = wsman::command_options())
    {
        return value_of(in.try_start(wsman::command(line), std::move(settings)));
    }
    /// Returns: standard output up to the command's end or failure, and the code of the failure.
    std::pair<std::string, wsman::error_code> read_all(wsman::running_command& from, wsman::failure* why = nullptr)
    {
        std::string text;
        for (;;) {
            wsman::result<std::optional<wsman::output_chunk>> chunk = result_of(from.try_read());
            if (chunk.has_error()) {
                if (why) *why = chunk.error();
                return {text, chunk.error().code()};
            }
            if (!*chunk) return {text, wsman::error_code()};
            text += (*chunk)->standard_output;
        }
    }
    started_command& on_host(const char* line)
    {
        for (const auto& [id, one] : server->commands)
            if (one->line == line) return *one;
        FAIL("the host has no command " << line);
        throw std::logic_error(line);
    }

    /// Checks that another command still runs.
    void check_still_usable()
    {
        server->programs["afterwards"] = prints({"fine"});
        const wsman::result<wsman::command_result> ended = result_of(client->try_run(wsman::command("afterwards")));
        REQUIRE(ended);
        CHECK(ended->standard_output.bytes() == "fine");
        CHECK(ended->exit_code == 0);
    }

    /// Closes the client and checks that no shell or command is left on the host.
    void check_clean()
    {
        const wsman::result<void> closed = result_of(client->try_close());
        REQUIRE(closed);
        CHECK(comes_to_rest());
        CHECK(server->shells.empty());
        CHECK(server->unfinished_commands() == 0);
        CHECK(server->most_terminates() <= 1);
        CHECK(server->in_flight == 0);
    }
};

} // namespace scripted
