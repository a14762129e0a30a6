//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/probe.hpp>
#include <wsman/core/config.hpp>
#include <wsman/client/impl/client_core.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>

namespace wsman::inline WSMAN_FORM::detail {

[[nodiscard]] WSMAN_DECL asio::awaitable<result<probe_report>>
probe_host(core_pointer core, std::chrono::milliseconds timeout);

} // namespace wsman::detail
