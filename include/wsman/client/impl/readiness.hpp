//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/identify.hpp>
#include <wsman/client/impl/client_core.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>

namespace wsman::inline WSMAN_FORM::detail {

/// The implementation of `client::wait_until_ready`, in the caller's coroutine.
[[nodiscard]] WSMAN_DECL asio::awaitable<result<identity>>
wait_for_host(core_pointer core, std::chrono::milliseconds time);

} // namespace wsman::detail
