//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/session/authentication.hpp>
#include <wsman/session/enumeration_flag.hpp>
#include <wsman/session/proxy.hpp>
#include <wsman/session/session_flag.hpp>
#include <wsman/session/session_option.hpp>
#include <wsman/session/shell_flag.hpp>

#include <set>
#include <string>
#include <type_traits>

using namespace wsman;

namespace {

/// Checks that every name in the table is unique and converts back to its value.
template <class E>
void names_lead_both_ways()
{
    std::set<std::string> windows_names;
    for (const named_value<E>& row : named_values(E{})) {
        CAPTURE(row.name, row.windows_name);
        CHECK(from_string<E>(row.name) == row.value);
        CHECK(from_string<E>(row.windows_name) == row.value);
        CHECK(windows_names.insert(std::string(row.windows_name)).second);
        CHECK_FALSE(to_string(row.value).empty());
        CHECK_FALSE(windows_name(row.value).empty());
    }
    CHECK_FALSE(from_string<E>(""));
    CHECK_FALSE(from_string<E>("WSManFlagNoSuchThing"));
}

} // namespace

TEST_CASE("session flags have the 17 values of Windows", "[session][flags]")
{
    struct expectation {
        session_flag flag;
        std::uint32_t value;
        std::string_view windows;
    };
    const expectation expected[] = {
        {session_flag::utf8, 1, "WSManFlagUTF8"},
        {session_flag::cred_username_password, 4096, "WSManFlagCredUsernamePassword"},
        {session_flag::skip_ca_check, 8192, "WSManFlagSkipCACheck"},
        {session_flag::skip_cn_check, 16384, "WSManFlagSkipCNCheck"},
        {session_flag::use_no_authentication, 32768, "WSManFlagUseNoAuthentication"},
        {session_flag::use_digest, 65536, "WSManFlagUseDigest"},
        {session_flag::use_negotiate, 131072, "WSManFlagUseNegotiate"},
        {session_flag::use_basic, 262144, "WSManFlagUseBasic"},
        {session_flag::use_kerberos, 524288, "WSManFlagUseKerberos"},
        {session_flag::no_encryption, 1048576, "WSManFlagNoEncryption"},
        {session_flag::use_client_certificate, 2097152, "WSManFlagUseClientCertificate"},
        {session_flag::enable_spn_server_port, 4194304, "WSManFlagEnableSPNServerPort"},
        {session_flag::utf16, 8388608, "WSManFlagUTF16"},
        {session_flag::use_cred_ssp, 16777216, "WSManFlagUseCredSsp"},
        {session_flag::skip_revocation_check, 33554432, "WSManFlagSkipRevocationCheck"},
        {session_flag::allow_negotiate_implicit_credentials, 67108864, "WSManFlagAllowNegotiateImplicitCredentials"},
        {session_flag::use_ssl, 134217728, "WSManFlagUseSsl"},
    };
    CHECK(std::size(expected) == named_values(session_flag{}).size());
    for (const expectation& e : expected) {
        CAPTURE(e.windows);
        CHECK(static_cast<std::uint32_t>(e.flag) == e.value);
        CHECK(windows_name(e.flag) == e.windows);
        CHECK(from_string<session_flag>(e.windows) == e.flag);
    }
    names_lead_both_ways<session_flag>();
    CHECK(defined_session_flags.bits == 0x0FFFF001);
}

TEST_CASE("there is a function for each method of the scripting object", "[session][flags]")
{
    STATIC_REQUIRE(session_flag_use_negotiate() == session_flag::use_negotiate);
    STATIC_REQUIRE(session_flag_utf8() == session_flag::utf8);
    STATIC_REQUIRE(session_flag_cred_username_password() == session_flag::cred_username_password);
    STATIC_REQUIRE(session_flag_skip_ca_check() == session_flag::skip_ca_check);
    STATIC_REQUIRE(session_flag_skip_cn_check() == session_flag::skip_cn_check);
    STATIC_REQUIRE(session_flag_use_no_authentication() == session_flag::use_no_authentication);
    STATIC_REQUIRE(session_flag_use_digest() == session_flag::use_digest);
    STATIC_REQUIRE(session_flag_use_basic() == session_flag::use_basic);
    STATIC_REQUIRE(session_flag_use_kerberos() == session_flag::use_kerberos);
    STATIC_REQUIRE(session_flag_no_encryption() == session_flag::no_encryption);
    STATIC_REQUIRE(session_flag_use_client_certificate() == session_flag::use_client_certificate);
    STATIC_REQUIRE(session_flag_enable_spn_server_port() == session_flag::enable_spn_server_port);
    STATIC_REQUIRE(session_flag_use_cred_ssp() == session_flag::use_cred_ssp);
    CHECK(session_flag_of_script_method("SessionFlagUseNegotiate") == session_flag::use_negotiate);
    CHECK(session_flag_of_script_method("SessionFlagEnableSPNServerPort") == session_flag::enable_spn_server_port);
    CHECK_FALSE(session_flag_of_script_method("UseNegotiate"));
}

