//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/session/session.hpp>
#include <wsman/session/session_draft.hpp>

#include <string>
#include <string_view>

using namespace wsman;

namespace {

std::string url_of(std::string_view text, bool use_ssl = false)
{
    const auto target = parse_connection_string(text, use_ssl);
    return target ? target->url() : "rule " + target.error().details().rule;
}

void refuses(std::string_view text, std::string_view rule, windows_errc code, bool use_ssl = false)
{
    CAPTURE(text);
    const auto target = parse_connection_string(text, use_ssl);
    REQUIRE(target.has_error());
    CHECK(target.error().details().rule == rule);
    CHECK(target.error().code() == code);
    CHECK(target.error().details().operation == "session");
}

struct reading {
    const char* text;
    const char* url;
    const char* authority;
    bool is_ip_address;
    bool is_loopback;
};

} // namespace

TEST_CASE("only the resolver gets the trailing dot of a host name", "[session][connection]")
{
    const auto target = wsman::parse_connection_string("http://Build01.corp.example.:5985").value();
    CHECK(target.host() == "Build01.corp.example.");
    CHECK(target.dial_host() == "Build01.corp.example.");
    CHECK(target.bare_host() == "Build01.corp.example");
    CHECK(wsman::parse_connection_string("http://build01:5985").value().bare_host() == "build01");
    CHECK(wsman::parse_connection_string("http://[::1]:5985").value().bare_host() == "::1");
    const auto session =
        wsman::create_session("https://build01.corp.example.", wsman::session_flag::use_no_authentication).value();
    CHECK(session.service_principal_name().ends_with("/build01.corp.example"));
}

TEST_CASE(
    "R1: a connection string has scheme, host, port and path, and only the host is required", "[session][connection]"
)
{
    CHECK(url_of("build01") == "http://build01:5985/wsman");
    CHECK(url_of("https://build01.corp.example:8443/custom/path") == "https://build01.corp.example:8443/custom/path");
    CHECK(url_of("BUILD_01") == "http://BUILD_01:5985/wsman");
    CHECK(url_of("build01.") == "http://build01.:5985/wsman");
    for (const char* text :
         {"http://",
          "https://",
          "/wsman",
          "https:///wsman",
          ":5985",
          "https://:5986",
          "?x",
          "ho st",
          " build01",
          "build01 ",
          "b\xC3\xBCro",
          "http://a..b",
          ".build01",
          "a;b",
          "a%41",
          "a,b",
          "*",
          "a$b"})
        refuses(text, "R1", windows_errc::connectionstr_invalid);
    refuses(std::string(300, 'a'), "R1", windows_errc::connectionstr_invalid);
}

TEST_CASE("R1: line breaks, NUL and other control characters are refused at every position", "[session][connection]")
{
    for (const std::string_view text :
         {std::string_view("http://build01\r\nX-Header: 1"),
          std::string_view("http://build01/a\nb"),
          std::string_view("a\0b", 3),
          std::string_view("http://build01/\0", 16),
          std::string_view("build01\x7f"),
          std::string_view("\tbuild01")})
        refuses(text, "R1", windows_errc::connectionstr_invalid);
}

TEST_CASE("R1: a host that ends in a number must be an IPv4 address", "[session][connection]")
{
    // Resolvers accept each of these as an address, but the rules for addresses would not recognise it.
    for (const char* text :
         {"2130706433",
          "127.1",
          "0x7f.1",
          "10.0.0.256",
          "010.0.0.1",
          "1.2.3.4.5",
          "127.0.0.1.",
          "host.0x1",
          "http://1.2.3:80/"})
        refuses(text, "R1", windows_errc::connectionstr_invalid);
    CHECK(url_of("10.0.0.255") == "http://10.0.0.255:5985/wsman");
    CHECK(url_of("host1") == "http://host1:5985/wsman");
    CHECK(url_of("1host") == "http://1host:5985/wsman");
}

TEST_CASE("R2: the empty connection string is the local computer", "[session][connection]")
{
    CHECK(url_of("") == "http://localhost:5985/wsman");
    CHECK(url_of("", true) == "https://localhost:5986/wsman");
    CHECK(connection_target() == parse_connection_string("").value());
    CHECK(connection_target().is_loopback());
}

