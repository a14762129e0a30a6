//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/session/named_value.hpp>
#include <wsman/session/session_flag.hpp>

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// One line for each option: X(enumerator, number, Windows name without the prefix "WSMAN_OPTION_", kind, access,
// transport that it binds, smallest, largest, default). The default 0 of the timeouts 12-17 means the value of option
// 1.
// clang-format off
#define WSMAN_SESSION_OPTIONS(X) \
    X(default_operation_timeout, 1, "DEFAULT_OPERATION_TIMEOUTMS", milliseconds, read_write, unbound, 0, 0xFFFFFFFF, defaults::operation_timeout.count()) \
    X(max_retry_time, 11, "MAX_RETRY_TIME", seconds, read_write, unbound, 0, 0xFFFFFFFF, 0) \
    X(timeout_create_shell, 12, "TIMEOUTMS_CREATE_SHELL", milliseconds, read_write, unbound, 0, 0xFFFFFFFF, 0) \
    X(timeout_run_shell_command, 13, "TIMEOUTMS_RUN_SHELL_COMMAND", milliseconds, read_write, unbound, 0, 0xFFFFFFFF, 0) \
    X(timeout_receive_shell_output, 14, "TIMEOUTMS_RECEIVE_SHELL_OUTPUT", milliseconds, read_write, unbound, 0, 0xFFFFFFFF, 0) \
    X(timeout_send_shell_input, 15, "TIMEOUTMS_SEND_SHELL_INPUT", milliseconds, read_write, unbound, 0, 0xFFFFFFFF, 0) \
    X(timeout_signal_shell, 16, "TIMEOUTMS_SIGNAL_SHELL", milliseconds, read_write, unbound, 0, 0xFFFFFFFF, 0) \
    X(timeout_close_shell, 17, "TIMEOUTMS_CLOSE_SHELL", milliseconds, read_write, unbound, 0, 0xFFFFFFFF, 0) \
    X(skip_ca_check, 18, "SKIP_CA_CHECK", boolean, read_write, https, 0, 1, 0) \
    X(skip_cn_check, 19, "SKIP_CN_CHECK", boolean, read_write, https, 0, 1, 0) \
    X(unencrypted_messages, 20, "UNENCRYPTED_MESSAGES", boolean, read_write, http, 0, 1, 0) \
    X(utf16, 21, "UTF16", boolean, read_write, unbound, 0, 1, 0) \
    X(enable_spn_server_port, 22, "ENABLE_SPN_SERVER_PORT", boolean, read_write, unbound, 0, 1, 0) \
    X(machine_id, 23, "MACHINE_ID", boolean, read_write, unbound, 0, 1, 0) \
    X(locale, 25, "LOCALE", text, read_write, unbound, 0, 0, 0) \
    X(ui_language, 26, "UI_LANGUAGE", text, read_write, unbound, 0, 0, 0) \
    X(max_envelope_size_kb, 28, "MAX_ENVELOPE_SIZE_KB", kilobytes, read_write, unbound, defaults::smallest_envelope_size / 1024, 1039440, defaults::envelope_size / 1024) \
    X(shell_max_data_size_per_message_kb, 29, "SHELL_MAX_DATA_SIZE_PER_MESSAGE_KB", kilobytes, read_only, unbound, 0, 0xFFFFFFFF, 0) \
    X(redirect_location, 30, "REDIRECT_LOCATION", text, read_only, unbound, 0, 0, 0) \
    X(skip_revocation_check, 31, "SKIP_REVOCATION_CHECK", boolean, read_write, https, 0, 1, 0) \
    X(allow_negotiate_implicit_credentials, 32, "ALLOW_NEGOTIATE_IMPLICIT_CREDENTIALS", boolean, read_write, https, 0, 1, 0) \
    X(use_ssl, 33, "USE_SSL", boolean, read_write, https, 0, 1, 0) \
    X(use_interactive_token, 34, "USE_INTEARACTIVE_TOKEN", boolean, read_write, unbound, 0, 1, 1)
// clang-format on

namespace wsman::inline WSMAN_FORM {

/// One number of `WSManSessionOption`. USE_INTEARACTIVE_TOKEN is the spelling in the Windows headers.
enum class session_option : std::uint32_t {
#define WSMAN_X(name, number, ...) name = number,
    WSMAN_SESSION_OPTIONS(WSMAN_X)
#undef WSMAN_X
};

/// The transport to which flags, options, credentials or the scheme of the connection bind a session.
enum class transport_binding : std::uint8_t { unbound, http, https };

/// The kind of the value of an option; all kinds except text are a DWORD on Windows.
enum class option_kind : std::uint8_t { boolean, milliseconds, seconds, kilobytes, text };

enum class option_access : std::uint8_t { read_write, read_only };

/// A size in units of 1024 bytes.
struct kilobytes {
    std::uint32_t count = 0;

