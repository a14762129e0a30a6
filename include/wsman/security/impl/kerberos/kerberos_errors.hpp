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

/// The operation during which Kerberos failed: the meaning of an error number depends on it.
enum class kerberos_stage : std::uint8_t {
    keys,    ///< opening a keytab or ticket cache
    asking,  ///< requesting a ticket from the KDC, for the user or the service
    answer,  ///< reading the host's response
    refusal, ///< the host's response was an error message
    accept,  ///< reading a client's token
};

/// One row: the meaning of an error number, in all stages or in some.
class kerberos_meaning {
public:
    constexpr kerberos_meaning(std::int32_t number, security_errc meaning) : number_(number), meaning_(meaning) {}
    template <class... Stages>
    constexpr kerberos_meaning(std::int32_t number, security_errc meaning, Stages... stages)
        : number_(number), meaning_(meaning), stages_((bit(stages) | ...))
    {
    }

    constexpr bool covers(std::int32_t number, kerberos_stage stage) const noexcept
    {
        return number == number_ && (stages_ & bit(stage)) != 0;
    }
    constexpr std::int32_t number() const noexcept { return number_; }
    constexpr security_errc meaning() const noexcept { return meaning_; }

private:
    static constexpr unsigned bit(kerberos_stage stage) noexcept { return 1U << static_cast<unsigned>(stage); }

    std::int32_t number_;
    security_errc meaning_;
    unsigned stages_ = ~0U;
};

/// Returns: MIT's number for an error of the protocol (RFC 4120, 7.5.9); from 128 on they are MIT's own errors
/// (krb5.h).
constexpr std::int32_t kerberos_number(std::int32_t error) noexcept
{
    return -1765328384 + error;
}
/// Returns: a number of the library's GSS-API mechanism.
constexpr std::int32_t kerberos_mechanism_number(std::int32_t error) noexcept
{
    return 39756032 + error;
}

