//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/impl/command_state.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>
#include <utility>

namespace wsman::detail {

WSMAN_DECL asio::awaitable<void> terminate(command_pointer cmd)
{
    const shell_pointer sh = cmd->shell;
    if (!cmd->id || sh->at != shell_state::phase::open) co_return;
    if (std::exchange(cmd->terminate_sent, true)) co_return;
    signal_command signal(cmd->core->soap, *sh->id, *cmd->id, signal_code::terminate);
    result<acknowledged> sent = co_await cmd->core->call(cmd->ending, std::move(signal));
    if (!sent) {
        // Said of a shell that is gone, and of a command that is, as after a terminate whose answer was lost. So nothing
        // further goes there, but it is deleted all the same.
        if (sent.error().code() == condition::shell_gone && sh->used_by == shell_state::use::shared)
            retire_shell(cmd->core, sh);
        cmd->core->report("Signal", sent.error());
    }
    cmd->terminate_answered = true;
    cmd->changed.notify();
    if (cmd->done) co_return;
    // A host answers the outstanding Receive now. One that does not is not waited for much longer.
    cmd->grace_timer.expires_after(cmd->core->options.cleanup_timeout / 5);
    cmd->grace_timer.async_wait([weak = cmd->weak_from_this()](const boost::system::error_code& cancelled) {
        const command_pointer self = weak.lock();
        if (!cancelled && self) self->receiving->abort();
    });
}

/// Returns: whether nobody can know if the host has started the command.
inline bool may_have_been_started(const failure& why) noexcept
{
    return why.code() == condition::outcome_unknown || why.code() == client_errc::cancelled ||
           why.code() == transport_errc::connection_reset || why.code() == transport_errc::connection_closed ||
           why.code() == transport_errc::read_timeout;
}

/// Returns: `why`, which names the unknown outcome as such, whatever exchange reported it.
inline failure as_unknown_outcome(failure why)
{
    if (why.code() == condition::outcome_unknown || why.code() == client_errc::cancelled) return why;
    why.details().cause = why.code();
    why.details().code = client_errc::outcome_unknown;
    return why;
}

/// Finds or opens the shell that the command goes into.
inline asio::awaitable<result<void>> enter_shell(command_pointer cmd)
{
    const core_pointer core = cmd->core;
    if (cmd->own_shell) {
        cmd->shell = std::make_shared<shell_state>(core->strand, *cmd->own_shell, shell_state::use::one_command);
        result<void> opened = co_await open_on_host(core, cmd->shell, cmd->starting);
        if (!opened) {
            cmd->shell.reset();
            co_return opened;
        }
        ++cmd->shell->commands;
        co_return opened;
    }
    if (cmd->shell) {
        if (cmd->shell->retired || cmd->shell->at == shell_state::phase::closed) co_return core->closed("Command");
        ++cmd->shell->commands;
        co_return result<void>();
    }
    result<shell_pointer> place = co_await place_in_shared_shell(core, cmd);
    if (!place) co_return place.error();
    cmd->shell = *place;
    co_return result<void>();
}

/// Gives the shell up. The one that was made for this command is deleted, in the background if time runs out.
inline asio::awaitable<void> give_up_shell(command_pointer cmd)
{
    const core_pointer core = cmd->core;
    const shell_pointer sh = cmd->shell;
    leave_shell(core, sh);
    if (sh->used_by != shell_state::use::one_command) co_return;
    asio::co_spawn(core->strand, delete_on_host(core, sh), asio::detached);
    while (sh->at != shell_state::phase::closed && !cmd->ending->aborted()) co_await core->changed.wait();
}

/// Returns: whether the refused command, which the host has certainly not started, goes to another shell.
inline bool may_move(const command_state& cmd, const failure& why, unsigned moves)
{
    if (cmd.stopping || cmd.shell->used_by == shell_state::use::explicit_handle) return false;
    constexpr unsigned most_moves = 8;
    if (why.code() == condition::shell_gone) return moves == 0;
    if (why.code() != condition::quota) return false;
    // A worn out or full shell has accepted others before. One that refuses its first command tells of another quota,
    // which a second try settles.
    return cmd.shell->accepted > 0 ? moves < most_moves : moves == 0;
}

/// Effects: learns how many commands the host lets run in one shell.
inline void learn_quota(const command_state& cmd, const failure& why)
{
    const shell_state& sh = *cmd.shell;
    if (why.code() != condition::quota || sh.used_by != shell_state::use::shared || sh.most_running == 0) return;
    std::size_t& known = cmd.core->commands_per_shell;
    known = known == 0 ? sh.most_running : (std::min)(known, sh.most_running);
}

inline asio::awaitable<result<void>> start_in_shell(command_pointer cmd)
{
    const core_pointer core = cmd->core;
    for (unsigned moves = 0;; ++moves) {
        result<void> entered = co_await enter_shell(cmd);
        if (!entered) co_return entered;
        if (cmd->stopping) co_return failure(client_errc::cancelled);

        const shell_pointer sh = cmd->shell;
        run_command run(core->soap, *sh->id, cmd->request);
        result<command_id> accepted = co_await core->call(cmd->starting, std::move(run));
        if (accepted) {
            cmd->id = std::move(*accepted);
            ++sh->accepted;
            sh->most_running = (std::max)(sh->most_running, ++sh->running);
            co_return result<void>();
        }
        failure why = accepted.error();
        if (why.code() == condition::shell_gone) sh->at = shell_state::phase::gone;
        if (may_move(*cmd, why, moves)) {
            core->report("Command", why);
            learn_quota(*cmd, why);
            retire_shell(core, sh);
            co_await give_up_shell(cmd);
            cmd->shell.reset();
            continue;
        }
        if (may_have_been_started(why)) {
            // It may run where nobody can name it. Deleting the shell ends it, if the shell is ours.
            if (sh->used_by == shell_state::use::shared) retire_shell(core, sh);
            co_return as_unknown_outcome(std::move(why));
        }
        co_return why;
    }
}

/// Tells the host to forget the command, and gives the shell up.
inline asio::awaitable<void> finish_command(command_pointer cmd)
{
    cmd->begin_cleanup();
    cmd->giving->abort();
    cmd->deadline_timer.cancel();
    co_await terminate(cmd);
    while (cmd->terminate_sent && !cmd->terminate_answered) co_await cmd->changed.wait();
    // The source of its input was cancelled; one that does not listen is left alone in the end.
    while (cmd->feeding && !cmd->ending->aborted()) co_await cmd->changed.wait();
    cmd->grace_timer.cancel();
    if (const shell_pointer sh = cmd->shell) {
        if (cmd->id) --sh->running;
        co_await give_up_shell(cmd);
    }
    cmd->cleanup_timer.cancel();
}

/// A command among those that its client knows of. Also an executor that is destroyed in the middle takes it off the
/// list: the command holds the client's core, and neither would ever go.
class enlisted_command {
public:
    explicit enlisted_command(command_pointer cmd) : cmd_(std::move(cmd)) { cmd_->core->commands.push_back(cmd_); }
    ~enlisted_command() { std::erase(cmd_->core->commands, cmd_); }
    enlisted_command(const enlisted_command&) = delete;
    enlisted_command& operator=(const enlisted_command&) = delete;

private:
    const command_pointer cmd_;
};

WSMAN_DECL asio::awaitable<void> supervise(command_pointer cmd)
{
    const core_pointer core = cmd->core;
    if (core->closing)
        cmd->fail(core->closed("Command"));
    else {
        const enlisted_command on_the_list(cmd);
        cmd->watch_deadline();
        result<void> begun = co_await start_in_shell(cmd);
        if (!begun)
            cmd->fail(begun.error());
        else {
            cmd->started = true;
            cmd->changed.notify();
            if (!cmd->stopping) {
                if (cmd->input.given()) asio::co_spawn(core->strand, feed(cmd), asio::detached);
                co_await receive_loop(cmd);
            }
        }
        co_await finish_command(cmd);
    }
    cmd->ended = true;
    cmd->changed.notify();
}

WSMAN_DECL void begin(const command_pointer& cmd)
{
    if (cmd->input.given() && !cmd->request.console_input) cmd->request.console_input = false;
    asio::co_spawn(cmd->core->strand, supervise(cmd), asio::detached);
}

} // namespace wsman::detail