    constexpr kilobytes() noexcept = default;
    constexpr explicit kilobytes(std::uint32_t n) noexcept : count(n) {}
    friend constexpr auto operator<=>(kilobytes, kilobytes) noexcept = default;
};

/// The properties of an option.
struct option_description {
    session_option option{};
    option_kind kind{};
    option_access access{};
    transport_binding binds{}; ///< the transport that the value 1 needs
    std::uint32_t smallest = 0;
    std::uint32_t largest = 0;
    std::uint32_t default_value = 0; ///< in the unit of `kind`
};

namespace detail {

#define WSMAN_X(name, number, windows, kind, access, binds, smallest, largest, fallback)                               \
    named_value<session_option>{session_option::name, #name, "WSMAN_OPTION_" windows},
inline constexpr std::array session_option_names{WSMAN_SESSION_OPTIONS(WSMAN_X)};
#undef WSMAN_X

#define WSMAN_X(name, number, windows, kind, access, binds, smallest, largest, fallback)                               \
    option_description{                                                                                                \
        session_option::name,                                                                                          \
        option_kind::kind,                                                                                             \
        option_access::access,                                                                                         \
        transport_binding::binds,                                                                                      \
        smallest,                                                                                                      \
        largest,                                                                                                       \
        fallback                                                                                                       \
    },
inline constexpr std::array session_option_descriptions{WSMAN_SESSION_OPTIONS(WSMAN_X)};
#undef WSMAN_X

// clang-format off
template <option_kind> struct option_value_of;
template <> struct option_value_of<option_kind::boolean> { using type = bool; };
template <> struct option_value_of<option_kind::milliseconds> { using type = std::chrono::milliseconds; };
template <> struct option_value_of<option_kind::seconds> { using type = std::chrono::seconds; };
template <> struct option_value_of<option_kind::kilobytes> { using type = kilobytes; };
template <> struct option_value_of<option_kind::text> { using type = std::string; };
// clang-format on

} // namespace detail

constexpr std::span<const named_value<session_option>> named_values(session_option) noexcept
{
    return detail::session_option_names;
}

/// Returns: the option's description, or nothing for a number that Windows does not define (2-10, 24, 27, …).
constexpr const option_description* describe(session_option option) noexcept
{
    for (const option_description& row : detail::session_option_descriptions)
        if (row.option == option) return &row;
    return nullptr;
}

/// Returns: whether an option with this number exists and is not read-only.
constexpr bool is_settable(session_option option) noexcept
{
    // Does not compare a pointer with null, because g++ with -fsanitize=undefined does not accept that as a constant
    // expression.
    for (const option_description& row : detail::session_option_descriptions)
        if (row.option == option) return row.access == option_access::read_write;
    return false;
}

/// The unit of an option's value: "ms", "s", "KB", or empty.
constexpr std::string_view unit_of(option_kind kind) noexcept
{
    switch (kind) {
    case option_kind::milliseconds: return "ms";
    case option_kind::seconds: return "s";
    case option_kind::kilobytes: return "KB";
    case option_kind::boolean:
    case option_kind::text: break;
    }
    return {};
}

/// The properties of an option at compile time, with the C++ type of its value.
template <session_option Option>
struct option_traits {
    static constexpr option_description description = *describe(Option);
    static constexpr option_kind kind = description.kind;
    static constexpr option_access access = description.access;
    static constexpr transport_binding binds = description.binds;
    static constexpr std::uint32_t smallest = description.smallest;
    static constexpr std::uint32_t largest = description.largest;
    static constexpr std::uint32_t default_value = description.default_value;
    static constexpr std::string_view unit = unit_of(description.kind);
    using value_type = typename detail::option_value_of<description.kind>::type;
};

/// The C++ type of an option's value.
template <session_option Option>
using option_value_t = typename option_traits<Option>::value_type;

/// Returns: the flag with the same effect as this option with the value 1, if there is one.
constexpr std::optional<session_flag> flag_of(session_option option) noexcept
{
    switch (option) {
    case session_option::skip_ca_check: return session_flag::skip_ca_check;
    case session_option::skip_cn_check: return session_flag::skip_cn_check;
    case session_option::unencrypted_messages: return session_flag::no_encryption;
    case session_option::utf16: return session_flag::utf16;
    case session_option::enable_spn_server_port: return session_flag::enable_spn_server_port;
    case session_option::skip_revocation_check: return session_flag::skip_revocation_check;
    case session_option::allow_negotiate_implicit_credentials:
        return session_flag::allow_negotiate_implicit_credentials;
    case session_option::use_ssl: return session_flag::use_ssl;
    default: return std::nullopt;
    }
}

} // namespace wsman