TEST_CASE("session options have the numbers, kinds and ranges of Windows", "[session][options]")
{
    names_lead_both_ways<session_option>();
    CHECK(named_values(session_option{}).size() == 23);
    CHECK(windows_name(session_option::use_interactive_token) == "WSMAN_OPTION_USE_INTEARACTIVE_TOKEN");
    CHECK(static_cast<int>(session_option::allow_negotiate_implicit_credentials) == 32);
    CHECK(
        from_string<session_option>("WSMAN_OPTION_DEFAULT_OPERATION_TIMEOUTMS") ==
        session_option::default_operation_timeout
    );
    for (const std::uint32_t unused : {0U, 2U, 10U, 24U, 27U, 35U})
        CHECK(describe(session_option(unused)) == nullptr);

    STATIC_REQUIRE(std::is_same_v<option_value_t<session_option::skip_cn_check>, bool>);
    STATIC_REQUIRE(std::is_same_v<option_value_t<session_option::timeout_signal_shell>, std::chrono::milliseconds>);
    STATIC_REQUIRE(std::is_same_v<option_value_t<session_option::max_retry_time>, std::chrono::seconds>);
    STATIC_REQUIRE(std::is_same_v<option_value_t<session_option::max_envelope_size_kb>, kilobytes>);
    STATIC_REQUIRE(std::is_same_v<option_value_t<session_option::ui_language>, std::string>);
    using envelope = option_traits<session_option::max_envelope_size_kb>;
    STATIC_REQUIRE(envelope::smallest == 8);
    STATIC_REQUIRE(envelope::largest == 1039440);
    STATIC_REQUIRE(envelope::unit == "KB");
    STATIC_REQUIRE(option_traits<session_option::default_operation_timeout>::default_value == 60000);
    STATIC_REQUIRE(option_traits<session_option::redirect_location>::access == option_access::read_only);
    STATIC_REQUIRE(option_traits<session_option::unencrypted_messages>::binds == transport_binding::http);
    STATIC_REQUIRE(option_traits<session_option::use_ssl>::binds == transport_binding::https);
    STATIC_REQUIRE(option_traits<session_option::utf16>::binds == transport_binding::unbound);
}

TEST_CASE("an option binds the same transport as its flag", "[session][options]")
{
    int switches_with_flags = 0;
    for (const option_description& row : detail::session_option_descriptions) {
        CAPTURE(to_string(row.option));
        if (row.binds != transport_binding::unbound) CHECK(flag_of(row.option).has_value());
        if (flag_of(row.option)) {
            CHECK(row.kind == option_kind::boolean);
            ++switches_with_flags;
        }
    }
    CHECK(switches_with_flags == 8);
}

TEST_CASE("authentication flags have the values of the C API and convert to session flags", "[session][authentication]")
{
    names_lead_both_ways<authentication_flag>();
    CHECK(static_cast<int>(authentication_flag::client_certificate) == 0x20);
    CHECK(static_cast<int>(authentication_flag::credssp) == 0x80);
    CHECK(authentication_flag_of(0x04) == authentication_flag::negotiate);
    CHECK_FALSE(authentication_flag_of(0x40));
    CHECK_FALSE(authentication_flag_of(0x06));
    CHECK(to_session_flags(authentication_flag::default_authentication).empty());
    CHECK(to_session_flags(authentication_flag::no_authentication) == session_flag::use_no_authentication);
    CHECK(to_session_flags(authentication_flag::credssp) == session_flag::use_cred_ssp);
    for (const auto& row : named_values(authentication_scheme{}))
        CHECK(from_string<authentication_scheme>(row.name) == row.value);
}

