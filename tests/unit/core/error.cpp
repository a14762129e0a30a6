//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/error.hpp>

#include <set>
#include <string>

using namespace wsman;

namespace {

#define WSMAN_ROW(name, value, conditions, windows, cause, cure) {value, #name, windows, cause, cure},
#define WSMAN_WINDOWS_ROW(name, value, conditions, windows_name, cause, cure) {value, #name, value, cause, cure},
struct row {
    std::uint32_t value;
    std::string_view name;
    std::uint32_t windows;
    std::string_view cause;
    std::string_view cure;
};
const row windows_rows[] = {WSMAN_WINDOWS_ERRORS(WSMAN_WINDOWS_ROW)};
const row session_rows[] = {WSMAN_SESSION_ERRORS(WSMAN_ROW)};
const row xml_rows[] = {WSMAN_XML_ERRORS(WSMAN_ROW)};
const row protocol_rows[] = {WSMAN_PROTOCOL_ERRORS(WSMAN_ROW)};
const row security_rows[] = {WSMAN_SECURITY_ERRORS(WSMAN_ROW)};
const row transport_rows[] = {WSMAN_TRANSPORT_ERRORS(WSMAN_ROW)};
const row client_rows[] = {WSMAN_CLIENT_ERRORS(WSMAN_ROW)};

} // namespace

TEST_CASE("each category has the name that the command line prints", "[core][error]")
{
    CHECK(std::string(error_code(windows_errc::port_invalid).category().name()) == "winrm");
    CHECK(std::string(error_code(session_errc::json_syntax).category().name()) == "session");
    CHECK(std::string(error_code(xml_errc::syntax).category().name()) == "xml");
    CHECK(std::string(error_code(protocol_errc::not_soap).category().name()) == "protocol");
    CHECK(std::string(error_code(security_errc::no_ticket).category().name()) == "security");
    CHECK(std::string(error_code(transport_errc::tls_failed).category().name()) == "transport");
    CHECK(std::string(error_code(client_errc::closed).category().name()) == "client");
    CHECK(std::string(make_error_condition(condition::timeout).category().name()) == "wsman.condition");
}

TEST_CASE("a Windows code has a name, and the name leads to the code", "[core][error]")
{
    for (const row& r : windows_rows) {
        const auto code = static_cast<windows_errc>(r.value);
        const std::string_view name = error_name(code);
        CAPTURE(name);
        CHECK(!name.empty());
        CHECK(windows_errc_from_name(name) == code);
    }
    CHECK(error_name(windows_errc::operation_timedout) == "ERROR_WSMAN_OPERATION_TIMEDOUT");
    CHECK(windows_errc_from_name("ERROR_LOGON_FAILURE") == windows_errc::logon_failure);
    CHECK(windows_errc_from_name("ERROR_NO_SUCH_THING") == std::nullopt);
}

TEST_CASE("the list contains each Windows code and each Windows name once", "[core][error]")
{
    std::set<std::uint32_t> values;
    std::set<std::string_view> names;
    for (const row& r : windows_rows) {
        CAPTURE(r.name);
        CHECK(values.insert(r.value).second);
        CHECK(names.insert(error_name(static_cast<windows_errc>(r.value))).second);
    }
}

TEST_CASE("every error has one sentence for the cause and one for the remedy", "[core][error]")
{
    for (const row& r : windows_rows) {
        CAPTURE(r.name, r.cause, r.cure);
        CHECK(r.cause.size() >= 10);
        CHECK(r.cure.size() >= 5);
        CHECK(r.cause.back() != '.');
        CHECK(r.cure.back() != '.');
        CHECK(r.cause.find('\n') == std::string_view::npos);
        CHECK(error_code(static_cast<windows_errc>(r.value)).message() == r.cause);
        CHECK(error_cure(static_cast<windows_errc>(r.value)) == r.cure);
    }
    for (const row& r : transport_rows) {
        CAPTURE(r.name);
        CHECK(error_name(static_cast<transport_errc>(r.value)) == r.name);
        CHECK(!r.cure.empty());
    }
    for (const row& r : security_rows) {
        CAPTURE(r.name);
        CHECK(error_name(static_cast<security_errc>(r.value)) == r.name);
        CHECK(!r.cure.empty());
    }
}

