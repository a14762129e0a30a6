//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// A lost Receive with `retry_for`: repeated until the time is over, as a retransmission of the same message.
#include <support/client_scene.hpp>

using namespace scripted;
using wsman::client_errc;
using wsman::command;
using wsman::command_result;
using wsman::connection_loss;
using wsman::exit_status;
using wsman::run_options;
using wsman::transport_errc;

namespace {

using clock_type = std::chrono::steady_clock;

/// The parts that distinguish one request from another.
class seen_receive {
public:
    explicit seen_receive(const wsman::request& asked)
        : message(asked.message_id), operation(service::between(asked.envelope, "<p:OperationID", "</p:OperationID>")),
          again(operation.find("mustUnderstand=\"true\"") != operation.npos)
    {
        operation.erase(0, operation.find('>') + 1);
    }

    std::string message, operation;
    bool again;
};

/// A scene that records the Receives.
class lossy_host {
public:
    explicit lossy_host(wsman::client_options options = scene::options()) : at(std::move(options))
    {
        at.server->programs["a"] = prints({"one ", "two ", "three"}, 7);
        at.server->on_request = [this](const wsman::request& asked) {
            if (asked.operation == "Receive") receives.emplace_back(asked);
        };
    }
    lossy_host(const lossy_host&) = delete;
    lossy_host& operator=(const lossy_host&) = delete;

    void lose(unsigned nth, fails point, transport_errc code = transport_errc::connection_reset, bool for_ever = false)
    {
        at.server->failures.push_back({"Receive", nth, point, wsman::failure(code), for_ever});
    }
    wsman::result<command_result> run(std::chrono::milliseconds time)
    {
        run_options options;
        options.on_connection_loss = connection_loss::retry_for(time);
        return at.result_of(at.client->try_run(command("a"), options));
    }

    scene at;
    std::vector<seen_receive> receives;
};

} // namespace

TEST_CASE("a host that supports OperationIDs repeats the lost output: nothing is missing", "[client][run][reconnect]")
{
    for (const fails point : {fails::before, fails::after})
        for (unsigned nth = 2; nth <= 3; ++nth) {
            CAPTURE(static_cast<int>(point), nth);
            lossy_host host;
            host.at.server->knows_operations = true;
            host.lose(nth, point);
            const wsman::result<command_result> ended = host.run(10s);
            REQUIRE(ended);
            CHECK(ended->standard_output.bytes() == "one two three");
            CHECK(ended->exit_code == 7);
            CHECK_FALSE(ended->output_gap_possible);
            CHECK(host.at.server->retransmissions == (point == fails::after ? 1U : 0U));
            REQUIRE(host.receives.size() == 4);
            const seen_receive& lost = host.receives[nth - 1];
            const seen_receive& again = host.receives[nth];
            CHECK_FALSE(lost.operation.empty());
            CHECK_FALSE(lost.again);
            CHECK(again.message == lost.message);
            CHECK(again.operation == lost.operation);
            CHECK(again.again);
            CHECK(host.receives.front().operation != host.receives.back().operation);
            host.at.check_clean();
        }
}

TEST_CASE("a Receive that is lost several times stays the same message", "[client][run][reconnect]")
{
    lossy_host host;
    host.at.server->knows_operations = true;
    host.lose(2, fails::after);
    host.lose(3, fails::before, transport_errc::connection_refused);
    host.lose(4, fails::after, transport_errc::connection_closed);
    const wsman::result<command_result> ended = host.run(10s);
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "one two three");
    CHECK_FALSE(ended->output_gap_possible);
    REQUIRE(host.receives.size() == 6);
    for (std::size_t i = 2; i <= 4; ++i) {
        CHECK(host.receives[i].message == host.receives[1].message);
        CHECK(host.receives[i].again);
    }
    CHECK(host.receives[5].message != host.receives[1].message);
    CHECK_FALSE(host.receives[5].again);
}

TEST_CASE("a host that does not support OperationIDs may leave a gap, which is reported", "[client][run][reconnect]")
{
    for (const fails point : {fails::before, fails::after}) {
        CAPTURE(static_cast<int>(point));
        lossy_host host;
        host.lose(2, point);
        const wsman::result<command_result> ended = host.run(10s);
        REQUIRE(ended);
        CHECK(ended->standard_output.bytes() == (point == fails::after ? "one three" : "one two three"));
        CHECK(ended->exit_code == 7);
        CHECK(ended->output_gap_possible);
        host.at.check_clean();
    }
}

