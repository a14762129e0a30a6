//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/client/impl/commands/command_state.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: true if it is unknown whether the host has started the command.
inline bool may_have_been_started(const failure& why) noexcept
{
    return why.code() == condition::connection_lost || why.code() == condition::outcome_unknown ||
           why.code() == client_errc::cancelled;
}

/// Returns: `why` with the code `outcome_unknown`, whichever code the exchange reported.
inline failure as_unknown_outcome(failure why)
{
    if (why.code() == condition::outcome_unknown || why.code() == client_errc::cancelled) return why;
    why.details().cause = why.code();
    why.details().code = client_errc::outcome_unknown;
    return why;
}

/// Finds or opens a shell for the command.
[[nodiscard]] inline asio::awaitable<result<void>> enter_shell(command_pointer cmd)
{
    const core_pointer core = cmd->core;
    if (cmd->own_shell) {
        const auto own = std::make_shared<shell_state>(core->strand, *cmd->own_shell, shell_state::use::one_command);
        result<void> opened = co_await open_on_host(core, own, cmd->starting);
        if (opened) cmd->place = shell_place(own);
        co_return opened;
    }
    if (cmd->wanted_shell) {
        if (cmd->wanted_shell->at() == shell_state::phase::gone) co_return *cmd->wanted_shell->trouble();
        if (!cmd->wanted_shell->takes_commands()) co_return core->closed("Command");
        cmd->place = shell_place(cmd->wanted_shell);
        co_return result<void>();
    }
    result<shell_place> found = co_await place_in_shared_shell(core, cmd);
    if (!found) co_return found.error();
    cmd->place = std::move(*found);
    co_return result<void>();
}

/// Releases the shell. A shell that was opened for this command alone is deleted, in the background if time runs out.
inline asio::awaitable<void> give_up_shell(command_pointer cmd)
{
    const core_pointer core = cmd->core;
    const shell_pointer sh = cmd->place.shell();
    leave_shell(core, cmd->place);
    if (sh->used_by != shell_state::use::one_command) co_return;
    asio::co_spawn(core->strand, delete_on_host(core, sh), asio::detached);
    co_await sh->over.wait(cmd->ending.get());
}

/// Returns: true if a refused command, which the host has certainly not started, may go to another shell.
inline bool may_move(const command_state& cmd, const failure& why, unsigned moves)
{
    const shell_state& sh = *cmd.place.shell();
    if (cmd.told_to_stop() || sh.used_by == shell_state::use::explicit_handle) return false;
    constexpr unsigned most_moves = 8;
    if (why.code() == condition::shell_gone) return moves == 0;
    if (why.code() != condition::quota) return false;
    // A shell that refuses further commands has accepted some before. If a shell refuses its first command, another
    // quota is the reason; one more attempt decides.
    return sh.accepted > 0 ? moves < most_moves : moves == 0;
}

/// Effects: remembers how many commands the host accepts in one shell.
inline void learn_quota(const command_state& cmd, const failure& why)
{
    const shell_state& sh = *cmd.place.shell();
    if (why.code() != condition::quota || sh.used_by != shell_state::use::shared || sh.most_running == 0) return;
    std::size_t& known = cmd.core->commands_per_shell;
    known = known == 0 ? sh.most_running : (std::min)(known, sh.most_running);
}

[[nodiscard]] inline asio::awaitable<result<void>> start_in_shell(command_pointer cmd)
{
    const core_pointer core = cmd->core;
    for (unsigned moves = 0;; ++moves) {
        result<void> entered = co_await enter_shell(cmd);
        if (!entered) co_return entered;
        if (cmd->told_to_stop()) co_return failure(client_errc::cancelled);

        const shell_pointer sh = cmd->place.shell();
        run_command run(core->soap, *sh->id(), cmd->request);
        result<command_id> accepted = co_await core->call(cmd->starting, std::move(run));
        if (accepted) {
            cmd->accepted(std::move(*accepted));
            co_return result<void>();
        }
        failure why = accepted.error();
        if (why.code() == condition::shell_gone) lose_shell(core, sh, why);
        if (may_move(*cmd, why, moves)) {
            core->report("Command", why);
            learn_quota(*cmd, why);
            retire_shell(core, sh);
            co_await give_up_shell(cmd);
            continue;
        }
        if (may_have_been_started(why)) {
            // The command may run, but its id is unknown. If this client owns the shell, deleting it ends the command.
            if (sh->used_by == shell_state::use::shared) retire_shell(core, sh);
            co_return as_unknown_outcome(std::move(why));
        }
        co_return why;
    }
}

/// Sends the last Signal, then releases the shell.
inline asio::awaitable<void> finish_command(command_pointer cmd)
{
    cmd->finish();
    co_await terminate(cmd);
    if (cmd->terminate_state() == command_state::termination::under_way) co_await cmd->terminated.wait();
    // The input source was cancelled. The wait for it ends with the clean-up time, even if it ignores the cancellation.
    co_await cmd->fed.wait(cmd->ending.get());
    while (cmd->user_requests_under_way() > 0 && !cmd->ending->aborted())
        co_await cmd->request_answered.wait(cmd->ending.get());
    if (cmd->place) co_await give_up_shell(cmd);
}

/// Keeps a command on its client's list. The destructor also runs if the executor is destroyed during the command,
/// which breaks the reference cycle: the command holds the client's core, and the core holds the command.
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
    if (core->closing())
        cmd->fail(core->closed("Command"));
    else {
        const enlisted_command on_the_list(cmd);
        cmd->watch_deadline();
        result<void> begun = co_await start_in_shell(cmd);
        if (!begun) cmd->fail(begun.error());
        const bool runs = cmd->at() == command_state::phase::running;
        if (runs && cmd->input.given())
            asio::co_spawn(core->strand, feed(cmd), asio::detached);
        else
            cmd->fed.set();
        if (runs) co_await receive_loop(cmd);
        co_await finish_command(cmd);
    }
    cmd->end();
}

WSMAN_DECL void begin(const command_pointer& cmd)
{
    if (cmd->input.given() && !cmd->request.console_input) cmd->request.console_input = false;
    // OperationIDs let the host tell a retransmitted Receive from a new one.
    if (cmd->options.on_connection_loss.retries()) cmd->core->soap.identify_operations(true);
    asio::co_spawn(cmd->core->strand, supervise(cmd), asio::detached);
}

} // namespace wsman::detail
