//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/running_command.hpp>
#include <wsman/core/config.hpp>
#include <wsman/client/impl/commands/command_calls.hpp>
#include <wsman/client/impl/commands/run.hpp>
#include <wsman/client/impl/waiting/handoff.hpp>

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL asio::awaitable<result<command_result>> collect_output(command_pointer cmd, std::size_t limit)
{
    const auto never_aborted = std::make_shared<call_group>();
    partial_output output;
    for (;;) {
        result<std::optional<output_chunk>> next = co_await next_output(cmd, never_aborted);
        if (!next) {
            failure why = next.error();
            why.details().output = std::move(output);
            co_return why;
        }
        if (!*next) break;
        const output_chunk& chunk = **next;
        const std::size_t room = limit - output.standard_output.size() - output.standard_error.size();
        if (chunk.standard_output.size() + chunk.standard_error.size() <= room) {
            output.standard_output += chunk.standard_output;
            output.standard_error += chunk.standard_error;
            continue;
        }
        output.standard_output.append(chunk.standard_output, 0, room);
        output.standard_error.append(chunk.standard_error, 0, room - (std::min)(room, chunk.standard_output.size()));
        limit = output.standard_output.size() + output.standard_error.size();
        cmd->stop(failure(client_errc::output_limit, std::to_string(limit) + " bytes"), true);
        cmd->fail(failure(client_errc::output_limit, std::to_string(limit) + " bytes"));
    }
    command_result collected;
    collected.standard_output = output_bytes(std::move(output.standard_output));
    collected.standard_error = output_bytes(std::move(output.standard_error));
    collected.exit_code = cmd->exit_code();
    collected.output_gap_possible = cmd->output_gap_possible;
    co_return collected;
}

WSMAN_DECL command_pointer command_to_run(const core_pointer& core, command_request line, run_options options)
{
    auto cmd = std::make_shared<command_state>(core, std::move(line), command_options(options));
    if (options.needs_own_shell()) cmd->own_shell = options.shell();
    cmd->input = std::move(options.input);
    return cmd;
}

WSMAN_DECL asio::awaitable<result<command_result>> begin_and_collect(command_pointer cmd, std::size_t limit)
{
    begin(cmd);
    result<command_result> collected = co_await collect_output(cmd, limit);
    co_return collected;
}

WSMAN_DECL asio::awaitable<result<command_result>>
run_and_collect(core_pointer core, command_line line, run_options options)
{
    result<command_request> request = line.request();
    if (!request) co_return core->complete(request.error(), "Command");
    const std::size_t limit = options.output_limit;
    const command_pointer cmd = command_to_run(core, std::move(*request), std::move(options));
    result<command_result> collected =
        co_await handoff<result<command_result>>(core->strand, stop_of(cmd), begin_and_collect(cmd, limit));
    co_return collected;
}

inline asio::awaitable<void> hand_to_sink(output_sink sink, output_chunk chunk)
{
    if (!chunk.standard_output.empty()) co_await sink(output_stream::standard_output, std::move(chunk.standard_output));
    if (!chunk.standard_error.empty()) co_await sink(output_stream::standard_error, std::move(chunk.standard_error));
}

/// Runs the user's sink, which may throw.
[[nodiscard]] inline asio::awaitable<result<void>> pump_into_sink(command_pointer cmd, output_sink sink)
{
    for (;;) {
        result<std::optional<output_chunk>> next = co_await read_command(cmd);
        if (!next) co_return next.error();
        if (!*next) co_return result<void>();
        output_chunk chunk = std::move(**next);
        co_await hand_to_sink(sink, std::move(chunk));
    }
}

[[nodiscard]] inline asio::awaitable<result<void>> stop_and_wait(command_pointer cmd, failure why)
{
    cmd->stop(why, false);
    co_await cmd->gone.wait();
    // If the command had ended before its output was consumed, the sink's failure is still the result.
    co_return cmd->core->complete(std::move(why), "Command");
}

WSMAN_DECL failure failure_of_sink(const std::exception_ptr& thrown)
{
    failure why = failure_from(thrown, client_errc::sink_failed);
    if (why.code() == client_errc::cancelled || why.code() == client_errc::sink_failed) return why;
    failure of_the_sink(client_errc::sink_failed, why.message());
    of_the_sink.details().cause = why.code();
    return of_the_sink;
}

WSMAN_DECL asio::awaitable<result<exit_status>> run_command_into_sink(command_pointer cmd, output_sink sink)
{
    const core_pointer core = cmd->core;
    const running_command dropped_on_unwinding(cmd);

    result<void> outcome = co_await handoff<result<void>>(core->strand, stop_of(cmd), begin_and_wait(cmd));
    std::exception_ptr thrown;
    if (outcome) {
        try {
            outcome = co_await pump_into_sink(cmd, sink);
        }
        catch (...) {
            thrown = std::current_exception();
        }
    }
    if (thrown) {
        // If the caller is cancelled, the next co_await would throw, but the command still has to be stopped.
        const bool throws = co_await asio::this_coro::throw_if_cancelled();
        co_await asio::this_coro::throw_if_cancelled(false);
        failure why = failure_of_sink(thrown);
        outcome = co_await handoff<result<void>>(core->strand, stop_handler(), stop_and_wait(cmd, std::move(why)));
        co_await asio::this_coro::throw_if_cancelled(throws);
    }
    if (!outcome) co_return outcome.error();
    co_return exit_status(cmd->exit_code(), cmd->output_gap_possible);
}

WSMAN_DECL asio::awaitable<result<exit_status>>
run_into_sink(core_pointer core, command_line line, output_sink sink, run_options options)
{
    result<command_request> request = line.request();
    if (!request) co_return core->complete(request.error(), "Command");
    command_pointer cmd = command_to_run(core, std::move(*request), std::move(options));
    result<exit_status> ended = co_await run_command_into_sink(std::move(cmd), std::move(sink));
    co_return ended;
}

} // namespace wsman::detail