TEST_CASE("R3: the scheme is http or https, in upper or lower case", "[session][connection]")
{
    CHECK(url_of("HTTP://build01") == "http://build01:5985/wsman");
    CHECK(url_of("HttpS://build01") == "https://build01:5986/wsman");
    for (const char* text : {"ftp://build01", "wsman://build01", "://build01", "httpss://build01"})
        refuses(text, "R3", windows_errc::transport_not_supported);
}

TEST_CASE("R3: the scheme of a literal is known at compile time", "[session][connection]")
{
    STATIC_REQUIRE(scheme_of("https://build01") == connection_scheme::https);
    STATIC_REQUIRE(scheme_of("HTTP://build01") == connection_scheme::http);
    STATIC_REQUIRE(scheme_of("build01:5985") == connection_scheme::absent);
    STATIC_REQUIRE(scheme_of("build01/a?to=http://b") == connection_scheme::absent);
    STATIC_REQUIRE(scheme_of("ftp://build01") == connection_scheme::other);
    STATIC_REQUIRE(scheme_of("") == connection_scheme::absent);
    STATIC_REQUIRE(scheme_of("[::1]://") == connection_scheme::absent);
}

TEST_CASE("R4: without a scheme the transport is http, or https with use_ssl", "[session][connection]")
{
    CHECK(parse_connection_string("build01").value().transport() == transport_kind::http);
    CHECK(url_of("build01", true) == "https://build01:5986/wsman");
    CHECK(url_of("build01:1234", true) == "https://build01:1234/wsman");
}

TEST_CASE("R5: use_ssl with http:// breaks F26, and is redundant with https://", "[session][connection]")
{
    refuses("http://build01", "F26", windows_errc::invalid_usessl_param, true);
    CHECK(url_of("https://build01", true) == "https://build01:5986/wsman");
}

TEST_CASE("R6: a port must be a number from 1 to 65535", "[session][connection]")
{
    CHECK(url_of("build01:1") == "http://build01:1/wsman");
    CHECK(url_of("build01:65535") == "http://build01:65535/wsman");
    CHECK(url_of("build01:0080") == "http://build01:80/wsman");
    CHECK(url_of("[::1]:80") == "http://[::1]:80/wsman");
    for (const char* text :
         {"build01:0",
          "build01:65536",
          "build01:70000",
          "build01:4294967297",
          "build01:18446744073709551617",
          "build01:",
          "build01:/wsman",
          "build01:http",
          "build01:-1",
          "build01:+80",
          "build01:8O",
          "[::1]:",
          "[::1]:99999",
          "build01:80:90",
          "build01: 80",
          "build01:80 ",
          "http://build01:8 0/wsman",
          "[::1]:\t80",
          "build01:\xEF\xBC\x98",
          "http:/build01"})
        refuses(text, "R6", windows_errc::port_invalid);
    for (const char* text : {" build01:80", "build01 :80", "build01:80/a b", "http:// build01:80", "u:p w@build01:80"})
        refuses(text, "R1", windows_errc::connectionstr_invalid);
}

TEST_CASE("R6: the error for an invalid port contains only digits", "[session][connection]")
{
    const auto digits = parse_connection_string("build01:70000");
    CHECK(digits.error().message().find("70000") != std::string::npos);
    const auto slipped = parse_connection_string("svc:hunter2");
    CHECK(slipped.error().message().find("hunter2") == std::string::npos);
}

TEST_CASE("R7: the default ports are 5985 and 5986, never 80 and 443", "[session][connection]")
{
    CHECK(parse_connection_string("http://build01").value().port() == 5985);
    CHECK(parse_connection_string("https://build01").value().port() == 5986);
    CHECK(parse_connection_string("https://build01/wsman").value().port() == 5986);
}