TEST_CASE("a gap is reported to the caller of run with a sink, too", "[client][run][reconnect][sink]")
{
    lossy_host host;
    host.lose(2, fails::after);
    std::string seen;
    wsman::output_sink sink([&seen](wsman::output_stream, std::string bytes) { seen += bytes; });
    run_options options;
    options.on_connection_loss = connection_loss::retry_for(10s);
    const wsman::result<exit_status> ended = host.at.result_of(host.at.client->try_run(command("a"), sink, options));
    REQUIRE(ended);
    CHECK(seen == "one three");
    CHECK(ended->output_gap_possible);
}

TEST_CASE("a lost Receive is not repeated without retry_for", "[client][run][reconnect]")
{
    lossy_host host;
    host.at.server->knows_operations = true;
    host.lose(2, fails::after);
    const wsman::result<command_result> ended = host.at.result_of(host.at.client->try_run(command("a")));
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == transport_errc::connection_reset);
    CHECK(ended.error().details().output_gap_possible);
    REQUIRE(ended.error().details().output);
    CHECK(ended.error().details().output->standard_output == "one ");
    CHECK(host.receives.size() == 2);
    CHECK(host.at.server->most_terminates() == 1);
}

TEST_CASE("reconnecting continues until its time is over", "[client][run][reconnect]")
{
    constexpr auto time = 300ms; // no sum of pauses of 1, 2, 4 … ms
    lossy_host host;
    host.lose(1, fails::before, transport_errc::connection_refused, true);
    const clock_type::time_point began = clock_type::now();
    const wsman::result<command_result> ended = host.run(time);
    CHECK(clock_type::now() - began >= time);
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == transport_errc::connection_refused);
    CHECK(ended.error().details().attempts == host.receives.size());
    CHECK(ended.error().details().attempts > 2);
    host.at.check_clean();
}

TEST_CASE("a pause that is longer than the remaining time to reconnect is shortened", "[client][run][reconnect]")
{
    wsman::client_options options = scene::options();
    options.transport.first_backoff = 1h;
    options.transport.longest_backoff = 1h;
    lossy_host host(options);
    host.lose(2, fails::before);
    const wsman::result<command_result> ended = host.run(50ms);
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "one two three");
}

TEST_CASE("each loss gets the whole time to reconnect", "[client][run][reconnect]")
{
    wsman::client_options options = scene::options();
    options.transport.first_backoff = 1h; // shortened to the whole time for each loss
    options.transport.longest_backoff = 1h;
    lossy_host host(options);
    for (const unsigned nth : {1U, 3U, 5U})
        host.lose(nth, fails::before);
    const clock_type::time_point began = clock_type::now();
    const wsman::result<command_result> ended = host.run(50ms);
    CHECK(clock_type::now() - began >= 150ms);
    REQUIRE(ended);
    CHECK(ended->standard_output.bytes() == "one two three");
}

TEST_CASE("a command that waits to reconnect can be cancelled and signalled", "[client][run][reconnect]")
{
    wsman::client_options options = scene::options();
    options.transport.first_backoff = 1h;
    options.transport.longest_backoff = 1h;
    SECTION("cancelled")
    {
        for (const asio::cancellation_type type : every_cancellation_type) {
            CAPTURE(name_of(type));
            lossy_host host(options);
            host.lose(2, fails::before, transport_errc::connection_reset, true);
            run_options again;
            again.on_connection_loss = connection_loss::retry_for(2h);
            auto running = host.at.begin(host.at.client->try_run(command("a"), again));
            REQUIRE(host.at.until([&] { return host.receives.size() == 2 && host.at.server->in_flight == 0; }));
            host.at.run_ready();
            running.cancel(type);
            REQUIRE(host.at.ends(running));
            CHECK(running.code() == client_errc::cancelled);
            REQUIRE(running.outcome().error().details().output);
            CHECK(running.outcome().error().details().output->standard_output == "one ");
            host.at.server->failures.clear();
            host.at.check_clean();
        }
    }
    SECTION("terminated")
    {
        lossy_host host(options);
        host.lose(1, fails::before, transport_errc::connection_reset, true);
        wsman::shell in = host.at.open();
        wsman::command_options again;
        again.on_connection_loss = connection_loss::retry_for(2h);
        wsman::running_command cmd = host.at.start(in, "a", again);
        REQUIRE(host.at.until([&] { return host.receives.size() == 1 && host.at.server->in_flight == 0; }));
        host.at.run_ready();
        host.at.server->failures.clear();
        auto told = host.at.begin(cmd.try_signal(wsman::signal_code::terminate));
        REQUIRE(host.at.ends(told));
        CHECK(told.outcome());
        const auto [text, end] = host.at.read_all(cmd); // in bounded time
        CHECK((!end.failed() || end == client_errc::output_truncated));
        host.at.check_clean();
    }
}
