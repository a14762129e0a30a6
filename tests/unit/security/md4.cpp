//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/impl/ntlm/md4.hpp>

#include <string>
#include <string_view>

using namespace wsman;

namespace {

std::string md4_hex(std::string_view text)
{
    std::string hex;
    append_hex(hex, detail::md4(text).view());
    return hex;
}

} // namespace

TEST_CASE("MD4 gives the digests of RFC 1320, A.5", "[security][md4]")
{
    CHECK(md4_hex("") == "31d6cfe0d16ae931b73c59d7e0c089c0");
    CHECK(md4_hex("a") == "bde52cb31de33e46245e05fbdbd6fb24");
    CHECK(md4_hex("abc") == "a448017aaf21d8525fc10ae87aa6729d");
    CHECK(md4_hex("message digest") == "d9130a8164549fe818874806e1c7014b");
    CHECK(md4_hex("abcdefghijklmnopqrstuvwxyz") == "d79e1c308aa5bbcdeea8ed63df412da9");
    CHECK(
        md4_hex("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") == "043f8582f241db351ce627e153e7f0e4"
    );
    CHECK(
        md4_hex("12345678901234567890123456789012345678901234567890123456789012345678901234567890") ==
        "e33b4ddc9c38f2199c3e7b164fcc0536"
    );
}

TEST_CASE("MD4 pads texts at the block limits", "[security][md4]")
{
    // Each length from 0 to 200; a hash of all digests detects a wrong one.
    std::string all;
    for (std::size_t size = 0; size <= 200; ++size)
        all += detail::md4(std::string(size, 'x')).view();
    CHECK(md4_hex(all) == "883221da16f200bf633974c163fb5446");
}
