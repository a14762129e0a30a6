//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/catch.hpp>
#include <wsman/protocol/names.hpp>
#include <wsman/xml/reader.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Compares envelopes by meaning: names by namespace, header blocks and attributes in any order, white space around
/// text removed, identifiers that differ each time shown as `*`.
namespace wsman::test {

inline bool is_volatile(const xml::element& element)
{
    return element.is(ns::addressing, "MessageID") || element.is(ns::microsoft, "SessionId") ||
           element.is(ns::microsoft, "OperationID");
}

inline std::string xml_meaning(const xml::element& element, unsigned indent = 0)
{
    std::string out(indent, ' ');
    out += "{" + std::string(element.namespace_uri()) + "}" + std::string(element.local_name());
    std::vector<std::string> attributes;
    for (const xml::attribute_view one : element.attributes())
        attributes.push_back(
            " {" + std::string(one.namespace_uri()) + "}" + std::string(one.local_name()) + "=" +
            std::string(one.value())
        );
    std::sort(attributes.begin(), attributes.end());
    for (const std::string& attribute : attributes)
        out += attribute;
    const std::string text = is_volatile(element) ? std::string("*") : element.trimmed_text();
    out += text.empty() ? "\n" : " '" + text + "'\n";

    std::vector<std::string> children;
    for (const xml::element child : element.children())
        children.push_back(xml_meaning(child, indent + 1));
    const bool any_order = element.is(ns::soap, "Header") || element.is(ns::wsman, "OptionSet") ||
                           element.is(ns::wsman, "SelectorSet") || element.is(ns::shell, "Shell");
    if (any_order) std::sort(children.begin(), children.end());
    for (const std::string& child : children)
        out += child;
    return out;
}

inline std::string xml_meaning(std::string text)
{
    xml::document document;
    const result<void> parsed = document.parse(text);
    if (!parsed) return "unreadable: " + parsed.error().message() + "\n" + text;
    return xml_meaning(document.root());
}

/// Returns: the golden envelope of this name, `tests/unit/protocol/golden/NAME.xml`.
inline std::string golden(const std::string& name)
{
    const std::string path = std::string(WSMAN_TEST_DATA) + "/unit/protocol/golden/" + name + ".xml";
    std::ifstream in(path, std::ios::binary);
    INFO(path);
    REQUIRE(in.good());
    return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

} // namespace wsman::test
