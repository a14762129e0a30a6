//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/session/trusted_hosts.hpp>

#include <string>
#include <string_view>

using namespace wsman;

namespace {

bool trusts(std::string_view list, std::string_view connection)
{
    return trusted_hosts::parse(list).value().matches(parse_connection_string(connection).value());
}

void refuses(std::string_view list, std::string_view rule)
{
    CAPTURE(list);
    const auto hosts = trusted_hosts::parse(list);
    REQUIRE(hosts.has_error());
    CHECK(hosts.error().code() == windows_errc::invalid_hostname_pattern);
    CHECK(hosts.error().details().rule == rule);
}

} // namespace

TEST_CASE("a dot at the end of a name is no part of it, in the list as at the host", "[session][trusted_hosts]")
{
    for (const char* list :
         {"build01.corp.example", "build01.corp.example.", "*.corp.example", "*.corp.example.", "build01.*"})
        for (const char* host : {"http://build01.corp.example:5985", "http://build01.corp.example.:5985"}) {
            INFO(list << " and " << host);
            CHECK(trusts(list, host));
        }
    CHECK(trusts("<local>", "http://build01.:5985"));
    CHECK_FALSE(trusts("<local>", "http://build01.corp.:5985"));
    CHECK_FALSE(trusts("*.", "http://build01.corp.example:5985")); // it does not become "*"
    CHECK_FALSE(trusts("*.", "http://build01.corp.example.:5985"));
}

TEST_CASE(
    "R40: entries are separated by commas, blanks around them mean nothing, an empty list trusts nobody",
    "[session][trusted_hosts]"
)
{
    CHECK(trusts("build01,build02", "build02"));
    CHECK(trusts("  build01 ,\tbuild02  ", "build02"));
    CHECK(!trusts("", "build01"));
    CHECK(!trusts("   ", "localhost"));
    CHECK(!trusted_hosts().matches("build01"));
    CHECK(trusted_hosts::parse(" A , b ").value().text() == "a,b");
    CHECK(trusted_hosts().empty());
}

TEST_CASE("R41: names and addresses are compared as text, without case", "[session][trusted_hosts]")
{
    CHECK(trusts("Build01", "https://bUILD01:5986/wsman"));
    CHECK(trusts("build01.corp.example", "build01.corp.example"));
    CHECK(!trusts("build01", "build01.corp.example"));
    CHECK(!trusts("build01.corp.example", "build01"));
    CHECK(trusts("10.0.0.1", "10.0.0.1:80"));
    CHECK(!trusts("127.0.0.1", "localhost"));
    CHECK(trusts("[::1]", "[0:0:0:0:0:0:0:1]"));
    CHECK(trusts("[2001:0DB8::0001]", "[2001:db8::1]"));
    CHECK(trusts("[fe80::1]", "[fe80::1%eth0]"));
    CHECK(trusts("build01", "build01.")); // the dot is for the resolver
}

TEST_CASE("R42: an asterisk alone trusts every host, whatever stands beside it", "[session][trusted_hosts]")
{
    CHECK(trusts("*", "build01"));
    CHECK(trusts("*", "10.0.0.1"));
    CHECK(trusts("*", "[::1]"));
    CHECK(trusts("build01,*", "build02"));
    CHECK(trusts("*,build01", "build02.corp.example"));
}

TEST_CASE("R43: one asterisk an entry, anywhere", "[session][trusted_hosts]")
{
    CHECK(trusts("*.corp.example", "build01.corp.example"));
    CHECK(!trusts("*.corp.example", "corp.example"));
    CHECK(!trusts("*.corp.example", "build01.corp.example.evil.example"));
    CHECK(trusts("10.0.*", "10.0.0.1"));
    CHECK(!trusts("10.0.*", "10.1.0.1"));
    CHECK(trusts("build*.corp.example", "build01.corp.example"));
    CHECK(!trusts("aba*aba", "ababa")); // the two halves do not overlap
    CHECK(trusts("[fe80:*]", "[fe80::1]"));
    for (const char* list : {"*.*", "**", "*a*", "build01, *.*.example", "[*:*]"})
        refuses(list, "R43");
}

TEST_CASE("R44: <local> trusts names without a period, and no IPv6 address", "[session][trusted_hosts]")
{
    CHECK(trusts("<local>", "build01"));
    CHECK(trusts("<LOCAL>", "localhost"));
    CHECK(!trusts("<local>", "build01.corp.example"));
    CHECK(!trusts("<local>", "10.0.0.1"));
    CHECK(!trusts("<local>", "[::1]"));
    CHECK(trusts("*.corp.example,<local>", "build01"));
}

TEST_CASE("R45: a malformed entry is refused", "[session][trusted_hosts]")
{
    for (const char* list :
         {",",        "build01,", ",build01", "a,,b", "http://build01", "build01:5985",    "build01/wsman",
          "::1",      "[::1",     "::1]",     "[]",   "[::1]:80",       "[build01]",       "a b",
          "<locale>", "<local",   "a;b",      "a\nb", "b\xC3\xBCro",    "build01|build02", "user@build01"})
        refuses(list, "R45");
    refuses(std::string_view("a\0b", 3), "R45");
    for (const char* bare : {"::1", "2001:DB8::1", "fe80:*"}) {
        const std::string told = trusted_hosts::parse(bare).error().message();
        CHECK(told.find("in brackets: [" + ascii_lower(bare) + "]") != std::string::npos);
    }
}
