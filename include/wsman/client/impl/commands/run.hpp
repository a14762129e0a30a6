//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/command.hpp>
#include <wsman/client/command_result.hpp>
#include <wsman/client/output_sink.hpp>
#include <wsman/client/run_options.hpp>
#include <wsman/core/config.hpp>
#include <wsman/client/impl/commands/command_state.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <exception>
#include <memory>

namespace wsman::inline WSMAN_FORM::detail {

/// Reads a command to its end, on the strand. If the output exceeds the limit, the command is stopped.
[[nodiscard]] WSMAN_DECL asio::awaitable<result<command_result>> collect_output(command_pointer cmd, std::size_t limit);
/// Returns: the command of a `run` call, not started yet.
WSMAN_DECL command_pointer command_to_run(const core_pointer& core, command_request line, run_options options);
[[nodiscard]] WSMAN_DECL asio::awaitable<result<command_result>>
begin_and_collect(command_pointer cmd, std::size_t limit);
/// The two forms of `client::run`, in the caller's coroutine.
[[nodiscard]] WSMAN_DECL asio::awaitable<result<command_result>>
run_and_collect(core_pointer core, command_line line, run_options options);
/// Runs a command that has not been started. Both this function and the sink run in the caller's coroutine.
[[nodiscard]] WSMAN_DECL asio::awaitable<result<exit_status>>
run_command_into_sink(command_pointer cmd, output_sink sink);
[[nodiscard]] WSMAN_DECL asio::awaitable<result<exit_status>>
run_into_sink(core_pointer core, command_line line, output_sink sink, run_options options);

/// Returns: `sink_failed`, or `cancelled` if the sink threw because the caller was cancelled.
WSMAN_DECL failure failure_of_sink(const std::exception_ptr& thrown);

} // namespace wsman::detail
