//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/session/tls_policy.hpp>

#include <string>

using namespace wsman;

TEST_CASE("a pin may have the form of OpenSSL or be plain digits", "[session][tls]")
{
    const std::string digits = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    CHECK(parse_pin_sha256(digits).value() == digits);
    std::string printed;
    for (std::size_t i = 0; i != digits.size(); i += 2) {
        if (i != 0) printed += ':';
        for (const char c : digits.substr(i, 2))
            printed += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    CHECK(parse_pin_sha256(printed).value() == digits);
    for (const std::string& wrong :
         {std::string(), digits.substr(1), digits + "0", digits.substr(1) + "g", "sha256:" + digits})
        CHECK(parse_pin_sha256(wrong).error().code() == session_errc::invalid_text);
}

TEST_CASE("the default policy checks the certificate completely", "[session][tls]")
{
    const tls_policy tls;
    CHECK(!tls.skip_ca_check);
    CHECK(!tls.skip_cn_check);
    CHECK(!tls.skip_revocation_check);
    CHECK(tls.system_store);
    CHECK(tls.check().has_value());
}

TEST_CASE("an invalid policy is refused", "[session][tls]")
{
    tls_policy tls;
    tls.pin_sha256 = "abc";
    CHECK(tls.check().has_error());
    tls.pin_sha256.clear();
    tls.ca_file = std::string("a\0b", 3);
    CHECK(tls.check().has_error());
}
