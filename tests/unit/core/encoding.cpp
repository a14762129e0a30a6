//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>

#include <random>
#include <string>
#include <utility>

using namespace wsman;

namespace {

std::string encoded(std::string_view bytes)
{
    std::string out = "<";
    append_base64(out, bytes);
    return out.substr(1);
}

std::optional<std::string> decoded(std::string_view text)
{
    std::string out = "<";
    if (!append_base64_decoded(out, text)) {
        CHECK(out == "<");
        return std::nullopt;
    }
    return out.substr(1);
}

std::string random_bytes(std::mt19937& source, std::size_t size)
{
    std::string bytes(size, '\0');
    for (char& c : bytes)
        c = static_cast<char>(source());
    return bytes;
}

} // namespace

TEST_CASE("base64 of the test vectors of RFC 4648", "[core][encoding]")
{
    const std::pair<const char*, const char*> cases[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"}
    };
    for (const auto& [bytes, text] : cases) {
        CHECK(encoded(bytes) == text);
        CHECK(decoded(text) == std::string(bytes));
        CHECK(base64_encoded_size(std::string_view(bytes).size()) == std::string_view(text).size());
    }
}

TEST_CASE("base64 of random bytes decodes to the same bytes, with white space anywhere", "[core][encoding]")
{
    std::mt19937 source(1);
    for (std::size_t size = 0; size != 400; ++size) {
        const std::string bytes = random_bytes(source, size);
        const std::string text = encoded(bytes);
        REQUIRE(text.size() == base64_encoded_size(size));
        REQUIRE(decoded(text) == bytes);
        std::string spaced;
        for (const char c : text) {
            spaced += c;
            if (source() % 5 == 0) spaced += " \n\r\t"[source() % 4];
        }
        REQUIRE(decoded(spaced) == bytes);
        REQUIRE(decoded("\n" + text + "\r\n") == bytes);
    }
}

TEST_CASE("base64 with one changed character is refused or decodes to other bytes", "[core][encoding]")
{
    std::mt19937 source(2);
    for (int round = 0; round != 300; ++round) {
        const std::string bytes = random_bytes(source, 1 + source() % 40);
        std::string text = encoded(bytes);
        char& changed = text[source() % text.size()];
        const char before = changed;
        changed = static_cast<char>(source());
        if (changed == before) continue;
        const auto again = decoded(text);
        if (again) CHECK(*again != bytes);
    }
}

TEST_CASE("malformed base64 is refused and does not change the buffer", "[core][encoding]")
{
    for (const char* text : {"Z",     "Zg",       "Zg=",      "Zm8",      "Zm9vYg",    "=",           "====",
                             "Z===",  "=Zg=",     "Z=g=",     "Zg==Zg==", "Zg===",     "Zh==",        "Zm9=",
                             "Zm9v-", "Zm9v_w==", "Zm9v\x80", "Zm9v\v",   "Zm9vYg==x", "Zm9v\xC2\xA0"}) {
        CAPTURE(text);
        CHECK(!decoded(text));
    }
    CHECK(!decoded(std::string_view("Zm9v\0", 5)));
    CHECK(decoded("  \n ") == "");
}

TEST_CASE("find_invalid_utf8 returns the offset of the first invalid byte", "[core][encoding]")
{
    CHECK(!find_invalid_utf8(""));
    CHECK(!find_invalid_utf8("plain text, longer than a word"));
    CHECK(!find_invalid_utf8("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF\xEF\xBF\xBF"));
    const std::pair<std::string, std::size_t> cases[] = {
        {"\x80", 0},
        {"a\xC3", 1},
        {"12345678\xC3(", 8},
        {"\xC0\x80", 0},         // overlong
        {"\xC1\xBF", 0},         // overlong
        {"\xE0\x80\x80", 0},     // overlong
        {"\xF0\x80\x80\x80", 0}, // overlong
        {"ab\xED\xA0\x80", 2},   // surrogate
        {"\xF4\x90\x80\x80", 0}, // above U+10FFFF
        {"\xF5\x80\x80\x80", 0}, // never a lead byte
        {"\xE2\x82", 0},         // cut off
        {"\xF0\x9F\x98", 0},     // cut off
        {"abcdefghijklmnop\xFF", 16},
    };
    for (const auto& [text, offset] : cases)
        CHECK(find_invalid_utf8(text) == offset);
}

TEST_CASE("every code point converts to UTF-16 and back", "[core][encoding]")
{
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 0x35) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string text;
        append_utf8(text, c);
        const std::string wide = utf8_to_utf16le(text);
        REQUIRE(wide.size() == (c < 0x10000 ? 2U : 4U));
        REQUIRE(utf16_to_utf8(wide, false) == text);
        REQUIRE(utf16_to_utf8_strict(wide, false).value() == text);
        REQUIRE(!find_invalid_utf8(text));
    }
    CHECK(utf8_to_utf16le("A\xE2\x82\xAC") == std::string("A\0\xAC\x20", 4));
    CHECK(utf16_to_utf8(std::string("\0A\x20\xAC\xD8\x3D\xDE\x00", 8), true) == "A\xE2\x82\xAC\xF0\x9F\x98\x80");
}

TEST_CASE("ill-formed text becomes replacement characters, or a failure in the strict conversion", "[core][encoding]")
{
    const std::string replacement = "\xEF\xBF\xBD";
    CHECK(
        utf8_to_utf16le("a\xFF"
                        "b") ==
        std::string(
            "a\0\xFD\xFF"
            "b\0",
            6
        )
    );
    const std::string lone_high("\x3D\xD8", 2);
    const std::string lone_low("\x00\xDE", 2);
    const std::string a("A\0", 2);
    for (const auto& [bytes, text, offset] :
         {std::tuple(lone_high, replacement, 0),
          std::tuple(lone_low, replacement, 0),
          std::tuple(a + lone_high + a, "A" + replacement + "A", 2),
          std::tuple(lone_high + lone_high, replacement + replacement, 0),
          std::tuple(a + "x", "A" + replacement, 2),
          std::tuple(lone_high + "x", replacement + replacement, 0)}) {
        CHECK(utf16_to_utf8(bytes, false) == text);
        const auto strict = utf16_to_utf8_strict(bytes, false);
        REQUIRE(strict.has_error());
        CHECK(strict.error().code() == xml_errc::invalid_utf16);
        CHECK(strict.error().details().client_text == "at byte " + std::to_string(offset));
    }
}

TEST_CASE("hexadecimal of all bytes decodes to the same bytes, in upper and lower case", "[core][encoding]")
{
    std::string bytes;
    for (int i = 0; i != 256; ++i)
        bytes += static_cast<char>(i);
    std::string text;
    append_hex(text, bytes);
    CHECK(text.substr(0, 6) == "000102");
    CHECK(text.substr(506) == "fdfeff");
    CHECK(parse_hex(text) == bytes);
    CHECK(parse_hex("FFfF") == std::string("\xFF\xFF"));
    CHECK(parse_hex("") == "");
    for (const char* wrong : {"f", "fg", "0x", "f f ", "-1"})
        CHECK(!parse_hex(wrong));
}

TEST_CASE("ASCII case conversion does not depend on the locale", "[core][encoding]")
{
    CHECK(ascii_lower(std::string_view("AZ[\xC3\x84")) == "az[\xC3\x84");
    CHECK(ascii_iequals("Host-1", "hOST-1"));
    CHECK(!ascii_iequals("host", "host1"));
    CHECK(!ascii_iequals("[", "{"));
    STATIC_REQUIRE(ascii_iequals("HTTPS", "https"));
}
