//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/protocol/clixml_text.hpp>

#include <random>
#include <string>
#include <utility>

using namespace std::string_literals;

namespace {

std::string escaped(std::string_view text)
{
    std::string out;
    wsman::append_clixml_escaped(out, text);
    return out;
}

std::string unescaped(std::string_view text)
{
    std::string out;
    wsman::append_clixml_unescaped(out, text);
    return out;
}

} // namespace

TEST_CASE("escaped CLIXML text converts back to the same text", "[protocol][clixml]")
{
    const std::pair<std::string, std::string> table[] = {
        {"", ""},
        {"plain", "plain"},
        {"a\r\nb", "a_x000D__x000A_b"},
        {"\t", "_x0009_"},
        {"\0"s, "_x0000_"},
        {"\x1F\x7F\xC2\x80\xC2\x9F\xC2\xA0", "_x001F__x007F__x0080__x009F_\xC2\xA0"},
        {"_", "_"},
        {"_a_", "_a_"},
        {"_x", "_x005F_x"},
        {"_X", "_x005F_X"},
        {"__x", "__x005F_x"},
        {"_x000D_", "_x005F_x000D_"},
        {"_x005F_", "_x005F_x005F_"},
        {"x_", "x_"},
        {"\xF0\x9F\x8E\x89", "_xD83C__xDF89_"},
        {"\xF4\x8F\xBF\xBF", "_xDBFF__xDFFF_"},
        {"\xEF\xBF\xBE", "_xFFFE_"},
        {"\xC3\xA4\xE2\x82\xAC", "\xC3\xA4\xE2\x82\xAC"},
        {"<&>\"'", "<&>\"'"},
    };
    for (const auto& [text, written] : table) {
        CHECK(escaped(text) == written);
        CHECK(unescaped(written) == text);
    }
}

TEST_CASE("text that only resembles a CLIXML escape does not change", "[protocol][clixml]")
{
    for (const char* text :
         {"_x", "_x00", "_x000D", "_x000G_", "_x 00D_", "_y000D_", "x000D_", "_x000D-", "__", "_x_x_x_"})
        CHECK(unescaped(text) == text);
    CHECK(unescaped("_x000d_") == "\r");
    CHECK(unescaped("_X000D_") == "\r");
    CHECK(unescaped("__x000D__") == "_\r_");
}

TEST_CASE("a lone surrogate becomes U+FFFD", "[protocol][clixml]")
{
    CHECK(unescaped("_xD83C_") == "\xEF\xBF\xBD");
    CHECK(unescaped("_xDF89_") == "\xEF\xBF\xBD");
    CHECK(
        unescaped("_xD83C_a_xDF89_") == "\xEF\xBF\xBD"
                                        "a\xEF\xBF\xBD"
    );
    CHECK(unescaped("_xD83C__xD83C__xDF89_") == "\xEF\xBF\xBD\xF0\x9F\x8E\x89");
    CHECK(
        escaped("a\xFF"
                "b") == "a\xEF\xBF\xBD"
                        "b"
    );
}

TEST_CASE("any text converts to CLIXML and back", "[protocol][clixml][property]")
{
    std::mt19937 random(3);
    const std::string_view pieces[] = {
        "_", "x", "X", "0", "D", "000D_", "_x005F_", "\r", "\xC3\xA4", "\xF0\x9F\x98\x80", "\x01"
    };
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (auto count = random() % 12; count > 0; --count)
            text += pieces[random() % std::size(pieces)];
        CHECK(unescaped(escaped(text)) == text);
    }
}
