//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// A stream that ends before the host has reported the end is never reported as a normal end.
#include <support/client_scene.hpp>
#include <wsman/core/defaults.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::output_chunk;
using wsman::running_command;
using wsman::shell;
using wsman::signal_code;

namespace {

/// The host delivers the program's output, and then never reports its end.
program never_done(std::vector<std::string> blocks)
{
    program one = hangs(std::move(blocks));
    one.drains = true;
    one.end_untold = true;
    return one;
}

} // namespace

TEST_CASE(
    "if the host does not end a terminated command, the reader gets all output and then an error", "[client][reader]"
)
{
    for (const bool idle : {false, true}) {
        CAPTURE(idle);
        scene at;
        at.server->programs["many"] = never_done({"one ", "two ", "three"});
        shell in = at.open();
        running_command cmd = at.start(in, "many");
        CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
        if (idle) REQUIRE(at.comes_to_rest());
        wsman::failure why(client_errc::closed);
        const auto [text, end] = at.read_all(cmd, &why);
        CHECK(text == "one two three");
        CHECK(end == client_errc::output_truncated);
        CHECK(why.details().output_gap_possible);
        CHECK(why.details().operation.size() > 0);
        // A second read fails in the same way.
        CHECK(at.read_all(cmd).second == client_errc::output_truncated);
        CHECK(at.server->most_terminates() == 1);
        at.check_clean();
    }
}

TEST_CASE("wait reports truncated output, and returns the output so far", "[client][reader]")
{
    for (const bool idle : {false, true}) {
        CAPTURE(idle);
        scene at;
        at.server->programs["many"] = never_done({"one ", "two ", "three"});
        shell in = at.open();
        running_command cmd = at.start(in, "many");
        CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
        if (idle) REQUIRE(at.comes_to_rest());
        const wsman::result<command_result> ended = at.result_of(cmd.try_wait());
        REQUIRE(ended.has_error());
        CHECK(ended.error().code() == client_errc::output_truncated);
        CHECK(ended.error().details().output_gap_possible);
        REQUIRE(ended.error().details().output);
        CHECK(ended.error().details().output->standard_output == "one two three");
    }
}

TEST_CASE("a waiting reader gets an error if a terminated command stays silent", "[client][reader]")
{
    scene at;
    at.server->programs["many"] = never_done({});
    shell in = at.open();
    running_command cmd = at.start(in, "many");
    auto reader = at.begin(cmd.try_read());
    REQUIRE(at.until([&] { return at.server->waiting == 1; }));
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    REQUIRE(at.ends(reader));
    CHECK(reader.code() == client_errc::output_truncated);
}

TEST_CASE("a connection lost after terminate is not a normal end", "[client][reader]")
{
    scene at;
    at.server->programs["many"] = never_done({"one ", "two ", "three"});
    at.server->failures = {{"Receive", 2, fails::before, wsman::failure(wsman::transport_errc::connection_reset), true}
    };
    shell in = at.open();
    running_command cmd = at.start(in, "many");
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    REQUIRE(at.comes_to_rest());
    wsman::failure why(client_errc::closed);
    const auto [text, end] = at.read_all(cmd, &why);
    CHECK(text == "one ");
    CHECK(end.failed());
}

TEST_CASE("a host that never stops sending after terminate is not read beyond the limit", "[client][reader][large]")
{
    wsman::client_options options = scene::options();
    options.cleanup_timeout = 15s;
    scene at(options);
    const std::string block(std::size_t{8} << 20, 'x');
    program endless = talks_for_ever(block);
    endless.drains = true;
    at.server->programs["yes"] = endless;
    at.server->failures = {{"Receive", 20, fails::hangs, wsman::failure(client_errc::cancelled), true}};
    shell in = at.open();
    running_command cmd = at.start(in, "yes");
    CHECK(at.result_of(cmd.try_signal(signal_code::terminate)));
    REQUIRE(at.comes_to_rest());
    CHECK(at.server->count("Receive") < 12); // 64 MiB, give or take a block
    std::size_t bytes = 0;
    wsman::failure why(client_errc::closed);
    for (;;) {
        const auto chunk = at.result_of(cmd.try_read());
        if (chunk.has_error()) {
            why = chunk.error();
            break;
        }
        REQUIRE(*chunk);
        bytes += (*chunk)->standard_output.size();
    }
    CHECK(why.code() == client_errc::output_truncated);
    CHECK(why.details().output_gap_possible);
    CHECK(bytes >= block.size());
    CHECK(bytes <= wsman::defaults::output_limit + 2 * block.size());
    CHECK(bytes % block.size() == 0); // received blocks are delivered complete
    at.check_clean();
}

TEST_CASE("a run with a sink ends normally if its command is terminated on the host", "[client][reader][sink]")
{
    scene at;
    at.server->programs["many"] = prints({"one ", "two "}, 1);
    std::string seen;
    wsman::output_sink sink([&seen](wsman::output_stream, std::string bytes) { seen += bytes; });
    const wsman::result<wsman::exit_status> ended = at.result_of(at.client->try_run(command("many"), sink));
    REQUIRE(ended);
    CHECK(ended->exit_code == 1);
    CHECK(seen == "one two ");
}

TEST_CASE("output_truncated is a client error with a hint", "[client][reader]")
{
    const wsman::error_code code = client_errc::output_truncated;
    CHECK(std::string(wsman::error_name(code)) == "output_truncated");
    CHECK_FALSE(code.message().empty());
}
