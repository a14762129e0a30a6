//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/delete_shell.hpp>
#include <wsman/client/impl/client_core.hpp>
#include <wsman/client/impl/commands/command_state.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL asio::awaitable<result<void>>
open_on_host(core_pointer core, shell_pointer sh, std::shared_ptr<call_group> group)
{
    core->shells.push_back(sh);
    create_shell create(core->soap, sh->options);
    result<created_shell> made = co_await core->call(group, std::move(create));
    if (made) {
        sh->opened(std::move(made->id));
        co_return result<void>();
    }
    std::erase(core->shells, sh);
    sh->not_opened(core->complete(made.error(), "Create"));
    co_return *sh->trouble();
}

WSMAN_DECL void
abort_after(asio::steady_timer& timer, std::chrono::milliseconds time, std::shared_ptr<call_group> group)
{
    timer.expires_after(time);
    timer.async_wait([group](const boost::system::error_code& stopped) {
        if (!stopped) group->abort();
    });
}

/// Sends Delete, in bounded time, and repeats it over another connection if the first one was lost.
inline asio::awaitable<void> send_delete(core_pointer core, shell_pointer sh)
{
    auto group = std::make_shared<call_group>();
    asio::steady_timer timer(core->strand);
    abort_after(timer, core->options.cleanup_timeout, group);
    delete_shell remove(core->soap, *sh->id());
    result<acknowledged> removed = co_await core->call(group, std::move(remove));
    if (!removed && removed.error().code() == condition::connection_lost) {
        delete_shell again(core->soap, *sh->id());
        removed = co_await core->call(group, std::move(again));
    }
    if (!removed && removed.error().code() != condition::shell_gone) core->report("Delete", removed.error());
}

WSMAN_DECL asio::awaitable<void> delete_on_host(core_pointer core, shell_pointer sh)
{
    if (sh->at() == shell_state::phase::deleting || sh->at() == shell_state::phase::closed) {
        co_await sh->over.wait();
        co_return;
    }
    const bool known_to_host = sh->open();
    sh->delete_begins();
    if (known_to_host) co_await send_delete(core, sh);
    std::erase(core->shells, sh);
    sh->closed();
    core->room.notify_all();
}

WSMAN_DECL void retire_shell(const core_pointer& core, const shell_pointer& sh)
{
    sh->retire();
    if (core->shared == sh) core->shared.reset();
}

WSMAN_DECL void lose_shell(const core_pointer& core, const shell_pointer& sh, const failure& why)
{
    retire_shell(core, sh);
    sh->found_gone(why);
    const std::vector<command_pointer> commands = core->commands;
    for (const command_pointer& one : commands)
        if (one->id() && one->place.shell() == sh) one->lost_its_shell(why);
}

WSMAN_DECL void leave_shell(const core_pointer& core, shell_place& place)
{
    const shell_pointer sh = place.leave();
    if (sh->open()) core->room.notify_all();
    if (sh->used_by != shell_state::use::shared || sh->commands > 0) return;
    // One idle shell is kept for later commands.
    if (sh->open() && !sh->retired() && core->shared == sh) return;
    if (sh->at() == shell_state::phase::opening) {
        sh->give_up_opening.set(
            std::chrono::steady_clock::now() + core->options.cleanup_timeout,
            sh->weak_from_this(),
            [](shell_state& self) { self.opening->abort(); }
        );
        return;
    }
    if (sh->at() == shell_state::phase::closed) return;
    retire_shell(core, sh);
    asio::co_spawn(core->strand, delete_on_host(core, sh), asio::detached);
}

/// Opens the shared shell. No single command owns this call: one may be cancelled while others still wait for the
/// shell.
inline asio::awaitable<void> open_shared_shell(core_pointer core, shell_pointer sh)
{
    result<void> opened = co_await open_on_host(core, sh, sh->opening);
    sh->give_up_opening.cancel();
    if (opened && (core->closing() || (sh->retired() && sh->commands == 0))) co_await delete_on_host(core, sh);
}

