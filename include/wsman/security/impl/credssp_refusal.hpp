//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/result.hpp>

#include <cstdint>
#include <cstdio>
#include <string>

namespace wsman::detail {

inline constexpr std::uint32_t status_logon_failure = 0xC000006D;

/// What the error codes of hosts mean, where it is the account that they find fault with. Specification: MS-ERREF 2.3.1.
struct account_status {
    std::uint32_t status;
    const char* meaning;
};
inline constexpr account_status account_statuses[] = {
    {status_logon_failure, "wrong user name or password"},
    {0x8009030C, "wrong user name or password"}, // SEC_E_LOGON_DENIED, which some hosts send in its place
    {0xC000006A, "wrong password"},
    {0xC0000064, "no such user"},
    {0xC000006E, "the account is restricted"},
    {0xC0000071, "the password has expired"},
    {0xC0000072, "the account is disabled"},
    {0xC0000193, "the account has expired"},
    {0xC0000224, "the password must be changed"},
    {0xC0000234, "the account is locked out"},
};

/// Returns: the failure that a host's error code stands for, with its number.
inline failure credssp_refusal(std::uint32_t status)
{
    char number[24];
    std::snprintf(number, sizeof number, "NTSTATUS 0x%08X", static_cast<unsigned>(status));
    failure why(security_errc::credssp_refused, number);
    for (const account_status& known : account_statuses) {
        if (known.status != status) continue;
        why.details().client_text.append(": ").append(known.meaning);
        // The host did take CredSSP up, so it is not its policy that stands in the way.
        why.details().hint = "check the account and its password; it was tried once";
    }
    return why;
}

} // namespace wsman::detail
