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

/// The operation during which a socket failed.
enum class socket_phase : std::uint8_t { resolve, connect, tls, exchange };

/// Converts an error of Asio or the system; details().cause keeps the original if it is a system error.
WSMAN_DECL failure socket_failure(const boost::system::error_code& code, socket_phase phase);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/connection/socket_failure.ipp>
#endif
