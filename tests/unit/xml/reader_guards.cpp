//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/xml/reader.hpp>

#include <iterator>
#include <string>
#include <vector>

using wsman::xml_errc;
using wsman::xml::document;
using wsman::xml::limits;
using namespace std::string_literals;

namespace {

/// Returns: the error code of a refused text; for an accepted text a value that is not an error.
wsman::error_code refused(std::string text, const limits& bounds = {})
{
    document read;
    const auto outcome = read.parse(text, bounds);
    return outcome ? wsman::error_code() : outcome.error().code();
}

std::string detail_of(std::string text)
{
    document read;
    return read.parse(text).error().details().client_text;
}

std::string nested(std::size_t depth)
{
    std::string text;
    for (std::size_t i = 0; i < depth; ++i)
        text += "<a>";
    for (std::size_t i = 0; i < depth; ++i)
        text += "</a>";
    return text;
}

} // namespace

TEST_CASE("reader accepts what SOAP needs", "[xml][reader]")
{
    CHECK(!refused("<a/>"));
    CHECK(!refused("\xEF\xBB\xBF<?xml version=\"1.0\" encoding='utf-8'?>\r\n<a></a >\n<!-- after -->"));
    CHECK(!refused("<?pi <a> ?><a><?pi?></a>"));
    CHECK(!refused("<a><!-- <b> & \" ' --><![CDATA[<b>&&]] >]]></a>"));
    CHECK(!refused("<a b = \"1>2\"\n c\t=\t'\"'/>"));
}

TEST_CASE("reader refuses characters that XML does not allow, with their position", "[xml][reader][guard]")
{
    CHECK(refused("<a>\0</a>"s) == xml_errc::invalid_character);
    CHECK(detail_of("<a>\x01</a>") == "U+0001 at byte 3");
    for (unsigned c = 0; c < 0x20; ++c) {
        const bool allowed = c == '\t' || c == '\n' || c == '\r';
        std::string text = "<a>" + std::string(1, static_cast<char>(c)) + "</a>";
        CHECK(refused(text) == (allowed ? wsman::error_code() : make_error_code(xml_errc::invalid_character)));
        // Far into the text, where the reader checks whole blocks.
        text.insert(3, 1000, 'x');
        CHECK(refused(text) == (allowed ? wsman::error_code() : make_error_code(xml_errc::invalid_character)));
    }
    CHECK(refused("<a>\xEF\xBF\xBE</a>") == xml_errc::invalid_character);
    CHECK(refused("<a>\xEF\xBF\xBF</a>") == xml_errc::invalid_character);
    CHECK(!refused("<a>\xEF\xBF\xBD\x7F\xC2\x80</a>"));
}

TEST_CASE("reader refuses bytes that are not UTF-8", "[xml][reader][guard]")
{
    for (const char* bytes :
         {"\x80",
          "\xC3",
          "\xC0\x80",
          "\xC1\xBF",
          "\xE0\x80\x80",
          "\xED\xA0\x80",
          "\xED\xBF\xBF",
          "\xF0\x80\x80\x80",
          "\xF4\x90\x80\x80",
          "\xF5\x80\x80\x80",
          "\xFF",
          "\xE2\x82"}) {
        CHECK(refused("<a>" + std::string(bytes) + "</a>") == xml_errc::invalid_utf8);
        CHECK(refused("<a>" + std::string(500, 'x') + bytes + "</a>") == xml_errc::invalid_utf8);
        CHECK(refused("<a b='" + std::string(bytes) + "'/>") == xml_errc::invalid_utf8);
    }
    CHECK(detail_of("<a>x\xC3</a>") == "at byte 4");
    CHECK(refused("\xFF\xFE<\0a\0/\0>\0"s) == xml_errc::invalid_utf8);
}

TEST_CASE("reader refuses document types in any spelling", "[xml][reader][guard]")
{
    CHECK(refused("<!DOCTYPE a><a/>") == xml_errc::document_type);
    CHECK(refused("<!doctype html><html></html>") == xml_errc::document_type);
    CHECK(refused("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>") == xml_errc::document_type);
    CHECK(refused("<a><!DOCTYPE a></a>") == xml_errc::document_type);
    CHECK(refused("<!DOCTYPE") == xml_errc::document_type);
}

