//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/client/blocking_client.hpp>
#include <wsman/testing/scripted_fault.hpp>

#include "loops.hpp"

using namespace threads;
using wsman::testing::scripted_fault;

namespace {

/// The results of all users of a host.
class tally {
public:
    std::atomic<unsigned> served = 0;
    std::atomic<std::size_t> lost_creates = 0; ///< a Create whose answer was lost; the host may have a shell of it
};

/// Uses the host until `stop` is set. Errors are expected.
void use(const endpoint& host, const std::atomic<bool>& stop, tally& counted)
{
    while (!stop) {
        wsman::blocking_client own(host.session(), patient());
        const result<command_result> ended = own.try_run(command("echo", "text"));
        if (ended && ended->standard_output.text() == "text\n") ++counted.served;
        const bool unknown = ended.has_error() && ended.error().code() == wsman::condition::outcome_unknown;
        if (unknown && ended.error().details().operation == "Create") ++counted.lost_creates;
    }
}

} // namespace

TEST_CASE("an endpoint is shared by threads that use it, read its statistics and inject faults", "[endpoint][threads]")
{
    endpoint host;
    std::atomic<bool> stop = false;
    tally counted;
    std::vector<std::thread> users;
    for (int i = 0; i < 3; ++i)
        users.emplace_back([&] { use(host, stop, counted); });
    std::thread watcher([&] {
        while (!stop) {
            const endpoint_statistics before = host.statistics();
            host.wait_until(
                [&](const endpoint_statistics& now) { return stop || now.commands_started > before.commands_started; },
                1s
            );
        }
    });
    std::thread disturber([&] {
        for (int i = 0; i < 10; ++i) {
            host.inject(scripted_fault::unavailable(0s).on("Create"));
            host.inject(scripted_fault::drop_request().on("Command"));
            const std::uint64_t before = host.statistics().injected;
            host.wait_until([before](const endpoint_statistics& now) { return now.injected > before; }, 1s);
            host.clear_faults();
            host.drop_connections();
            host.set_password(host.password());
        }
    });
    disturber.join();
    const unsigned until_now = counted.served;
    // Without faults it serves all of them again.
    const auto end = std::chrono::steady_clock::now() + time_limit;
    while (counted.served < until_now + 3 && std::chrono::steady_clock::now() < end)
        std::this_thread::yield();
    stop = true;
    for (std::thread& one : users)
        one.join();
    watcher.join();
    CHECK(counted.served >= until_now + 3);
    // A dropped connection may lose the answer to a Create. Its caller is told so; no other shell remains.
    CHECK(host.wait_until(
        [&](const endpoint_statistics& now) {
            return now.open_shells <= counted.lost_creates &&
                   now.open_commands + now.running_processes + now.open_connections == 0;
        },
        time_limit
    ));
}

TEST_CASE("two threads stop an endpoint while others use it", "[endpoint][threads]")
{
    endpoint host;
    std::atomic<bool> stop = false;
    tally counted;
    std::vector<std::thread> users;
    for (int i = 0; i < 3; ++i)
        users.emplace_back([&] { use(host, stop, counted); });
    CHECK(host.wait_until([](const endpoint_statistics& now) { return now.commands_started >= 3; }, 60s));
    std::thread other([&] { host.stop(); });
    host.stop();
    other.join();
    stop = true;
    for (std::thread& one : users)
        one.join();
    CHECK(holds_nothing(host));
}
