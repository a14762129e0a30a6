//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// The parts of Kerberos that need no realm. Log-ins are tested in tests/peers.

#include <support/catch.hpp>
#include <wsman/security/kerberos.hpp>
#include <wsman/security/impl/kerberos/kerberos_errors.hpp>
#include <wsman/security/impl/kerberos/kerberos_names.hpp>
#include <wsman/security/impl/kerberos/sspi_errors.hpp>

#if defined(WSMAN_WITH_GSSAPI)
#include <krb5.h>
#endif

#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace wsman;
using detail::kerberos_error;
using detail::kerberos_number;
using detail::kerberos_stage;

namespace {

constexpr std::uint32_t failed = 13U << 16; // GSS_S_FAILURE

security_errc meaning(std::int32_t number, kerberos_stage stage)
{
    return kerberos_error(failed, static_cast<std::uint32_t>(number), stage);
}

std::vector<std::string> principals(const char* name)
{
    return detail::kerberos_principals(user_name(name)).value();
}

} // namespace

TEST_CASE("kerberos: errors of the KDC about an account become distinct errors", "[security][kerberos]")
{
    for (const kerberos_stage stage : {kerberos_stage::asking, kerberos_stage::keys}) {
        CHECK(meaning(kerberos_number(1), stage) == security_errc::account_locked);
        CHECK(meaning(kerberos_number(6), stage) == security_errc::account_unknown);
        CHECK(meaning(kerberos_number(7), stage) == security_errc::unknown_service);
        CHECK(meaning(kerberos_number(18), stage) == security_errc::account_locked);
        CHECK(meaning(kerberos_number(23), stage) == security_errc::password_expired);
        CHECK(meaning(kerberos_number(24), stage) == security_errc::password_refused);
        CHECK(meaning(kerberos_number(31), stage) == security_errc::password_refused);
        CHECK(meaning(kerberos_number(32), stage) == security_errc::ticket_expired);
        CHECK(meaning(kerberos_number(37), stage) == security_errc::clock_skew);
    }
}

TEST_CASE(
    "kerberos: a decryption error concerns the password, the host's key or the host's identity, depending on the stage",
    "[security][kerberos]"
)
{
    for (const std::int32_t number : {kerberos_number(31), kerberos_number(41)}) {
        CHECK(meaning(number, kerberos_stage::refusal) == security_errc::wrong_service_key);
        CHECK(meaning(number, kerberos_stage::accept) == security_errc::wrong_service_key);
        CHECK(meaning(number, kerberos_stage::answer) == security_errc::mutual_authentication_failed);
    }
    for (const std::int32_t number : {35, 44, 45}) {
        CHECK(meaning(kerberos_number(number), kerberos_stage::refusal) == security_errc::wrong_service_key);
        CHECK(meaning(kerberos_number(number), kerberos_stage::accept) == security_errc::wrong_service_key);
        CHECK(meaning(kerberos_number(number), kerberos_stage::asking) == security_errc::kerberos_failed);
    }
    CHECK(meaning(kerberos_number(46), kerberos_stage::refusal) == security_errc::mutual_authentication_failed);
}

TEST_CASE("kerberos: if the mechanism reports nothing, GSS-API's routine error is used", "[security][kerberos]")
{
    const auto routine = [](std::uint32_t error, kerberos_stage stage) {
        return kerberos_error(error << 16, 0, stage);
    };
    CHECK(routine(4, kerberos_stage::accept) == security_errc::signature_mismatch);
    CHECK(routine(7, kerberos_stage::asking) == security_errc::no_ticket);
    CHECK(routine(7, kerberos_stage::keys) == security_errc::key_table_unreadable);
    CHECK(routine(7, kerberos_stage::accept) == security_errc::malformed_token);
    CHECK(routine(9, kerberos_stage::answer) == security_errc::malformed_token);
    CHECK(routine(11, kerberos_stage::asking) == security_errc::ticket_expired);
    CHECK(routine(13, kerberos_stage::asking) == security_errc::kerberos_failed);
    CHECK(meaning(123456, kerberos_stage::asking) == security_errc::kerberos_failed);
    // The mechanism's error takes precedence.
    CHECK(
        kerberos_error(7U << 16, static_cast<std::uint32_t>(kerberos_number(37)), kerberos_stage::asking) ==
        security_errc::clock_skew
    );
}

