//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/xml/writer.hpp>

#include <random>
#include <string>

using wsman::xml_errc;
using wsman::xml::name;
using wsman::xml::writer;
using namespace std::string_literals;

namespace {

std::string text_written(std::string_view text)
{
    std::string out;
    writer to(out);
    REQUIRE(to.element("a", text).finish());
    return out;
}

std::string attribute_written(std::string_view value)
{
    std::string out;
    writer to(out);
    REQUIRE(to.start("a").attribute("b", value).end().finish());
    return out;
}

wsman::failure text_refused(std::string_view text)
{
    std::string out = "before";
    writer to(out);
    const auto outcome = to.start("s:Body").element("rsp:Command", text).end().finish();
    REQUIRE(!outcome);
    CHECK(out == "before");
    return outcome.error();
}

std::string escaped_text(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#xD;";
    default: return std::string(1, c);
    }
}

std::string escaped_attribute(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '"': return "&quot;";
    case '\t': return "&#x9;";
    case '\n': return "&#xA;";
    case '\r': return "&#xD;";
    default: return std::string(1, c);
    }
}

} // namespace

TEST_CASE("writer appends elements, attributes, declarations and values", "[xml][writer]")
{
    std::string out = "<?xml?>";
    writer to(out);
    to.start("s:E").namespace_declaration("s", "urn:s").namespace_declaration("", "urn:d");
    to.start("a").attribute("s:b", "c").end();
    to.start("n").number(-5).number(18446744073709551615ULL).boolean(true).end();
    to.start("b").base64("hello\0"s).end();
    to.start("t").text("").end();
    to.raw("<x/>").element("y", "z").end();
    REQUIRE(to.finish());
    CHECK(
        out == "<?xml?><s:E xmlns:s=\"urn:s\" xmlns=\"urn:d\"><a s:b=\"c\"/><n>-518446744073709551615true</n>"
               "<b>aGVsbG8A</b><t/><x/><y>z</y></s:E>"
    );
}

TEST_CASE("writer accepts several elements and raw text at the top level", "[xml][writer]")
{
    std::string out = "<a><b>";
    writer to(out);
    REQUIRE(to.element("c", "1").element("c", "2").raw("</b></a>").finish());
    CHECK(out == "<a><b><c>1</c><c>2</c></b></a>");
}

TEST_CASE("writer escapes each ASCII character as documented", "[xml][writer][escaping]")
{
    for (char c = 0x20; c < 0x7F; ++c) {
        CHECK(text_written(std::string(1, c)) == "<a>" + escaped_text(c) + "</a>");
        CHECK(attribute_written(std::string(1, c)) == "<a b=\"" + escaped_attribute(c) + "\"/>");
    }
    CHECK(text_written("\x7F") == "<a>\x7F</a>");
    CHECK(text_written("a&amp;<b>\"'%^&|\t\n\r") == "<a>a&amp;amp;&lt;b&gt;\"'%^&amp;|\t\n&#xD;</a>");
    CHECK(attribute_written("'\t\n\r\"") == "<a b=\"'&#x9;&#xA;&#xD;&quot;\"/>");
}

TEST_CASE("writer refuses control characters with their position", "[xml][writer][escaping]")
{
    for (unsigned c = 0; c < 0x20; ++c) {
        const std::string text = "xyz" + std::string(1, static_cast<char>(c));
        if (c == '\t' || c == '\n' || c == '\r') {
            CHECK(text_written(text) == "<a>xyz" + escaped_text(static_cast<char>(c)) + "</a>");
            continue;
        }
        const wsman::failure why = text_refused(text);
        CHECK(why.code() == xml_errc::invalid_character);
        char expected[64];
        std::snprintf(expected, sizeof expected, "U+%04X at byte 3 of the text of rsp:Command", c);
        CHECK(why.details().client_text == expected);
    }
}

TEST_CASE("writer refuses surrogates, non-characters and bytes that are not UTF-8", "[xml][writer][escaping]")
{
    CHECK(text_refused("\xED\xA0\x80").code() == xml_errc::invalid_utf8); // U+D800
    CHECK(text_refused("\xED\xBF\xBF").code() == xml_errc::invalid_utf8); // U+DFFF
    CHECK(text_refused("\xEF\xBF\xBE").code() == xml_errc::invalid_character);
    CHECK(text_refused("\xEF\xBF\xBE").details().client_text == "U+FFFE at byte 0 of the text of rsp:Command");
    CHECK(text_refused("\xEF\xBF\xBF").code() == xml_errc::invalid_character);
    CHECK(text_refused("ok\xC3").code() == xml_errc::invalid_utf8);
    CHECK(text_refused("ok\xC3").details().client_text == "at byte 2 of the text of rsp:Command");
    CHECK(text_refused("\xF4\x90\x80\x80").code() == xml_errc::invalid_utf8);
    CHECK(
        text_written("\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBD\xF0\x90\x80\x80\xF4\x8F\xBF\xBF") ==
        "<a>\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBD\xF0\x90\x80\x80\xF4\x8F\xBF\xBF</a>"
    );
}

