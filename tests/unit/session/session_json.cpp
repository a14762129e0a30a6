//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/session/session_json.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <cstdlib>
#include <string>
#include <string_view>

using namespace wsman;
using std::chrono::milliseconds;

namespace {

failure failure_of(std::string_view text)
{
    const auto made = session_from_json(text);
    CAPTURE(text);
    REQUIRE(made.has_error());
    return made.error();
}

void refuses(std::string_view text, std::string_view pointer, std::string_view rule, error_code code)
{
    CAPTURE(text);
    const failure why = failure_of(text);
    CAPTURE(why.message());
    CHECK(why.details().pointer == pointer);
    CHECK(why.details().rule == rule);
    CHECK(why.code() == code);
    CHECK(why.details().operation == "session");
    CHECK(!why.hint().empty());
}

session made(std::string_view text)
{
    auto outcome = session_from_json(text);
    CAPTURE(text);
    if (!outcome) FAIL(outcome.error().message());
    return *outcome;
}

class environment_variable {
public:
    environment_variable(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
    ~environment_variable() { ::unsetenv(name_); }

private:
    const char* name_;
};

} // namespace

TEST_CASE("an empty configuration has the local computer", "[session][json]")
{
    CHECK(
        to_json(made("{}")) ==
        R"({"connection":{"transport":"http","host":"localhost","port":5985,"path":"/wsman"},)"
        R"("authentication":{"scheme":"negotiate","rule":"R30.1","reason":"no flag selects a scheme, and the host is the local computer"},)"
        R"("credentials":"implicit","flags":[],"options":{},"sealed":true})"
    );
}

TEST_CASE("a configuration can set every setting of a session", "[session][json]")
{
    const environment_variable password("WSMAN_TEST_PASSWORD", "hunter2");
    const session s = made(R"({
        "connection": "https://build01:8443/custom",
        "flags": ["use_basic", "WSManFlagCredUsernamePassword", "skip_revocation_check"],
        "options": {
            "default_operation_timeout": "90s", "timeout_create_shell": 120000, "max_retry_time": "2m",
            "WSMAN_OPTION_LOCALE": "de-DE", "ui_language": "fr-FR", "max_envelope_size_kb": 500, "machine_id": true
        },
        "credentials": {"user": "CORP\\svc", "password_env": "WSMAN_TEST_PASSWORD"},
        "tls": {"ca_file": "/ca.pem", "crl_file": "/crl.pem", "system_store": false},
        "policy": {"trusted_hosts": ["*.corp.example", "<local>"], "allow_credssp": true, "domain_joined": false},
        "connect_address": "[::1]:15986",
        "spn": {"host": "build01.corp.example", "service": "WSMAN"}
    })");
    CHECK(s.connection().url() == "https://build01:8443/custom");
    CHECK(s.authentication().scheme == authentication_scheme::basic);
    CHECK(s.flags().has(session_flag::cred_username_password));
    CHECK(s.operation_timeout() == milliseconds(90'000));
    CHECK(s.operation_timeout(session_option::timeout_create_shell) == milliseconds(120'000));
    CHECK(s.operation_timeout(session_option::timeout_close_shell) == milliseconds(90'000));
    CHECK(s.max_retry_time() == std::chrono::seconds(120));
    CHECK(s.locale() == "de-DE");
    CHECK(s.ui_language() == "fr-FR");
    CHECK(s.max_envelope_size() == 512'000);
    CHECK(s.machine_id());
    CHECK(s.credentials().resolve().value().password().reveal() == "hunter2");
    CHECK(s.tls().ca_file == "/ca.pem");
    CHECK(!s.tls().system_store);
    CHECK(s.tls().skip_revocation_check);
    CHECK(s.policy().trusted_hosts.text() == "*.corp.example,<local>");
    CHECK(s.policy().allow_credssp);
    CHECK(!s.policy().domain_joined);
    CHECK(s.connect_address()->text() == "[::1]:15986");
    CHECK(s.service_principal_name() == "WSMAN/build01.corp.example");
}

TEST_CASE("every flag can be set by either of its names and by its number", "[session][json]")
{
    for (const auto& row : named_values(session_flag{})) {
        CAPTURE(row.name);
        for (const std::string& entry :
             {"[\"" + std::string(row.name) + "\"]",
              "[\"" + std::string(row.windows_name) + "\"]",
              std::to_string(static_cast<std::uint32_t>(row.value))}) {
            const auto draft = session_draft_from_json("{\"flags\":" + entry + "}");
            REQUIRE(draft.has_value());
            CHECK(draft->state().flags.has(row.value));
        }
    }
}

TEST_CASE("every option can be set by either of its names, or is read-only", "[session][json]")
{
    for (const auto& row : named_values(session_option{})) {
        CAPTURE(row.name);
        const option_description& known = *describe(row.value);
        const std::string value = known.kind == option_kind::text      ? "\"de-DE\""
                                  : known.kind == option_kind::boolean ? "true"
                                                                       : std::to_string(known.smallest + 1);
        for (const std::string_view name : {row.name, row.windows_name}) {
            const auto draft = session_draft_from_json("{\"options\":{\"" + std::string(name) + "\":" + value + "}}");
            CHECK(draft.has_value() == (known.access == option_access::read_write));
            if (draft) continue;
            CHECK(draft.error().details().rule == "R58");
            CHECK(draft.error().details().pointer == "/options/" + std::string(name));
        }
    }
}

TEST_CASE("options are set in the order of the document", "[session][json]")
{
    refuses(
        R"({"connection":"build01","options":{"unencrypted_messages":true,"allow_negotiate_implicit_credentials":true}})",
        "/options/allow_negotiate_implicit_credentials",
        "F22",
        windows_errc::cannot_use_allow_negotiate_implicit_credentials_for_http
    );
    refuses(
        R"({"connection":"build01","options":{"skip_ca_check":true,"unencrypted_messages":true}})",
        "/options/unencrypted_messages",
        "F18",
        windows_errc::client_unencrypted_http_only
    );
    refuses(
        R"({"connection":"https://build01","options":{"unencrypted_messages":true}})",
        "/options/unencrypted_messages",
        "F18",
        windows_errc::client_unencrypted_http_only
    );
    CHECK(session_draft_from_json(R"({"options":{"unencrypted_messages":false,"skip_ca_check":true}})").has_value());
}

TEST_CASE("the failure of a rule has the JSON pointer of the value", "[session][json]")
{
    refuses(R"({"flags":["use_basic","use_digest"]})", "/flags/1", "F2", windows_errc::client_multiple_auth_flags);
    refuses(R"({"flags":["utf8","utf16"]})", "/flags/1", "F25", windows_errc::client_invalid_flag);
    refuses(R"({"flags":2})", "/flags", "F1", windows_errc::client_invalid_flag);
    refuses(R"({"flags":["use_everything"]})", "/flags/0", "F1", windows_errc::client_invalid_flag);
    constexpr auto invalid_option = windows_errc::client_setsessionoption_invalid_param;
    refuses(R"({"options":{"use_everything":1}})", "/options/use_everything", "R58", invalid_option);
    refuses(R"({"options":{"utf16":"yes"}})", "/options/utf16", "R58", invalid_option);
    refuses(R"({"options":{"locale":5}})", "/options/locale", "R58", invalid_option);
    refuses(R"({"options":{"max_retry_time":"500ms"}})", "/options/max_retry_time", "R58", invalid_option);
    for (const char* timeout :
         {"true", "1.5", "\"60\"", "-1", "4294967296", "99999999999999999999", "1e400", "[]", "{}"}) {
        refuses(
            R"({"options":{"default_operation_timeout":)" + std::string(timeout) + "}}",
            "/options/default_operation_timeout",
            "R58",
            invalid_option
        );
    }
    refuses(R"({"connection":"http://build01:70000"})", "/connection", "R6", windows_errc::port_invalid);
    refuses(R"({"connection":"ftp://build01"})", "/connection", "R3", windows_errc::transport_not_supported);
    refuses(
        R"({"connection":"http://build01","flags":["use_ssl"]})", "/flags/0", "F26", windows_errc::invalid_usessl_param
    );
    refuses(
        R"({"connection":"http://build01","tls":{"skip_ca_check":true}})",
        "/tls",
        "F17",
        windows_errc::cannot_use_certificates_for_http
    );
    refuses(
        R"({"policy":{"trusted_hosts":["build01","a*b*"]}})",
        "/policy/trusted_hosts/1",
        "R43",
        windows_errc::invalid_hostname_pattern
    );
    refuses(
        R"({"policy":{"trusted_hosts":"http://a"}})",
        "/policy/trusted_hosts",
        "R45",
        windows_errc::invalid_hostname_pattern
    );
    refuses(R"({"options":{"locale":"not a tag"}})", "/options/locale", "R61", windows_errc::client_invalid_locale);
    refuses(
        R"({"options":{"locale":null}})", "/options/locale", "R58", windows_errc::client_setsessionoption_null_param
    );
    refuses(
        R"({"options":{"skip_ca_check":2}})",
        "/options/skip_ca_check",
        "R58",
        windows_errc::client_setsessionoption_invalid_param
    );
    refuses(
        R"({"options":{"max_envelope_size_kb":7}})",
        "/options/max_envelope_size_kb",
        "R58",
        windows_errc::client_setsessionoption_invalid_param
    );
    refuses(R"({"connect_address":"build01"})", "/connect_address", "R6", windows_errc::port_invalid);
}

TEST_CASE("the failure of a rule of build has the JSON pointer of the setting to correct", "[session][json]")
{
    refuses(
        R"({"connection":"https://build01","authentication":"basic"})",
        "/credentials",
        "F6",
        windows_errc::client_username_password_needed
    );
    refuses(
        R"({"connection":"https://build01","authentication":"credssp"})",
        "/credentials",
        "F7",
        windows_errc::credssp_username_password_needed
    );
    refuses(
        R"({"connection":"https://build01","authentication":"certificate"})",
        "/credentials",
        "F13",
        windows_errc::client_cert_needed
    );
    refuses(
        R"({"connection":"https://build01","credentials":{"user":"svc"}})",
        "/credentials",
        "F8",
        windows_errc::client_username_and_password_needed
    );
    {
        const environment_variable password("WSMAN_TEST_PASSWORD", "hunter2");
        refuses(
            R"({"connection":"http://build01","authentication":"basic",)"
            R"("credentials":{"user":"svc","password_env":"WSMAN_TEST_PASSWORD"}})",
            "/connection",
            "F20",
            windows_errc::client_unencrypted_disabled
        );
    }
    refuses(R"({"connection":"http://10.0.0.1"})", "/connection", "R32", windows_errc::defaultauth_ipaddress);
    refuses(
        R"({"connection":"http://build01","policy":{"domain_joined":false}})",
        "/connection",
        "R35",
        windows_errc::client_workgroup_no_kerberos
    );
    refuses(
        R"({"connection":"https://build01","authentication":"kerberos","policy":{"allow_kerberos":false}})",
        "/policy",
        "F29",
        windows_errc::client_kerberos_authentication_disabled
    );
}

TEST_CASE("unknown keys and wrong types are refused", "[session][json]")
{
    refuses(R"({"conection":"build01"})", "/conection", "", session_errc::unknown_key);
    refuses(R"({"tls":{"ca":"x"}})", "/tls/ca", "", session_errc::unknown_key);
    refuses(R"({"a/b~c":1})", "/a~1b~0c", "", session_errc::unknown_key);
    refuses(R"([])", "", "", session_errc::wrong_type);
    refuses(R"({"connection":5})", "/connection", "", session_errc::wrong_type);
    refuses(R"({"flags":"use_basic"})", "/flags", "", session_errc::wrong_type);
    refuses(R"({"flags":[5]})", "/flags/0", "", session_errc::wrong_type);
    refuses(R"({"flags":1.5})", "/flags", "", session_errc::wrong_type);
    refuses(R"({"flags":-1})", "/flags", "", session_errc::out_of_range);
    refuses(R"({"options":[]})", "/options", "", session_errc::wrong_type);
    refuses(R"({"policy":{"allow_basic":1}})", "/policy/allow_basic", "", session_errc::wrong_type);
    refuses(R"({"policy":{"mechanism":"rc4"}})", "/policy/mechanism", "", session_errc::out_of_range);
    refuses(R"({"tls":{"pin_sha256":"abc"}})", "/tls/pin_sha256", "", session_errc::invalid_text);
    refuses(R"({"authentication":"telepathy"})", "/authentication", "", session_errc::out_of_range);
    const std::string hint(failure_of(R"({"spn":{"port":1}})").hint());
    CHECK(hint.find("host, service") != std::string::npos);
}

TEST_CASE("a syntax error has line and column, and a duplicate key its JSON pointer", "[session][json]")
{
    const failure why = failure_of("{\n  \"connection\": build01\n}");
    CHECK(why.code() == session_errc::json_syntax);
    CHECK(why.details().client_text.find("line 2, column 17") == 0);
    for (const char* text :
         {"", "{", "{} {}", "{\"a\":1,}", "// c\n{}", "{'a':1}", "\xFF", "{\"connection\":\"\xC3(\"}", "nul"})
        CHECK(failure_of(text).code() == session_errc::json_syntax);
    CHECK(failure_of(std::string(100, '[')).code() == session_errc::json_syntax); // nested too deep
    refuses(
        R"({"options":{"locale":"de-DE","utf16":true,"locale":"en-US"}})",
        "/options/locale",
        "",
        session_errc::duplicate_key
    );
    refuses(R"({"policy":{},"policy":{}})", "/policy", "", session_errc::duplicate_key);
    refuses(
        R"({"options":{"skip_ca_check":true,"WSMAN_OPTION_SKIP_CA_CHECK":false}})",
        "/options/WSMAN_OPTION_SKIP_CA_CHECK",
        "",
        session_errc::duplicate_key
    );
    refuses(R"({"flags":["utf8",{"a":{"b":1,"b":2}}]})", "/flags/1/a/b", "", session_errc::duplicate_key);
}

TEST_CASE("a configuration may not contain a secret", "[session][json]")
{
    refuses(
        R"({"credentials":{"user":"svc","password":"hunter2"}})",
        "/credentials/password",
        "",
        session_errc::plain_secret
    );
    refuses(
        R"({"credentials":{"key_password":"hunter2"}})", "/credentials/key_password", "", session_errc::plain_secret
    );
    refuses(R"({"proxy":{"password":"hunter2"}})", "/proxy/password", "", session_errc::plain_secret);
    CHECK(failure_of(R"({"credentials":{"password":"hunter2"}})").message().find("hunter2") == std::string::npos);
    refuses(
        R"({"credentials":{"user":"svc","password_env":"WSMAN_TEST_ABSENT"}})",
        "/credentials/password_env",
        "",
        session_errc::secret_unreadable
    );
    refuses(
        R"({"credentials":{"user":"svc","password_file":"/nonexistent"}})",
        "/credentials/password_file",
        "",
        session_errc::secret_unreadable
    );
    refuses(
        R"({"credentials":{"password_file":"/a","password_env":"B"}})",
        "/credentials/password_env",
        "",
        session_errc::duplicate_key
    );
    refuses(R"({"credentials":"explicit"})", "/credentials", "", session_errc::wrong_type);
}

TEST_CASE("an account and a certificate together break F14", "[session][json]")
{
    const environment_variable password("WSMAN_TEST_PASSWORD", "x");
    refuses(
        R"({"credentials":{"user":"svc","password_env":"WSMAN_TEST_PASSWORD","certificate_file":"c","key_file":"k"}})",
        "/credentials",
        "F14",
        windows_errc::multiple_credentials
    );
}

TEST_CASE("the scheme ntlm sets Negotiate and restricts the mechanism", "[session][json]")
{
    const environment_variable password("WSMAN_TEST_PASSWORD", "x");
    const session s = made(R"({"connection":"https://build01","authentication":"ntlm",
        "credentials":{"user":"svc","password_env":"WSMAN_TEST_PASSWORD"}})");
    CHECK(s.authentication().scheme == authentication_scheme::ntlm);
    CHECK(s.flags().has(session_flag::use_negotiate));
    CHECK(s.policy().mechanism == mechanism::ntlm);
}

TEST_CASE("a proxy is read with its account", "[session][json]")
{
    const environment_variable password("WSMAN_TEST_PASSWORD", "hunter2");
    const session s = made(R"({"connection":"https://build01","authentication":"basic",
        "credentials":{"user":"svc","password_env":"WSMAN_TEST_PASSWORD"},
        "proxy":{"url":"http://proxy:3128","authentication":"basic","user":"p","password_env":"WSMAN_TEST_PASSWORD"}})"
    );
    REQUIRE(s.proxy());
    CHECK(s.proxy()->address()->text() == "proxy:3128");
    CHECK(s.proxy()->user() == "p");
    CHECK(
        to_json(s).find(
            R"("proxy":{"access":"winhttp_config","url":"http://proxy:3128","authentication":"basic","user":"p"})"
        ) != std::string::npos
    );
    CHECK(to_json(s).find("hunter2") == std::string::npos);
    refuses(
        R"({"connection":"https://build01","proxy":{"access":"carrier_pigeon"}})",
        "/proxy/access",
        "P1",
        windows_errc::proxy_access_type
    );
    refuses(
        R"({"connection":"https://build01","proxy":{"url":"http://p:1","authentication":"smile"}})",
        "/proxy/authentication",
        "P3",
        windows_errc::proxy_authentication_invalid_flag
    );
    refuses(
        R"({"connection":"http://build01","proxy":{"url":"http://p:1"}})",
        "/proxy",
        "P5",
        windows_errc::cannot_use_proxy_settings_for_http
    );
    refuses(
        R"({"connection":"https://build01","proxy":{"url":"http://p:0"}})",
        "/proxy/url",
        "R6",
        windows_errc::port_invalid
    );
}

TEST_CASE("a configuration sets tickets, delegation and CredSSP", "[session][json]")
{
    const session cache = made(R"({"connection":"http://build01","delegate":true,
        "credentials":{"ticket_cache":"FILE:/run/agent/tickets"},
        "policy":{"credssp_minimum_version":4,"tab_in_sealed_parts":false}})");
    CHECK(cache.credentials().tickets()->cache_name() == "FILE:/run/agent/tickets");
    CHECK(cache.delegates());
    CHECK(cache.policy().credssp_minimum_version == 4);
    CHECK_FALSE(cache.policy().tab_in_sealed_parts);
    CHECK(to_json(cache).find(R"("credentials":{"ticket_cache":"FILE:/run/agent/tickets"})") != std::string::npos);
    const session keytab = made(R"({"connection":"http://build01","authentication":"kerberos",
        "credentials":{"keytab":"/etc/agent.keytab","principal":"agent@CORP.EXAMPLE"}})");
    CHECK(keytab.credentials().tickets()->keytab_file() == "/etc/agent.keytab");
    CHECK(keytab.credentials().tickets()->principal() == "agent@CORP.EXAMPLE");
    for (const session& first : {cache, keytab}) {
        const session again = made(to_json(first));
        CHECK(to_json(again) == to_json(first));
        CHECK(again.explain() == first.explain());
    }
}

TEST_CASE("invalid tickets, delegation and CredSSP settings in a configuration are refused", "[session][json]")
{
    for (const char* credentials :
         {R"({"ticket_cache":"a","keytab":"b","principal":"c"})",
          R"({"ticket_cache":"a","principal":"c"})",
          R"({"ticket_cache":"a","user":"svc"})",
          R"({"keytab":"b","principal":"c","certificate_file":"d"})"})
        refuses(
            "{\"connection\":\"http://a\",\"credentials\":" + std::string(credentials) + "}",
            "/credentials",
            "",
            session_errc::contradiction
        );
    refuses(R"({"credentials":{"keytab":"b"}})", "/credentials", "", session_errc::invalid_text);
    refuses(R"({"credentials":{"principal":"b"}})", "/credentials", "", session_errc::invalid_text);
    refuses(R"({"credentials":{"ticket_cache":5}})", "/credentials/ticket_cache", "", session_errc::wrong_type);
    refuses(R"({"delegate":"yes"})", "/delegate", "", session_errc::wrong_type);
    refuses(
        R"({"connection":"https://a","flags":["use_no_authentication"],"delegate":true})",
        "/delegate",
        "T2",
        windows_errc::client_invalid_flag
    );
    refuses(
        R"({"authentication":"ntlm","credentials":{"ticket_cache":"a"}})",
        "/credentials",
        "T1",
        windows_errc::explicit_credentials_required
    );
    for (const char* version : {"1", "7", "-1", "99999999999"})
        refuses(
            "{\"policy\":{\"credssp_minimum_version\":" + std::string(version) + "}}",
            "/policy/credssp_minimum_version",
            "",
            session_errc::out_of_range
        );
    refuses(
        R"({"policy":{"credssp_minimum_version":"5"}})", "/policy/credssp_minimum_version", "", session_errc::wrong_type
    );
}

TEST_CASE("a part of a connection may not contain another part", "[session][json]")
{
    CHECK(
        made(R"({"connection":{"transport":"https","host":"fe80::1","zone":"eth0","port":8443,"path":"/x"},
                   "flags":["use_no_authentication"]})")
            .connection()
            .url() == "https://[fe80::1%25eth0]:8443/x"
    );
    CHECK(made(R"({"connection":{"host":"localhost"}})").connection().url() == "http://localhost:5985/wsman");
    for (const char* host : {"a/b", "u@a", "a?b", "a#b", "[::1]", "a%41"})
        refuses(
            "{\"connection\":{\"host\":\"" + std::string(host) + "\"}}",
            "/connection/host",
            "R1",
            windows_errc::connectionstr_invalid
        );
    refuses(R"({"connection":{"host":"a","path":"b"}})", "/connection/path", "R9", windows_errc::connectionstr_invalid);
    refuses(R"({"connection":{"host":"a","port":0}})", "/connection/port", "R6", windows_errc::port_invalid);
    refuses(R"({"connection":{"host":"a","port":"80"}})", "/connection/port", "R6", windows_errc::port_invalid);
    refuses(R"({"connection":{"host":"a","user":"b"}})", "/connection/user", "", session_errc::unknown_key);
}

TEST_CASE("session_from_json reads the output of to_json to the same session", "[session][json]")
{
    for (const char* text :
         {R"({})",
          R"({"connection":"https://build01"})",
          R"({"connection":"[::1]:80","flags":["utf8"]})",
          R"({"connection":"https://[fe80::1%eth0]/x?y=1","flags":["use_no_authentication","skip_ca_check","skip_cn_check"]})",
          R"({"connection":"https://build01","options":{"default_operation_timeout":"90s","timeout_signal_shell":5,
              "max_retry_time":7,"locale":"de-DE","ui_language":"fr","max_envelope_size_kb":8,"machine_id":true,
              "use_interactive_token":false,"enable_spn_server_port":true,"utf16":true}})",
          R"({"connection":"build01","policy":{"trusted_hosts":"build*, <local>","allow_digest":false,"mechanism":"kerberos"},
              "connect_address":"[::1]:1","spn":{"host":"h","service":"S"}})",
          R"({"connection":"https://build01","flags":["use_negotiate","allow_negotiate_implicit_credentials"],
              "tls":{"ca_pem":"-----BEGIN","system_store":false,"crl_file":"x","ca_directory":"d","ca_file":"f"}})"}) {
        const session first = made(text);
        const std::string written = to_json(first);
        CAPTURE(written);
        const session again = made(written);
        CHECK(to_json(again) == written);
        CHECK(again.flags() == first.flags());
        CHECK(again.options() == first.options());
        CHECK(again.connection() == first.connection());
        CHECK(again.tls() == first.tls());
        CHECK(again.policy() == first.policy());
        CHECK(again.authentication() == first.authentication());
    }
}

TEST_CASE("a result in a configuration must equal that of the session", "[session][json]")
{
    refuses(R"({"connection":"https://build01","sealed":true})", "/sealed", "", session_errc::contradiction);
    refuses(R"({"authentication":{"scheme":"kerberos"}})", "/authentication/scheme", "", session_errc::contradiction);
    CHECK(made(R"({"sealed":true,"authentication":{"scheme":"negotiate"},"warnings":[]})").sealed());
}

TEST_CASE("session_from_json accepts a parsed JSON value", "[session][json]")
{
    const boost::json::value value = boost::json::parse(R"({"connection":"https://build01"})");
    CHECK(session_from_json(value).value().connection().host() == "build01");
    CHECK(session_draft_from_json(value).value().state().connection == transport_binding::https);
}

TEST_CASE("a program can add settings to those of a configuration", "[session][json]")
{
    auto draft = session_draft_from_json(std::string(R"({"connection":"https://build01","authentication":"basic"})"));
    REQUIRE(draft.has_value());
    CHECK(draft->set_credentials(user_password("svc", secret("x"))).has_value());
    CHECK(draft->build().value().authentication().scheme == authentication_scheme::basic);
}
