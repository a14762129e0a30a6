//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// A cancelled write affects only itself or, after bytes were sent, only the input.
#include <support/client_scene.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::output_chunk;
using wsman::running_command;
using wsman::shell;
using wsman::signal_code;

namespace {

using write_call = call_under_way<void>;

/// A client without time limits, a program that copies its input, and a host that holds the first Send.
class held_writer {
public:
    explicit held_writer(std::string first = "1") : at(scene::patient_options())
    {
        at.server->programs["cat"] = copies();
        at.server->programs["cat"].ignores_break = true;
        in = at.open();
        cmd = at.start(in, "cat");
        gate = at.server->hold("Send");
        writer.emplace(at.begin(cmd.try_write(std::move(first))));
        REQUIRE(at.until([this] { return gate->waiting == 1; }));
    }

    scene at;
    shell in;
    running_command cmd;
    std::shared_ptr<scripted::gate> gate;
    std::optional<write_call> writer;
};

} // namespace

TEST_CASE("cancelling a queued write has no other effect", "[client][input][cancellation]")
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        held_writer on;
        write_call second = on.at.begin(on.cmd.try_write("2"));
        write_call third = on.at.begin(on.cmd.try_write("3"));
        on.at.run_ready();
        second.cancel(type);
        REQUIRE(on.at.ends(second));
        CHECK(second.code() == client_errc::cancelled);
        on.at.run_ready();
        CHECK_FALSE(on.writer->over());
        CHECK_FALSE(third.over());
        CHECK(on.at.result_of(on.cmd.try_signal(signal_code::ctrl_c)));
        on.gate->open();
        REQUIRE(on.at.ends(*on.writer));
        REQUIRE(on.at.ends(third));
        CHECK(on.writer->outcome());
        CHECK(third.outcome());
        CHECK(on.at.result_of(on.cmd.try_write("4")));
        CHECK(on.at.result_of(on.cmd.try_close_input()));
        const wsman::result<command_result> ended = on.at.result_of(on.cmd.try_wait());
        REQUIRE(ended);
        CHECK(ended->standard_output.bytes() == "134");
        CHECK(ended->exit_code == 0);
        on.at.check_clean();
    }
}

TEST_CASE("cancelling a queued close_input leaves the input open", "[client][input][cancellation]")
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        held_writer on;
        write_call closing = on.at.begin(on.cmd.try_close_input());
        write_call third = on.at.begin(on.cmd.try_write("3"));
        on.at.run_ready();
        closing.cancel(type);
        REQUIRE(on.at.ends(closing));
        CHECK(closing.code() == client_errc::cancelled);
        on.gate->open();
        REQUIRE(on.at.ends(third));
        CHECK(third.outcome());
        CHECK(on.at.result_of(on.cmd.try_close_input()));
        const wsman::result<command_result> ended = on.at.result_of(on.cmd.try_wait());
        REQUIRE(ended);
        CHECK(ended->standard_output.bytes() == "13");
    }
}

TEST_CASE("cancelling an outstanding write closes the input, and has no other effect", "[client][input][cancellation]")
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        held_writer on;
        write_call second = on.at.begin(on.cmd.try_write("2"));
        write_call third = on.at.begin(on.cmd.try_close_input());
        auto reader = on.at.begin(on.cmd.try_read());
        on.at.run_ready();
        on.writer->cancel(type);
        REQUIRE(on.at.ends(*on.writer));
        CHECK(on.writer->code() == client_errc::cancelled);
        CHECK(on.gate->waiting == 0);
        REQUIRE(on.at.ends(second));
        CHECK(second.code() == client_errc::input_closed);
        REQUIRE(on.at.ends(third));
        CHECK(third.code() == client_errc::input_closed);
        on.gate->open();
        const wsman::result<void> later = on.at.result_of(on.cmd.try_write("4"));
        REQUIRE(later.has_error());
        CHECK(later.error().code() == client_errc::input_closed);
        CHECK(on.at.result_of(on.cmd.try_signal(signal_code::ctrl_c)));
        CHECK(on.at.result_of(on.cmd.try_signal(signal_code::ctrl_break)));
        CHECK(on.at.on_host("cat").breaks == 2);
        on.at.run_ready();
        CHECK_FALSE(reader.over());
        CHECK(on.at.result_of(on.cmd.try_signal(signal_code::terminate)));
        REQUIRE(on.at.ends(reader));
        REQUIRE(reader.outcome());
        CHECK_FALSE(reader.outcome()->has_value());
        CHECK(on.at.result_of(on.cmd.try_wait()));
        CHECK(on.at.on_host("cat").received_input.empty());
        on.at.check_still_usable();
        on.at.check_clean();
    }
}