TEST_CASE("reader refuses misplaced declarations and instructions", "[xml][reader][guard]")
{
    CHECK(refused("<!ELEMENT a EMPTY><a/>") == xml_errc::syntax);
    CHECK(refused("<a><![INCLUDE[x]]></a>") == xml_errc::syntax);
    CHECK(refused(" <?xml version='1.0'?><a/>") == xml_errc::syntax);
    CHECK(refused("<a><?xml version='1.0'?></a>") == xml_errc::syntax);
    CHECK(refused("<?XML version='1.0'?><a/>") == xml_errc::syntax);
    CHECK(refused("<?xml version='1.0'><a/>") == xml_errc::syntax);
    CHECK(refused("<a/><?pi") == xml_errc::syntax);
    CHECK(refused("<? pi?><a/>") == xml_errc::invalid_name);
    CHECK(refused("<!-- a -- b --><a/>") == xml_errc::syntax);
    CHECK(refused("<!-- a --->") == xml_errc::syntax);
    CHECK(refused("<!-- a") == xml_errc::syntax);
    CHECK(refused("<a><![CDATA[x</a>") == xml_errc::syntax);
    CHECK(refused("<![CDATA[x]]><a/>") == xml_errc::syntax);
}

TEST_CASE("reader limits the depth to 256 whatever the caller sets", "[xml][reader][guard]")
{
    CHECK(!refused(nested(64)));
    CHECK(refused(nested(65)) == xml_errc::too_deep);
    limits deep;
    deep.depth = 1'000'000;
    CHECK(!refused(nested(256), deep));
    CHECK(refused(nested(257), deep) == xml_errc::too_deep);
    CHECK(refused(nested(100'000), deep) == xml_errc::too_deep);
    limits flat;
    flat.depth = 1;
    CHECK(!refused("<a/>", flat));
    CHECK(refused("<a><b/></a>", flat) == xml_errc::too_deep);
}

TEST_CASE("the depth counts elements, not text that looks like elements", "[xml][reader][guard]")
{
    limits two;
    two.depth = 2;
    CHECK(refused("<a><!-- <x><y><z> --><b c='<d>'/></a>", two) == xml_errc::syntax); // not too_deep
    CHECK(!refused("<a><!-- <x><y><z> --><![CDATA[<x><y><z>]]><?p <x><y><z>?><b c='d>e>' f=\"'>\"/></a>", two));
    CHECK(!refused("<a><b/><b/><b></b><b/></a>", two));
}

TEST_CASE("reader limits size, text, attributes and nodes", "[xml][reader][guard]")
{
    limits bounds;
    bounds.size = 20;
    CHECK(!refused("<a>1234567890123</a>", bounds));
    CHECK(refused("<a>12345678901234</a>", bounds) == xml_errc::too_large);
    bounds = limits();
    bounds.text = 3;
    CHECK(!refused("<a b='123'>123<b/>123<![CDATA[123]]></a>", bounds));
    CHECK(refused("<a>1234</a>", bounds) == xml_errc::too_large);
    CHECK(refused("<a><![CDATA[1234]]></a>", bounds) == xml_errc::too_large);
    CHECK(refused("<a b='1234'/>", bounds) == xml_errc::too_large);
    bounds = limits();
    bounds.attributes = 2;
    CHECK(!refused("<a b='1' c='2'/>", bounds));
    CHECK(refused("<a b='1' c='2' d='3'/>", bounds) == xml_errc::too_many_attributes);
    bounds = limits();
    bounds.nodes = 4;
    CHECK(!refused("<a b='1'>x<b/></a>", bounds));
    CHECK(refused("<a b='1'>x<b/>y</a>", bounds) == xml_errc::too_many_nodes);
    CHECK(refused("<a b='1'>x<b/><b/></a>", bounds) == xml_errc::too_many_nodes);
}

TEST_CASE("reader limits the declarations in scope", "[xml][reader][guard]")
{
    std::string text;
    for (unsigned i = 0; i < 5; ++i) {
        text += "<a";
        for (unsigned j = 0; j < 30; ++j)
            text += " xmlns:p" + std::to_string(i) + "_" + std::to_string(j) + "='u'";
        text += ">";
    }
    for (unsigned i = 0; i < 5; ++i)
        text += "</a>";
    CHECK(refused(text) == xml_errc::too_many_attributes);
}

TEST_CASE("reader requires matching tags and exactly one root", "[xml][reader][guard]")
{
    CHECK(refused("<a></b>") == xml_errc::syntax);
    CHECK(refused("<a><b></a></b>") == xml_errc::syntax);
    CHECK(refused("<a></A>") == xml_errc::syntax);
    CHECK(refused("<p:a xmlns:p='u' xmlns:q='u'></q:a>") == xml_errc::syntax);
    CHECK(refused("<a>") == xml_errc::syntax);
    CHECK(refused("</a>") == xml_errc::syntax);
    CHECK(refused("<a/></a>") == xml_errc::syntax);
    CHECK(refused("<a></a b='c'>") == xml_errc::syntax);
    CHECK(refused("") == xml_errc::not_one_root);
    CHECK(refused(" \n") == xml_errc::not_one_root);
    CHECK(refused("<!-- only -->") == xml_errc::not_one_root);
    CHECK(refused("<a/><b/>") == xml_errc::not_one_root);
    CHECK(refused("text") == xml_errc::syntax);
    CHECK(refused("<a/>text") == xml_errc::syntax);
    CHECK(refused("<a/>&#32;") == xml_errc::syntax);
}

TEST_CASE("reader refuses incomplete and malformed tags", "[xml][reader][guard]")
{
    for (const char* text :
         {"<a",
          "<a ",
          "<a b",
          "<a b=",
          "<a b='",
          "<a b='1",
          "<a b='1'",
          "<a/",
          "<a b='1'/",
          "<a></",
          "<a></a",
          "<a b>",
          "<a b=1/>",
          "<a b='1'c='2'/>",
          "<a b=\"1'/>",
          "<a / >",
          "<a =''/>"})
        CHECK(refused(text) != wsman::error_code());
    for (const char* text :
         {"<",
          "< a/>",
          "<1/>",
          "<-a/>",
          "<.a/>",
          "<a 1='2'/>",
          "<a\xC3\x97/>",
          "<\xCC\x80/>",
          "<:a/>",
          "<a:/>",
          "<a:b:c/>",
          "<a :b=''/>",
          "<a b:=''/>",
          "<a xmlns:=''/>",
          "<a xmlns:1='u'/>"})
        CHECK(refused(text) == xml_errc::invalid_name);
    CHECK(!refused("<\xC3\xA9l\xC3\xA9ment _a.-\xC2\xB7='1'/>"));
    // Every prefix of a valid document is an error and does not crash.
    const std::string good = "<?xml version='1.0'?><p:a xmlns:p='u' b='&lt;'>x<![CDATA[y]]><!-- z --><c/>&#65;</p:a>";
    for (std::size_t size = 0; size < good.size(); ++size)
        CHECK(refused(good.substr(0, size)));
}

TEST_CASE("reader checks references", "[xml][reader][guard]")
{
    for (const char* text :
         {"&",
          "& ",
          "&;",
          "&amp",
          "&amp ;",
          "&nbsp;",
          "&AMP;",
          "&#;",
          "&#x;",
          "&#X41;",
          "&#6 5;",
          "&#x4G;",
          "&#-1;",
          "&#65",
          "a & b",
          "&&amp;",
          "&lt"}) {
        CHECK(refused("<a>" + std::string(text) + "</a>") == xml_errc::syntax);
        CHECK(refused("<a b='" + std::string(text) + "'/>") == xml_errc::syntax);
    }
    for (const char* text :
         {"&#0;",
          "&#x0;",
          "&#1;",
          "&#x1F;",
          "&#xD800;",
          "&#xDFFF;",
          "&#xFFFE;",
          "&#xFFFF;",
          "&#x110000;",
          "&#99999999999999999999;",
          "&#xFFFFFFFFF;"}) {
        CHECK(refused("<a>" + std::string(text) + "</a>") == xml_errc::invalid_character);
        CHECK(refused("<a b='" + std::string(text) + "'/>") == xml_errc::invalid_character);
    }
    CHECK(refused("<a>]]></a>") == xml_errc::syntax);
    CHECK(!refused("<a>]] >]&gt;]]&gt;</a>"));
    CHECK(refused("<a b='<'/>") == xml_errc::syntax);
}

TEST_CASE("reader refuses duplicate attributes, by name and by namespace", "[xml][reader][guard]")
{
    CHECK(refused("<a b='1' b='2'/>") == xml_errc::duplicate_attribute);
    CHECK(refused("<a xmlns:p='u' p:b='1' p:b='2'/>") == xml_errc::duplicate_attribute);
    CHECK(refused("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>") == xml_errc::duplicate_attribute);
    CHECK(refused("<a xmlns='u' xmlns='v'/>") == xml_errc::duplicate_attribute);
    CHECK(refused("<a xmlns:p='u' xmlns:p='v'/>") == xml_errc::duplicate_attribute);
    // The default namespace does not apply to attributes.
    CHECK(!refused("<a xmlns='u' xmlns:p='u' b='1' p:b='2'/>"));
    CHECK(!refused("<a xmlns:p='u' xmlns:q='v' p:b='1' q:b='2' b='3'/>"));
}

TEST_CASE("reader refuses undeclared prefixes", "[xml][reader][guard]")
{
    CHECK(refused("<p:a/>") == xml_errc::undeclared_prefix);
    CHECK(refused("<a p:b='1'/>") == xml_errc::undeclared_prefix);
    CHECK(refused("<a><b xmlns:p='u'/><p:c/></a>") == xml_errc::undeclared_prefix);
    CHECK(refused("<a xmlns:p=''/>") == xml_errc::undeclared_prefix);
    CHECK(refused("<a xmlns:xmlns='u'/>") == xml_errc::undeclared_prefix);
    CHECK(refused("<a xmlns:xml='u'/>") == xml_errc::undeclared_prefix);
    CHECK(refused("<a xmlns='http://www.w3.org/XML/1998/namespace'/>") == xml_errc::undeclared_prefix);
    CHECK(!refused("<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='de'/>"));
    CHECK(!refused("<a xml:lang='de'/>"));
}

TEST_CASE("a document can parse again after an error", "[xml][reader]")
{
    document read;
    std::string bad = "<a><b></a>";
    std::string good = "<a>1</a>";
    for (int i = 0; i < 3; ++i) {
        CHECK(!read.parse(bad));
        good = "<a>1</a>";
        REQUIRE(read.parse(good));
        CHECK(read.root().text() == "1");
    }
    document moved = std::move(read);
    CHECK(moved.root().text() == "1");
    std::string other = "<b/>";
    REQUIRE(read.parse(other)); // NOLINT: a moved-from document may be parsed into again
    CHECK(read.root().local_name() == "b");
}

TEST_CASE("errors contain the offset and no part of the text", "[xml][reader]")
{
    const std::string detail = detail_of("<a>canary &canary; </a>");
    CHECK(detail.find("at byte 10") != std::string::npos);
    CHECK(detail.find("canary") == std::string::npos);
}

TEST_CASE(
    "the lenient reader replaces forbidden content in text and attribute values by U+FFFD", "[xml][reader][lenient]"
)
{
    const auto lenient = [](document& read, std::string& text, const limits& bounds = {}) {
        return read.parse(text, bounds, wsman::xml::forbidden_text::replaced);
    };
    const std::string mark = "\xEF\xBF\xBD";
    const auto text_of = [&](const std::string& inside) {
        std::string text = "<a b='" + inside + "'>" + inside + "</a>";
        CHECK(refused(text));
        document read;
        const auto outcome = lenient(read, text);
        REQUIRE(outcome.has_value());
        CHECK(read.root().attribute("", "b") == read.root().text());
        return read.root().text();
    };
    CHECK(
        text_of("4.\x05"
                "40") == "4." + mark + "40"
    );
    CHECK(text_of("\0x\0"s) == mark + "x" + mark);
    CHECK(text_of("\x01\x1F") == mark + mark);
    CHECK(text_of("a\xFF\xFE") == "a" + mark + mark);
    CHECK(text_of("\xC3") == mark);                       // cut
    CHECK(text_of("\xED\xA0\x80") == mark + mark + mark); // a surrogate
    CHECK(text_of("\xEF\xBF\xBE.") == mark + ".");        // U+FFFE
    CHECK(
        text_of("&#5;&#x0;&#xFFFE;&#xD800;&#1114112;&#99999999999999999999;") == mark + mark + mark + mark + mark + mark
    );
    CHECK(text_of("&#5;&#65;&#x42;&amp;") == mark + "AB&");

    // Comments, instructions and CDATA also contain text, in which there are no references.
    std::string all = "\xEF\xBB\xBF<?xml version='1.0'?><!--\x05--><a><?p \x05?><![CDATA[\x05&#5;>]]></a>\0\0"s;
    document read;
    REQUIRE(lenient(read, all).has_value());
    CHECK(read.root().text() == mark + "&#5;>");

    // Quotes and angle brackets in text and values do not begin markup.
    std::string quoted = "<a b='\">\x05'>\"'\x05<c d=\"'>\x05\"/></a>";
    REQUIRE(lenient(read, quoted).has_value());
    CHECK(read.root().text() == "\"'" + mark);
    CHECK(read.root().first_child()->attribute("", "d") == "'>" + mark);

    // Other errors remain errors.
    for (const std::string& bad :
         {"<a\x05/>"s,
          "<a \x05='x'/>"s,
          "<a>&\x05;</a>"s,
          "<a>&#;</a>"s,
          "<a>&#x</a>"s,
          "<a>&nbsp;</a>"s,
          "<a>\x05</b>"s,
          "\x05<a/>"s,
          "<a/>\x05"s,
          "<a>\x05"s,
          "<a b='\x05"s,
          "<!DOCTYPE a><a>\x05</a>"s,
          "<a><![CDATA[\x05"s,
          "\0\0"s,
          ""s}) {
        std::string text = bad;
        INFO(bad);
        CHECK(lenient(read, text).has_error());
    }
    limits narrow;
    narrow.size = 20;
    std::string growing = "<a>" + std::string(13, '\x05') + "</a>";
    CHECK(lenient(read, growing, narrow).error().code() == xml_errc::too_large);
    std::string fits = "<a>" + std::string(4, '\x05') + "</a>";
    CHECK(lenient(read, fits, narrow).has_value());
    narrow = limits();
    narrow.text = 8;
    std::string long_run = "<a>" + std::string(3, '\x05') + "</a>";
    CHECK(lenient(read, long_run, narrow).error().code() == xml_errc::too_large);
}
