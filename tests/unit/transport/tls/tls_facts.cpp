//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/certificates.hpp>
#include <wsman/transport/tls_facts.hpp>

#include <openssl/x509.h>

using namespace wsman;
using namespace wsman::test;

namespace {

std::string der_of(const certificate& one)
{
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(one.x509(), &bytes);
    std::string der(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

} // namespace

TEST_CASE("the facts of a certificate equal its content", "[transport][tls]")
{
    const certificate authority = make_authority("An authority");
    const certificate leaf = make_certificate(
        certificate_request("J\xC3\xB6rg, Inc", "DNS:a.example,IP:10.0.0.1,IP:2001:db8::1,email:a@b"), &authority
    );
    const auto facts = read_certificate(der_of(leaf));
    REQUIRE(facts);
    CHECK(facts->subject == "CN=J\xC3\xB6rg\\, Inc");
    CHECK(facts->issuer == "CN=An authority");
    CHECK(facts->names == std::vector<std::string>{"a.example", "10.0.0.1", "2001:db8::1"});
    CHECK(*facts->not_after - *facts->not_before == std::chrono::seconds(3600 + 86400));
    CHECK(facts->sha256 == leaf.sha256());
}

TEST_CASE("texts of a certificate contain no control characters and are limited", "[transport][tls]")
{
    const std::string name = "a\x1B[2J\nb";
    const auto hostile =
        read_certificate(der_of(make_certificate(certificate_request(name, "DNS:evil\x1B[31m.example"))));
    REQUIRE(hostile);
    for (const std::string& text : {hostile->subject, hostile->names.at(0)}) {
        CHECK(text.find('\x1B') == std::string::npos);
        CHECK(text.find('\n') == std::string::npos);
    }
    std::string names = "DNS:0.example";
    for (int i = 1; i < 100; ++i)
        names += ",DNS:" + std::to_string(i) + ".example";
    CHECK(read_certificate(der_of(make_certificate(certificate_request("many", names))))->names.size() == 32);
}

TEST_CASE("invalid certificates have no facts", "[transport][tls]")
{
    CHECK_FALSE(read_certificate(""));
    CHECK_FALSE(read_certificate("\x30\x03\x02\x01\x01"));
    const std::string whole = der_of(make_certificate(certificate_request("x")));
    for (std::size_t size = 0; size < whole.size(); size += 7)
        CHECK_FALSE(read_certificate(whole.substr(0, size)));
}

TEST_CASE("a time is formatted as in ISO 8601", "[transport]")
{
    using namespace std::chrono;
    CHECK(iso_8601(sys_days(2026y / 5 / 4) + 3h + 2min + 1s) == "2026-05-04T03:02:01Z");
    CHECK(iso_8601(sys_days(1969y / 12 / 31) + 23h) == "1969-12-31T23:00:00Z");
}
