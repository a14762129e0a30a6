//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/impl/command_state.hpp>
#include <wsman/core/duration.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace wsman::detail {

WSMAN_DECL command_state::command_state(core_pointer owner, command_request what, command_options how)
    : core(std::move(owner)), request(std::move(what)), options(std::move(how)),
      starting(std::make_shared<call_group>()), receiving(std::make_shared<call_group>()),
      giving(std::make_shared<call_group>()), ending(std::make_shared<call_group>()), deadline_timer(core->strand),
      cleanup_timer(core->strand), grace_timer(core->strand), changed(core->strand)
{
    request.operation_timeout = options.operation_timeout;
    if (options.console_input) request.console_input = options.console_input;
    if (options.skip_cmd_shell) request.skip_cmd_shell = options.skip_cmd_shell;
}

WSMAN_DECL std::chrono::milliseconds command_state::elapsed() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
}

WSMAN_DECL void command_state::fail(failure why)
{
    if (trouble) return;
    trouble = core->complete(std::move(why), "Command");
    trouble->details().elapsed = elapsed();
    trouble->details().output_gap_possible |= output_gap_possible;
}

WSMAN_DECL void command_state::stop(failure why, bool at_once)
{
    if (ended || done) return; // it came to its end by itself, and only has to be forgotten by the host
    fail(std::move(why));
    if (at_once) receiving->abort();
    if (std::exchange(stopping, true)) return;
    begin_cleanup();
    giving->abort();
    if (id) asio::co_spawn(core->strand, terminate(shared_from_this()), asio::detached);
    changed.notify();
    core->changed.notify();
}

WSMAN_DECL void command_state::begin_cleanup()
{
    if (cleanup_timer.expiry() != asio::steady_timer::time_point()) return;
    cleanup_timer.expires_after(core->options.cleanup_timeout);
    cleanup_timer.async_wait([weak = weak_from_this()](const boost::system::error_code& cancelled) {
        const command_pointer self = weak.lock();
        if (cancelled || !self) return;
        self->starting->abort();
        self->receiving->abort();
        self->giving->abort();
        self->ending->abort();
        self->changed.notify();
        self->core->changed.notify();
    });
}

WSMAN_DECL void command_state::watch_deadline()
{
    if (!options.deadline) return;
    deadline_timer.expires_at(began + *options.deadline);
    deadline_timer.async_wait([weak = weak_from_this()](const boost::system::error_code& cancelled) {
        const command_pointer self = weak.lock();
        if (cancelled || !self) return;
        std::string text = "the command did not end within ";
        text += human_duration(*self->options.deadline);
        self->stop(failure(client_errc::deadline_exceeded, std::move(text)), false);
    });
}

WSMAN_DECL asio::awaitable<result<void>> wait_until_started(command_pointer cmd)
{
    while (!cmd->started && !cmd->ended) co_await cmd->changed.wait();
    // A start that is given up returns when the host has been told so.
    while (cmd->trouble && !cmd->ended) co_await cmd->changed.wait();
    if (cmd->trouble) co_return *cmd->trouble;
    co_return result<void>();
}

WSMAN_DECL asio::awaitable<result<void>> wait_until_ended(command_pointer cmd)
{
    while (!cmd->ended) co_await cmd->changed.wait();
    if (cmd->trouble) co_return *cmd->trouble;
    co_return result<void>();
}

WSMAN_DECL asio::awaitable<result<std::optional<output_chunk>>> next_output(command_pointer cmd,
                                                                            std::shared_ptr<bool> let_go)
{
    using outcome = result<std::optional<output_chunk>>;
    while (!*let_go) {
        if (cmd->next) {
            outcome chunk(std::move(cmd->next));
            cmd->next.reset();
            cmd->changed.notify();
            co_return chunk;
        }
        if (cmd->ended) {
            if (cmd->trouble) co_return *cmd->trouble;
            co_return outcome(std::nullopt);
        }
        co_await cmd->changed.wait();
    }
    co_return cmd->core->complete(failure(client_errc::cancelled), "Receive");
}

WSMAN_DECL asio::awaitable<result<void>> send_signal(command_pointer cmd, signal_code code)
{
    if (cmd->done || cmd->ended || !cmd->id) co_return cmd->core->closed("Signal");
    if (code == signal_code::terminate) {
        // It counts as the one that is owed to the host at the end.
        co_await terminate(cmd);
        while (!cmd->terminate_answered) co_await cmd->changed.wait();
        co_return result<void>();
    }
    signal_command signal(cmd->core->soap, *cmd->shell->id, *cmd->id, code);
    result<acknowledged> sent = co_await cmd->core->call(cmd->giving, std::move(signal));
    if (!sent) co_return cmd->core->complete(sent.error(), "Signal");
    co_return result<void>();
}

} // namespace wsman::detail
