//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/impl/command_state.hpp>

#include <algorithm>
#include <utility>

namespace wsman::detail {

/// Returns: whether the connection was lost, so that the same Receive may be sent again over another one.
inline bool is_connection_loss(const failure& why) noexcept
{
    if (why.code() == condition::connection_lost) return true;
    for (const transport_errc one :
         {transport_errc::connection_reset, transport_errc::connection_closed, transport_errc::read_timeout,
          transport_errc::connect_timeout, transport_errc::connection_refused, transport_errc::host_unreachable,
          transport_errc::name_not_resolved, transport_errc::http_service_unavailable,
          transport_errc::http_too_many_requests})
        if (why.code() == one) return true;
    return false;
}

/// Decides whether a failed Receive is tried again, and waits before it is.
class receive_retries {
public:
    explicit receive_retries(const command_pointer& cmd)
        : timer_(cmd->core->strand), backoff_(cmd->core->options.transport.first_backoff)
    {
    }

    void succeeded(const command_pointer& cmd)
    {
        attempts_ = 0;
        backoff_ = cmd->core->options.transport.first_backoff;
    }

    asio::awaitable<bool> again(command_pointer cmd, failure why)
    {
        const connection_loss policy = cmd->options.on_connection_loss;
        if (!policy.retries() || cmd->stopping || !is_connection_loss(why)) co_return false;
        const auto now = std::chrono::steady_clock::now();
        if (attempts_++ == 0) give_up_ = now + policy.duration();
        if (why.details().output_gap_possible || !(why.code() == condition::retryable))
            cmd->output_gap_possible = true;
        if (now + backoff_ >= give_up_) co_return false;
        cmd->core->report("Receive", why);
        co_await pause(timer_, backoff_);
        backoff_ = (std::min)(backoff_ * 2, cmd->core->options.transport.longest_backoff);
        co_return !cmd->stopping;
    }

    unsigned attempts() const noexcept { return attempts_; }

private:
    asio::steady_timer timer_;
    std::chrono::milliseconds backoff_;
    std::chrono::steady_clock::time_point give_up_{};
    unsigned attempts_ = 0;
};

/// Slows down what a host answers at once with nothing, time after time: it does not hold the request as it should.
class empty_answers {
public:
    explicit empty_answers(const command_pointer& cmd) : timer_(cmd->core->strand) {}

    void begin() { began_ = std::chrono::steady_clock::now(); }

    asio::awaitable<void> pace(bool brought_nothing)
    {
        constexpr std::chrono::milliseconds at_once{50};
        constexpr std::chrono::milliseconds longest{250};
        constexpr unsigned tolerated = 3;
        const bool too_quick = brought_nothing && std::chrono::steady_clock::now() - began_ < at_once;
        in_a_row_ = too_quick ? in_a_row_ + 1 : 0;
        if (in_a_row_ < tolerated) co_return;
        co_await pause(timer_, (std::min)(longest, std::chrono::milliseconds(10) * (in_a_row_ - tolerated + 1)));
    }

private:
    asio::steady_timer timer_;
    std::chrono::steady_clock::time_point began_{};
    unsigned in_a_row_ = 0;
};

/// Effects: takes what one Receive brought.
inline void take_output(const command_pointer& cmd, output_chunk chunk)
{
    command_state& state = *cmd;
    state.output_gap_possible |= chunk.output_gap_possible;
    if (chunk.done) {
        state.done = true;
        state.exit_code = chunk.exit_code;
    }
    const std::size_t bytes = chunk.standard_output.size() + chunk.standard_error.size();
    if (bytes == 0) return;
    if (!state.next) {
        state.next.emplace(std::move(chunk));
        return;
    }
    // Only a command that is being stopped is read further than one block ahead.
    state.kept_while_stopping += bytes;
    if (state.kept_while_stopping > defaults::output_limit) return;
    state.next->standard_output += chunk.standard_output;
    state.next->standard_error += chunk.standard_error;
    state.next->done = chunk.done;
    state.next->exit_code = chunk.exit_code;
}

inline asio::awaitable<result<output_chunk>> receive_once(command_pointer cmd)
{
    const std::chrono::milliseconds own = cmd->options.operation_timeout;
    receive_options how;
    how.operation_timeout = cmd->core->turns.patience(own.count() > 0 ? own : cmd->core->receive_timeout());
    how.repeat_after_timeout = false;
    receive_output receive(cmd->core->soap, *cmd->shell->id, *cmd->id, std::move(how));
    result<output_chunk> chunk = co_await cmd->core->call(cmd->receiving, std::move(receive));
    co_return chunk;
}

WSMAN_DECL asio::awaitable<void> receive_loop(command_pointer cmd)
{
    receive_retries retries(cmd);
    empty_answers empty(cmd);
    bool lively = true;
    while (!cmd->done && !cmd->read_no_more()) {
        // One block ahead of the reader: the next is on its way while this one is consumed.
        while (cmd->next && !cmd->stopping) co_await cmd->changed.wait();
        const bool our_turn = co_await cmd->core->turns.take(cmd, lively);
        if (!our_turn) break;
        empty.begin();
        result<output_chunk> chunk = co_await receive_once(cmd);
        cmd->core->turns.give_back();
        if (chunk) {
            retries.succeeded(cmd);
            lively = !chunk->standard_output.empty() || !chunk->standard_error.empty();
            take_output(cmd, std::move(*chunk));
            cmd->changed.notify();
            co_await empty.pace(!lively && !cmd->done);
            continue;
        }
        failure why = chunk.error();
        const bool again = co_await retries.again(cmd, why);
        if (again) continue;
        why.details().attempts = retries.attempts();
        if (why.code() == condition::shell_gone && !cmd->stopping) cmd->shell->at = shell_state::phase::gone;
        // What a stopped command's Receive ends with is no news.
        if (!cmd->stopping) cmd->fail(std::move(why));
        break;
    }
}

} // namespace wsman::detail