TEST_CASE("the error of a refused attribute contains the element and not the value", "[xml][writer]")
{
    std::string out;
    writer to(out);
    to.start("w:Option").attribute("Name", "canary\x01").end();
    const auto outcome = to.finish();
    REQUIRE(!outcome);
    CHECK(outcome.error().details().client_text == "U+0001 at byte 6 of an attribute of w:Option");
    CHECK(outcome.error().message().find("canary") == std::string::npos);
    CHECK(out.empty());
}

TEST_CASE("finish returns the first error, and later calls do nothing", "[xml][writer]")
{
    std::string out;
    writer to(out);
    to.start("a").text("\x01").text("\x02").end().end().end();
    CHECK(to.failed());
    CHECK(to.finish().error().details().client_text == "U+0001 at byte 0 of the text of a");
}

TEST_CASE("writer refuses names and structures that are not XML", "[xml][writer]")
{
    const auto code_of = [](auto write) {
        std::string out;
        writer to(out);
        write(to);
        const auto outcome = to.finish();
        return outcome ? wsman::error_code() : outcome.error().code();
    };
    for (const char* bad : {"", "1", "a b", "a:b:c", ":a", "a:", "a>", "a\"", "\xC3", "-a"})
        CHECK(code_of([bad](writer& to) { to.start(name::runtime(bad)).end(); }) == xml_errc::invalid_name);
    CHECK(!code_of([](writer& to) { to.start(name::runtime("p:gr\xC3\xBC\xC3\x9F-1.x")).end(); }));
    CHECK(code_of([](writer& to) {
              to.start("a").attribute(name::runtime("b='1' c"), "").end();
          }) == xml_errc::invalid_name);
    CHECK(code_of([](writer& to) { to.start("a").namespace_declaration("p", "").end(); }) == xml_errc::invalid_name);
    CHECK(code_of([](writer& to) { to.start("a").namespace_declaration("x y", "u").end(); }) == xml_errc::invalid_name);
    CHECK(code_of([](writer& to) { to.start("a").namespace_declaration("xml", "u").end(); }) == xml_errc::invalid_name);
    CHECK(code_of([](writer& to) { to.start("a").text("x").attribute("b", "c").end(); }) == xml_errc::syntax);
    CHECK(code_of([](writer& to) {
              to.start("a").text("x").namespace_declaration("b", "c").end();
          }) == xml_errc::syntax);
    CHECK(code_of([](writer& to) { to.start("a"); }) == xml_errc::syntax);
    CHECK(code_of([](writer& to) { to.end(); }) == xml_errc::syntax);
    CHECK(code_of([](writer& to) {
              for (int i = 0; i < 65; ++i)
                  to.start("a");
          }) == xml_errc::too_deep);
}

TEST_CASE("names are checked at compile time", "[xml][writer]")
{
    constexpr name plain("s:Envelope");
    static_assert(plain.text() == "s:Envelope");
    constexpr std::string_view constant = "rsp:Shell";
    constexpr name from_constant(constant);
    CHECK(from_constant.checked());
    CHECK_FALSE(name::runtime("x").checked());
}

TEST_CASE("the reader returns what the writer accepted", "[xml][writer][property]")
{
    std::mt19937 random(20260817);
    const std::string_view pieces[] = {
        "a",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "]]>",
        "\r",
        "\n",
        "\t",
        " ",
        "&lt;",
        "\xC3\xA4",
        "\xE2\x82\xAC",
        "\xF0\x9F\x98\x80",
        "<![CDATA[",
        "--"
    };
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (auto count = random() % 12; count > 0; --count)
            text += pieces[random() % std::size(pieces)];
        std::string xml;
        writer to(xml);
        REQUIRE(to.start("p:a")
                    .namespace_declaration("p", text + "x")
                    .attribute("b", text)
                    .element("c", text)
                    .end()
                    .finish());
        wsman::xml::document read;
        REQUIRE(read.parse(xml));
        CHECK(read.root().namespace_uri() == text + "x");
        CHECK(read.root().attribute("", "b") == text);
        CHECK(read.root().first_child()->text() == text);
    }
}
