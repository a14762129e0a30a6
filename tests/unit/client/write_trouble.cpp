//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Other failures of a write, and the cancellation types that affect it.
#include <support/client_scene.hpp>

#include <boost/asio/experimental/awaitable_operators.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command_result;
using wsman::condition;
using wsman::running_command;
using wsman::shell;
using wsman::signal_code;

namespace {

program patient_copies()
{
    program one = copies();
    one.ignores_break = true;
    return one;
}

/// A completion handler that stores the result of the write.
class plain_end {
public:
    plain_end(std::optional<wsman::result<void>>& outcome, bool& over) : outcome_(&outcome), over_(&over) {}
    void operator()(std::exception_ptr thrown, wsman::result<void> got) const
    {
        *over_ = true;
        if (!thrown) outcome_->emplace(std::move(got));
    }

private:
    std::optional<wsman::result<void>>* outcome_;
    bool* over_;
};

asio::awaitable<wsman::result<void>> write_for(running_command* cmd, std::string bytes, std::chrono::milliseconds time)
{
    using namespace asio::experimental::awaitable_operators;
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    auto either = co_await (cmd->try_write(std::move(bytes)) || timer.async_wait(asio::use_awaitable));
    if (either.index() == 0) co_return std::get<0>(either);
    co_return wsman::failure(client_errc::deadline_exceeded);
}

} // namespace

TEST_CASE("a spawned write is cancelled through its slot", "[client][input][cancellation]")
{
    scene at(scene::patient_options());
    at.server->programs["cat"] = patient_copies();
    shell in = at.open();
    running_command cmd = at.start(in, "cat");
    const auto gate = at.server->hold("Send");
    asio::cancellation_signal signal;
    std::optional<wsman::result<void>> outcome;
    bool over = false;
    asio::co_spawn(
        at.context, cmd.try_write("x"), asio::bind_cancellation_slot(signal.slot(), plain_end(outcome, over))
    );
    REQUIRE(at.until([&] { return gate->waiting == 1; }));
    // A spawned coroutine accepts only terminal.
    signal.emit(asio::cancellation_type::total);
    signal.emit(asio::cancellation_type::partial);
    at.run_ready();
    CHECK_FALSE(over);
    signal.emit(asio::cancellation_type::terminal);
    REQUIRE(at.until([&] { return over; }));
    REQUIRE(outcome);
    REQUIRE(outcome->has_error());
    CHECK(outcome->error().code() == client_errc::cancelled);
    gate->open();
    CHECK(at.result_of(cmd.try_signal(signal_code::ctrl_c)));
    at.check_clean();
}

TEST_CASE("a coroutine that enables partial cancellation passes it on to its write", "[client][input][cancellation]")
{
    scene at(scene::patient_options());
    at.server->programs["cat"] = patient_copies();
    shell in = at.open();
    running_command cmd = at.start(in, "cat");
    const auto gate = at.server->hold("Send");
    auto writer = at.begin(cmd.try_write("x"), lets_pass::partial_too);
    REQUIRE(at.until([&] { return gate->waiting == 1; }));
    writer.cancel(asio::cancellation_type::total);
    at.run_ready();
    CHECK_FALSE(writer.over());
    writer.cancel(asio::cancellation_type::partial);
    REQUIRE(at.ends(writer));
    CHECK(writer.code() == client_errc::cancelled);
    gate->open();
    CHECK(at.result_of(cmd.try_signal(signal_code::ctrl_c)));
    at.check_clean();
}

TEST_CASE("a write that a timer cancels does not affect signals, other writers and reads", "[client][input]")
{
    scene at;
    at.server->programs["cat"] = patient_copies();
    shell in = at.open();
    running_command cmd = at.start(in, "cat");
    const auto gate = at.server->hold("Send");
    auto first = at.begin(cmd.try_write("1"));
    REQUIRE(at.until([&] { return gate->waiting == 1; }));
    auto second = at.begin(write_for(&cmd, "2", 1ms));
    REQUIRE(at.ends(second));
    CHECK(second.code() == client_errc::deadline_exceeded);
    at.run_ready();
    CHECK_FALSE(first.over());
    CHECK(at.result_of(cmd.try_signal(signal_code::ctrl_c)));
    gate->open();
    REQUIRE(at.ends(first));
    CHECK(first.outcome());
    CHECK(at.result_of(cmd.try_write("3")));
    CHECK(at.result_of(cmd.try_close_input()));
    const wsman::result<command_result> ended = at.result_of(cmd.try_wait());
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "13");
    at.check_clean();
}

TEST_CASE("a write that times out on the host closes the input, and signals still work", "[client][input]")
{
    scene at;
    at.server->programs["cat"] = patient_copies();
    at.server->faults = {{"Send", 1, 0x80338029, false, false}};
    shell in = at.open();
    running_command cmd = at.start(in, "cat");
    auto reader = at.begin(cmd.try_read());
    const wsman::result<void> late = at.result_of(cmd.try_write("x"));
    REQUIRE(late.has_error());
    CHECK(late.error().code() == condition::timeout);
    const wsman::result<void> next = at.result_of(cmd.try_write("y"));
    REQUIRE(next.has_error());
    CHECK(next.error().code() == client_errc::input_closed);
    CHECK(at.result_of(cmd.try_signal(signal_code::ctrl_c)));
    at.run_ready();
    CHECK_FALSE(reader.over());
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    REQUIRE(at.ends(reader));
    CHECK(reader.outcome());
    at.check_clean();
}

TEST_CASE("writers return when their command ends", "[client][input]")
{
    scene at;
    at.server->programs["cat"] = patient_copies();
    shell in = at.open();
    running_command cmd = at.start(in, "cat");
    const auto gate = at.server->hold("Send");
    auto first = at.begin(cmd.try_write("1"));
    auto second = at.begin(cmd.try_write("2"));
    REQUIRE(at.until([&] { return gate->waiting == 1; }));
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    const auto [text, end] = at.read_all(cmd);
    CHECK_FALSE(end.failed());
    REQUIRE(at.ends(first));
    REQUIRE(at.ends(second));
    CHECK(first.outcome().has_error());
    CHECK(second.outcome().has_error());
    at.check_clean();
}

TEST_CASE("writers return when their command is destroyed", "[client][input]")
{
    scene at;
    at.server->programs["cat"] = patient_copies();
    shell in = at.open();
    std::optional<running_command> cmd(at.start(in, "cat"));
    const auto gate = at.server->hold("Send");
    auto first = at.begin(cmd->try_write("1"));
    auto second = at.begin(cmd->try_write("2"));
    REQUIRE(at.until([&] { return gate->waiting == 1; }));
    cmd.reset();
    REQUIRE(at.ends(first));
    REQUIRE(at.ends(second));
    CHECK(first.outcome().has_error());
    CHECK(second.outcome().has_error());
    at.check_clean();
}
