//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/shell.hpp>
#include <wsman/core/config.hpp>
#include <wsman/client/impl/client_core.hpp>
#include <wsman/client/impl/commands/command_calls.hpp>
#include <wsman/client/impl/commands/command_state.hpp>
#include <wsman/client/impl/commands/run.hpp>
#include <wsman/client/impl/waiting/handoff.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

[[nodiscard]] inline asio::awaitable<result<running_command>>
start_command(core_pointer core, shell_pointer sh, command_line line, command_options options)
{
    result<command_request> request = line.request();
    if (!request) co_return core->complete(request.error(), "Command");
    auto cmd = std::make_shared<command_state>(core, std::move(*request), std::move(options));
    cmd->wanted_shell = std::move(sh);
    if (!cmd->request.console_input) cmd->request.console_input = false;
    running_command handle(cmd);
    result<void> started = co_await handoff<result<void>>(core->strand, stop_of(cmd), begin_and_wait(cmd));
    if (!started) co_return started.error();
    co_return handle;
}

/// Closes a shell in the background, and waits for it until the caller cancels.
[[nodiscard]] inline asio::awaitable<result<void>>
close_and_wait(core_pointer core, shell_pointer sh, std::shared_ptr<call_group> caller)
{
    asio::co_spawn(core->strand, close_shell(core, sh), asio::detached);
    const wait_end end = co_await sh->over.wait(caller.get());
    if (end != wait_end::notified) co_return core->complete(failure(client_errc::cancelled), "Delete");
    co_return result<void>();
}

[[nodiscard]] inline asio::awaitable<result<void>> close_shell_of(core_pointer core, shell_pointer sh)
{
    const auto caller = std::make_shared<call_group>();
    result<void> closed =
        co_await handoff<result<void>>(core->strand, abort_of(caller), close_and_wait(core, std::move(sh), caller));
    co_return closed;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL shell::shell(std::shared_ptr<detail::client_core> core, std::shared_ptr<detail::shell_state> state)
    : core_(std::move(core)), state_(std::move(state)), id_(state_->id()->text())
{
}

WSMAN_DECL shell& shell::operator=(shell&& other) noexcept
{
    shell dropped(std::move(*this));
    core_ = std::move(other.core_);
    state_ = std::move(other.state_);
    id_ = std::move(other.id_);
    return *this;
}

WSMAN_DECL shell::~shell()
{
    if (!state_) return;
    asio::post(core_->strand, [core = core_, state = state_] {
        if (state->at() != detail::shell_state::phase::closed)
            asio::co_spawn(core->strand, detail::close_shell(core, state), asio::detached);
    });
}

WSMAN_DECL asio::awaitable<result<running_command>> shell::try_start(command_line command, command_options options)
{
    if (!state_) return detail::no_such_thing<running_command>();
    return detail::start_command(core_, state_, std::move(command), std::move(options));
}

WSMAN_DECL asio::awaitable<running_command>
shell::start(command_line command, command_options options, boost::source_location location)
{
    return detail::or_throw(try_start(std::move(command), std::move(options)), location);
}

WSMAN_DECL asio::awaitable<result<void>> shell::try_close()
{
    return state_ ? detail::close_shell_of(core_, state_) : detail::no_such_thing<void>();
}

WSMAN_DECL asio::awaitable<void> shell::close(boost::source_location location)
{
    return detail::or_throw(try_close(), location);
}

} // namespace wsman
