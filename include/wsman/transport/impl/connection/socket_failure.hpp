//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <boost/system/error_code.hpp>

#include <cstdint>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// What was going on when a socket failed.
enum class socket_phase : std::uint8_t { resolve, connect, tls, exchange };

/// Turns a code of Asio or the system into ours; the original stays in details().cause where it is the system's.
WSMAN_DECL failure socket_failure(const boost::system::error_code& code, socket_phase phase);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/connection/socket_failure.ipp>
#endif