TEST_CASE("reading output still works after an outstanding write was cancelled", "[client][input][cancellation]")
{
    for (const held where : {held::before, held::after}) {
        CAPTURE(static_cast<int>(where));
        scene at(scene::patient_options());
        at.server->programs["many"] = prints({"one ", "two ", "three"}, 5);
        shell in = at.open();
        running_command cmd = at.start(in, "many");
        const auto gate = at.server->hold("Send", 1, where);
        write_call writer = at.begin(cmd.try_write("x"));
        REQUIRE(at.until([&] { return gate->waiting == 1; }));
        writer.cancel(asio::cancellation_type::terminal);
        REQUIRE(at.ends(writer));
        CHECK(writer.code() == client_errc::cancelled);
        const auto [text, end] = at.read_all(cmd);
        CHECK(text == "one two three");
        CHECK_FALSE(end.failed());
        const wsman::result<command_result> ended = at.result_of(cmd.try_wait());
        REQUIRE(ended);
        CHECK(ended->exit_code == 5);
        at.check_clean();
    }
}

TEST_CASE("a wait continues while a write is cancelled", "[client][input][cancellation]")
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        held_writer on;
        auto waiter = on.at.begin(on.cmd.try_wait());
        on.at.run_ready();
        on.writer->cancel(type);
        REQUIRE(on.at.ends(*on.writer));
        on.at.run_ready();
        CHECK_FALSE(waiter.over());
        CHECK(on.at.result_of(on.cmd.try_signal(signal_code::terminate)));
        REQUIRE(on.at.ends(waiter));
        CHECK(waiter.outcome());
        on.at.check_clean();
    }
}

TEST_CASE("cancelling a large write between two of its requests closes the input", "[client][input]")
{
    for (const asio::cancellation_type type : every_cancellation_type) {
        CAPTURE(name_of(type));
        scene at(scene::patient_options());
        at.server->programs["cat"] = copies();
        at.server->programs["cat"].ignores_break = true;
        shell in = at.open();
        running_command cmd = at.start(in, "cat");
        const auto gate = at.server->hold("Send", 2);
        write_call writer = at.begin(cmd.try_write(std::string(400'000, 'x')));
        REQUIRE(at.until([&] { return gate->waiting == 1; }));
        writer.cancel(type);
        REQUIRE(at.ends(writer));
        CHECK(writer.code() == client_errc::cancelled);
        gate->open();
        const wsman::result<void> later = at.result_of(cmd.try_write("y"));
        REQUIRE(later.has_error());
        CHECK(later.error().code() == client_errc::input_closed);
        CHECK(at.result_of(cmd.try_signal(signal_code::ctrl_c)));
        CHECK(at.server->count("Send") == 2);
        CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
        const auto [text, end] = at.read_all(cmd);
        CHECK_FALSE(end.failed());
        CHECK(text.find_first_not_of('x') == text.npos);
        at.check_clean();
    }
}

TEST_CASE("several writers are served in order, and large writes are not interleaved", "[client][input]")
{
    scene at;
    at.server->programs["cat"] = copies();
    shell in = at.open();
    running_command cmd = at.start(in, "cat");
    std::vector<write_call> writers;
    std::string expected;
    for (char letter = 'a'; letter <= 'j'; ++letter) {
        const std::string bytes((letter - 'a') % 3 == 0 ? 250'000 : 10, letter);
        expected += bytes;
        writers.push_back(at.begin(cmd.try_write(bytes)));
    }
    writers.push_back(at.begin(cmd.try_close_input()));
    const wsman::result<command_result> ended = at.result_of(cmd.try_wait());
    REQUIRE(ended);
    CHECK((ended->standard_output.bytes() == expected));
    for (write_call& one : writers) {
        REQUIRE(at.ends(one));
        CHECK(one.outcome());
    }
    at.check_clean();
}

TEST_CASE("any of several queued writers may be cancelled", "[client][input][cancellation]")
{
    for (const asio::cancellation_type type : every_cancellation_type)
        for (std::size_t victim = 0; victim < 5; ++victim) {
            CAPTURE(name_of(type), victim);
            held_writer on("-");
            std::vector<write_call> writers;
            std::string expected = "-";
            for (std::size_t i = 0; i < 5; ++i) {
                const std::string bytes(1, static_cast<char>('a' + i));
                if (i != victim) expected += bytes;
                writers.push_back(on.at.begin(on.cmd.try_write(bytes)));
            }
            on.at.run_ready();
            writers[victim].cancel(type);
            on.at.run_ready();
            CHECK(writers[victim].over());
            on.gate->open();
            CHECK(on.at.result_of(on.cmd.try_close_input()));
            for (std::size_t i = 0; i < 5; ++i) {
                REQUIRE(on.at.ends(writers[i]));
                CHECK(writers[i].outcome().has_error() == (i == victim));
            }
            CHECK(on.at.on_host("cat").received_input == expected);
            on.at.check_clean();
        }
}
