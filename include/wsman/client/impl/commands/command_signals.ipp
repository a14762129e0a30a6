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

#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Sends the terminate.
/// Returns: the reason why the host did not accept it, or nothing.
inline asio::awaitable<std::optional<failure>> send_terminate(command_pointer cmd)
{
    const core_pointer core = cmd->core;
    const shell_pointer sh = cmd->place.shell();
    if (!sh->open()) co_return sh->trouble() ? *sh->trouble() : core->closed("Signal");
    signal_command signal(core->soap, *sh->id(), *cmd->id(), signal_code::terminate);
    result<acknowledged> sent = co_await core->call(cmd->ending, std::move(signal));
    if (sent) co_return std::nullopt;
    failure why = sent.error();
    if (why.code() == client_errc::cancelled)
        why = failure(client_errc::deadline_exceeded, "the host did not answer the terminate within the clean-up time");
    // Hosts send this fault for a shell that is gone. Some send it for a command that is gone, for example after a
    // terminate whose answer was lost. So no further command goes to this shell, but the client still deletes it.
    if (why.code() == condition::shell_gone && sh->used_by == shell_state::use::shared) retire_shell(core, sh);
    why = core->complete(std::move(why), "Signal");
    core->report("Signal", why);
    co_return why;
}

WSMAN_DECL asio::awaitable<void> terminate(command_pointer cmd)
{
    if (!cmd->id() || !cmd->terminate_begins()) co_return;
    std::optional<failure> trouble = co_await send_terminate(cmd);
    cmd->terminate_ends(std::move(trouble));
}

/// Sends the terminate for the user. It is the command's only terminate, so it continues after the caller has
/// cancelled.
[[nodiscard]] inline asio::awaitable<result<void>>
terminate_for_user(command_pointer cmd, std::shared_ptr<call_group> caller)
{
    asio::co_spawn(cmd->core->strand, terminate(cmd), asio::detached);
    const wait_end end = co_await cmd->terminated.wait(caller.get());
    if (end != wait_end::notified) co_return cmd->core->complete(failure(client_errc::cancelled), "Signal");
    if (cmd->terminate_trouble()) co_return *cmd->terminate_trouble();
    co_return result<void>();
}

WSMAN_DECL asio::awaitable<result<void>>
send_signal(command_pointer cmd, signal_code code, std::shared_ptr<call_group> caller)
{
    if (cmd->has_ended() || !cmd->id()) co_return why_ended(cmd, "Signal");
    if (code == signal_code::terminate) {
        result<void> terminated = co_await terminate_for_user(cmd, std::move(caller));
        co_return terminated;
    }
    const user_request under_way(cmd, *caller);
    signal_command signal(cmd->core->soap, *cmd->place.shell()->id(), *cmd->id(), code);
    result<acknowledged> sent = co_await cmd->core->call(std::move(caller), std::move(signal));
    if (sent) co_return result<void>();
    failure why = cmd->core->complete(sent.error(), "Signal");
    if (why.code() == condition::shell_gone) refused_by_shell(cmd, why);
    if (why.code() == client_errc::cancelled && cmd->user_requests->aborted()) why = why_ended(cmd, "Signal");
    co_return why;
}

} // namespace wsman::detail
