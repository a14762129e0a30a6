//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

using boost::asio::ip::tcp;
using steady_time = std::chrono::steady_clock::time_point;

/// Resolves a name; an IP address is used as it is, with its zone, without the resolver.
///
/// The system's resolver cannot be interrupted: after the deadline or a cancellation it continues in the background.
/// Per-operation cancellation: terminal.
[[nodiscard]] WSMAN_DECL boost::asio::awaitable<result<std::vector<tcp::endpoint>>>
resolve(std::string host, std::uint16_t port, steady_time deadline);

/// Returns: the addresses with alternating families, in the resolver's order within each family, beginning with the
/// family of the first address. RFC 8305, section 4.
WSMAN_DECL std::vector<tcp::endpoint> interleave_families(std::vector<tcp::endpoint> addresses);

/// Connects to the first address that accepts; other attempts are closed. The next attempt begins when the previous one
/// has failed, or in parallel after `delay`. RFC 8305, section 5.
///
/// Errors: that of the first address, which the resolver prefers; transport_errc::connect_timeout.
/// Per-operation cancellation: terminal.
[[nodiscard]] WSMAN_DECL boost::asio::awaitable<result<tcp::socket>>
connect_first(std::vector<tcp::endpoint> addresses, std::chrono::milliseconds delay, steady_time deadline);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/connection/happy_eyeballs.ipp>
#endif
