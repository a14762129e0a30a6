//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/client_options.hpp>
#include <wsman/client/run_options.hpp>
#include <wsman/client/standard_input.hpp>
#include <wsman/core/config.hpp>
#include <wsman/protocol/receive_output.hpp>
#include <wsman/protocol/run_command.hpp>
#include <wsman/protocol/signal_command.hpp>
#include <wsman/client/impl/client_core.hpp>
#include <wsman/client/impl/commands/output_queue.hpp>
#include <wsman/client/impl/waiting/notification.hpp>
#include <wsman/client/impl/waiting/one_shot_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// One command, from the request to run it until the client has sent its last Signal.
///
/// A supervisor coroutine sends all requests about the command. The user's calls read the results that it stores, and
/// ask it to stop: a deadline, a cancellation, an exception and a dropped handle all call `stop`.
class command_state : public std::enable_shared_from_this<command_state> {
public:
    /// Phases follow each other in this order; any of them may be skipped.
    enum class phase : std::uint8_t {
        entering,  ///< the client looks for a shell, or the Command is outstanding
        running,   ///< the host has accepted it; output is received at the reader's pace
        draining,  ///< the user has terminated it; the remaining output is received at once
        stopping,  ///< `stop` was called, and the command has failed; output of the outstanding Receive is kept
        finishing, ///< no output will follow; the client sends the last Signal
        over,      ///< nothing remains to be done
    };
    /// The state of the one Signal `terminate` that a command gets.
    enum class termination : std::uint8_t { not_sent, under_way, answered };

    command_state(core_pointer owner, command_request line, command_options command_settings);

    phase at() const noexcept { return at_; }
    bool has_ended() const noexcept { return at_ >= phase::finishing; }
    bool told_to_stop() const noexcept { return at_ == phase::stopping; }
    termination terminate_state() const noexcept { return termination_; }
    /// Returns: the failure, if the command has failed.
    const std::optional<failure>& trouble() const noexcept { return trouble_; }
    const std::optional<command_id>& id() const noexcept { return id_; } ///< set when the host accepts it
    std::optional<std::int32_t> exit_code() const noexcept { return exit_code_; }
    bool input_closed() const noexcept { return input_closed_; }
    std::chrono::milliseconds elapsed() const;

    /// Effects: starts the deadline timer, which ends the command.
    void watch_deadline();
    void accepted(command_id id);
    /// Effects: ends the command: sends one terminate and finishes everything else within the clean-up time. If called
    /// more than once, the first failure is kept. `at_once` also gives up an outstanding Receive, and closes its
    /// connection.
    void stop(failure why, bool at_once);
    /// Effects: fails the command because its shell is gone; no further request about it is sent.
    void lost_its_shell(failure why);
    /// Effects: records the failure, unless one was recorded before.
    void fail(failure why);
    void close_input() noexcept { input_closed_ = true; }
    /// Effects: records that the host has reported the end of the command.
    void host_is_done(std::optional<std::int32_t> code);
    /// Effects: no output will follow. Everything else must finish within the clean-up time from now.
    void finish();
    void end();

    /// Returns: true if the terminate has not been sent; the caller must then send it.
    bool terminate_begins();
    /// Effects: records that the host has answered the terminate, or that it cannot be sent.
    void terminate_ends(std::optional<failure> why);
    /// Returns: the reason why the host did not accept the terminate, or nothing.
    const std::optional<failure>& terminate_trouble() const noexcept { return terminate_trouble_; }
    std::size_t user_requests_under_way() const noexcept { return user_requests_under_way_; }
    /// Effects: records that a Receive is outstanding, or no longer outstanding. If the command has failed, a short
    /// time limit for that Receive starts when the terminate is answered.
    void receive_begins();
    void receive_ends();

    const core_pointer core;
    command_request request;
    const command_options options;
    std::optional<shell_options> own_shell; ///< the options of a shell for this command alone
    shell_pointer wanted_shell;             ///< the shell that the user has chosen, if any
    shell_place place;                      ///< the shell that it runs in
    standard_input input;

    output_queue output;
    bool output_gap_possible = false;

