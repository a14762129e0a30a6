//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/flags.hpp>
#include <wsman/session/named_value.hpp>
#include <wsman/session/session_flag.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// The authentication scheme of a session.
enum class authentication_scheme : std::uint8_t {
    none,
    basic,
    digest,
    negotiate,
    ntlm,
    kerberos,
    credssp,
    certificate
};

/// The scheme and the reason for its choice: `rule` is "explicit" if a flag selects the scheme, else the row of the
/// default rule ("R30.1" … "R30.4"); `reason` is a sentence. Both are literals.
struct authentication_choice {
    authentication_scheme scheme{};
    std::string_view rule;
    std::string_view reason;

    friend constexpr bool operator==(const authentication_choice&, const authentication_choice&) noexcept = default;
};

/// `WSManAuthenticationFlags` of the C API, which accepts exactly one of them.
enum class authentication_flag : std::uint32_t {
    default_authentication = 0x00,
    no_authentication = 0x01,
    digest = 0x02,
    negotiate = 0x04,
    basic = 0x08,
    kerberos = 0x10,
    client_certificate = 0x20,
    credssp = 0x80,
};

namespace detail {

inline constexpr std::array authentication_scheme_names{
    named_value<authentication_scheme>{authentication_scheme::none, "none", ""},
    named_value<authentication_scheme>{authentication_scheme::basic, "basic", "Basic"},
    named_value<authentication_scheme>{authentication_scheme::digest, "digest", "Digest"},
    named_value<authentication_scheme>{authentication_scheme::negotiate, "negotiate", "Negotiate"},
    named_value<authentication_scheme>{authentication_scheme::ntlm, "ntlm", "NTLM"},
    named_value<authentication_scheme>{authentication_scheme::kerberos, "kerberos", "Kerberos"},
    named_value<authentication_scheme>{authentication_scheme::credssp, "credssp", "CredSSP"},
    named_value<authentication_scheme>{authentication_scheme::certificate, "certificate", "ClientCertificate"},
};

inline constexpr std::array authentication_flag_names{
    named_value<authentication_flag>{
        authentication_flag::default_authentication, "default_authentication", "WSMAN_FLAG_DEFAULT_AUTHENTICATION"
    },
    named_value<authentication_flag>{
        authentication_flag::no_authentication, "no_authentication", "WSMAN_FLAG_NO_AUTHENTICATION"
    },
    named_value<authentication_flag>{authentication_flag::digest, "digest", "WSMAN_FLAG_AUTH_DIGEST"},
    named_value<authentication_flag>{authentication_flag::negotiate, "negotiate", "WSMAN_FLAG_AUTH_NEGOTIATE"},
    named_value<authentication_flag>{authentication_flag::basic, "basic", "WSMAN_FLAG_AUTH_BASIC"},
    named_value<authentication_flag>{authentication_flag::kerberos, "kerberos", "WSMAN_FLAG_AUTH_KERBEROS"},
    named_value<authentication_flag>{
        authentication_flag::client_certificate, "client_certificate", "WSMAN_FLAG_AUTH_CLIENT_CERTIFICATE"
    },
    named_value<authentication_flag>{authentication_flag::credssp, "credssp", "WSMAN_FLAG_AUTH_CREDSSP"},
};

} // namespace detail

constexpr std::span<const named_value<authentication_scheme>> named_values(authentication_scheme) noexcept
{
    return detail::authentication_scheme_names;
}

constexpr std::span<const named_value<authentication_flag>> named_values(authentication_flag) noexcept
{
    return detail::authentication_flag_names;
}

/// Returns: the flag with this value, or nothing if the value is not exactly one flag of the C API (rule F31).
constexpr std::optional<authentication_flag> authentication_flag_of(std::uint32_t raw) noexcept
{
    for (const auto& row : detail::authentication_flag_names)
        if (static_cast<std::uint32_t>(row.value) == raw) return row.value;
    return std::nullopt;
}

/// Returns: the session flag for the same scheme; empty for default authentication.
constexpr session_flags to_session_flags(authentication_flag flag) noexcept
{
    switch (flag) {
    case authentication_flag::default_authentication: return {};
    case authentication_flag::no_authentication: return session_flag::use_no_authentication;
    case authentication_flag::digest: return session_flag::use_digest;
    case authentication_flag::negotiate: return session_flag::use_negotiate;
    case authentication_flag::basic: return session_flag::use_basic;
    case authentication_flag::kerberos: return session_flag::use_kerberos;
    case authentication_flag::client_certificate: return session_flag::use_client_certificate;
    case authentication_flag::credssp: return session_flag::use_cred_ssp;
    }
    return {};
}

} // namespace wsman
