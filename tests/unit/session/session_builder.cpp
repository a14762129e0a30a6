//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/session/session_builder.hpp>

#include <chrono>
#include <string>
#include <type_traits>

using namespace wsman;
using enum session_flag;
using namespace std::chrono_literals;

namespace {

const user_password account("CORP\\svc", secret("password"));

template <class Builder>
constexpr policy_state state_of = std::remove_cvref_t<Builder>::state;

constexpr policy_state bound_to_https = apply(policy_state{}, set_option_step{session_option::skip_cn_check}).state;
constexpr policy_state bound_to_http =
    apply(policy_state{}, set_option_step{session_option::unencrypted_messages}).state;

// The concepts that check a step without a compile error.
static_assert(!option_allowed<bound_to_https, session_option::unencrypted_messages>); // F18
static_assert(option_allowed<bound_to_https, session_option::unencrypted_messages, false>);
static_assert(!option_allowed<bound_to_http, session_option::allow_negotiate_implicit_credentials>); // F22
static_assert(!option_allowed<bound_to_http, session_option::skip_ca_check>);                        // F17
static_assert(!option_allowed<bound_to_http, session_option::use_ssl>);                              // R52
static_assert(option_allowed<bound_to_http, session_option::utf16>);
static_assert(!option_allowed<policy_state{}, session_option::redirect_location>); // R58
static_assert(!flags_allowed < policy_state{}, use_basic | use_digest >);          // F2
static_assert(!credentials_allowed<bound_to_http, credential_trait::certificate>); // F16
static_assert(!session_complete<policy_state{.flags = use_basic}>);                // F6
static_assert(session_complete<policy_state{}>);

} // namespace

TEST_CASE("the builder builds a session with its settings", "[session][builder]")
{
    const session s = session_builder{}
                          .flags<use_basic | cred_username_password>()
                          .option<session_option::skip_cn_check, true>()
                          .option<session_option::locale>("de-DE")
                          .option<session_option::machine_id>(true)
                          .option<session_option::max_envelope_size_kb>(kilobytes(500))
                          .credentials(account)
                          .connection<"https://build01.corp.example">()
                          .operation_timeout(20s)
                          .build();
    CHECK(s.connection().url() == "https://build01.corp.example:5986/wsman");
    CHECK(s.authentication().scheme == authentication_scheme::basic);
    CHECK(s.flags() == (use_basic | cred_username_password | skip_cn_check));
    CHECK(s.tls().skip_cn_check);
    CHECK(s.locale() == "de-DE");
    CHECK(s.machine_id());
    CHECK(s.max_envelope_size() == 512000);
    CHECK(s.operation_timeout() == 20s);
}

TEST_CASE("the session has the run-time settings of the builder", "[session][builder]")
{
    client_policy policy;
    policy.mechanism = mechanism::ntlm;
    tls_policy tls;
    tls.ca_file = "ca.pem";
    const session s = session_builder{}
                          .flags<use_negotiate>()
                          .credentials([] { return result<user_password>(account); })
                          .connection(std::string("https://build01"))
                          .policy(policy)
                          .tls(tls)
                          .proxy(proxy_settings::server("http://proxy:3128").value())
                          .connect_address("127.0.0.1", 15986)
                          .spn_host("build01.corp.example")
                          .spn_service("WSMAN")
                          .build();
    CHECK(s.authentication().scheme == authentication_scheme::ntlm);
    CHECK(s.credentials().is_callback());
    CHECK(s.tls().ca_file == "ca.pem");
    CHECK(s.proxy()->address()->text() == "proxy:3128");
    CHECK(s.connect_address()->port() == 15986);
    CHECK(s.service_principal_name() == "WSMAN/build01.corp.example");
}

TEST_CASE("the builder sets tickets and delegation", "[session][builder]")
{
    auto with_tickets = session_builder{}.flags<use_kerberos>().credentials(ticket_source::cache("FILE:/run/t"));
    static_assert(state_of<decltype(with_tickets)>.credentials == credential_trait::tickets);
    const session s = std::move(with_tickets).connection(std::string("http://build01")).delegation().build();
    CHECK(s.credentials().tickets()->cache_name() == "FILE:/run/t");
    CHECK(s.delegates());
    const auto basic =
        session_builder{}.flags<use_basic>().credentials(account).connection<"https://a">().delegation().try_build();
    REQUIRE_FALSE(basic);
    CHECK(basic.error().details().rule == "T2");
    client_policy policy;
    policy.credssp_minimum_version = 1;
    const auto low = session_builder{}.connection<"http://a">().policy(policy).try_build();
    REQUIRE_FALSE(low);
    CHECK(low.error().code() == session_errc::out_of_range);
}
static_assert(!session_complete<policy_state{.flags = use_basic, .credentials = credential_trait::tickets}>); // F6

