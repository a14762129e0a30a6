//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <algorithm>
#include <memory>
#include <optional>
#include <sstream>

#include "loops.hpp"

using namespace threads;

namespace {

constexpr int writers = 4;
constexpr int lines_of_each = 8;

std::string line_of(int writer, int number)
{
    return std::to_string(writer) + ": " + std::string(static_cast<std::size_t>(200 + 37 * number), 'w');
}

asio::awaitable<void> open_and_start(client* with, wsman::shell* in, wsman::running_command* into, command line)
{
    *in = co_await with->open_shell();
    *into = co_await in->start(line);
}

asio::awaitable<void> write_lines(wsman::running_command* to, int writer)
{
    for (int i = 0; i != lines_of_each; ++i) {
        const std::string line = line_of(writer, i) + "\n";
        co_await to->write(line);
    }
}

asio::awaitable<void> interrupt(wsman::running_command* cmd, std::atomic<unsigned>* taken)
{
    for (int i = 0; i != 4; ++i) {
        const result<void> told = co_await cmd->try_signal(wsman::signal_code::ctrl_c);
        if (told) ++*taken;
    }
}

asio::awaitable<std::string> read_all(wsman::running_command* from)
{
    std::string all;
    for (;;) {
        const std::optional<wsman::output_chunk> got = co_await from->read();
        if (!got) co_return all;
        all += got->standard_output;
    }
}

/// Another thread may have ended the command before.
asio::awaitable<void> terminate(wsman::running_command* cmd, std::atomic<unsigned>* taken)
{
    const result<void> told = co_await cmd->try_signal(wsman::signal_code::terminate);
    if (told || told.error().code() == wsman::client_errc::closed) ++*taken;
}

asio::awaitable<void> read_to_the_end(wsman::running_command* from)
{
    for (;;) {
        const result<std::optional<wsman::output_chunk>> got = co_await from->try_read();
        if (got.has_error() || !got->has_value()) co_return;
    }
}

} // namespace

TEST_CASE("several threads write to one command and signal it while another reads", "[command][endpoint][threads]")
{
    endpoint host;
    loop runners(4);
    client shared(runners.context.get_executor(), host.session(), patient());
    wsman::shell in;
    wsman::running_command cat;
    const command program("sh", "-c", "trap '' INT; exec cat");
    runners.begin(open_and_start(&shared, &in, &cat, program)).get();
    // The trap is set when the first output has arrived.
    const std::string first = line_of(99, 0) + "\n";
    runners.begin(cat.write(first)).get();
    const std::optional<wsman::output_chunk> echo = runners.begin(cat.read()).get();
    REQUIRE(echo);
    CHECK(echo->standard_output == first);
    std::future<std::string> output = runners.begin(read_all(&cat));
    std::vector<std::future<void>> ended;
    std::vector<std::unique_ptr<loop>> others;
    for (int i = 0; i != writers; ++i) {
        others.push_back(std::make_unique<loop>(1));
        ended.push_back(others.back()->begin(write_lines(&cat, i)));
    }
    REQUIRE(all_end(ended));
    runners.begin(cat.close_input()).get();
    REQUIRE(output.wait_for(time_limit) == std::future_status::ready);

    std::vector<std::string> expected, found;
    for (int writer = 0; writer != writers; ++writer)
        for (int i = 0; i != lines_of_each; ++i)
            expected.push_back(line_of(writer, i));
    std::istringstream text(output.get());
    for (std::string line; std::getline(text, line);)
        found.push_back(line);
    std::vector<std::string> sorted = found;
    std::sort(sorted.begin(), sorted.end());
    std::sort(expected.begin(), expected.end());
    CHECK(sorted == expected); // each line complete
    runners.begin(shared.close()).get();
    others.clear();
    runners.finish();
    CHECK(holds_nothing(host));
}

TEST_CASE("signals from several threads reach one command", "[command][endpoint][threads]")
{
    endpoint host;
    loop runners(4);
    client shared(runners.context.get_executor(), host.session(), patient());
    wsman::shell in;
    wsman::running_command stubborn;
    const command line("sh", "-c", "trap '' INT; echo ready; exec cat");
    runners.begin(open_and_start(&shared, &in, &stubborn, line)).get();
    const std::optional<wsman::output_chunk> ready = runners.begin(stubborn.read()).get();
    REQUIRE(ready);
    std::vector<std::future<void>> ended;
    ended.push_back(runners.begin(read_to_the_end(&stubborn)));
    std::atomic<unsigned> interrupts = 0;
    std::atomic<unsigned> ends = 0;
    std::vector<std::future<void>> signals;
    for (int i = 0; i != 3; ++i)
        signals.push_back(runners.begin(interrupt(&stubborn, &interrupts)));
    REQUIRE(all_end(signals));
    CHECK(interrupts == 12);
    for (int i = 0; i != 3; ++i)
        ended.push_back(runners.begin(terminate(&stubborn, &ends)));
    REQUIRE(all_end(ended));
    CHECK(ends == 3);
    runners.begin(shared.close()).get();
    runners.finish();
    CHECK(holds_nothing(host));
}
