//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The input is a document. The reader refuses it, or the document can be traversed, written and read again with the
// same result. The lenient reader differs from the strict one only in forbidden content. The cost is limited for each
// byte, and repeated content costs at most proportionally more.
#include <support/work.hpp>
#include <wsman/xml/reader.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

void require(bool holds, const char* message)
{
    if (holds) return;
    std::fprintf(stderr, "%s\n", message);
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

/// The work that reading a document may cost apart from its bytes.
constexpr std::size_t work_for_nothing = 20'000;

/// Reads the document and writes its first elements. Returns: whether it was accepted.
bool read_and_write(const std::string& text, wsman::xml::forbidden_text handling)
{
    static wsman::xml::document reader;
    std::string buffer = text;
    if (!reader.parse(buffer, wsman::xml::limits(), handling)) return false;
    std::string again;
    reader.root().append_xml(again);
    return true;
}

std::size_t cost_of(const std::string& text, wsman::xml::forbidden_text handling)
{
    const std::size_t before = wsman::test::work_done();
    read_and_write(text, handling);
    return wsman::test::work_done() - before;
}

std::string repeated(const std::string& content, std::size_t times)
{
    std::string text = "<r>";
    for (std::size_t i = 0; i != times; ++i)
        text += content;
    return text + "</r>";
}

void bound_the_cost(const std::string& text)
{
    using wsman::xml::forbidden_text;
    for (const forbidden_text handling : {forbidden_text::refused, forbidden_text::replaced}) {
        require(
            cost_of(text, handling) <= work_for_nothing + wsman::test::most_work_for_a_byte * text.size(),
            "the cost for each byte is too high"
        );
        // Repeats the content often enough to detect quadratic cost at every length.
        const std::size_t times = text.empty() ? 0 : std::min<std::size_t>(16'384 / text.size(), 2'000);
        if (times < 8) continue;
        const std::size_t some = cost_of(repeated(text, times), handling);
        const std::size_t more = cost_of(repeated(text, 4 * times), handling);
        require(more <= 5 * some + work_for_nothing, "the cost of repeated content is not linear");
    }
}

void compare_lenient(const std::string& text, bool accepted)
{
    std::string strict = text;
    std::string lenient = text;
    static wsman::xml::document first;
    static wsman::xml::document second;
    const bool read = second.parse(lenient, wsman::xml::limits(), wsman::xml::forbidden_text::replaced).has_value();
    if (!accepted) return;
    require(read, "the lenient reader refuses what the strict one accepts");
    require(
        first.parse(strict).has_value() && same(first.root(), second.root()), "the lenient reader reads it differently"
    );
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static wsman::xml::document first;
    static wsman::xml::document second;
    std::string text(reinterpret_cast<const char*>(data), size);
    bound_the_cost(text);
    compare_lenient(text, read_and_write(text, wsman::xml::forbidden_text::refused));
    if (!first.parse(text)) {
        return 0;
    }
    std::string again;
    first.root().append_xml(again);
    require(second.parse(again).has_value(), "the written document is not accepted");
    require(same(first.root(), second.root()), "the written document differs");
    // The deepest first child as an independent document, with its inherited declarations.
    auto inner = first.root();
    while (const auto child = inner.first_child())
        inner = *child;
    again.clear();
    inner.append_xml(again);
    require(second.parse(again).has_value(), "the written element is not accepted");
    require(same(inner, second.root()), "the written element differs");
    return 0;
}
