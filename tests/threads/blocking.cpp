//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/client/blocking_client.hpp>

#include <memory>

#include "loops.hpp"

using namespace threads;
using wsman::blocking_client;

TEST_CASE("a blocking client is called from several threads", "[blocking_client][endpoint][threads]")
{
    endpoint host;
    std::atomic<unsigned> good = 0;
    {
        blocking_client shared(host.session(wsman::authentication_scheme::ntlm), patient());
        std::vector<std::thread> callers;
        for (int i = 0; i < 4; ++i)
            callers.emplace_back([&, i] {
                for (int n = 0; n < 3; ++n) {
                    const std::string text = std::to_string(i * 10 + n);
                    const result<command_result> ended = shared.try_run(command("echo", text));
                    if (ended && ended->standard_output.text() == text + "\n") ++good;
                }
                if (shared.try_identify()) ++good;
            });
        for (std::thread& one : callers)
            one.join();
    }
    CHECK(good == 16);
    CHECK(holds_nothing(host));
}

TEST_CASE("one thread writes to a blocking command while another reads", "[blocking_client][endpoint][threads]")
{
    endpoint host;
    {
        blocking_client shared(host.session(), patient());
        wsman::blocking_shell in = shared.open_shell();
        wsman::blocking_command cat = in.start(command("cat"));
        std::thread writer([&] {
            for (int i = 0; i < 10; ++i)
                cat.write(std::string(1000, 'x'));
            cat.close_input();
        });
        std::size_t bytes = 0;
        while (const std::optional<wsman::output_chunk> got = cat.read())
            bytes += got->standard_output.size();
        writer.join();
        CHECK(bytes == 10'000);
    }
    CHECK(holds_nothing(host));
}

TEST_CASE("a blocking client is closed while other threads use it", "[blocking_client][endpoint][threads]")
{
    endpoint host;
    {
        blocking_client shared(host.session(), patient());
        std::atomic<unsigned> ended = 0;
        std::vector<std::thread> callers;
        for (int i = 0; i < 3; ++i)
            callers.emplace_back([&] {
                if (shared.try_run(command("sleep", "600")).has_error()) ++ended;
            });
        CHECK(host.wait_until([](const endpoint_statistics& now) { return now.running_processes == 3; }, 60s));
        CHECK(shared.try_close());
        for (std::thread& one : callers)
            one.join();
        CHECK(ended == 3);
    }
    CHECK(holds_nothing(host));
}

TEST_CASE(
    "a blocking client is destroyed with its last handle, in its own sink", "[blocking_client][endpoint][threads]"
)
{
    endpoint host;
    auto last = std::make_unique<blocking_client>(host.session(), patient());
    const wsman::output_sink sink([&last](wsman::output_stream, std::string) { last.reset(); });
    const result<wsman::exit_status> ended = last->try_run(command("sh", "-c", "echo text; sleep 600"), sink);
    CHECK_FALSE(last);
    // The command's result is returned, although the client has been destroyed.
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == wsman::client_errc::closed);
    CHECK(holds_nothing(host));
}
