//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// A Send or a Signal often ends the program that it is for, so that the end of the command overtakes its answer.
#include <support/client_scene.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command_result;
using wsman::running_command;
using wsman::shell;
using wsman::signal_code;

namespace {

/// A program that copies its input, on a host that holds the answers of one operation.
class held_answers {
public:
    explicit held_answers(const std::string& operation, wsman::client_options options = scene::patient_options())
        : at(std::move(options))
    {
        at.server->programs["cat"] = copies();
        in = at.open();
        cmd = at.start(in, "cat");
        gate = at.server->hold(operation, 1, held::after);
    }

    /// Waits until the client knows that the command has ended, while the answer is still held.
    void until_ended(const call_under_way<void>& request)
    {
        auto reader = at.begin(cmd.try_read());
        REQUIRE(at.until([this] { return gate->reached == 1; }));
        REQUIRE(at.until([this] { return at.server->count("Signal") > 0; }));
        CHECK_FALSE(request.over());
    }

    scene at;
    shell in;
    running_command cmd;
    std::shared_ptr<scripted::gate> gate;
};

} // namespace

TEST_CASE("closing the input succeeds although the program ends before the answer comes", "[client][input]")
{
    held_answers on("Send");
    auto closing = on.at.begin(on.cmd.try_close_input());
    on.until_ended(closing);
    on.gate->open();
    REQUIRE(on.at.ends(closing));
    CHECK(closing.outcome());
    CHECK(on.at.result_of(on.cmd.try_wait()));
    on.at.check_clean();
}

TEST_CASE("a signal succeeds although the program ends before the answer comes", "[client][signal]")
{
    held_answers on("Signal");
    auto signal = on.at.begin(on.cmd.try_signal(signal_code::ctrl_c));
    REQUIRE(on.at.until([&] { return on.gate->waiting == 2; })
    ); // the ctrl_c, and the terminate of a command that has ended
    CHECK_FALSE(signal.over());
    on.gate->open();
    REQUIRE(on.at.ends(signal));
    CHECK(signal.outcome());
    CHECK(on.at.result_of(on.cmd.try_wait()));
    on.at.check_clean();
}

TEST_CASE("an answer that never comes is waited for no longer than the clean-up time", "[client][input]")
{
    held_answers on("Send", scene::options());
    auto closing = on.at.begin(on.cmd.try_close_input());
    on.until_ended(closing);
    const wsman::result<command_result> ended = on.at.result_of(on.cmd.try_wait());
    REQUIRE(ended);
    CHECK(ended->exit_code == 0);
    REQUIRE(on.at.ends(closing));
    CHECK(closing.code() == client_errc::closed);
    CHECK(on.gate->waiting == 0);
}

TEST_CASE("a write that the host refuses because the program has ended says so", "[client][input]")
{
    constexpr std::uint32_t command_terminated = 0x803381CC;
    held_answers on("Send");
    on.at.server->faults.push_back({"Send", 1, command_terminated, false, true});
    SECTION("to who writes")
    {
        auto writing = on.at.begin(on.cmd.try_write("x"));
        REQUIRE(on.at.until([&] { return on.gate->waiting == 1; }));
        on.gate->open();
        REQUIRE(on.at.ends(writing));
        CHECK(writing.outcome().error().details().fault_code == command_terminated);
    }
    SECTION("and an end of input that comes too late has done what it should")
    {
        auto closing = on.at.begin(on.cmd.try_close_input());
        on.until_ended(closing);
        on.gate->open();
        REQUIRE(on.at.ends(closing));
        CHECK(closing.outcome());
    }
    on.at.check_still_usable();
}