/// Returns: the shared shell for the next command; a new one if all others are full.
inline shell_pointer shared_shell_with_room(const core_pointer& core)
{
    const std::size_t most = core->commands_per_shell;
    const auto has_room = [most](const shell_pointer& sh) {
        return sh->takes_commands() && (most == 0 || sh->commands < most);
    };
    if (core->shared && has_room(core->shared)) return core->shared;
    if (most > 0)
        // A shell that was full may accept commands again.
        for (const shell_pointer& one : core->shells)
            if (one->used_by == shell_state::use::shared && has_room(one)) return one;
    auto made = std::make_shared<shell_state>(core->strand, shell_options(), shell_state::use::shared);
    made->opening = core->opening_calls->child();
    asio::co_spawn(core->strand, open_shared_shell(core, made), asio::detached);
    return made;
}

/// Returns: true if this client holds shells whose deletion frees quota for another one.
inline bool waits_for_room(const core_pointer& core, const failure& why)
{
    if (why.code() != condition::quota) return false;
    return std::any_of(core->shells.begin(), core->shells.end(), [](const shell_pointer& one) {
        return one->used_by == shell_state::use::shared &&
               (one->commands > 0 || one->at() == shell_state::phase::deleting);
    });
}

WSMAN_DECL asio::awaitable<result<shell_place>> place_in_shared_shell(core_pointer core, command_pointer cmd)
{
    for (;;) {
        const shell_pointer sh = shared_shell_with_room(core);
        core->shared = sh;
        sh->give_up_opening.cancel();
        shell_place place(sh);
        const wait_end end = co_await sh->settled.wait(cmd->entering.get());
        if (end == wait_end::notified && sh->open() && !cmd->told_to_stop()) co_return place;

        const std::optional<failure> trouble = sh->trouble();
        if (trouble && core->shared == sh) core->shared.reset();
        leave_shell(core, place);
        if (cmd->told_to_stop()) co_return failure(client_errc::cancelled);
        if (!trouble) continue; // the shell was closed again meanwhile
        if (!waits_for_room(core, *trouble)) co_return *trouble;
        co_await core->room.wait(cmd->entering.get());
        if (cmd->told_to_stop()) co_return failure(client_errc::cancelled);
    }
}

WSMAN_DECL asio::awaitable<void> close_shell(core_pointer core, shell_pointer sh)
{
    retire_shell(core, sh);
    const std::vector<command_pointer> commands = core->commands;
    for (const command_pointer& one : commands)
        if (one->place.shell() == sh) one->stop(core->closed("Command"), false);
    for (const command_pointer& one : commands)
        if (one->place.shell() == sh) co_await one->gone.wait();
    co_await delete_on_host(core, sh);
}

WSMAN_DECL asio::awaitable<void> close_client(core_pointer core)
{
    if (core->closing()) {
        co_await core->finished.wait();
        co_return;
    }
    core->at = client_core::phase::closing;
    core->calls->abort();
    asio::steady_timer timer(core->strand);
    abort_after(timer, core->options.cleanup_timeout, core->opening_calls);
    const std::vector<command_pointer> commands = core->commands;
    for (const command_pointer& one : commands)
        one->stop(core->closed("Command"), false);
    for (const command_pointer& one : commands)
        co_await one->gone.wait();
    // A shell that is still being opened is deleted by the coroutine that opens it.
    const std::vector<shell_pointer> shells = core->shells;
    for (const shell_pointer& one : shells)
        if (one->at() == shell_state::phase::open || one->at() == shell_state::phase::gone)
            asio::co_spawn(core->strand, delete_on_host(core, one), asio::detached);
    for (const shell_pointer& one : shells)
        co_await one->over.wait();
    co_await core->wire->close();
    core->at = client_core::phase::closed;
    core->finished.set();
}

} // namespace wsman::detail