// The first matching row applies.
inline constexpr kerberos_meaning kerberos_meanings[] = {
    {kerberos_number(1), security_errc::account_locked},    // KDC_ERR_NAME_EXP
    {kerberos_number(6), security_errc::account_unknown},   // KDC_ERR_C_PRINCIPAL_UNKNOWN
    {kerberos_number(7), security_errc::unknown_service},   // KDC_ERR_S_PRINCIPAL_UNKNOWN
    {kerberos_number(18), security_errc::account_locked},   // KDC_ERR_CLIENT_REVOKED
    {kerberos_number(21), security_errc::account_locked},   // KDC_ERR_CLIENT_NOTYET
    {kerberos_number(23), security_errc::password_expired}, // KDC_ERR_KEY_EXPIRED
    {kerberos_number(24), security_errc::password_refused}, // KDC_ERR_PREAUTH_FAILED
    // KRB_AP_ERR_BAD_INTEGRITY: decryption with the key failed. Without pre-authentication this is the password's key,
    // and the KDC's response cannot be decrypted.
    {kerberos_number(31), security_errc::password_refused, kerberos_stage::keys, kerberos_stage::asking},
    {kerberos_number(31), security_errc::mutual_authentication_failed, kerberos_stage::answer},
    {kerberos_number(31), security_errc::wrong_service_key},
    {kerberos_number(32), security_errc::ticket_expired}, // KRB_AP_ERR_TKT_EXPIRED
    {kerberos_number(33), security_errc::clock_skew},     // KRB_AP_ERR_TKT_NYV
    {kerberos_number(37), security_errc::clock_skew},     // KRB_AP_ERR_SKEW
    // KRB_AP_ERR_NOT_US, MODIFIED, BADKEYVER, NOKEY: Windows says MODIFIED where MIT says BAD_INTEGRITY.
    {kerberos_number(35), security_errc::wrong_service_key, kerberos_stage::refusal, kerberos_stage::accept},
    {kerberos_number(41), security_errc::mutual_authentication_failed, kerberos_stage::answer},
    {kerberos_number(41), security_errc::wrong_service_key, kerberos_stage::refusal, kerberos_stage::accept},
    {kerberos_number(44), security_errc::wrong_service_key, kerberos_stage::refusal, kerberos_stage::accept},
    {kerberos_number(45), security_errc::wrong_service_key, kerberos_stage::refusal, kerberos_stage::accept},
    {kerberos_number(46), security_errc::mutual_authentication_failed}, // KRB_AP_ERR_MUT_FAIL

    {kerberos_number(139), security_errc::key_table_unreadable},                      // KRB5_CC_BADNAME
    {kerberos_number(140), security_errc::key_table_unreadable},                      // KRB5_CC_UNKNOWN_TYPE
    {kerberos_number(141), security_errc::no_ticket},                                 // KRB5_CC_NOTFOUND
    {kerberos_number(142), security_errc::no_ticket},                                 // KRB5_CC_END
    {kerberos_number(143), security_errc::no_ticket},                                 // KRB5_NO_TKT_SUPPLIED
    {kerberos_number(144), security_errc::wrong_service_key, kerberos_stage::accept}, // KRB5KRB_AP_WRONG_PRINC
    {kerberos_number(148), security_errc::clock_skew},                                // KRB5_KDCREP_SKEW
    {kerberos_number(154), security_errc::realm_unreachable},                         // KRB5_REALM_UNKNOWN
    {kerberos_number(156), security_errc::realm_unreachable},                         // KRB5_KDC_UNREACH
    {kerberos_number(158), security_errc::mutual_authentication_failed},              // KRB5_MUTUAL_FAILED
    {kerberos_number(179), security_errc::key_table_unreadable},                      // KRB5_KT_BADNAME
    {kerberos_number(180), security_errc::key_table_unreadable},                      // KRB5_KT_UNKNOWN_TYPE
    {kerberos_number(181), security_errc::wrong_service_key, kerberos_stage::accept}, // KRB5_KT_NOTFOUND
    {kerberos_number(181), security_errc::key_table_unreadable},
    {kerberos_number(182), security_errc::key_table_unreadable},                       // KRB5_KT_END
    {kerberos_number(184), security_errc::key_table_unreadable},                       // KRB5_KT_IOERR
    {kerberos_number(193), security_errc::key_table_unreadable},                       // KRB5_CC_IO
    {kerberos_number(194), security_errc::key_table_unreadable},                       // KRB5_FCC_PERM
    {kerberos_number(195), security_errc::key_table_unreadable, kerberos_stage::keys}, // KRB5_FCC_NOFILE
    {kerberos_number(195), security_errc::no_ticket},
    {kerberos_number(199), security_errc::key_table_unreadable},                      // KRB5_CC_FORMAT
    {kerberos_number(210), security_errc::password_refused},                          // KRB5_PREAUTH_FAILED
    {kerberos_number(213), security_errc::key_table_unreadable},                      // KRB5_KEYTAB_BADVNO
    {kerberos_number(217), security_errc::realm_unreachable},                         // KRB5_ERR_HOST_REALM_UNKNOWN
    {kerberos_number(220), security_errc::realm_unreachable},                         // KRB5_REALM_CANT_RESOLVE
    {kerberos_number(224), security_errc::realm_unreachable},                         // KRB5_CONFIG_NODEFREALM
    {kerberos_number(230), security_errc::wrong_service_key, kerberos_stage::accept}, // KRB5_KT_KVNONOTFOUND
    {kerberos_number(235), security_errc::key_table_unreadable},                      // KRB5_KT_FORMAT

    {kerberos_mechanism_number(0), security_errc::no_ticket},            // the cache belongs to another principal
    {kerberos_mechanism_number(1), security_errc::key_table_unreadable}, // the keytab does not hold the principal
    {kerberos_mechanism_number(2), security_errc::no_ticket},            // no ticket-granting ticket
    {kerberos_mechanism_number(12), security_errc::no_ticket},           // an empty cache

    {2, security_errc::key_table_unreadable, kerberos_stage::keys},  // ENOENT
    {13, security_errc::key_table_unreadable, kerberos_stage::keys}, // EACCES
};

/// Returns: the meaning of the GSS-API routine error (RFC 2744, 3.9.1), for calls whose minor status is not in the
/// table.
constexpr security_errc gssapi_routine_meaning(std::uint32_t major, kerberos_stage stage) noexcept
{
    switch ((major >> 16) & 0xFF) {
    case 4: return security_errc::signature_mismatch; // GSS_S_BAD_BINDINGS: another TLS connection
    case 7:                                           // GSS_S_NO_CRED; for a client's token: it is of another mechanism
        if (stage == kerberos_stage::keys) return security_errc::key_table_unreadable;
        return stage == kerberos_stage::accept ? security_errc::malformed_token : security_errc::no_ticket;
    case 9:  // GSS_S_DEFECTIVE_TOKEN
    case 10: // GSS_S_DEFECTIVE_CREDENTIAL: those in a client's token
        return security_errc::malformed_token;
    case 11: // GSS_S_CREDENTIALS_EXPIRED
    case 12: // GSS_S_CONTEXT_EXPIRED
        return security_errc::ticket_expired;
    default: return security_errc::kerberos_failed;
    }
}

/// Returns: the error for the status values of a failed call.
constexpr security_errc kerberos_error(std::uint32_t major, std::uint32_t minor, kerberos_stage stage) noexcept
{
    for (const kerberos_meaning& row : kerberos_meanings)
        if (row.covers(static_cast<std::int32_t>(minor), stage)) return row.meaning();
    return gssapi_routine_meaning(major, stage);
}

} // namespace wsman::detail
