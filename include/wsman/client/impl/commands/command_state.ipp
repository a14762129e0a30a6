//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/duration.hpp>
#include <wsman/client/impl/commands/command_state.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL command_state::command_state(core_pointer owner, command_request line, command_options command_settings)
    : core(std::move(owner)), request(std::move(line)), options(std::move(command_settings)), settled(core->strand),
      terminated(core->strand), fed(core->strand), gone(core->strand), output_news(core->strand),
      request_answered(core->strand), output_wanted(core->strand), writers(core->strand),
      entering(std::make_shared<call_group>()), starting(std::make_shared<call_group>()),
      receiving(std::make_shared<call_group>()), receiving_on(receiving->child()),
      user_calls(std::make_shared<call_group>()), user_requests(std::make_shared<call_group>()),
      ending(std::make_shared<call_group>()), deadline_(core->strand), cleanup_(core->strand), silence_(core->strand)
{
    request.operation_timeout = options.operation_timeout;
    if (options.console_input) request.console_input = options.console_input;
    if (options.skip_cmd_shell) request.skip_cmd_shell = options.skip_cmd_shell;
}

WSMAN_DECL std::chrono::milliseconds command_state::elapsed() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began_);
}

WSMAN_DECL void command_state::move_to(phase next)
{
    at_ = next;
    output_wanted.notify_all();
}

WSMAN_DECL void command_state::watch_deadline()
{
    if (!options.timeout) return;
    deadline_.set(began_ + *options.timeout, weak_from_this(), [](command_state& self) {
        std::string text = "the command did not end within ";
        text += human_duration(*self.options.timeout);
        self.stop(failure(client_errc::deadline_exceeded, std::move(text)), false);
    });
}

WSMAN_DECL void command_state::accepted(command_id id)
{
    id_ = std::move(id);
    place.accepted();
    if (at_ == phase::entering) move_to(phase::running);
    settled.set();
}

WSMAN_DECL void command_state::fail(failure why)
{
    if (trouble_) return;
    trouble_ = core->complete(std::move(why), "Command");
    trouble_->details().elapsed = elapsed();
    trouble_->details().output_gap_possible |= output_gap_possible || output.overflowed();
}

WSMAN_DECL void command_state::stop(failure why, bool at_once)
{
    if (has_ended()) return; // the host has reported its end; only the last Signal remains
    fail(std::move(why));
    if (at_once) receiving->abort();
    if (at_ == phase::stopping) return;
    move_to(phase::stopping);
    begin_cleanup();
    entering->abort();
    user_calls->abort();
    user_requests->abort();
    if (termination_ == termination::answered) receiving_on->abort();
    bound_last_receive();
    if (id_) asio::co_spawn(core->strand, terminate(shared_from_this()), asio::detached);
}

WSMAN_DECL void command_state::lost_its_shell(failure why)
{
    if (has_ended()) return;
    stop(std::move(why), true);
}

WSMAN_DECL void command_state::host_is_done(std::optional<std::int32_t> code)
{
    exit_code_ = code;
    finish();
}

WSMAN_DECL void command_state::finish()
{
    if (at_ < phase::finishing) move_to(phase::finishing);
    begin_cleanup();
    deadline_.cancel();
    entering->abort();
    user_calls->abort();
}

WSMAN_DECL void command_state::end()
{
    move_to(phase::over);
    deadline_.cancel();
    cleanup_.cancel();
    silence_.cancel();
    settled.set();
    gone.set();
    output_news.notify_all();
}

WSMAN_DECL bool command_state::terminate_begins()
{
    if (termination_ != termination::not_sent) return false;
    termination_ = termination::under_way;
    if (at_ == phase::running) {
        move_to(phase::draining);
        begin_cleanup();
    }
    return true;
}

WSMAN_DECL void command_state::terminate_ends(std::optional<failure> why)
{
    termination_ = termination::answered;
    terminate_trouble_ = std::move(why);
    // Output that a failed command may still have written is not requested.
    if (at_ == phase::stopping) receiving_on->abort();
    bound_last_receive();
    terminated.set();
}

WSMAN_DECL void command_state::receive_begins()
{
    receive_outstanding_ = true;
    bound_last_receive();
}

WSMAN_DECL void command_state::receive_ends()
{
    receive_outstanding_ = false;
    silence_.cancel();
}

WSMAN_DECL void command_state::bound_last_receive()
{
    if (at_ != phase::stopping || termination_ != termination::answered || !receive_outstanding_) return;
    silence_.set(
        std::chrono::steady_clock::now() + core->options.cleanup_timeout / 5,
        weak_from_this(),
        [](command_state& self) { self.receiving->abort(); }
    );
}

WSMAN_DECL void command_state::begin_cleanup()
{
    if (std::exchange(cleaning_up_, true)) return;
    cleanup_.set(
        std::chrono::steady_clock::now() + core->options.cleanup_timeout,
        weak_from_this(),
        [](command_state& self) { self.abort_all(); }
    );
}

WSMAN_DECL void command_state::abort_all()
{
    starting->abort();
    receiving->abort();
    user_calls->abort();
    user_requests->abort();
    ending->abort();
}

WSMAN_DECL void refused_by_shell(const command_pointer& cmd, const failure& why)
{
    const shell_pointer sh = cmd->place.shell();
    if (!sh) return;
    if (!cmd->has_ended())
        lose_shell(cmd->core, sh, why);
    else if (sh->used_by == shell_state::use::shared)
        retire_shell(cmd->core, sh);
}

WSMAN_DECL failure why_ended(const command_pointer& cmd, std::string_view operation)
{
    return cmd->trouble() ? *cmd->trouble() : cmd->core->closed(operation);
}

WSMAN_DECL asio::awaitable<result<void>> wait_until_started(command_pointer cmd)
{
    co_await cmd->settled.wait();
    if (!cmd->trouble()) co_return result<void>();
    // A failed start completes after the clean-up requests have been sent.
    co_await cmd->gone.wait();
    co_return *cmd->trouble();
}

WSMAN_DECL asio::awaitable<result<std::optional<output_chunk>>>
next_output(command_pointer cmd, std::shared_ptr<call_group> caller)
{
    using outcome = result<std::optional<output_chunk>>;
    for (;;) {
        if (caller->aborted()) co_return cmd->core->complete(failure(client_errc::cancelled), "Receive");
        if (std::optional<output_chunk> block = cmd->output.take()) {
            cmd->output_wanted.notify_all();
            co_return outcome(std::move(block));
        }
        if (cmd->gone.happened()) {
            if (cmd->trouble()) co_return *cmd->trouble();
            co_return outcome(std::nullopt);
        }
        co_await cmd->output_news.wait(caller.get());
    }
}

} // namespace wsman::detail
