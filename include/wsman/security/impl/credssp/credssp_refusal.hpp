//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <cstdint>
#include <cstdio>
#include <string>

namespace wsman::inline WSMAN_FORM::detail {

inline constexpr std::uint32_t status_logon_failure = 0xC000006D;

/// NTSTATUS values of hosts that concern the account. Specification: MS-ERREF 2.3.1.
struct account_status {
    std::uint32_t status;
    security_errc code;
    const char* meaning;
};
inline constexpr account_status account_statuses[] = {
    {status_logon_failure, security_errc::password_refused, "wrong user name or password"},
    {0x8009030C, security_errc::password_refused, "wrong user name or password"
    }, // SEC_E_LOGON_DENIED, which some hosts send instead
    {0xC000006A, security_errc::password_refused, "wrong password"},
    {0xC0000064, security_errc::account_unknown, "no such user"},
    {0xC000006E, security_errc::account_locked, "the account is restricted"},
    {0xC0000071, security_errc::password_expired, "the password has expired"},
    {0xC0000072, security_errc::account_locked, "the account is disabled"},
    {0xC0000193, security_errc::account_locked, "the account has expired"},
    {0xC0000224, security_errc::password_expired, "the password must be changed"},
    {0xC0000234, security_errc::account_locked, "the account is locked out"},
};

/// Returns: the failure for a host's error code, including the number; credssp_refused if the code does not concern the
/// account.
inline failure credssp_refusal(std::uint32_t status)
{
    char number[40];
    std::snprintf(number, sizeof number, "CredSSP, NTSTATUS 0x%08X", static_cast<unsigned>(status));
    for (const account_status& known : account_statuses) {
        if (known.status != status) continue;
        failure why(known.code, std::string(number) + ": " + known.meaning);
        // The host accepted CredSSP itself, so its policy is not the cause.
        why.details().hint = "check the account and its password; the client tried it once";
        return why;
    }
    return failure(security_errc::credssp_refused, number);
}

} // namespace wsman::detail
