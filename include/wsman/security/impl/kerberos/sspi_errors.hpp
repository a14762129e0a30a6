//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/error.hpp>

#include <cstdint>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the meaning of an SSPI status. `accepting` is true for the host's side, where a token that cannot be
/// decrypted was made for another key.
constexpr security_errc sspi_error(std::uint32_t status, bool accepting) noexcept
{
    switch (status) {
    case 0x80090303: return security_errc::unknown_service;    // SEC_E_TARGET_UNKNOWN
    case 0x80090347: return security_errc::unknown_service;    // SEC_E_MULTIPLE_ACCOUNTS: two accounts have the name
    case 0x80090308:                                           // SEC_E_INVALID_TOKEN
    case 0x80090318: return security_errc::malformed_token;    // SEC_E_INCOMPLETE_MESSAGE
    case 0x8009030C: return security_errc::password_refused;   // SEC_E_LOGON_DENIED
    case 0x80090369: return security_errc::account_unknown;    // SEC_E_INVALID_UPN_NAME
    case 0x8009030D:                                           // SEC_E_UNKNOWN_CREDENTIALS
    case 0x8009030E: return security_errc::no_ticket;          // SEC_E_NO_CREDENTIALS
    case 0x8009030F:                                           // SEC_E_MESSAGE_ALTERED
    case 0x80090310:                                           // SEC_E_OUT_OF_SEQUENCE
    case 0x80090346: return security_errc::signature_mismatch; // SEC_E_BAD_BINDINGS: another TLS connection
    case 0x80090330:                                           // SEC_E_DECRYPT_FAILURE
        return accepting ? security_errc::wrong_service_key : security_errc::signature_mismatch;
    case 0x80090311: return security_errc::realm_unreachable; // SEC_E_NO_AUTHENTICATING_AUTHORITY
    case 0x80090317: return security_errc::ticket_expired;    // SEC_E_CONTEXT_EXPIRED
    case 0x80090322:                                          // SEC_E_WRONG_PRINCIPAL: the host has another key
    case 0x80090348: return security_errc::wrong_service_key; // SEC_E_NO_KERB_KEY
    case 0x80090324: return security_errc::clock_skew;        // SEC_E_TIME_SKEW
    case 0x80090363: return security_errc::mutual_authentication_failed; // SEC_E_MUTUAL_AUTH_FAILED
    default: return security_errc::kerberos_failed;
    }
}

} // namespace wsman::detail
