//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/impl/client_core.hpp>
#include <wsman/client/impl/command_state.hpp>
#include <wsman/protocol/delete_shell.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>

namespace wsman::detail {

WSMAN_DECL asio::awaitable<result<void>> open_on_host(core_pointer core, shell_pointer sh,
                                                      std::shared_ptr<call_group> group)
{
    core->shells.push_back(sh);
    create_shell create(core->soap, sh->options);
    result<created_shell> made = co_await core->call(group, std::move(create));
    if (made) {
        sh->id = std::move(made->id);
        sh->at = shell_state::phase::open;
    }
    else {
        sh->trouble = core->complete(made.error(), "Create");
        sh->at = shell_state::phase::closed;
        std::erase(core->shells, sh);
    }
    core->changed.notify();
    if (sh->trouble) co_return *sh->trouble;
    co_return result<void>();
}

WSMAN_DECL void abort_after(asio::steady_timer& timer, std::chrono::milliseconds time,
                            std::shared_ptr<call_group> group)
{
    timer.expires_after(time);
    timer.async_wait([group](const boost::system::error_code& stopped) {
        if (!stopped) group->abort();
    });
}

/// Returns: whether the host may not have got the request, so that one which is harmless twice is worth a second try.
inline bool is_lost_on_the_way(const failure& why) noexcept
{
    return why.code() == condition::outcome_unknown || why.code() == transport_errc::connection_reset ||
           why.code() == transport_errc::connection_closed;
}

WSMAN_DECL asio::awaitable<void> delete_on_host(core_pointer core, shell_pointer sh)
{
    if (std::exchange(sh->closing, true)) {
        while (sh->at == shell_state::phase::open) co_await core->changed.wait();
        co_return;
    }
    if (sh->at == shell_state::phase::open) {
        auto group = std::make_shared<call_group>();
        asio::steady_timer timer(core->strand);
        abort_after(timer, core->options.cleanup_timeout, group);
        delete_shell remove(core->soap, *sh->id);
        result<acknowledged> removed = co_await core->call(group, std::move(remove));
        if (!removed && is_lost_on_the_way(removed.error())) {
            delete_shell again(core->soap, *sh->id);
            removed = co_await core->call(group, std::move(again));
        }
        if (!removed && removed.error().code() != condition::shell_gone) core->report("Delete", removed.error());
    }
    sh->at = shell_state::phase::closed;
    std::erase(core->shells, sh);
    ++core->places_freed;
    core->changed.notify();
}

WSMAN_DECL void retire_shell(const core_pointer& core, const shell_pointer& sh)
{
    sh->retired = true;
    if (core->shared == sh) core->shared.reset();
}

WSMAN_DECL void leave_shell(const core_pointer& core, const shell_pointer& sh)
{
    --sh->commands;
    if (sh->at == shell_state::phase::open) ++core->places_freed;
    core->changed.notify();
    if (sh->used_by != shell_state::use::shared || sh->commands > 0) return;
    // One idle shell is kept for what comes next.
    if (sh->at == shell_state::phase::open && !sh->retired && core->shared == sh) return;
    if (sh->at == shell_state::phase::opening) abort_after(sh->patience, core->options.cleanup_timeout, sh->opening);
    if (sh->at == shell_state::phase::opening || sh->at == shell_state::phase::closed) return;
    retire_shell(core, sh);
    asio::co_spawn(core->strand, delete_on_host(core, sh), asio::detached);
}

/// Opens the shell that further commands share. Not for one command: that one may be cancelled, and the others not.
inline asio::awaitable<void> open_shared_shell(core_pointer core, shell_pointer sh)
{
    sh->opening = core->new_patient_group();
    result<void> opened = co_await open_on_host(core, sh, sh->opening);
    sh->patience.cancel();
    if (opened && (core->closing || (sh->retired && sh->commands == 0))) co_await delete_on_host(core, sh);
}

/// Returns: whether this client holds shells whose closing would make room for another one.
inline bool waits_for_room(const core_pointer& core, const failure& why)
{
    if (why.code() != condition::quota) return false;
    return std::any_of(core->shells.begin(), core->shells.end(), [](const shell_pointer& one) {
        return one->used_by == shell_state::use::shared && (one->commands > 0 || one->closing);
    });
}

WSMAN_DECL asio::awaitable<result<shell_pointer>> place_in_shared_shell(core_pointer core, command_pointer cmd)
{
    for (;;) {
        shell_pointer sh = core->shared;
        const bool full = sh && core->commands_per_shell > 0 && sh->commands >= core->commands_per_shell;
        if (full || (sh && (sh->retired || sh->at > shell_state::phase::open))) sh.reset();
        if (!sh && core->commands_per_shell > 0)
            // A shell that was full may have room again.
            for (const shell_pointer& one : core->shells)
                if (one->used_by == shell_state::use::shared && !one->retired && !one->closing &&
                    one->at <= shell_state::phase::open && one->commands < core->commands_per_shell)
                    sh = one;
        if (!sh) {
            sh = std::make_shared<shell_state>(core->strand, shell_options(), shell_state::use::shared);
            asio::co_spawn(core->strand, open_shared_shell(core, sh), asio::detached);
        }
        core->shared = sh;
        ++sh->commands;
        sh->patience.cancel();
        while (sh->at == shell_state::phase::opening && !cmd->stopping) co_await core->changed.wait();
        if (sh->at == shell_state::phase::open && !cmd->stopping) co_return sh;

        const std::optional<failure> trouble = sh->trouble;
        if (trouble && core->shared == sh) core->shared.reset();
        leave_shell(core, sh);
        if (cmd->stopping) co_return failure(client_errc::cancelled);
        const std::uint64_t freed = core->places_freed;
        while (trouble && core->places_freed == freed && !cmd->stopping) {
            if (!waits_for_room(core, *trouble)) co_return *trouble;
            co_await core->changed.wait();
        }
        if (cmd->stopping) co_return failure(client_errc::cancelled);
    }
}

WSMAN_DECL asio::awaitable<result<void>> close_shell(core_pointer core, shell_pointer sh)
{
    retire_shell(core, sh);
    const std::vector<command_pointer> commands = core->commands;
    for (const command_pointer& one : commands)
        if (one->shell == sh) one->stop(core->closed("Command"), false);
    for (const command_pointer& one : commands)
        while (one->shell == sh && !one->ended) co_await one->changed.wait();
    co_await delete_on_host(core, sh);
    co_return result<void>();
}

WSMAN_DECL asio::awaitable<result<void>> close_client(core_pointer core)
{
    if (std::exchange(core->closing, true)) {
        while (!core->done) co_await core->changed.wait();
        co_return result<void>();
    }
    core->abort_groups(core->groups);
    asio::steady_timer timer(core->strand);
    timer.expires_after(core->options.cleanup_timeout);
    timer.async_wait([core](const boost::system::error_code& stopped) {
        if (!stopped) core->abort_groups(core->patient_groups);
    });
    const std::vector<command_pointer> commands = core->commands;
    for (const command_pointer& one : commands) one->stop(core->closed("Command"), false);
    for (const command_pointer& one : commands)
        while (!one->ended) co_await one->changed.wait();
    const std::vector<shell_pointer> shells = core->shells;
    for (const shell_pointer& one : shells)
        if (one->at != shell_state::phase::opening && !one->closing)
            asio::co_spawn(core->strand, delete_on_host(core, one), asio::detached);
    // What is still being opened is deleted by whoever opens it.
    while (!core->shells.empty()) co_await core->changed.wait();
    co_await core->wire->close();
    core->done = true;
    core->changed.notify();
    co_return result<void>();
}

} // namespace wsman::detail
