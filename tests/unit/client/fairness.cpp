//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The order of Receives, counted in requests: no clock is involved.
#include <support/client_scene.hpp>

using namespace scripted;
using wsman::command;
using wsman::command_result;
using wsman::exit_status;
using wsman::output_sink;
using wsman::output_stream;
using wsman::run_options;

namespace {

constexpr std::size_t most_overtakes = 16; // documented in README.md of the client

output_sink nowhere()
{
    return output_sink([](output_stream, std::string) {});
}

/// A scene that records the command of each Receive.
class crowd {
public:
    explicit crowd(std::size_t connections) : at(options(connections)), places(connections > 2 ? connections - 1 : 1)
    {
        at.server->programs["talk"] = talks_for_ever("x");
        at.server->programs["hang"] = hangs();
        at.server->on_request = [this](const wsman::request& asked) {
            if (asked.operation != "Receive") return;
            order.push_back(service::between(asked.envelope, "CommandId=\"", "\""));
            const std::size_t times = ++asked_for[order.back()];
            if (times == 1) ++asked_once;
            if (times == 2) ++asked_twice;
        };
    }
    ~crowd() { at.server->on_request = nullptr; }
    crowd(const crowd&) = delete;
    crowd& operator=(const crowd&) = delete;

    static wsman::client_options options(std::size_t connections)
    {
        wsman::client_options options = scene::options();
        options.transport.connections = connections;
        return options;
    }

    void begin(const char* line, unsigned times, std::chrono::milliseconds holds = 0ms)
    {
        for (unsigned i = 0; i < times; ++i) {
            run_options options;
            options.operation_timeout = holds;
            calls.push_back(at.begin(at.client->try_run(command(line), nowhere(), options)));
        }
    }
    std::size_t receives_of(const std::string& id) const
    {
        const auto found = asked_for.find(id);
        return found == asked_for.end() ? 0 : found->second;
    }
    /// Returns: the most Receives of other commands between two of this command, counted from index `from`.
    std::size_t longest_wait(const std::string& id, std::size_t from) const
    {
        std::size_t longest = 0;
        std::size_t others = 0;
        for (std::size_t i = from; i < order.size(); ++i) {
            others = order[i] == id ? 0 : others + 1;
            longest = (std::max)(longest, others);
        }
        return longest;
    }

    scene at;
    std::size_t places;
    std::vector<std::string> order;               ///< the command of each Receive
    std::map<std::string, std::size_t> asked_for; ///< the number of Receives for each command
    std::size_t asked_once = 0, asked_twice = 0;  ///< the number of commands with at least one, two Receives
    std::vector<call_under_way<exit_status>> calls;
};

/// Runs one quiet command together with commands that write output all the time.
void quiet_beside_talkers(std::size_t connections, unsigned talkers, unsigned timeouts)
{
    CAPTURE(connections, talkers, timeouts);
    crowd in(connections);
    program quiet = prints({}, 5);
    quiet.timeouts = timeouts;
    in.at.server->programs["quiet"] = quiet;
    in.begin("talk", talkers);
    REQUIRE(in.at.until([&] { return in.asked_twice >= talkers; }));

    const std::size_t from = in.order.size();
    auto quiet_call = in.at.begin(in.at.client->try_run(command("quiet")));
    REQUIRE(in.at.until([&] { return in.at.server->commands.size() > talkers; }));
    const std::string id = in.at.on_host("quiet").id;
    const std::size_t accepted = in.order.size();
    // Between two of its Receives: one turn of every other command during its own Receive, one turn of those that were
    // queued before it, those that may overtake it, and the outstanding ones. The exact limit is tested in
    // receive_turns.cpp; here a host is involved, whose answers arrive in no fixed order.
    const std::size_t bound = 2 * talkers + most_overtakes + 4 * in.places;
    REQUIRE(in.at.until([&] { return quiet_call.over() || in.order.size() > accepted + 20 * (timeouts + 1) * bound; }));
    CHECK(in.longest_wait(id, accepted) <= bound);
    CHECK(in.receives_of(id) == timeouts + 1);
    REQUIRE(quiet_call.over());
    REQUIRE(quiet_call.outcome());
    CHECK(quiet_call.outcome()->exit_code == 5);
    CHECK(from <= accepted);
    in.calls.clear();
}

} // namespace

TEST_CASE("a quiet command gets its turn among 20 commands with output", "[client][fairness]")
{
    for (const std::size_t connections : {2U, 3U, 8U})
        for (const unsigned timeouts : {0U, 1U, 2U})
            quiet_beside_talkers(connections, 20, timeouts);
}

