//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/work.hpp>
#include <wsman/xml/reader.hpp>

#include <cstddef>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

using wsman::test::grows_linearly;
using wsman::test::most_work_for_a_byte;
using wsman::test::work_done;
using wsman::xml::document;
using wsman::xml::element;
using wsman::xml::forbidden_text;
using wsman::xml::limits;

namespace {

/// Generates documents of one kind in any size.
class construct {
public:
    construct(std::string label, std::function<std::string(std::size_t)> generator)
        : name(std::move(label)), make(std::move(generator))
    {
    }

    /// A repeated piece in one element.
    construct(std::string label, std::string piece) : construct("<a>", std::move(label), std::move(piece), "</a>") {}
    construct(std::string opening, std::string label, std::string piece, std::string closing)
        : name(std::move(label)), make([=](std::size_t times) {
              std::string text = opening;
              for (std::size_t i = 0; i != times; ++i)
                  text += piece;
              return text + closing;
          })
    {
    }

    std::string name;
    std::function<std::string(std::size_t)> make;
};

std::string repeated(const std::string& piece, std::size_t times)
{
    std::string text;
    for (std::size_t i = 0; i != times; ++i)
        text += piece;
    return text;
}

std::string numbered(std::size_t count, const std::function<std::string(const std::string&)>& piece)
{
    std::string text;
    for (std::size_t i = 0; i != count; ++i)
        text += piece(std::to_string(i));
    return text;
}

/// Many declarations, so that the lookup of a prefix is expensive.
std::string declarations(std::size_t prefix_length = 4, std::size_t uri_length = 8)
{
    return numbered(60, [&](const std::string& n) {
        const std::string tail = std::string(4 - n.size(), '_') + n;
        return " xmlns:" + std::string(prefix_length - 4, 'p') + tail + "='" + std::string(uri_length - 4, 'u') + tail +
               "'";
    });
}

std::string attributes(const std::string& prefix, std::size_t count = 60)
{
    return numbered(count, [&](const std::string& n) { return " " + prefix + n + "=''"; });
}

/// A few copies of a large piece.
std::function<std::string(std::size_t)> few_of(std::string opening, std::string piece)
{
    return [=](std::size_t n) { return opening + repeated(piece, n / 50) + "</a>"; };
}

/// Many elements, of which one has white space in CDATA that each element could search for.
std::string runs_beside_elements(std::size_t n)
{
    return "<a>" + repeated("x<![CDATA[ ]]>", n / 2) + repeated("<b><![CDATA[ ]]><c/></b><![CDATA[ ]]>", n / 2) +
           "</a>";
}

/// Two prefixes for two namespaces that differ only in their last byte.
std::string long_namespaces(std::size_t n)
{
    const std::string uri(16 * n, 'u');
    return "<a xmlns:b='" + uri + "1' xmlns:c='" + uri + "2'>" + repeated("<d b:e='' c:e='' b:f='' c:f=''/>", n) +
           "</a>";
}

std::string long_names(std::size_t n)
{
    const std::string name(n, 'n');
    return "<" + name + "><" + name + "/>" + repeated("<x/>", n) + "</" + name + ">";
}

std::string long_prefixes(std::size_t n)
{
    const std::string prefix(n, 'p');
    return "<" + prefix + ":a xmlns:" + prefix + "='u'>" + repeated("<b/>", n) + "<" + prefix + ":b/></" + prefix +
           ":a>";
}

/// 30 levels of ancestors, each with a few declarations and many other attributes.
std::string deep(std::size_t n, const std::string& leaf)
{
    std::string text;
    for (std::size_t level = 0; level != 30; ++level) {
        const std::string number = std::to_string(level);
        text += "<a xmlns:p" + number + "='u" + number + "'" + attributes("p" + number + ":x", 50) + ">";
    }
    return text + repeated(leaf, n) + repeated("</a>", 30);
}

const std::vector<construct>& constructs()
{
    static const std::vector<construct> all = {
        {"blanks between comments", " <!---->"},
        {"blanks between instructions", " <?p?>"},
        {"blanks between empty CDATA", " <![CDATA[]]>"},
        {"blanks between CDATA", "\n<![CDATA[x]]>"},
        {"blanks between text and comments", " <!----> <?p?>x"},
        {"blanks in leaves", "<b> <!----> </b>"},
        {"<a> <b> <!----> ", "blanks in a leaf that others follow", "<?p?> ", "</b> <c/> </a>"},
        {"blanks before an element", [](std::size_t n) { return "<a>" + repeated(" <?p?>", n) + "<b/></a>"; }},
        {"runs of text and CDATA", "x<![CDATA[y]]>"},
        {"runs of text between comments", "x<!---->"},
        {"runs of blank CDATA and one element",
         [](std::size_t n) { return "<a>" + repeated("<![CDATA[ ]]>", n) + "<b/></a>"; }},
        {"runs of blank references between elements", "&#32;<!----><b/>"},
        {"runs beside elements", runs_beside_elements},
        {"elements", "<b/>"},
        {"elements with text", "<b>x</b>\n"},
        {"elements in elements", "<b><c><d/></c></b>"},
        {"blanks around elements", "<b \t\n > </b \n >"},
        {"<!---->", "comments before the root", " <!---->", "<a/>"},
        {"<a/>", "comments behind the root", " <!---->", ""},
        {"<a><!--", "a long comment", "- ", "--></a>"},
        {"<a><?p ", "a long instruction", "? ", "?></a>"},
        {"<a><![CDATA[", "a long CDATA section", "]] ]>", "]]></a>"},
        {"text", "some text "},
        {"text beyond ASCII", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"},
        {"brackets", "]] "},
        {"carriage returns", "\r\r\n"},
        {"entities", "&amp;&lt;&gt;&quot;&apos;"},
        {"character references", "&#x20AC;&#65;"},
        {"<a>&#", "a reference with many zeros", "0", "65;</a>"},
        {"<a b='", "a long attribute", "&lt;\t\n> ", "'/>"},
        {"<a b='x'", "blanks in a tag", " \n", "/>"},
        {"attributes", few_of("<a>", "<b" + attributes("x") + "/>")},
        {"<a" + declarations() + ">", "elements under many declarations", "<b/>", "</a>"},
        {"<a" + declarations() + ">", "elements with the oldest prefix", "<___0:b/>", "</a>"},
        {"attributes with prefixes", few_of("<a" + declarations() + ">", "<b" + attributes("___0:x") + "/>")},
        {"long prefixes alike",
         few_of(
             "<a" + declarations(400) + ">",
             "<" + std::string(396, 'p') + "___0:b " + std::string(396, 'p') + "__17:c=''/>"
         )},
        {"declarations in each element", few_of("<a>", "<b" + declarations() + "/>")},
        {"declarations of long namespaces", few_of("<a>", "<b" + declarations(4, 400) + "/>")},
        {"default namespaces", "<b xmlns='u'><c xmlns=''/></b>"},
        {"long namespaces alike", long_namespaces},
        {"long names", long_names},
        {"long prefixes", long_prefixes},
        {"leaves deep down", [](std::size_t n) { return deep(n, "<p0:b p0:nil='' p29:nil='1'/>"); }},
        {"attributes deep down", [](std::size_t n) { return deep(n / 8, "<b" + attributes("p0:x", 30) + "/>"); }},
        // A refused document must not cost more than an accepted one.
        {"<a>", "comments that do not end", "<!-- ", ""},
        {"<a><!--->-->", "comments with dashes", "<!-- - -->", "--"},
        {"<a>", "CDATA that does not end", "<![CDATA[ ]] ", ""},
        {"<a>", "tags that do not end", "<b ", ""},
        {"<a>", "instructions that do not end", "<?p ? ", ""},
        {"<a>", "elements that do not end", "<b></b><c/>", ""},
        {"<a>", "references that do not end", "&#1", ""},
        {"an ampersand late", [](std::size_t n) { return "<a>" + repeated("&amp;", n) + "& </a>"; }},
        // Documents that only the lenient reader accepts.
        {"control characters", "\x05"},
        {"bytes that are not UTF-8", "\xFF\x80\xC3"},
        {"forbidden references", "&#5;&#xFFFF;"},
        {"<a>\x05",
         "forbidden bytes in every place",
         "<b c='\xFF'>&#x1;<![CDATA[\x02&#1;]]><!--\x03--><?p \x04?></b>",
         "</a>"},
        {"<a b='\x05", "malformed references", "&#&#x&#12", "'/>"},
    };
    return all;
}

/// Calls every accessor for every element of a document.
std::size_t walk(const element& at)
{
    std::size_t seen = at.text().size() + at.trimmed_text().size() + at.text_view().value_or("").size();
    seen += at.local_name().size() + at.namespace_uri().size();
    for (const auto attribute : at.attributes())
        seen += attribute.value().size() + attribute.namespace_uri().size();
    seen += at.attribute("", "Name").has_value();
    seen += at.attribute("u0", "x1").has_value();
    seen += at.nil();
    seen += at.resolve_qname("p0:x").has_value();
    seen += at.child("urn:none", "none").has_value();
    for (const element child : at.children())
        seen += walk(child);
    return seen;
}

class cost {
public:
    std::size_t bytes = 0;
    std::size_t reading = 0;
    std::size_t walking = 0;
    std::size_t writing = 0;
};

cost cost_of(const construct& kind, std::size_t times, forbidden_text handling)
{
    cost counted;
    std::string text = kind.make(times);
    limits wide;
    wide.text = wide.size = std::size_t{1} << 30;
    counted.bytes = text.size();
    document read;
    std::size_t before = work_done();
    const bool good = read.parse(text, wide, handling).has_value();
    counted.reading = work_done() - before;
    if (!good) return counted;
    before = work_done();
    walk(read.root());
    counted.walking = work_done() - before;
    before = work_done();
    std::string again;
    read.root().append_xml(again);
    counted.writing = work_done() - before;
    return counted;
}

} // namespace

TEST_CASE("the cost of reading, accessing and writing a document is linear in its bytes", "[xml][reader][cost]")
{
    if (!wsman::test::counts_work()) {
        std::cout << "SKIPPED: this compiler cannot count executed basic blocks\n";
        return;
    }
    constexpr std::size_t few = 1000;
    for (const construct& kind : constructs())
        for (const forbidden_text handling : {forbidden_text::refused, forbidden_text::replaced}) {
            const cost one = cost_of(kind, few, handling);
            const cost two = cost_of(kind, 2 * few, handling);
            const cost four = cost_of(kind, 4 * few, handling);
            INFO(kind.name << (handling == forbidden_text::replaced ? ", lenient" : ""));
            INFO(one.bytes << " bytes: " << one.reading << ", " << one.walking << ", " << one.writing);
            INFO(two.bytes << " bytes: " << two.reading << ", " << two.walking << ", " << two.writing);
            INFO(four.bytes << " bytes: " << four.reading << ", " << four.walking << ", " << four.writing);
            const auto linear = [&](std::size_t cost::* work) {
                return grows_linearly({one.bytes, one.*work}, {two.bytes, two.*work}, {four.bytes, four.*work});
            };
            CHECK(linear(&cost::reading));
            CHECK(linear(&cost::walking));
            CHECK(linear(&cost::writing));
            // The most expensive byte belongs to a name that is compared with all declarations.
            CHECK(four.reading <= most_work_for_a_byte * four.bytes);
        }
}
