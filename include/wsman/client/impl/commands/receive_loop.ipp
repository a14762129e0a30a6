//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/client/impl/commands/command_state.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Decides whether a failed Receive is repeated, and waits before the next attempt.
class receive_retries {
public:
    explicit receive_retries(const command_pointer& cmd) : backoff_(cmd->core->options.transport.first_backoff) {}

    void succeeded(const command_pointer& cmd)
    {
        attempts_ = 0;
        backoff_ = cmd->core->options.transport.first_backoff;
    }

    asio::awaitable<bool> again(command_pointer cmd, failure why)
    {
        const connection_loss policy = cmd->options.on_connection_loss;
        const bool may_pass = why.code() == condition::connection_lost || why.code() == condition::retryable;
        if (!policy.retries() || !may_pass || cmd->told_to_stop()) co_return false;
        const auto now = std::chrono::steady_clock::now();
        if (attempts_++ == 0) give_up_ = now + policy.duration();
        cmd->output_gap_possible |= why.details().output_gap_possible;
        if (now >= give_up_) co_return false;
        cmd->core->report("Receive", why);
        // The last attempt is made at the end of the time, not one pause earlier.
        co_await cmd->gone.wait(cmd->receiving_on.get(), (std::min)(now + backoff_, give_up_));
        backoff_ = (std::min)(backoff_ * 2, cmd->core->options.transport.longest_backoff);
        co_return !cmd->told_to_stop();
    }

    unsigned attempts() const noexcept { return attempts_; }

private:
    std::chrono::milliseconds backoff_;
    std::chrono::steady_clock::time_point give_up_{};
    unsigned attempts_ = 0;
};

/// Slows down requests to a host that repeatedly answers a Receive at once without output, instead of holding the
/// request.
class empty_answers {
public:
    void begin() { began_ = std::chrono::steady_clock::now(); }

    asio::awaitable<void> pace(command_pointer cmd, bool brought_nothing)
    {
        constexpr std::chrono::milliseconds at_once{50};
        constexpr std::chrono::milliseconds longest{250};
        constexpr unsigned tolerated = 3;
        const bool too_quick = brought_nothing && std::chrono::steady_clock::now() - began_ < at_once;
        in_a_row_ = too_quick ? in_a_row_ + 1 : 0;
        if (in_a_row_ < tolerated) co_return;
        const auto time = (std::min)(longest, std::chrono::milliseconds(10) * (in_a_row_ - tolerated + 1));
        co_await cmd->gone.wait(cmd->receiving_on.get(), std::chrono::steady_clock::now() + time);
    }

private:
    std::chrono::steady_clock::time_point began_{};
    unsigned in_a_row_ = 0;
};

/// A Receive that is kept between attempts, so that a repeated one has the same OperationID.
class repeated_receive {
public:
    using value_type = output_chunk;

    explicit repeated_receive(std::shared_ptr<receive_output> once) : once_(std::move(once)) {}

    step start() { return once_->start(); }
    step resume(result<response>& answer) { return once_->resume(answer); }
    output_chunk value() && { return std::move(*once_).value(); }

private:
    std::shared_ptr<receive_output> once_;
};

inline std::shared_ptr<receive_output> next_receive(const command_pointer& cmd)
{
    const std::chrono::milliseconds own = cmd->options.operation_timeout;
    receive_options chosen;
    chosen.operation_timeout = cmd->core->turns.holding_time(own.count() > 0 ? own : cmd->core->receive_timeout());
    chosen.repeat_after_timeout = false;
    return std::make_shared<receive_output>(cmd->core->soap, *cmd->place.shell()->id(), *cmd->id(), std::move(chosen));
}

/// Effects: stores the output of one Receive.
/// Returns: true if there was output.
inline bool take_output(const command_pointer& cmd, output_chunk chunk)
{
    const bool brought_output = !chunk.standard_output.empty() || !chunk.standard_error.empty();
    const bool done = chunk.done;
    const std::optional<std::int32_t> exit_code = chunk.exit_code;
    cmd->output_gap_possible |= chunk.output_gap_possible;
    for (output_chunk& run : std::move(chunk).runs())
        cmd->output.push(std::move(run));
    if (done) cmd->host_is_done(exit_code);
    cmd->output_news.notify_all();
    return brought_output;
}

/// Waits until the reader has taken all received output. The client therefore requests the next block while the reader
/// processes the last one. The output of a terminated command is requested without this wait.
/// Returns: false if no further Receive is to be sent.
inline asio::awaitable<bool> wait_for_reader(command_pointer cmd)
{
    while (!cmd->output.empty() && cmd->at() == command_state::phase::running && !cmd->receiving_on->aborted())
        co_await cmd->output_wanted.wait(cmd->receiving_on.get());
    co_return !cmd->receiving_on->aborted();
}

inline void fail_as_truncated(const command_pointer& cmd, error_code cause)
{
    failure missing(client_errc::output_truncated);
    missing.details().cause = cause;
    missing.details().output_gap_possible = true;
    cmd->fail(std::move(missing));
}

/// Effects: records why there is no further output, if the host has not reported the state Done.
inline void judge_last_receive(const command_pointer& cmd, std::optional<failure> why)
{
    if (cmd->has_ended() || cmd->told_to_stop()) return; // after `stop`, the result of the last Receive does not matter
    if (why && why->code() == condition::shell_gone) {
        lose_shell(cmd->core, cmd->place.shell(), *why);
        return;
    }
    if (cmd->at() != command_state::phase::draining) {
        if (why) cmd->fail(*std::move(why));
        return;
    }
    fail_as_truncated(cmd, why && why->code() != client_errc::cancelled ? why->code() : error_code());
}

WSMAN_DECL asio::awaitable<void> receive_loop(command_pointer cmd)
{
    receive_retries retries(cmd);
    empty_answers empty;
    reader_kind kind = reader_kind::talkative;
    std::shared_ptr<receive_output> receive;
    std::optional<failure> last;
    while (!cmd->has_ended()) {
        const bool wanted = co_await wait_for_reader(cmd);
        if (!wanted) break;
        // After a terminate the host answers a Receive at once.
        if (cmd->at() == command_state::phase::draining) kind = reader_kind::talkative;
        const bool our_turn = co_await cmd->core->turns.take(cmd->receiving_on, kind);
        if (!our_turn) break;
        empty.begin();
        if (!receive) receive = next_receive(cmd);
        cmd->receive_begins();
        result<output_chunk> chunk = co_await cmd->core->call(cmd->receiving, repeated_receive(receive));
        cmd->receive_ends();
        cmd->core->turns.give_back(kind);
        if (chunk) {
            receive.reset();
            retries.succeeded(cmd);
            const bool brought_output = take_output(cmd, std::move(*chunk));
            if (cmd->output.overflowed()) break;
            kind = brought_output ? reader_kind::talkative : reader_kind::silent;
            co_await empty.pace(cmd, !brought_output);
            continue;
        }
        failure why = chunk.error();
        const bool again = co_await retries.again(cmd, why);
        if (again) continue;
        why.details().attempts = retries.attempts();
        last = std::move(why);
        break;
    }
    judge_last_receive(cmd, std::move(last));
    if (cmd->output.overflowed()) fail_as_truncated(cmd, error_code());
}

} // namespace wsman::detail