TEST_CASE("kerberos: no row of the error table is unreachable", "[security][kerberos]")
{
    constexpr kerberos_stage stages[] = {
        kerberos_stage::keys,
        kerberos_stage::asking,
        kerberos_stage::answer,
        kerberos_stage::refusal,
        kerberos_stage::accept
    };
    std::set<const detail::kerberos_meaning*> reached;
    for (const auto& wanted : detail::kerberos_meanings)
        for (const kerberos_stage stage : stages)
            for (const auto& row : detail::kerberos_meanings)
                if (row.covers(wanted.number(), stage)) {
                    reached.insert(&row);
                    break;
                }
    CHECK(reached.size() == std::size(detail::kerberos_meanings));
}

#if defined(WSMAN_WITH_GSSAPI)
TEST_CASE("kerberos: the numbers in the table are the library's", "[security][kerberos]")
{
    const std::pair<long, security_errc> rows[] = {
        {KRB5KDC_ERR_NAME_EXP, security_errc::account_locked},
        {KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN, security_errc::account_unknown},
        {KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN, security_errc::unknown_service},
        {KRB5KDC_ERR_CLIENT_REVOKED, security_errc::account_locked},
        {KRB5KDC_ERR_CLIENT_NOTYET, security_errc::account_locked},
        {KRB5KDC_ERR_KEY_EXP, security_errc::password_expired},
        {KRB5KDC_ERR_PREAUTH_FAILED, security_errc::password_refused},
        {KRB5_PREAUTH_FAILED, security_errc::password_refused},
        {KRB5KRB_AP_ERR_BAD_INTEGRITY, security_errc::password_refused},
        {KRB5KRB_AP_ERR_TKT_EXPIRED, security_errc::ticket_expired},
        {KRB5KRB_AP_ERR_TKT_NYV, security_errc::clock_skew},
        {KRB5KRB_AP_ERR_SKEW, security_errc::clock_skew},
        {KRB5_KDCREP_SKEW, security_errc::clock_skew},
        {KRB5KRB_AP_ERR_MUT_FAIL, security_errc::mutual_authentication_failed},
        {KRB5_MUTUAL_FAILED, security_errc::mutual_authentication_failed},
        {KRB5_CC_BADNAME, security_errc::key_table_unreadable},
        {KRB5_CC_UNKNOWN_TYPE, security_errc::key_table_unreadable},
        {KRB5_CC_NOTFOUND, security_errc::no_ticket},
        {KRB5_CC_END, security_errc::no_ticket},
        {KRB5_NO_TKT_SUPPLIED, security_errc::no_ticket},
        {KRB5_FCC_NOFILE, security_errc::no_ticket},
        {KRB5_FCC_PERM, security_errc::key_table_unreadable},
        {KRB5_CC_IO, security_errc::key_table_unreadable},
        {KRB5_CC_FORMAT, security_errc::key_table_unreadable},
        {KRB5_KT_BADNAME, security_errc::key_table_unreadable},
        {KRB5_KT_UNKNOWN_TYPE, security_errc::key_table_unreadable},
        {KRB5_KT_NOTFOUND, security_errc::key_table_unreadable},
        {KRB5_KT_END, security_errc::key_table_unreadable},
        {KRB5_KT_IOERR, security_errc::key_table_unreadable},
        {KRB5_KT_FORMAT, security_errc::key_table_unreadable},
        {KRB5_KEYTAB_BADVNO, security_errc::key_table_unreadable},
        {KRB5_REALM_UNKNOWN, security_errc::realm_unreachable},
        {KRB5_KDC_UNREACH, security_errc::realm_unreachable},
        {KRB5_ERR_HOST_REALM_UNKNOWN, security_errc::realm_unreachable},
        {KRB5_REALM_CANT_RESOLVE, security_errc::realm_unreachable},
        {KRB5_CONFIG_NODEFREALM, security_errc::realm_unreachable},
    };
    for (const auto& [number, expected] : rows) {
        INFO(number);
        CHECK(meaning(static_cast<std::int32_t>(number), kerberos_stage::asking) == expected);
    }
    for (const long number :
         {KRB5KRB_AP_ERR_NOT_US,
          KRB5KRB_AP_ERR_MODIFIED,
          KRB5KRB_AP_ERR_BADKEYVER,
          KRB5KRB_AP_ERR_NOKEY,
          KRB5KRB_AP_WRONG_PRINC,
          KRB5_KT_NOTFOUND,
          KRB5_KT_KVNONOTFOUND}) {
        INFO(number);
        CHECK(meaning(static_cast<std::int32_t>(number), kerberos_stage::accept) == security_errc::wrong_service_key);
    }
    CHECK(meaning(KRB5_FCC_NOFILE, kerberos_stage::keys) == security_errc::key_table_unreadable);
}
#endif

