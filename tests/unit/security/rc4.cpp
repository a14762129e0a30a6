//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/impl/ntlm/rc4.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

using namespace wsman;

namespace {

/// The first bytes of the key stream.
std::string stream(std::string_view key_hex, std::size_t size)
{
    const std::string key = parse_hex(key_hex).value();
    std::string bytes(size, '\0');
    detail::rc4(key).process(bytes.data(), bytes.data(), size);
    return bytes;
}

std::string hex_at(const std::string& bytes, std::size_t offset)
{
    std::string hex;
    append_hex(hex, std::string_view(bytes).substr(offset, 16));
    return hex;
}

} // namespace

TEST_CASE("RC4 gives the key streams of RFC 6229", "[security][rc4]")
{
    const std::string bits_40 = stream("0102030405", 4128);
    CHECK(hex_at(bits_40, 0) == "b2396305f03dc027ccc3524a0a1118a8");
    CHECK(hex_at(bits_40, 16) == "6982944f18fc82d589c403a47a0d0919");
    CHECK(hex_at(bits_40, 240) == "28cb1132c96ce286421dcaadb8b69eae");
    CHECK(hex_at(bits_40, 4096) == "ff25b58995996707e51fbdf08b34d875");
    const std::string bits_128 = stream("0102030405060708090a0b0c0d0e0f10", 32);
    CHECK(hex_at(bits_128, 0) == "9ac7cc9a609d1ef7b2932899cde41b97");
    CHECK(hex_at(bits_128, 16) == "5248c4959014126a6e8a84f11d1a9e1c");
    CHECK(
        hex_at(stream("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20", 16), 0) ==
        "eaa6bd25880bf93d3f5d1e4ca2611d91"
    );
}

TEST_CASE("RC4 continues correctly for pieces of every size", "[security][rc4]")
{
    const std::string whole = stream("0102030405", 1000);
    detail::rc4 cipher("\x01\x02\x03\x04\x05");
    std::string pieces(whole.size(), '\0');
    std::size_t done = 0;
    for (std::size_t size = 0; done != pieces.size(); ++size) {
        const std::size_t piece = (std::min)(size, pieces.size() - done);
        cipher.process(pieces.data() + done, pieces.data() + done, piece);
        done += piece;
    }
    CHECK(pieces == whole);
}

TEST_CASE("RC4 gives the same result in place and in another buffer", "[security][rc4]")
{
    const std::string plain = "attack at dawn, and again at noon";
    std::string elsewhere(plain.size(), '?');
    detail::rc4("Key").process(plain.data(), elsewhere.data(), plain.size());
    std::string in_place = plain;
    detail::rc4("Key").process(in_place.data(), in_place.data(), in_place.size());
    CHECK(elsewhere == in_place);
    CHECK(elsewhere != plain);
    detail::rc4("Key").process(in_place.data(), in_place.data(), in_place.size());
    CHECK(in_place == plain);
}