TEST_CASE("proxy flags have the values and both sets of names of Windows", "[session][proxy]")
{
    names_lead_both_ways<proxy_access>();
    names_lead_both_ways<proxy_authentication>();
    CHECK(static_cast<int>(proxy_access::no_proxy_server) == 8);
    CHECK(from_string<proxy_access>("WSMAN_OPTION_PROXY_AUTO_DETECT") == proxy_access::auto_detect);
    CHECK(windows_name(proxy_access::winhttp_config) == "WSManProxyWinHttpConfig");
}

TEST_CASE("shell flags and constants equal those of wsman.h", "[session][shell]")
{
    names_lead_both_ways<shell_flag>();
    names_lead_both_ways<api_version>();
    names_lead_both_ways<send_flag>();
    names_lead_both_ways<receive_flag>();
    names_lead_both_ways<callback_flag>();
    CHECK(
        from_string<callback_flag>("WSMAN_FLAG_CALLBACK_NETWORK_FAILURE_DETECTED") ==
        callback_flag::network_failure_detected
    );
    CHECK(static_cast<int>(callback_flag::receive_delay_stream_request_processed) == 0x2000);
    CHECK(disconnect_flags.bits == 0xC);
    CHECK(shell_constants::signal_terminate == std::string(shell_constants::shell_namespace) + "/signal/terminate");
    CHECK(shell_constants::cmd_shell_uri == std::string(shell_constants::shell_namespace) + "/cmd");
}

TEST_CASE("enumeration flags have the values of Windows, and three of them are 0", "[session][enumeration]")
{
    names_lead_both_ways<enumeration_flag>();
    CHECK(from_string<enumeration_flag>("WSManFlagHierarchyDeep") == enumeration_flag::return_object);
    CHECK(static_cast<int>(enumeration_flag::association_instance) == 0x80);
    CHECK(from_string<enumeration_flag>("EnumerationFlagReturnEPR") == enumeration_flag::return_epr);
    CHECK(windows_name(enumeration_flag::return_epr) == "WSManFlagReturnEPR");
    CHECK(defined_enumeration_flags.bits == 0xE7);
}

TEST_CASE("E1 two return modes", "[session][rules]")
{
    using enum enumeration_flag;
    CHECK(check(enumeration_facts{.flags = return_epr | return_object_and_epr}) == rule::e1);
    CHECK(check(enumeration_facts{.flags = return_epr | hierarchy_shallow}) == rule::none);
    CHECK(entry_of(rule::e1).code == windows_errc(0x8033811F));
}

TEST_CASE("E2 two hierarchy modes", "[session][rules]")
{
    using enum enumeration_flag;
    CHECK(check(enumeration_facts{.flags = hierarchy_shallow | hierarchy_deep_base_props_only}) == rule::e2);
    CHECK(check(enumeration_facts{.flags = enumeration_flags::from_bits(8)}) == rule::f1);
}

TEST_CASE("E3 a WQL filter with a hierarchy mode", "[session][rules]")
{
    enumeration_facts facts{.filter = filter_kind::wql, .any_class = true};
    CHECK(check(facts) == rule::none);
    facts.flags = enumeration_flag::hierarchy_shallow;
    CHECK(check(facts) == rule::e3);
    facts.filter = filter_kind::none;
    CHECK(check(facts) == rule::none);
}

TEST_CASE("E4 a WQL filter on a class or with keys", "[session][rules]")
{
    CHECK(check(enumeration_facts{.filter = filter_kind::wql}) == rule::e4);
    CHECK(check(enumeration_facts{.filter = filter_kind::wql, .any_class = true, .keys = true}) == rule::e4);
}

TEST_CASE("E5 a filter without dialect, and two filters", "[session][rules]")
{
    CHECK(filter_is_xml("<a/>", {}));
    CHECK_FALSE(filter_is_xml("<a", enumeration_flag::non_xml_text));
    CHECK_FALSE(filter_is_xml("select * from a", {}));
    CHECK(check(enumeration_facts{.filter = filter_kind::selector, .locator_has_filter = true}) == rule::e5);
}
