//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/client_options.hpp>
#include <wsman/client/impl/client_core.hpp>
#include <wsman/client/run_options.hpp>
#include <wsman/client/standard_input.hpp>
#include <wsman/protocol/receive_output.hpp>
#include <wsman/protocol/run_command.hpp>
#include <wsman/protocol/signal_command.hpp>

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace wsman::detail {

/// One command, from the wish to run it until the host has been told to forget it.
///
/// A supervisor coroutine of its own does all that is said to the host about it; the user's calls look at what it has
/// brought and tell it to stop. So a deadline, a cancellation, an exception and a dropped handle are the same thing:
/// `stop`.
class command_state : public std::enable_shared_from_this<command_state> {
public:
    command_state(core_pointer owner, command_request what, command_options how);

    /// Effects: ends the command: one terminate, and everything else within the clean-up time. The first reason stays.
    /// `at_once` gives up an outstanding Receive, and its connection with it.
    void stop(failure why, bool at_once);
    /// Effects: records why it failed, if nothing did before.
    void fail(failure why);
    /// Effects: from now on everything has to end within the clean-up time.
    void begin_cleanup();
    void watch_deadline();
    /// Returns: whether a Receive or Send of it still makes sense.
    bool alive() const noexcept { return started && !stopping && !done; }
    /// Returns: whether there is to be no further Receive.
    bool read_no_more() const noexcept { return receiving->aborted() || (stopping && terminate_answered); }
    std::chrono::milliseconds elapsed() const;

    const core_pointer core;
    command_request request;
    const command_options options;
    std::optional<shell_options> own_shell; ///< it gets a shell to itself
    shell_pointer shell;                 ///< where it is, or is to be
    standard_input input;

    std::optional<command_id> id; ///< once the host has accepted it
    bool started = false;
    bool done = false;     ///< the host says that it has ended
    bool stopping = false;
    bool ended = false;    ///< the supervisor has nothing more to do
    bool feeding = false;
    bool sending = false;  ///< a Send is under way
    bool input_closed = false;
    bool terminate_sent = false;
    bool terminate_answered = false;
    bool output_gap_possible = false;
    std::optional<std::int32_t> exit_code;
    std::optional<failure> trouble;
    std::optional<output_chunk> next; ///< received, and not taken yet
    std::size_t kept_while_stopping = 0;

    std::shared_ptr<call_group> starting, receiving, giving, ending;
    asio::steady_timer deadline_timer, cleanup_timer, grace_timer;
    wake_up changed;
    const std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
};

/// Everything that happens to a command on the host. It never throws, and is never cancelled.
WSMAN_DECL asio::awaitable<void> supervise(command_pointer cmd);
/// Effects: starts the supervisor.
WSMAN_DECL void begin(const command_pointer& cmd);
WSMAN_DECL asio::awaitable<void> receive_loop(command_pointer cmd);
/// Sends what the command is to read.
WSMAN_DECL asio::awaitable<void> feed(command_pointer cmd);
/// Sends the one terminate a command gets, if it has not been sent.
WSMAN_DECL asio::awaitable<void> terminate(command_pointer cmd);

/// What the user's calls do, on the strand.
WSMAN_DECL asio::awaitable<result<void>> wait_until_started(command_pointer cmd);
WSMAN_DECL asio::awaitable<result<void>> wait_until_ended(command_pointer cmd);
/// `let_go` turns true when the caller no longer waits; then nothing is taken.
WSMAN_DECL asio::awaitable<result<std::optional<output_chunk>>> next_output(command_pointer cmd,
                                                                            std::shared_ptr<bool> let_go);
WSMAN_DECL asio::awaitable<result<void>> write_input(command_pointer cmd, std::string bytes, bool end);
WSMAN_DECL asio::awaitable<result<void>> send_signal(command_pointer cmd, signal_code code);

} // namespace wsman::detail
