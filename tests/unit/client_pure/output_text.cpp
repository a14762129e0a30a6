//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/output_text.hpp>
#include <wsman/core/encoding.hpp>

#include <string>
#include <vector>

using namespace std::string_literals;
using wsman::output_bytes;
using wsman::text_decoder;
using wsman::text_encoding;

namespace {

const std::string replacement = "\xEF\xBF\xBD";

/// Decodes in pieces, divided at the given offsets.
std::string
in_pieces(const std::string& bytes, const std::vector<std::size_t>& cuts, text_encoding encoding = text_encoding::utf8)
{
    text_decoder decoder(encoding);
    std::string text;
    std::size_t from = 0;
    for (const std::size_t cut : cuts) {
        decoder.decode(std::string_view(bytes).substr(from, cut - from), text);
        from = cut;
    }
    decoder.decode(std::string_view(bytes).substr(from), text);
    decoder.finish(text);
    return text;
}

void check_every_cut(const std::string& bytes, const std::string& expected, text_encoding encoding)
{
    for (std::size_t first = 0; first <= bytes.size(); ++first)
        for (std::size_t second = first; second <= bytes.size(); ++second)
            CHECK(in_pieces(bytes, {first, second}, encoding) == expected);
    std::vector<std::size_t> each;
    for (std::size_t at = 1; at < bytes.size(); ++at)
        each.push_back(at);
    CHECK(in_pieces(bytes, each, encoding) == expected);
}

} // namespace

TEST_CASE("characters that are split over chunks are joined", "[client][output]")
{
    const std::string text = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z";
    check_every_cut(text, text, text_encoding::utf8);
    text_decoder decoder;
    CHECK(decoder.decode("\xF0\x9F") == "");
    CHECK(decoder.decode("\x98") == "");
    CHECK(decoder.decode("\x80!") == "\xF0\x9F\x98\x80!");
    CHECK(decoder.replacements() == 0);
}

TEST_CASE("two streams with separate decoders do not affect each other", "[client][output]")
{
    const std::string smile = "\xF0\x9F\x98\x80";
    for (std::size_t cut = 1; cut < smile.size(); ++cut) {
        text_decoder out;
        text_decoder err;
        std::string first = out.decode(smile.substr(0, cut));
        std::string second = err.decode("e" + smile.substr(0, 4 - cut));
        first += out.decode(smile.substr(cut));
        second += err.decode(smile.substr(4 - cut));
        CHECK(first == smile);
        CHECK(second == "e" + smile);
    }
}

TEST_CASE("one byte order mark is dropped from text and kept in bytes", "[client][output]")
{
    const std::string mark = "\xEF\xBB\xBF";
    CHECK(output_bytes(mark + "a").text() == "a");
    CHECK(output_bytes(mark + "a").bytes() == mark + "a");
    CHECK(output_bytes(mark + mark + "a").text() == mark + "a");
    CHECK(output_bytes("a" + mark).text() == "a" + mark);
    CHECK(output_bytes(mark).text() == "");
    check_every_cut(mark + "ab", "ab", text_encoding::utf8);
    check_every_cut(
        "\xFF\xFE"
        "a\0b\0"s,
        "ab",
        text_encoding::utf16le
    );
}

TEST_CASE("invalid input is replaced and counted, and never throws", "[client][output]")
{
    const auto decoded = output_bytes("x\x81y").decode();
    CHECK(decoded.text == "x" + replacement + "y");
    CHECK(decoded.replacements == 1);
    CHECK_FALSE(output_bytes("\x81").is_text());
    CHECK(output_bytes("plain \xC3\xA4").is_text());
    CHECK(output_bytes("\xC0\x80").text() == replacement + replacement);
    CHECK(output_bytes("\xED\xA0\x80").text() == replacement + replacement + replacement);
    CHECK(output_bytes("\xF0\x9F\x98").text() == replacement);
    CHECK(
        output_bytes("\xF0\x9F"
                     "A")
            .text() == replacement + "A"
    );
    CHECK(output_bytes("\xE2\x82\xE2\x82\xAC").text() == replacement + "\xE2\x82\xAC");
    CHECK(output_bytes("\xF4\x90\x80\x80").text() == replacement + replacement + replacement + replacement);
    CHECK(output_bytes("a\0b"s).text() == "a\0b"s);
    check_every_cut(
        "a\xE2\x82"
        "b\xFF\xF0\x9F",
        "a" + replacement + "b" + replacement + replacement,
        text_encoding::utf8
    );
}

TEST_CASE("UTF-16 is decoded at odd offsets", "[client][output]")
{
    const std::string text = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\r\n";
    check_every_cut(wsman::utf8_to_utf16le(text), text, text_encoding::utf16le);
    check_every_cut(
        "\x3D\xD8"
        "a\0"s,
        replacement + "a",
        text_encoding::utf16le
    );
    check_every_cut(
        "\x00\xDE"
        "a\0"s,
        replacement + "a",
        text_encoding::utf16le
    );
    check_every_cut("a\0b"s, "a" + replacement, text_encoding::utf16le);
    CHECK(output_bytes("\x3D\xD8"s).decode(text_encoding::utf16le).replacements == 1);
}

TEST_CASE("output in an old code page can be read with its encoding", "[client][output]")
{
    CHECK(
        output_bytes("\x81 \x84\xE1\x9B\xB3").text(text_encoding::cp437) ==
        "\xC3\xBC \xC3\xA4\xC3\x9F\xC2\xA2\xE2\x94\x82"
    );
    CHECK(output_bytes("\xFF\x80").text(text_encoding::cp437) == "\xC2\xA0\xC3\x87");
    CHECK(output_bytes("\xFC\xA4").text(text_encoding::latin1) == "\xC3\xBC\xC2\xA4");
    std::string all;
    for (int c = 0; c < 256; ++c)
        all += static_cast<char>(c);
    for (const text_encoding encoding : {text_encoding::cp437, text_encoding::latin1}) {
        CHECK(output_bytes(all).is_text(encoding));
        CHECK(output_bytes(all).text(encoding).substr(0, 128) == all.substr(0, 128));
    }
}

TEST_CASE("long output is decoded like short output", "[client][output]")
{
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += std::string(static_cast<std::size_t>(i % 70), 'x') + "\xC3\xA4";
    CHECK(output_bytes(text).text() == text);
    CHECK(in_pieces(text, {1, 2, 31, 32, 33, 64, 4095, 4096, 4097}) == text);
}

TEST_CASE("a decoder can be used again after finish", "[client][output]")
{
    text_decoder decoder;
    CHECK(decoder.decode("\xC3") == "");
    CHECK(decoder.finish() == replacement);
    CHECK(
        decoder.decode("\xEF\xBB\xBF"
                       "a") == "a"
    );
    CHECK(decoder.finish() == "");
    CHECK(decoder.replacements() == 1);
}
