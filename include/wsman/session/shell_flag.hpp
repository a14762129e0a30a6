//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/core/flags.hpp>
#include <wsman/session/named_value.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// `WSManShellFlag`: how a shell is created, disconnected or read.
enum class shell_flag : std::uint32_t {
    no_compression = 0x1,
    delete_server_session = 0x2,
    server_buffering_mode_drop = 0x4,
    server_buffering_mode_block = 0x8,
    receive_delay_output_stream = 0x10,
};
std::true_type enable_flags(shell_flag);
using shell_flags = flags<shell_flag>;

/// The requested version of the client API; a single value, not a set.
enum class api_version : std::uint32_t { v1_0 = 0x0, v1_1 = 0x1 };

/// Flag of a Send: the last data of the stream.
enum class send_flag : std::uint32_t { no_more_data = 1 };
std::true_type enable_flags(send_flag);
using send_flags = flags<send_flag>;

/// Flags of the data of a Receive.
enum class receive_flag : std::uint32_t { no_more_data = 1, flush = 2, data_boundary = 4 };
std::true_type enable_flags(receive_flag);
using receive_flags = flags<receive_flag>;

/// Flags that the C API passes to a completion callback.
enum class callback_flag : std::uint32_t {
    end_of_operation = 0x1,
    end_of_stream = 0x8,
    shell_supports_disconnect = 0x20,
    shell_autodisconnected = 0x40,
    network_failure_detected = 0x100,
    retrying_after_network_failure = 0x200,
    reconnected_after_network_failure = 0x400,
    shell_autodisconnecting = 0x800,
    retry_aborted_due_to_internal_error = 0x1000,
    receive_delay_stream_request_processed = 0x2000,
};
std::true_type enable_flags(callback_flag);
using callback_flags = flags<callback_flag>;

namespace detail {

#define WSMAN_X(type, name, windows)                                                                                   \
    named_value<type>                                                                                                  \
    {                                                                                                                  \
        type::name, #name, windows                                                                                     \
    }
inline constexpr std::array shell_flag_names{
    WSMAN_X(shell_flag, no_compression, "WSMAN_FLAG_NO_COMPRESSION"),
    WSMAN_X(shell_flag, delete_server_session, "WSMAN_FLAG_DELETE_SERVER_SESSION"),
    WSMAN_X(shell_flag, server_buffering_mode_drop, "WSMAN_FLAG_SERVER_BUFFERING_MODE_DROP"),
    WSMAN_X(shell_flag, server_buffering_mode_block, "WSMAN_FLAG_SERVER_BUFFERING_MODE_BLOCK"),
    WSMAN_X(shell_flag, receive_delay_output_stream, "WSMAN_FLAG_RECEIVE_DELAY_OUTPUT_STREAM"),
};
inline constexpr std::array api_version_names{
    WSMAN_X(api_version, v1_0, "WSMAN_FLAG_REQUESTED_API_VERSION_1_0"),
    WSMAN_X(api_version, v1_1, "WSMAN_FLAG_REQUESTED_API_VERSION_1_1"),
};
inline constexpr std::array send_flag_names{WSMAN_X(send_flag, no_more_data, "WSMAN_FLAG_SEND_NO_MORE_DATA")};
inline constexpr std::array receive_flag_names{
    WSMAN_X(receive_flag, no_more_data, "WSMAN_FLAG_RECEIVE_RESULT_NO_MORE_DATA"),
    WSMAN_X(receive_flag, flush, "WSMAN_FLAG_RECEIVE_FLUSH"),
    WSMAN_X(receive_flag, data_boundary, "WSMAN_FLAG_RECEIVE_RESULT_DATA_BOUNDARY"),
};
inline constexpr std::array callback_flag_names{
    WSMAN_X(callback_flag, end_of_operation, "WSMAN_FLAG_CALLBACK_END_OF_OPERATION"),
    WSMAN_X(callback_flag, end_of_stream, "WSMAN_FLAG_CALLBACK_END_OF_STREAM"),
    WSMAN_X(callback_flag, shell_supports_disconnect, "WSMAN_FLAG_CALLBACK_SHELL_SUPPORTS_DISCONNECT"),
    WSMAN_X(callback_flag, shell_autodisconnected, "WSMAN_FLAG_CALLBACK_SHELL_AUTODISCONNECTED"),
    WSMAN_X(callback_flag, network_failure_detected, "WSMAN_FLAG_CALLBACK_NETWORK_FAILURE_DETECTED"),
    WSMAN_X(callback_flag, retrying_after_network_failure, "WSMAN_FLAG_CALLBACK_RETRYING_AFTER_NETWORK_FAILURE"),
    WSMAN_X(callback_flag, reconnected_after_network_failure, "WSMAN_FLAG_CALLBACK_RECONNECTED_AFTER_NETWORK_FAILURE"),
    WSMAN_X(callback_flag, shell_autodisconnecting, "WSMAN_FLAG_CALLBACK_SHELL_AUTODISCONNECTING"),
    WSMAN_X(
        callback_flag, retry_aborted_due_to_internal_error, "WSMAN_FLAG_CALLBACK_RETRY_ABORTED_DUE_TO_INTERNAL_ERROR"
    ),
    WSMAN_X(
        callback_flag,
        receive_delay_stream_request_processed,
        "WSMAN_FLAG_CALLBACK_RECEIVE_DELAY_STREAM_REQUEST_PROCESSED"
    ),
};
#undef WSMAN_X

} // namespace detail

