//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Any bytes as a document: the reader refuses them, or what it accepts can be walked, written and read again as
// the same.
#include <wsman/xml/reader.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

void require(bool holds, const char* what)
{
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

bool same_attributes(wsman::xml::element a, wsman::xml::element b)
{
    auto other = b.attributes().begin();
    const auto end = b.attributes().end();
    for (const auto one : a.attributes()) {
        if (other == end) return false;
        const auto two = *other;
        if (one.namespace_uri() != two.namespace_uri() || one.local_name() != two.local_name() ||
            one.value() != two.value())
            return false;
        if (a.attribute(one.namespace_uri(), one.local_name()) != one.value()) return false;
        ++other;
    }
    return other == end;
}

// Recursion is bounded: the reader accepts no more than limits().depth.
bool same(wsman::xml::element a, wsman::xml::element b)
{
    if (!a.is(b.namespace_uri(), b.local_name()) || a.text() != b.text() || a.nil() != b.nil()) return false;
    if (const auto view = a.text_view(); view && *view != a.text()) return false;
    if (a.resolve_qname(a.text()) != b.resolve_qname(b.text()) || !same_attributes(a, b)) return false;
    auto other = b.first_child();
    for (const auto child : a.children()) {
        if (!other || !same(child, *other)) return false;
        other = other->next_sibling();
    }
    return !other;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static wsman::xml::document first;
    static wsman::xml::document second;
    std::string text(reinterpret_cast<const char*>(data), size);
    if (!first.parse(text)) {
        return 0;
    }
    std::string again;
    first.root().append_xml(again);
    require(second.parse(again).has_value(), "what was written is not accepted");
    require(same(first.root(), second.root()), "what was written reads differently");
    // The deepest first child on its own, with what it inherits.
    auto inner = first.root();
    while (const auto child = inner.first_child())
        inner = *child;
    again.clear();
    inner.append_xml(again);
    require(second.parse(again).has_value(), "a part that was written is not accepted");
    require(same(inner, second.root()), "a part that was written reads differently");
    return 0;
}