TEST_CASE("a quiet command gets its turn among 100 commands with output", "[client][fairness]")
{
    quiet_beside_talkers(8, 100, 1);
    quiet_beside_talkers(3, 100, 1);
}

TEST_CASE("several quiet commands get their turns among 20 commands with output", "[client][fairness]")
{
    crowd in(8);
    in.at.server->programs["quiet"] = prints({}, 5);
    in.at.server->programs["quiet"].timeouts = 2;
    in.begin("talk", 20);
    REQUIRE(in.at.until([&] { return in.asked_twice >= 20; }));
    std::vector<call_under_way<command_result>> quiet;
    for (unsigned i = 0; i < 10; ++i)
        quiet.push_back(in.at.begin(in.at.client->try_run(command("quiet"))));
    REQUIRE(in.at.until([&] { return in.at.server->commands.size() == 30; }));
    const std::size_t accepted = in.order.size();
    const std::size_t bound = 3 * (30 + most_overtakes + 4 * in.places);
    const auto all_over = [&] {
        return std::all_of(quiet.begin(), quiet.end(), [](const auto& one) { return one.over(); });
    };
    REQUIRE(in.at.until([&] { return all_over() || in.order.size() > accepted + 20 * bound; }));
    CHECK(all_over());
    CHECK(in.order.size() - accepted <= 2 * bound);
}

TEST_CASE("commands with output take turns", "[client][fairness]")
{
    for (const std::size_t connections : {2U, 8U}) {
        crowd in(connections);
        in.begin("talk", 50);
        REQUIRE(in.at.until([&] { return in.asked_twice >= 50; }));
        const std::size_t from = in.order.size();
        REQUIRE(in.at.until([&] { return in.order.size() >= from + 2'000; }));
        for (const auto& [id, one] : in.at.server->commands)
            CHECK(in.longest_wait(id, from) <= 50 + 4 * in.places);
    }
}

TEST_CASE("a command with output gets its turns among 100 silent ones", "[client][fairness]")
{
    crowd in(8);
    constexpr auto a_while = 60ms; // how long the host holds a silent command's Receive; longer on slow machines
    in.begin("hang", 100, a_while);
    in.begin("talk", 1);
    REQUIRE(in.at.until([&] { return in.asked_once >= 101; }));
    const std::string id = in.at.on_host("talk").id;
    const std::size_t from = in.order.size();
    const std::size_t before = in.receives_of(id);
    const std::size_t bound = 4 * in.places;
    REQUIRE(in.at.until([&] { return in.receives_of(id) >= before + 100 || in.order.size() > from + 200 * bound; }));
    CHECK(in.receives_of(id) >= before + 100);
    CHECK(in.longest_wait(id, from) <= bound);
}

TEST_CASE("a new command with output gets its first turn among 100 silent ones", "[client][fairness]")
{
    crowd in(8);
    in.begin("hang", 100, 60ms);
    REQUIRE(in.at.until([&] { return in.asked_once >= 100; }));
    in.begin("talk", 1);
    REQUIRE(in.at.until([&] { return in.at.server->commands.size() == 101; }));
    const std::string id = in.at.on_host("talk").id;
    const std::size_t accepted = in.order.size();
    REQUIRE(in.at.until([&] { return in.receives_of(id) >= 50 || in.order.size() > accepted + 2'000; }));
    CHECK(in.receives_of(id) >= 50);
    CHECK(in.longest_wait(id, accepted) <= 4 * in.places);
}

TEST_CASE("silent commands never hold all places", "[client][fairness]")
{
    crowd in(8);
    in.begin("hang", 100, 60ms);
    in.begin("talk", 3);
    REQUIRE(in.at.until([&] { return in.at.server->commands.size() == 103; }));
    std::vector<std::string> talkers;
    for (const auto& [id, one] : in.at.server->commands)
        if (one->line == "talk") talkers.push_back(id);
    const auto talkers_asked = [&](std::size_t times) {
        return std::all_of(talkers.begin(), talkers.end(), [&](const std::string& id) {
            return in.receives_of(id) >= times;
        });
    };
    // After the first Receive for each silent command, at least one place serves commands with output.
    REQUIRE(in.at.until([&] { return in.asked_once >= 103; }));
    REQUIRE(in.at.until([&] { return talkers_asked(100); }));
    CHECK(in.at.server->waiting < in.places);
}