// clang-format off
constexpr std::span<const named_value<shell_flag>> named_values(shell_flag) noexcept { return detail::shell_flag_names; }
constexpr std::span<const named_value<api_version>> named_values(api_version) noexcept { return detail::api_version_names; }
constexpr std::span<const named_value<send_flag>> named_values(send_flag) noexcept { return detail::send_flag_names; }
constexpr std::span<const named_value<receive_flag>> named_values(receive_flag) noexcept { return detail::receive_flag_names; }
constexpr std::span<const named_value<callback_flag>> named_values(callback_flag) noexcept { return detail::callback_flag_names; }
// clang-format on

/// The flags that a disconnect accepts; others are error 0x803381DA on Windows.
inline constexpr shell_flags disconnect_flags =
    shell_flag::server_buffering_mode_drop | shell_flag::server_buffering_mode_block;

/// Strings of `wsman.h`, and limits of the C API.
namespace shell_constants {

inline constexpr std::string_view shell_namespace = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
inline constexpr std::string_view cmd_shell_uri = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd";

inline constexpr std::string_view stream_stdin = "stdin";
inline constexpr std::string_view stream_stdout = "stdout";
inline constexpr std::string_view stream_stderr = "stderr";

inline constexpr std::string_view option_no_profile = "WINRS_NOPROFILE";
inline constexpr std::string_view option_code_page = "WINRS_CODEPAGE";
inline constexpr std::string_view option_console_mode_stdin = "WINRS_CONSOLEMODE_STDIN";
inline constexpr std::string_view option_skip_cmd_shell = "WINRS_SKIP_CMD_SHELL";

inline constexpr std::string_view state_done =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/Done";
inline constexpr std::string_view state_pending =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/Pending";
inline constexpr std::string_view state_running =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/Running";

inline constexpr std::string_view signal_terminate =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/signal/terminate";
inline constexpr std::string_view signal_ctrl_c =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/signal/ctrl_c";
inline constexpr std::string_view signal_ctrl_break =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/signal/ctrl_break";
/// Stops the pipeline of a PowerShell endpoint. The protocol uses this spelling; with any other code the host closes
/// the command.
/// Specification: MS-PSRP 3.1.5.3.9.
inline constexpr std::string_view signal_powershell_ctrl_c = "powershell/signal/crtl_c";

inline constexpr std::size_t longest_shell_name = 255; ///< characters; a longer name is error 0x803381C2 on Windows

} // namespace shell_constants

} // namespace wsman
