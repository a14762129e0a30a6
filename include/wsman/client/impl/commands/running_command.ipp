//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/running_command.hpp>
#include <wsman/core/config.hpp>
#include <wsman/client/impl/commands/command_calls.hpp>
#include <wsman/client/impl/commands/command_state.hpp>
#include <wsman/client/impl/commands/run.hpp>
#include <wsman/client/impl/waiting/handoff.hpp>

#include <boost/asio/post.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

[[nodiscard]] inline asio::awaitable<result<void>> write_command(command_pointer cmd, std::string bytes, bool end)
{
    const auto caller = std::make_shared<call_group>();
    result<void> written = co_await handoff<result<void>>(
        cmd->core->strand, abort_of(caller), write_input(cmd, std::move(bytes), end, caller)
    );
    co_return written;
}

[[nodiscard]] inline asio::awaitable<result<void>> signal_command_of(command_pointer cmd, signal_code code)
{
    const auto caller = std::make_shared<call_group>();
    result<void> sent =
        co_await handoff<result<void>>(cmd->core->strand, abort_of(caller), send_signal(cmd, code, caller));
    co_return sent;
}

[[nodiscard]] inline asio::awaitable<result<command_result>> wait_for_command(command_pointer cmd)
{
    result<command_result> ended = co_await handoff<result<command_result>>(
        cmd->core->strand, stop_of(cmd), collect_output(cmd, defaults::output_limit)
    );
    co_return ended;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL running_command::running_command(std::shared_ptr<detail::command_state> state) : state_(std::move(state)) {}

WSMAN_DECL running_command& running_command::operator=(running_command&& other) noexcept
{
    running_command dropped(std::move(*this));
    state_ = std::move(other.state_);
    return *this;
}

WSMAN_DECL running_command::~running_command()
{
    if (!state_) return;
    // The supervisor keeps the strand alive after the handle is destroyed.
    asio::post(state_->core->strand, [state = state_] {
        state->stop(
            failure(client_errc::cancelled, "the running_command was destroyed before the command had ended"), false
        );
    });
}

WSMAN_DECL asio::awaitable<result<std::optional<output_chunk>>> running_command::try_read()
{
    return state_ ? detail::read_command(state_) : detail::no_such_thing<std::optional<output_chunk>>();
}

WSMAN_DECL asio::awaitable<std::optional<output_chunk>> running_command::read(boost::source_location location)
{
    return detail::or_throw(try_read(), location);
}

WSMAN_DECL asio::awaitable<result<void>> running_command::try_write(std::string bytes)
{
    return state_ ? detail::write_command(state_, std::move(bytes), false) : detail::no_such_thing<void>();
}

WSMAN_DECL asio::awaitable<void> running_command::write(std::string bytes, boost::source_location location)
{
    return detail::or_throw(try_write(std::move(bytes)), location);
}

WSMAN_DECL asio::awaitable<result<void>> running_command::try_close_input()
{
    return state_ ? detail::write_command(state_, std::string(), true) : detail::no_such_thing<void>();
}

WSMAN_DECL asio::awaitable<void> running_command::close_input(boost::source_location location)
{
    return detail::or_throw(try_close_input(), location);
}

WSMAN_DECL asio::awaitable<result<void>> running_command::try_signal(signal_code code)
{
    return state_ ? detail::signal_command_of(state_, code) : detail::no_such_thing<void>();
}

WSMAN_DECL asio::awaitable<void> running_command::signal(signal_code code, boost::source_location location)
{
    return detail::or_throw(try_signal(code), location);
}

WSMAN_DECL asio::awaitable<result<command_result>> running_command::try_wait()
{
    return state_ ? detail::wait_for_command(state_) : detail::no_such_thing<command_result>();
}

WSMAN_DECL asio::awaitable<command_result> running_command::wait(boost::source_location location)
{
    return detail::or_throw(try_wait(), location);
}

} // namespace wsman