TEST_CASE("kerberos: SSPI statuses become the same errors", "[security][kerberos]")
{
    using detail::sspi_error;
    CHECK(sspi_error(0x80090303, false) == security_errc::unknown_service);
    CHECK(sspi_error(0x80090308, true) == security_errc::malformed_token);
    CHECK(sspi_error(0x8009030C, false) == security_errc::password_refused);
    CHECK(sspi_error(0x8009030E, false) == security_errc::no_ticket);
    CHECK(sspi_error(0x8009030F, false) == security_errc::signature_mismatch);
    CHECK(sspi_error(0x80090311, false) == security_errc::realm_unreachable);
    CHECK(sspi_error(0x80090317, false) == security_errc::ticket_expired);
    CHECK(sspi_error(0x80090322, false) == security_errc::wrong_service_key);
    CHECK(sspi_error(0x80090324, false) == security_errc::clock_skew);
    CHECK(sspi_error(0x80090330, true) == security_errc::wrong_service_key);
    CHECK(sspi_error(0x80090330, false) == security_errc::signature_mismatch);
    CHECK(sspi_error(0x80090346, true) == security_errc::signature_mismatch);
    CHECK(sspi_error(0x80090363, false) == security_errc::mutual_authentication_failed);
    CHECK(sspi_error(0x80090304, false) == security_errc::kerberos_failed);
}

TEST_CASE("kerberos: a user name gives a principal, and a second one with an upper-case realm", "[security][kerberos]")
{
    using names = std::vector<std::string>;
    CHECK(principals("alice") == names{"alice"});
    CHECK(principals("alice@CORP.EXAMPLE") == names{"alice@CORP.EXAMPLE"});
    CHECK(principals("alice@corp.example") == names{"alice@corp.example", "alice@CORP.EXAMPLE"});
    CHECK(principals("CORP\\alice") == names{"alice@CORP"});
    CHECK(principals("corp\\Alice") == names{"Alice@corp", "Alice@CORP"});
    CHECK(principals("agent/build01@CORP.EXAMPLE") == names{"agent/build01@CORP.EXAMPLE"});
    // Special characters are escaped: the name is always one user's.
    CHECK(principals("CORP\\a@b") == names{"a\\@b@CORP"});
    CHECK(principals("a@b@CORP") == names{"a\\@b@CORP"});
    CHECK(principals("CORP\\a\\b") == names{"a\\\\b@CORP"});
    CHECK(detail::kerberos_principals(user_name(".\\alice")).error().code() == session_errc::invalid_text);
}

TEST_CASE("kerberos: the host of a service is the text between slash and port", "[security][kerberos]")
{
    CHECK(detail::host_of_service("HTTP/build01.corp.example") == "build01.corp.example");
    CHECK(detail::host_of_service("HTTP/build01:5985") == "build01");
    CHECK(detail::host_of_service("HTTP/build01@CORP") == "build01");
    CHECK(detail::host_of_service("HTTP/build01/instance") == "build01");
    CHECK(detail::host_of_service("no slash").empty());
    CHECK(detail::host_of_service("HTTP/").empty());
}

TEST_CASE("kerberos: unusable credentials are refused before a KDC is contacted", "[security][kerberos]")
{
    kerberos_initiator_options options;
    options.target_name = "HTTP/build01";
    if (!kerberos_available()) {
        CHECK(make_kerberos_initiator(options).error().code() == transport_errc::scheme_not_supported);
        CHECK(make_kerberos_acceptor({}).error().code() == transport_errc::scheme_not_supported);
        return;
    }
    options.login_credentials = user_password("alice", secret());
    CHECK(make_kerberos_initiator(options).error().details().rule == "F8");
    options.login_credentials = client_certificate("leaf.pem", "leaf.key");
    CHECK(make_kerberos_initiator(options).error().details().rule == "F9");
    options.login_credentials = user_password(".\\alice", secret("x"));
    CHECK(make_kerberos_initiator(options).error().code() == session_errc::invalid_text);
    options.login_credentials =
        wsman::credentials([]() -> result<user_password> { return failure(session_errc::secret_unreadable); });
    CHECK(make_kerberos_initiator(options).error().code() == session_errc::secret_unreadable);
}
