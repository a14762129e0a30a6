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
#include <optional>
#include <string_view>

// One line for each flag: X(enumerator, value, Windows name without the prefix "WSManFlag" or "SessionFlag").
// clang-format off
#define WSMAN_SESSION_FLAGS(X) \
    X(utf8, 0x00000001, "UTF8") \
    X(cred_username_password, 0x00001000, "CredUsernamePassword") \
    X(skip_ca_check, 0x00002000, "SkipCACheck") \
    X(skip_cn_check, 0x00004000, "SkipCNCheck") \
    X(use_no_authentication, 0x00008000, "UseNoAuthentication") \
    X(use_digest, 0x00010000, "UseDigest") \
    X(use_negotiate, 0x00020000, "UseNegotiate") \
    X(use_basic, 0x00040000, "UseBasic") \
    X(use_kerberos, 0x00080000, "UseKerberos") \
    X(no_encryption, 0x00100000, "NoEncryption") \
    X(use_client_certificate, 0x00200000, "UseClientCertificate") \
    X(enable_spn_server_port, 0x00400000, "EnableSPNServerPort") \
    X(utf16, 0x00800000, "UTF16") \
    X(use_cred_ssp, 0x01000000, "UseCredSsp") \
    X(skip_revocation_check, 0x02000000, "SkipRevocationCheck") \
    X(allow_negotiate_implicit_credentials, 0x04000000, "AllowNegotiateImplicitCredentials") \
    X(use_ssl, 0x08000000, "UseSsl")
// clang-format on

namespace wsman::inline WSMAN_FORM {

/// One bit of `__WSManSessionFlags`, with the same value as on Windows.
///
/// The rules say what each flag needs and excludes: see `rule.hpp` and README.md in this folder.
enum class session_flag : std::uint32_t {
#define WSMAN_X(name, value, windows) name = value,
    WSMAN_SESSION_FLAGS(WSMAN_X)
#undef WSMAN_X
};

std::true_type enable_flags(session_flag);
using session_flags = flags<session_flag>;

namespace detail {

#define WSMAN_X(name, value, windows) named_value<session_flag>{session_flag::name, #name, "WSManFlag" windows},
inline constexpr std::array session_flag_names{WSMAN_SESSION_FLAGS(WSMAN_X)};
#undef WSMAN_X

} // namespace detail

constexpr std::span<const named_value<session_flag>> named_values(session_flag) noexcept
{
    return detail::session_flag_names;
}

/// All defined bits.
inline constexpr session_flags defined_session_flags = [] {
    session_flags all;
    for (const auto& row : detail::session_flag_names)
        all |= row.value;
    return all;
}();

/// The flags that select an authentication scheme. A session may have one of them.
inline constexpr session_flags authentication_session_flags =
    session_flag::use_digest | session_flag::use_negotiate | session_flag::use_basic | session_flag::use_kerberos |
    session_flag::use_client_certificate | session_flag::use_cred_ssp;

/// Returns: the flag that a method of the scripting object returns, such as "SessionFlagUseNegotiate".
constexpr std::optional<session_flag> session_flag_of_script_method(std::string_view method) noexcept
{
    constexpr std::string_view prefix = "SessionFlag";
    if (!method.starts_with(prefix)) return std::nullopt;
    for (const auto& row : detail::session_flag_names)
        if (row.windows_name.substr(std::string_view("WSManFlag").size()) == method.substr(prefix.size()))
            return row.value;
    return std::nullopt;
}

/// The methods of the scripting object: `session_flag_use_negotiate()` is `WSMan.SessionFlagUseNegotiate`. The
/// scripting object has no method for utf16, skip_revocation_check, allow_negotiate_implicit_credentials and use_ssl;
/// this library defines one for each flag.
#define WSMAN_X(name, value, windows)                                                                                  \
    constexpr session_flag session_flag_##name() noexcept                                                              \
    {                                                                                                                  \
        return session_flag::name;                                                                                     \
    }
WSMAN_SESSION_FLAGS(WSMAN_X)
#undef WSMAN_X

} // namespace wsman