TEST_CASE("errors of run-time data are failures of build", "[session][builder]")
{
    const std::string host = "http://build01";
    const auto over_http = session_builder{}.option<session_option::skip_ca_check, true>().connection(host).try_build();
    REQUIRE_FALSE(over_http);
    CHECK(over_http.error().details().rule == "F17");

    const auto bad_locale = session_builder{}.option<session_option::locale>("de_DE").connection(host).try_build();
    REQUIRE_FALSE(bad_locale);
    CHECK(bad_locale.error().details().rule == "R61");

    const auto half = session_builder{}
                          .flags<use_basic | use_ssl>()
                          .credentials(user_password("user", secret()))
                          .connection("build01")
                          .try_build();
    REQUIRE_FALSE(half);
    CHECK(half.error().details().rule == "F8");

    const auto spn_port = session_builder{}
                              .flags<use_basic | use_ssl>()
                              .option<session_option::enable_spn_server_port>(true)
                              .credentials(account)
                              .connection("build01")
                              .try_build();
    REQUIRE_FALSE(spn_port);
    CHECK(spn_port.error().details().rule == "F21");
}

TEST_CASE("a literal breaks the same rule as the same text at run time", "[session][builder]")
{
    const char* const refused[] = {
        "build 01", "build01:80 ", "b\xC3\xBCro",   "ftp://a",     "://a",    "http://",      "http:///x", ":80",
        "u@a",      "a#b",         "https://u:p@a", "u:p w@a",     "a:0",     "a:65536",      "a:",        "a:+1",
        "a:80:90",  "http:/a",     "[::1",          "::1]",        "fe80::1", "fe80::1%eth0", "1::2:80/x", "[::1]x",
        "[::1]:",   "[]",          "[]:80",         "[::1]:99999", "a[",      "a:99999999999"
    };
    for (const std::string_view text : refused) {
        CAPTURE(text);
        const rule broken = detail::rule_broken_by_literal(text);
        const auto read = parse_connection_string(text);
        REQUIRE(read.has_error());
        CHECK(read.error().details().rule == entry_of(broken).id);
        CHECK(read.error().code() == entry_of(broken).code);
    }
    const char* const taken[] = {
        "", "a", "a:1", "a:00080", "https://a:65535/x?y", "HTTP://[::1]", "[fe80::1%eth0]:80", "a/b@c:d", "a?x=1:2"
    };
    for (const std::string_view text : taken) {
        CAPTURE(text);
        CHECK(detail::rule_broken_by_literal(text) == rule::none);
        CHECK(parse_connection_string(text).has_value());
    }
}

TEST_CASE("build throws the failure that try_build returns", "[session][builder]")
{
    auto builder = session_builder{}.flags<use_kerberos>().connection("http://10.0.0.1");
    try {
        (void)builder.build();
        FAIL("no exception");
    }
    catch (const exception& thrown) {
        CHECK(thrown.error().details().rule == "F27");
        CHECK(thrown.code() == windows_errc::kerberos_ipaddress);
        CHECK(std::string_view(thrown.location().file_name()) == __FILE__);
    }
}

TEST_CASE("build checks credentials whose kind is known only at run time", "[session][builder]")
{
    const auto with = [](credentials supplied) {
        return session_builder{}
            .flags<use_basic | use_ssl>()
            .credentials(std::move(supplied))
            .connection("a")
            .try_build();
    };
    CHECK(with(account).has_value());
    CHECK(with({}).error().details().rule == "F6");
    CHECK(with(client_certificate("c", "k")).has_error());
}

TEST_CASE("a copied builder builds several sessions", "[session][builder]")
{
    const auto base = session_builder{}.flags<use_basic | use_ssl>().credentials(account);
    const auto first = session_builder(base).connection("a").build();
    const auto second = session_builder(base).connection("b").build();
    CHECK(first.connection().host() == "a");
    CHECK(second.connection().host() == "b");
}

TEST_CASE("the type of the builder contains scheme and host of a literal", "[session][builder]")
{
    const auto builder = session_builder{}.connection<"HTTPS://[0:0:0::1]:8443/wsman">();
    CHECK(state_of<decltype(builder)>.connection == transport_binding::https);
    CHECK(state_of<decltype(builder)>.host == host_kind::loopback);
    CHECK(builder.build().connection().is_loopback());
}

TEST_CASE("the host of a literal has the same kind at compile time and at run time", "[session][builder]")
{
    for (const char* text :
         {"",
          "localhost",
          "LocalHost:80",
          "http://127.0.0.1/x",
          "https://[::1]",
          "[0:0:0:0:0:0:0:0001]",
          "[0:0:0:0:0:0:0:1]:1",
          "127.0.51.1",
          "http://10.0.0.1:80?x",
          "[fe80::1]",
          "[2001:db8::10]",
          "build01",
          "https://build01.corp.example/a:b",
          "[1::1]",
          "[::10]",
          "[::0:10]",
          "host1",
          "a.b1"}) {
        CAPTURE(text);
        const auto target = parse_connection_string(text);
        REQUIRE(target);
        const host_kind expected = target->is_loopback()     ? host_kind::loopback
                                   : target->is_ip_address() ? host_kind::ip_address
                                                             : host_kind::name;
        CHECK(detail::literal_host_kind(text) == expected);
    }
}