TEST_CASE("the Windows equivalent of every error is in the list of Windows codes", "[core][error]")
{
    const auto check = [](auto sample, const auto& rows) {
        for (const row& r : rows) {
            CAPTURE(r.name);
            const auto equivalent = windows_equivalent(static_cast<decltype(sample)>(r.value));
            CHECK(equivalent.has_value() == (r.windows != 0));
            if (equivalent) CHECK(!error_name(*equivalent).empty());
        }
    };
    check(session_errc{}, session_rows);
    check(xml_errc{}, xml_rows);
    check(protocol_errc{}, protocol_rows);
    check(security_errc{}, security_rows);
    check(transport_errc{}, transport_rows);
    check(client_errc{}, client_rows);
    CHECK(windows_equivalent(windows_errc::quota_user) == windows_errc::quota_user);
    CHECK(windows_equivalent(transport_errc::name_not_resolved) == windows_errc::name_not_resolved);
    CHECK(windows_equivalent(boost::system::errc::make_error_code(boost::system::errc::timed_out)) == std::nullopt);
}

TEST_CASE("a Windows code outside the list has a message and the category", "[core][error]")
{
    const error_code code = static_cast<windows_errc>(0x80339999);
    CHECK(code.message() == "code 0x80339999");
    CHECK(error_name(code).empty());
    CHECK(error_cure(code).empty());
    CHECK(code != condition::timeout);
}

TEST_CASE("an HRESULT of facility Win32 has the text of the contained Win32 error", "[core][error]")
{
    const auto windows = [](std::uint32_t value) { return error_code(static_cast<int>(value), windows_category()); };
    unsigned told = 0;
    for (const row& one : windows_rows) {
        if (one.value == 0 || one.value > 0xFFFF) continue;
        const error_code wrapped = windows(0x80070000 | one.value);
        INFO(one.name);
        const bool own = error_name(wrapped) != error_name(windows(one.value));
        // The row of the HRESULT takes precedence: E_ACCESSDENIED differs from ERROR_ACCESS_DENIED.
        if (own) {
            CHECK_FALSE(error_name(wrapped).empty());
            continue;
        }
        ++told;
        CHECK(wrapped.message() == one.cause);
        CHECK(error_cure(wrapped) == one.cure);
        CHECK(wrapped.value() == static_cast<int>(0x80070000 | one.value));
        CHECK(wrapped != windows(one.value)); // the code remains the one that the host sent
        CHECK((wrapped == condition::quota) == (windows(one.value) == condition::quota));
        CHECK((wrapped == condition::timeout) == (windows(one.value) == condition::timeout));
        CHECK((wrapped == condition::retryable) == (windows(one.value) == condition::retryable));
    }
    CHECK(told > 20);
    CHECK(error_name(windows(0x800705AF)) == "ERROR_COMMITMENT_LIMIT");
    // An HRESULT of another facility or with an unknown error has no text.
    CHECK(error_name(windows(0x800805AF)).empty());
    CHECK(error_name(windows(0x8007FFFE)).empty());
    CHECK(windows(0x8007FFFE).message() == "code 0x8007FFFE");
    CHECK(error_name(windows(0x80070000)).empty());
    CHECK(error_name(windows(0x000705AF)).empty());
}

TEST_CASE("codes have the documented conditions", "[core][error]")
{
    CHECK(error_code(windows_errc::operation_timedout) == condition::timeout);
    CHECK(error_code(windows_errc::network_timedout) == condition::timeout);
    CHECK(error_code(client_errc::deadline_exceeded) == condition::timeout);
    CHECK(error_code(windows_errc::access_denied) == condition::access_denied);
    CHECK(error_code(windows_errc::logon_failure) == condition::access_denied);
    CHECK(error_code(windows_errc::wbem_e_access_denied) == condition::access_denied);
    CHECK(error_code(transport_errc::http_unauthorized) == condition::access_denied);
    CHECK(error_code(windows_errc::unexpected_selectors) == condition::shell_gone);
    CHECK(error_code(transport_errc::connection_refused) == condition::retryable);
    CHECK(error_code(transport_errc::certificate_untrusted) == condition::untrusted_peer);
    CHECK(error_code(windows_errc::mutual_auth_failed) == condition::untrusted_peer);
    CHECK(error_code(client_errc::outcome_unknown) == condition::outcome_unknown);
    CHECK(error_code(windows_errc::port_invalid) != condition::timeout);
    CHECK(error_code() != condition::timeout);
}

