//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/xml/reader.hpp>

#include <string>
#include <vector>

using wsman::xml::document;
using wsman::xml::element;

namespace {

/// A document and its buffer.
struct parsed {
    explicit parsed(std::string xml) : text(std::move(xml)) { REQUIRE(read.parse(text)); }

    element root() const { return read.root(); }

    std::string text;
    document read;
};

std::string rewritten(element from)
{
    std::string out;
    from.append_xml(out);
    return out;
}

std::string nested_text(const std::string& inner)
{
    return parsed("<a>" + inner + "</a>").root().text();
}

} // namespace

TEST_CASE("names of elements and attributes depend on the namespace, not on the prefix", "[xml][reader][namespaces]")
{
    const parsed read(
        "<a:e xmlns:a='urn:1' xmlns='urn:2' a:x='1' x='2'><e><a:f xmlns:a='urn:3' a:x='3'/><g xmlns=''/></e>"
        "</a:e>"
    );
    const element root = read.root();
    CHECK(root.is("urn:1", "e"));
    CHECK(root.attribute("urn:1", "x") == "1");
    CHECK(root.attribute("", "x") == "2");
    CHECK_FALSE(root.attribute("urn:2", "x"));
    CHECK_FALSE(root.attribute("urn:1", "y"));
    const element e = root.child("urn:2", "e").value();
    CHECK_FALSE(root.child("urn:1", "e"));
    const element f = e.first_child().value();
    CHECK(f.is("urn:3", "f"));
    CHECK(f.attribute("urn:3", "x") == "3");
    const element g = f.next_sibling().value();
    CHECK(g.is("", "g"));
    CHECK_FALSE(g.next_sibling());
    CHECK(g.parent() == e);
    CHECK_FALSE(root.parent());
    CHECK(root.attribute("http://www.w3.org/2000/xmlns/", "a") == std::nullopt);
}

TEST_CASE("xml:lang has the fixed namespace", "[xml][reader][namespaces]")
{
    const parsed read("<a xml:lang='de'/>");
    CHECK(read.root().attribute("http://www.w3.org/XML/1998/namespace", "lang") == "de");
}

TEST_CASE("children and attributes are ranges", "[xml][reader]")
{
    const parsed read("<a xmlns:p='u' b='1' p:c='2'> t <x/><!-- --><y/>u<z/></a>");
    std::vector<std::string> names;
    for (const element child : read.root().children())
        names.emplace_back(child.local_name());
    CHECK(names == std::vector<std::string>{"x", "y", "z"});
    CHECK(read.root().first_child()->children().empty());
    std::vector<std::string> attributes;
    for (const auto one : read.root().attributes())
        attributes.push_back(
            std::string(one.namespace_uri()) + "|" + std::string(one.local_name()) + "=" + std::string(one.value())
        );
    CHECK(attributes == std::vector<std::string>{"|b=1", "u|c=2"});
}

TEST_CASE("text joins text and CDATA and keeps the white space of an element without children", "[xml][reader][text]")
{
    CHECK(nested_text("") == "");
    CHECK(nested_text("x") == "x");
    CHECK(nested_text("x<![CDATA[<&]]>y<!-- no -->z") == "x<&yz");
    CHECK(nested_text("<![CDATA[a]]]]><![CDATA[>b]]>") == "a]]>b");
    CHECK(nested_text(" ") == " ");
    CHECK(nested_text(" \n ") == " \n ");
    CHECK(nested_text(" x ") == " x ");
    CHECK(nested_text(" <![CDATA[x]]> <![CDATA[y]]> ") == " x y ");
    CHECK(nested_text("<!-- --> <!-- --> ") == "  ");
    CHECK(nested_text("a<b>no</b>c") == "ac");
    CHECK(nested_text("\n  <b/>\n  <c/>\n") == ""); // layout
    CHECK(nested_text("&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F600;") == "<>&\"'AB\xF0\x9F\x98\x80");
}

TEST_CASE("text_view returns a single text node", "[xml][reader][text]")
{
    CHECK(parsed("<a/>").root().text_view() == "");
    CHECK(parsed("<a>x &amp; y</a>").root().text_view() == "x & y");
    CHECK(parsed("<a><![CDATA[x]]></a>").root().text_view() == "x");
    CHECK_FALSE(parsed("<a>x<![CDATA[y]]></a>").root().text_view());
    CHECK(parsed("<a> \n x y\t</a>").root().trimmed_text() == "x y");
    CHECK(parsed("<a> <![CDATA[ x]]> </a>").root().trimmed_text() == "x");
}

