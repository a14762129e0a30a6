//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The default values of the library. Other code refers to these constants and does not repeat the numbers.
namespace wsman::inline WSMAN_FORM::defaults {

using std::chrono::milliseconds;

inline constexpr std::uint16_t http_port = 5985;
inline constexpr std::uint16_t https_port = 5986;
inline constexpr std::string_view path = "/wsman";

inline constexpr milliseconds operation_timeout{60'000}; ///< WSMAN_DEFAULT_TIMEOUT_MS, MS-WSMV
inline constexpr milliseconds network_delay{5'000}; ///< MS-WSMV NetworkDelayms: read timeout = operation timeout + this
inline constexpr milliseconds connect_timeout{30'000}; ///< for name resolution, TCP, TLS and log-in together
inline constexpr milliseconds cleanup_timeout{5'000};  ///< terminate and Delete after a deadline or cancellation
inline constexpr milliseconds shell_idle_timeout{900'000};

inline constexpr std::size_t envelope_size = 153'600;        ///< bytes; the maximum of WinRM 2.0
inline constexpr std::size_t raised_envelope_size = 512'000; ///< bytes; the maximum of WinRM 3.0 and later
inline constexpr std::size_t smallest_envelope_size = 8'192; ///< bytes; the minimum of DSP0226
inline constexpr std::size_t body_limit = std::size_t{16} << 20;
inline constexpr std::size_t header_limit = std::size_t{64} << 10;
inline constexpr std::size_t xml_depth = 64;
inline constexpr std::size_t xml_attributes = 64;
inline constexpr std::size_t xml_nodes = std::size_t{1}
                                         << 20; ///< elements, attributes and runs of text of one document
inline constexpr std::size_t output_limit = std::size_t{64} << 20; ///< bytes; for run() without a sink

inline constexpr std::size_t connections = 8; ///< in the pool of one client
inline constexpr std::uint32_t code_page = 65001;
inline constexpr std::size_t command_line_limit = 8'191; ///< characters; the limit of cmd.exe

inline constexpr unsigned connect_retries = 3;
inline constexpr milliseconds first_backoff{500};
inline constexpr milliseconds longest_backoff{30'000};

} // namespace wsman::defaults