TEST_CASE("each reason for a denied access is a condition, and access_denied holds as well", "[core][error]")
{
    constexpr condition reasons[] = {
        condition::invalid_credentials,
        condition::account_restricted,
        condition::insufficient_rights,
        condition::proxy_denied,
    };
    const auto check = [&](condition expected, std::initializer_list<error_code> codes) {
        for (const error_code& code : codes) {
            CAPTURE(error_name(code));
            CHECK(code == condition::access_denied);
            for (const condition reason : reasons)
                CHECK((code == reason) == (reason == expected));
        }
    };
    check(
        condition::invalid_credentials,
        {windows_errc::logon_failure,
         windows_errc::no_such_user,
         windows_errc::password_expired,
         windows_errc::password_must_change,
         windows_errc::sec_e_logon_denied,
         windows_errc::sec_e_no_credentials,
         windows_errc::failed_authentication,
         security_errc::password_refused,
         security_errc::account_unknown,
         security_errc::password_expired,
         security_errc::no_ticket,
         security_errc::ticket_expired,
         transport_errc::http_unauthorized,
         transport_errc::client_certificate_refused}
    );
    check(
        condition::account_restricted,
        {windows_errc::account_restriction,
         windows_errc::invalid_logon_hours,
         windows_errc::invalid_workstation,
         windows_errc::account_disabled,
         windows_errc::account_expired,
         windows_errc::account_locked_out,
         security_errc::account_locked}
    );
    check(
        condition::insufficient_rights,
        {windows_errc::access_denied,
         windows_errc::e_accessdenied,
         windows_errc::privilege_not_held,
         windows_errc::logon_type_not_granted,
         windows_errc::wbem_e_access_denied,
         windows_errc::wmi_svc_access_denied,
         windows_errc::wmi_provider_access_denied,
         windows_errc::wmi_cannot_connect_access_denied,
         windows_errc::different_authz_token,
         transport_errc::http_forbidden}
    );
    check(condition::proxy_denied, {transport_errc::proxy_unauthorized, transport_errc::proxy_forbidden});
    // The reason is unknown, or concerns neither the user nor a proxy.
    check(
        condition::access_denied,
        {windows_errc::remoteshells_not_allowed,
         windows_errc::service_remote_access_disabled,
         windows_errc::remote_connection_not_allowed,
         windows_errc::trusted_relationship_failure,
         windows_errc::no_such_domain,
         windows_errc::sec_e_bad_bindings,
         windows_errc::sec_e_invalid_token,
         security_errc::mechanism_refused,
         security_errc::scheme_not_offered,
         security_errc::credssp_refused}
    );
    CHECK(error_code(transport_errc::proxy_refused) != condition::access_denied);
    CHECK(error_code(transport_errc::proxy_refused) == condition::unreachable);
    for (const row& r : windows_rows) {
        const error_code code = static_cast<windows_errc>(r.value);
        CAPTURE(r.name);
        for (const condition reason : reasons)
            if (code == reason) CHECK(code == condition::access_denied);
    }
}

TEST_CASE("every quota code of the host has the conditions quota and retryable", "[core][error]")
{
    for (const row& r : windows_rows) {
        const error_code code = static_cast<windows_errc>(r.value);
        if (error_name(code).find("_QUOTA_") == std::string_view::npos) continue;
        CAPTURE(r.name);
        CHECK(code == condition::quota);
        if (r.value >= 0x80338000) CHECK(code == condition::retryable);
    }
}

TEST_CASE("a condition does not equal a condition of another library", "[core][error]")
{
    const auto foreign = boost::system::errc::make_error_code(boost::system::errc::timed_out);
    CHECK(foreign != condition::timeout);
    CHECK(make_error_condition(condition::quota).message() == "a quota of the host was reached");
    CHECK(make_error_condition(static_cast<condition>(1 << 30)).message() == "unknown condition");
}