TEST_CASE("line breaks and white space in attributes are normalised according to XML", "[xml][reader][text]")
{
    CHECK(nested_text("a\r\nb\rc\nd\r\r\ne") == "a\nb\nc\nd\n\ne");
    CHECK(nested_text("a&#xD;&#xA;b&#13;") == "a\r\nb\r");
    CHECK(nested_text("<![CDATA[a\r\nb]]>") == "a\nb");
    CHECK(parsed("<a b='x\r\ny\tz&#xA;&#x9;&#xD;'/>").root().attribute("", "b") == "x y z\n\t\r");
}

TEST_CASE("resolve_qname reads names in text by the declarations in scope", "[xml][reader][namespaces]")
{
    const parsed read("<a xmlns='d' xmlns:w='urn:w'><b xmlns:w='urn:v'> w:TimedOut\n</b><c xmlns=''/></a>");
    const element root = read.root();
    const element b = *root.first_child();
    using name = std::pair<std::string_view, std::string_view>;
    CHECK(root.resolve_qname("w:TimedOut") == name("urn:w", "TimedOut"));
    CHECK(b.resolve_qname(b.text()) == name("urn:v", "TimedOut"));
    CHECK(b.resolve_qname("x") == name("d", "x"));
    CHECK(b.next_sibling()->resolve_qname("x") == name("", "x"));
    CHECK(b.resolve_qname("xml:lang") == name("http://www.w3.org/XML/1998/namespace", "lang"));
    for (const char* text : {"", "u:x", "w:", ":x", "w:x:y", "w x", "1"})
        CHECK_FALSE(b.resolve_qname(text));
}

TEST_CASE("nil reads xsi:nil", "[xml][reader]")
{
    const std::string xsi = " xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";
    CHECK(parsed("<a" + xsi + " i:nil='true'/>").root().nil());
    CHECK(parsed("<a" + xsi + " i:nil=' 1 '/>").root().nil());
    CHECK_FALSE(parsed("<a" + xsi + " i:nil='false'/>").root().nil());
    CHECK_FALSE(parsed("<a nil='true'/>").root().nil());
}

TEST_CASE("append_xml writes an element as an independent document", "[xml][reader][append_xml]")
{
    const parsed read("<s:E xmlns:s='urn:s' xmlns:a='urn:a' xmlns:unused='urn:u' xmlns:q='urn:q' xmlns='urn:d'>"
                      "<a:EPR x='1 &lt; \"2\"&#xA;'><a:Address>http://h/?a=1&amp;b=2</a:Address>"
                      "<a:T xmlns:z='urn:z'>q:name</a:T> <s:empty></s:empty></a:EPR></s:E>");
    const element epr = *read.root().first_child();
    CHECK(
        rewritten(epr) == "<a:EPR xmlns:s=\"urn:s\" xmlns:a=\"urn:a\" xmlns:q=\"urn:q\" xmlns=\"urn:d\""
                          " x=\"1 &lt; &quot;2&quot;&#xA;\"><a:Address>http://h/?a=1&amp;b=2</a:Address>"
                          "<a:T xmlns:z=\"urn:z\">q:name</a:T><s:empty/></a:EPR>"
    );
    const parsed again(rewritten(epr));
    CHECK(again.root().is("urn:a", "EPR"));
    CHECK(again.root().child("urn:a", "T")->resolve_qname("q:name")->first == "urn:q");
}

TEST_CASE("append_xml keeps the nearest declaration of a prefix", "[xml][reader][append_xml]")
{
    const parsed read("<p:a xmlns:p='1' xmlns='d'><p:b xmlns:p='2' xmlns=''><p:c>p:x</p:c></p:b></p:a>");
    const element b = *read.root().first_child();
    CHECK(rewritten(b) == "<p:b xmlns:p=\"2\" xmlns=\"\"><p:c>p:x</p:c></p:b>");
    CHECK(rewritten(*b.first_child()) == "<p:c xmlns:p=\"2\">p:x</p:c>");
}

TEST_CASE("append_xml keeps white space that a reader could treat as layout", "[xml][reader][append_xml]")
{
    for (const char* text :
         {"<a> </a>",
          "<a>&#x20;<b/></a>",
          "<a><![CDATA[\n\n]]><b/></a>",
          "<a>&#x9;<b/>&#xD;</a>",
          "<a>x<b/> y </a>",
          "<a>]]&gt;&amp;lt;</a>"}) {
        const parsed read(text);
        CHECK(parsed(rewritten(read.root())).root().text() == read.root().text());
    }
}

TEST_CASE("a long base64 body is one view into the buffer", "[xml][reader]")
{
    const std::string body(1'000'000, 'A');
    const parsed read("<a><b>" + body + "</b></a>");
    const std::string_view view = read.root().first_child()->text_view().value();
    CHECK(view == body);
    CHECK(view.data() == read.text.data() + 6);
}
