//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/output_sink.hpp>
#include <wsman/client/powershell_result.hpp>
#include <wsman/client/powershell_script.hpp>
#include <wsman/client/run_options.hpp>
#include <wsman/core/config.hpp>
#include <wsman/client/impl/client_core.hpp>

#include <boost/asio/awaitable.hpp>

namespace wsman::inline WSMAN_FORM::detail {

/// The implementation of `client::run_powershell`, in the caller's coroutine.
[[nodiscard]] WSMAN_DECL asio::awaitable<result<powershell_result>>
run_script(core_pointer core, powershell_script script, run_options options);
[[nodiscard]] WSMAN_DECL asio::awaitable<result<exit_status>>
run_script_into_sink(core_pointer core, powershell_script script, output_sink sink, run_options options);

} // namespace wsman::detail