TEST_CASE("R8: the default suffix is wsman, and a given suffix replaces it", "[session][connection]")
{
    CHECK(parse_connection_string("build01").value().path() == "/wsman");
    CHECK(parse_connection_string("https://build01/").value().path() == "/wsman");
    CHECK(parse_connection_string("build01/websvcs/wsman").value().path() == "/websvcs/wsman");
    CHECK(parse_connection_string("build01/wsman/").value().path() == "/wsman/");
}

TEST_CASE("R9: a path is not changed, and includes the query", "[session][connection]")
{
    CHECK(parse_connection_string("build01/a/../b//c").value().path() == "/a/../b//c");
    CHECK(parse_connection_string("build01/a%20b").value().path() == "/a%20b");
    CHECK(parse_connection_string("build01/wsman?PSVersion=5.1").value().path() == "/wsman?PSVersion=5.1");
    CHECK(parse_connection_string("build01?PSVersion=5.1").value().path() == "/wsman?PSVersion=5.1");
    CHECK(parse_connection_string("build01/?PSVersion=5.1").value().path() == "/wsman?PSVersion=5.1");
    CHECK(parse_connection_string("build01/a?to=http://b:99/c").value().path() == "/a?to=http://b:99/c");
    for (const char* text :
         {"build01/a\\b", "build01/a%zz", "build01/%", "build01/a\"b", "build01/<a>", "build01/a^b", "build01/{a}"})
        refuses(text, "R9", windows_errc::connectionstr_invalid);
}

TEST_CASE("R10: an IPv6 address must be in brackets", "[session][connection]")
{
    CHECK(url_of("http://[1::2]:80/wsman") == "http://[1::2]:80/wsman");
    CHECK(url_of("https://[2001:DB8::1]") == "https://[2001:db8::1]:5986/wsman");
    CHECK(url_of("[2001:0db8:0000:0000:0000:0000:0000:0001]") == "http://[2001:db8::1]:5985/wsman");
    for (const char* text :
         {"::1",
          "https://::1",
          "2001:db8::1",
          "https://2001:db8::1/wsman",
          "fe80::1%eth0",
          "[::1",
          "https://::1]",
          "[::1]5985",
          "[::1]]",
          "[[::1]]",
          "a[::1]",
          "[]",
          "[build01]",
          "[10.0.0.1]",
          "[::1::2]",
          "[12345::1]",
          "[1:2:3:4:5:6:7:8:9]",
          "[::256.0.0.1]",
          "[v1.fe80]"})
        refuses(text, "R10", windows_errc::connectionstr_invalid);
}

TEST_CASE("R10: the connect address contains the zone, and the Host header does not", "[session][connection]")
{
    for (const char* text : {"https://[fe80::1%eth0]:5986/wsman", "https://[fe80::1%25eth0]:5986/wsman"}) {
        const auto target = parse_connection_string(text);
        REQUIRE(target.has_value());
        CHECK(target->host() == "fe80::1");
        CHECK(target->zone() == "eth0");
        CHECK(target->dial_host() == "fe80::1%eth0");
        CHECK(target->authority() == "[fe80::1]:5986");
        CHECK(target->url() == "https://[fe80::1%25eth0]:5986/wsman");
        CHECK(parse_connection_string(target->url()).value() == *target);
    }
    CHECK(parse_connection_string("[fe80::1%25]").value().zone() == "25");
    CHECK(parse_connection_string("[fe80::1%2]").value().zone() == "2");
    for (const char* text : {"[fe80::1%]", "[fe80::1%e/h]", "[fe80::1%e%h]", "[fe80::1%25a:b]"})
        refuses(text, "R10", windows_errc::connectionstr_invalid);
}

TEST_CASE(
    "R11: user information and fragments are refused, and the error does not contain them", "[session][connection]"
)
{
    for (const char* text :
         {"svc@build01",
          "svc:hunter2@build01",
          "https://svc:hunter2@build01:5986/wsman",
          "https://@build01",
          "build01#hunter2",
          "https://build01/wsman#hunter2",
          "build01/a?b#hunter2"}) {
        refuses(text, "R11", windows_errc::connectionstr_invalid);
        const auto target = parse_connection_string(text);
        CHECK(target.error().message().find("hunter2") == std::string::npos);
        CHECK(target.error().hint().find("hunter2") == std::string::npos);
    }
    CHECK(url_of("build01/a@b") == "http://build01:5985/a@b");
}

