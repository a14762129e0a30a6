//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/client/impl/commands/command_state.hpp>
#include <wsman/client/impl/waiting/call_group.hpp>
#include <wsman/client/impl/waiting/handoff.hpp>

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace wsman::inline WSMAN_FORM::detail {

/// Calls on commands from the caller's coroutine, which run on the strand.

/// Returns: a stop handler that aborts the group for any cancellation type.
WSMAN_DECL stop_handler abort_of(const std::shared_ptr<call_group>& group);
/// Returns: a stop handler that ends the command; terminal also gives up the outstanding Receive.
WSMAN_DECL stop_handler stop_of(const command_pointer& cmd);
/// Starts a command and waits until the host has accepted it, on the strand.
[[nodiscard]] WSMAN_DECL asio::awaitable<result<void>> begin_and_wait(command_pointer cmd);
[[nodiscard]] WSMAN_DECL asio::awaitable<result<std::optional<output_chunk>>> read_command(command_pointer cmd);

/// The result of operations on default-constructed and moved-from objects.
template <class T>
[[nodiscard]] asio::awaitable<result<T>> no_such_thing()
{
    co_return failure(client_errc::closed);
}

} // namespace wsman::detail
