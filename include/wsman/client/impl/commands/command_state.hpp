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

/// One command, from the wish to run it until the host has been told to forget it.
///
/// A supervisor coroutine of its own does all that is said to the host about it; the user's calls look at what it has
/// brought and tell it to stop. So a deadline, a cancellation, an exception and a dropped handle are the same thing:
/// `stop`.
class command_state : public std::enable_shared_from_this<command_state> {
public:
    /// Only ever passed through in this order; any of them may be left out.
    enum class phase : std::uint8_t {
        entering,  ///< looks for a shell, or the Command is under way
        running,   ///< the host has accepted it; output is received at the reader's pace
        draining,  ///< the user has terminated it; what the host still has is received at once
        stopping,  ///< it was told to end, and has failed; what the outstanding Receive brings is kept
        finishing, ///< no output is to come; the host is told to forget it
        over,      ///< nothing is left to do
    };
    /// Of the one Signal with `terminate` that a command gets.
    enum class termination : std::uint8_t { not_sent, under_way, answered };

    command_state(core_pointer owner, command_request what, command_options chosen);

    phase at() const noexcept { return at_; }
    bool has_ended() const noexcept { return at_ >= phase::finishing; }
    bool told_to_stop() const noexcept { return at_ == phase::stopping; }
    termination terminate_state() const noexcept { return termination_; }
    /// Returns: why it failed, if it did.
    const std::optional<failure>& trouble() const noexcept { return trouble_; }
    const std::optional<command_id>& id() const noexcept { return id_; } ///< once the host has accepted it
    std::optional<std::int32_t> exit_code() const noexcept { return exit_code_; }
    bool input_closed() const noexcept { return input_closed_; }
    std::chrono::milliseconds elapsed() const;

    /// Effects: counts its time, and ends it at its deadline.
    void watch_deadline();
    void accepted(command_id id);
    /// Effects: ends the command: one terminate, and everything else within the clean-up time. The first reason stays.
    /// `at_once` gives up an outstanding Receive, and its connection with it.
    void stop(failure why, bool at_once);
    /// Effects: the shell is gone: it has failed, and nothing is sent about it any more.
    void lost_its_shell(failure why);
    /// Effects: records why it failed, if nothing did before.
    void fail(failure why);
    void close_input() noexcept { input_closed_ = true; }
    /// Effects: the host says that the command has ended.
    void host_is_done(std::optional<std::int32_t> code);
    /// Effects: no output is to come. From now on everything has to end within the clean-up time.
    void finish();
    void end();

    /// Returns: whether the terminate is still to be sent; then the caller sends it.
    bool terminate_begins();
    /// Effects: the host has answered the terminate, or cannot be told.
    void terminate_ends(std::optional<failure> why);
    /// Returns: why the host was not told to terminate it, if it was not.
    const std::optional<failure>& terminate_trouble() const noexcept { return terminate_trouble_; }
    std::size_t user_requests_under_way() const noexcept { return user_requests_under_way_; }
    /// Effects: a Receive is outstanding from now on, or is not any more. That of a command which has failed is given a
    /// short time only once the terminate is answered.
    void receive_begins();
    void receive_ends();

    const core_pointer core;
    command_request request;
    const command_options options;
    std::optional<shell_options> own_shell; ///< it gets a shell to itself
    shell_pointer wanted_shell;             ///< the one it is to be started in, if the user has chosen it
    shell_place place;                      ///< where it is
    standard_input input;

    output_queue output;
    bool output_gap_possible = false;

    // Who waits for what.
    one_time_event settled;        ///< the host has accepted it, or it is over
    one_time_event terminated;     ///< `termination::answered`
    one_time_event fed;            ///< nobody sends its input any more
    one_time_event gone;           ///< it is over
    notification output_news;      ///< for the reader: output came, or it is over
    notification request_answered; ///< for the end of the command: one `user_request` less
    notification output_wanted;    ///< for the receive loop: the reader took a block, or the phase has changed
    fifo_lock writers;

    // What is cancelled together, and when.
    std::shared_ptr<call_group> entering;  ///< waits for a shell; by `stop`
    std::shared_ptr<call_group> starting;  ///< Create and Command; when the clean-up time is over
    std::shared_ptr<call_group> receiving; ///< the outstanding Receive; by `stop` at once, silence, the clean-up time
    std::shared_ptr<call_group> receiving_on;  ///< waits for the next Receive; when there is to be none
    std::shared_ptr<call_group> user_calls;    ///< the user's calls that wait for their turn; when the command ends
    std::shared_ptr<call_group> user_requests; ///< Send, and Signals of the user's; by `stop`, and the clean-up time
    std::shared_ptr<call_group> ending;        ///< the terminate and what follows; when the clean-up time is over

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

/// A Send or a Signal of the user's, from before it leaves until its answer was dealt with. A command that ends meanwhile
/// waits for it: such a request is often what ended the program, and its caller wants to know that it arrived.
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

/// Effects: deals with a host that knows no such shell. Some hosts say so of a command that has ended, whose shell is
/// there all the same: then the shell takes no more commands, and is deleted as ever.
WSMAN_DECL void refused_by_shell(const command_pointer& cmd, const failure& why);

/// Returns: why nothing more can be said to the command: what ended it, or that it is closed.
WSMAN_DECL failure why_ended(const command_pointer& cmd, std::string_view operation);
/// Everything that happens to a command on the host. It never throws, and is never cancelled.
WSMAN_DECL asio::awaitable<void> supervise(command_pointer cmd);
/// Effects: starts the supervisor.
WSMAN_DECL void begin(const command_pointer& cmd);
WSMAN_DECL asio::awaitable<void> receive_loop(command_pointer cmd);
/// Sends what the command is to read.
WSMAN_DECL asio::awaitable<void> feed(command_pointer cmd);
/// Sends the one terminate a command gets, if it has not been sent.
WSMAN_DECL asio::awaitable<void> terminate(command_pointer cmd);

// What the user's calls do, on the strand. `caller` is aborted when the caller cancels the call.

[[nodiscard]] WSMAN_DECL asio::awaitable<result<void>> wait_until_started(command_pointer cmd);
[[nodiscard]] WSMAN_DECL asio::awaitable<result<std::optional<output_chunk>>>
next_output(command_pointer cmd, std::shared_ptr<call_group> caller);
[[nodiscard]] WSMAN_DECL asio::awaitable<result<void>>
write_input(command_pointer cmd, std::string bytes, bool end, std::shared_ptr<call_group> caller);
[[nodiscard]] WSMAN_DECL asio::awaitable<result<void>>
send_signal(command_pointer cmd, signal_code code, std::shared_ptr<call_group> caller);

} // namespace wsman::detail