TEST_CASE("R12: the certificate must contain the host without port", "[session][connection]")
{
    CHECK(parse_connection_string("https://Build01.corp.example:8443/x").value().host() == "Build01.corp.example");
    CHECK(parse_connection_string("https://[::1]:8443").value().host() == "::1");
    CHECK(parse_connection_string("https://[fe80::1%eth0]").value().host() == "fe80::1");
}

TEST_CASE("R20: loopback is localhost, 127.0.0.1 and [::1], and nothing else", "[session][connection]")
{
    const reading cases[] = {
        {"localhost", "http://localhost:5985/wsman", "localhost:5985", false, true},
        {"LocalHost", "http://LocalHost:5985/wsman", "LocalHost:5985", false, true},
        {"https://127.0.0.1", "https://127.0.0.1:5986/wsman", "127.0.0.1:5986", true, true},
        {"[::1]", "http://[::1]:5985/wsman", "[::1]:5985", true, true},
        {"[0:0:0:0:0:0:0:1]", "http://[::1]:5985/wsman", "[::1]:5985", true, true},
        {"[0000:0000::0001]", "http://[::1]:5985/wsman", "[::1]:5985", true, true},
        {"127.0.51.1", "http://127.0.51.1:5985/wsman", "127.0.51.1:5985", true, false},
        {"[::ffff:127.0.0.1]", "http://[::ffff:127.0.0.1]:5985/wsman", "[::ffff:127.0.0.1]:5985", true, false},
        {"[::ffff:7f00:1]", "http://[::ffff:127.0.0.1]:5985/wsman", "[::ffff:127.0.0.1]:5985", true, false},
        {"[::1%lo]", "http://[::1%25lo]:5985/wsman", "[::1]:5985", true, false},
        {"[::]", "http://[::]:5985/wsman", "[::]:5985", true, false},
        {"0.0.0.0", "http://0.0.0.0:5985/wsman", "0.0.0.0:5985", true, false},
        {"localhost.", "http://localhost.:5985/wsman", "localhost.:5985", false, false},
        {"localhost.localdomain", "http://localhost.localdomain:5985/wsman", "localhost.localdomain:5985", false, false
        },
        {"build01", "http://build01:5985/wsman", "build01:5985", false, false},
        {"10.0.0.7:80", "http://10.0.0.7:80/wsman", "10.0.0.7:80", true, false},
    };
    for (const reading& one : cases) {
        CAPTURE(one.text);
        const auto target = parse_connection_string(one.text);
        REQUIRE(target.has_value());
        CHECK(target->url() == one.url);
        CHECK(target->authority() == one.authority);
        CHECK(target->is_ip_address() == one.is_ip_address);
        CHECK(target->is_loopback() == one.is_loopback);
        CHECK(parse_connection_string(target->url()).value() == *target);
    }
}

TEST_CASE("host and port follow the same rules as a connection string", "[session][connection]")
{
    CHECK(parse_host_and_port("10.0.0.1:5986").value() == host_and_port("10.0.0.1", 5986));
    CHECK(parse_host_and_port("[::1]:443").value().host() == "::1");
    CHECK(parse_host_and_port("[::1]:443").value().text() == "[::1]:443");
    CHECK(parse_host_and_port("[fe80::1%eth0]:443").value().host() == "fe80::1%eth0");
    for (const auto& [text, rule] :
         {std::pair("build01", "R6"),
          std::pair("build01:", "R6"),
          std::pair("build01:0", "R6"),
          std::pair("::1:80", "R10"),
          std::pair("[::1]", "R6"),
          std::pair("u@h:1", "R1"),
          std::pair("h:1/x", "R6"),
          std::pair("", "R6"),
          std::pair(":80", "R1"),
          std::pair("https://h:1", "R6")}) {
        CAPTURE(text);
        const auto address = parse_host_and_port(text);
        REQUIRE(address.has_error());
        CHECK(address.error().details().rule == rule);
    }
}