    // Events and notifications.
    one_time_event settled;        ///< the host has accepted it, or it is over
    one_time_event terminated;     ///< `termination::answered`
    one_time_event fed;            ///< no more input will be sent
    one_time_event gone;           ///< phase `over`
    notification output_news;      ///< for the reader: output arrived, or the command is over
    notification request_answered; ///< for the end of the command: a `user_request` has ended
    notification output_wanted;    ///< for the receive loop: the reader took a block, or the phase changed
    fifo_lock writers;

    // Groups of calls, and the event that aborts each.
    std::shared_ptr<call_group> entering;  ///< the wait for a shell; aborted by `stop`
    std::shared_ptr<call_group> starting;  ///< Create and Command; aborted when the clean-up time is over
    std::shared_ptr<call_group> receiving; ///< the Receive; aborted by `stop` at once, by silence or the clean-up time
    std::shared_ptr<call_group> receiving_on;  ///< waits before the next Receive; aborted if none will follow
    std::shared_ptr<call_group> user_calls;    ///< the user's calls that wait; aborted when the command ends
    std::shared_ptr<call_group> user_requests; ///< the user's Sends and Signals; aborted by `stop`, the clean-up time
    std::shared_ptr<call_group> ending; ///< the terminate and later requests; aborted when the clean-up time is over

private:
    void move_to(phase next);
    friend class user_request;
    void begin_cleanup();
    void abort_all();
    void bound_last_receive();

    phase at_ = phase::entering;
    termination termination_ = termination::not_sent;
    bool input_closed_ = false;
    std::optional<command_id> id_;
    std::optional<std::int32_t> exit_code_;
    std::optional<failure> trouble_, terminate_trouble_;
    bool cleaning_up_ = false;
    bool receive_outstanding_ = false;
    std::size_t user_requests_under_way_ = 0;
    one_shot_timer deadline_, cleanup_, silence_;
    const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

/// A Send or Signal of the user, until its answer has been processed. A command that ends meanwhile waits for it: such a
/// request often ended the program, and its caller needs to know that it arrived.
class user_request {
public:
    user_request(command_pointer cmd, call_group& caller) : cmd_(std::move(cmd))
    {
        caller.join(*cmd_->user_requests);
        ++cmd_->user_requests_under_way_;
    }
    ~user_request()
    {
        --cmd_->user_requests_under_way_;
        cmd_->request_answered.notify_all();
    }
    user_request(const user_request&) = delete;
    user_request& operator=(const user_request&) = delete;

private:
    const command_pointer cmd_;
};

/// Effects: handles the answer that the shell does not exist. Some hosts send it for a command that has ended although
/// the shell exists: then the shell takes no more commands, and the client deletes it as usual.
WSMAN_DECL void refused_by_shell(const command_pointer& cmd, const failure& why);

/// Returns: the failure for a call on a command that has ended: its own failure, or `client_errc::closed`.
WSMAN_DECL failure why_ended(const command_pointer& cmd, std::string_view operation);
/// Runs the command on the host from start to end. It never throws, and cannot be cancelled.
WSMAN_DECL asio::awaitable<void> supervise(command_pointer cmd);
/// Effects: starts `supervise`.
WSMAN_DECL void begin(const command_pointer& cmd);
WSMAN_DECL asio::awaitable<void> receive_loop(command_pointer cmd);
/// Sends the command's standard input.
WSMAN_DECL asio::awaitable<void> feed(command_pointer cmd);
/// Sends the terminate, unless it was sent before.
WSMAN_DECL asio::awaitable<void> terminate(command_pointer cmd);

// The user's calls, on the strand. A caller that cancels a call aborts its `caller` group.

[[nodiscard]] WSMAN_DECL asio::awaitable<result<void>> wait_until_started(command_pointer cmd);
[[nodiscard]] WSMAN_DECL asio::awaitable<result<std::optional<output_chunk>>>
next_output(command_pointer cmd, std::shared_ptr<call_group> caller);
[[nodiscard]] WSMAN_DECL asio::awaitable<result<void>>
write_input(command_pointer cmd, std::string bytes, bool end, std::shared_ptr<call_group> caller);
[[nodiscard]] WSMAN_DECL asio::awaitable<result<void>>
send_signal(command_pointer cmd, signal_code code, std::shared_ptr<call_group> caller);

} // namespace wsman::detail
