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

#include <memory>

namespace wsman::inline WSMAN_FORM::detail {

/// Sends one Identify, on the client's strand. Aborting `group` cancels it.
[[nodiscard]] WSMAN_DECL asio::awaitable<result<identity>>
identify_on_strand(core_pointer core, std::shared_ptr<call_group> group, identify_as who = identify_as::authenticated);
/// The implementation of `client::identify`, in the caller's coroutine.
[[nodiscard]] WSMAN_DECL asio::awaitable<result<identity>> identify_host(core_pointer core);

} // namespace wsman::detail
