//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/xml/impl/tree.hpp>

namespace wsman::inline WSMAN_FORM::xml::detail {

WSMAN_DECL bool resolver::fail(xml_errc code, const char* position) noexcept
{
    error_ = code;
    position_ = position;
    return false;
}

WSMAN_DECL result<void> resolver::run()
{
    if (walk(*tree_.parser.first_node())) return {};
    return failure(error_, "at byte " + std::to_string(position_ - buffer_));
}

WSMAN_DECL bool resolver::walk(xml_node& root)
{
    // Returns through the parent pointers, so that the depth needs no stack.
    xml_node* node = &root;
    for (;;) {
        if (!enter(*node)) return false;
        if (const xml_node* child = first_element(*node)) {
            node = const_cast<xml_node*>(child);
            continue;
        }
        for (;;) {
            if (node == &root) return true;
            innermost_ = meaning_of(*node->parent()).innermost;
            if (const xml_node* next = next_element(*node)) {
                node = const_cast<xml_node*>(next);
                break;
            }
            node = node->parent();
        }
    }
}

WSMAN_DECL bool resolver::enter(xml_node& element)
{
    const declaration* const inherited = innermost_;
    bool other = false;
    for (const xml_attribute* a = element.first_attribute(); a; a = a->next_attribute()) {
        if (const auto prefix = declared_prefix(*a)) {
            if (!declare(*a, *prefix, inherited)) return false;
        } else {
            other = true;
        }
    }
    restore_blanks(element); // before resolve_element removes the prefix of the name
    if (other && !resolve_attributes(element)) return false;
    return resolve_element(element);
}

WSMAN_DECL bool resolver::declare(const xml_attribute& attribute, std::string_view prefix, const declaration* inherited)
{
    std::string_view uri = value_of(attribute);
    const bool defaulted = attribute.name_size() == 5;
    if (!defaulted && !is_ncname(prefix)) return fail(xml_errc::invalid_name, attribute.name());
    // Section 3: these two bindings are fixed, and a prefix cannot be undeclared.
    const bool fixed = prefix == "xml" && uri == xml_namespace;
    if (!fixed && (prefix == "xml" || prefix == "xmlns" || uri == xml_namespace || uri == xmlns_namespace ||
                   (!defaulted && uri.empty())))
        return fail(xml_errc::undeclared_prefix, attribute.name());
    for (const declaration* one = innermost_; one != inherited; one = one->outer)
        if (one->prefix == prefix) return fail(xml_errc::duplicate_attribute, attribute.name());
    const std::size_t number = innermost_ ? innermost_->number + 1 : 1;
    if (number > most_declarations) return fail(xml_errc::too_many_attributes, attribute.name());
    for (const declaration* one = innermost_; one; one = one->outer)
        if (one->uri == uri) uri = one->uri;
    innermost_ = allocate(declaration{prefix, uri, innermost_, number});
    return true;
}

WSMAN_DECL bool resolver::resolve_element(xml_node& element)
{
    const auto parts = split_scanned_name(name_of(element));
    if (!parts) return fail(xml_errc::invalid_name, element.name());
    const std::optional<std::string_view> uri = resolve_prefix(innermost_, parts->first);
    if (!uri) return fail(xml_errc::undeclared_prefix, element.name());
    if (!last_ || last_->innermost != innermost_ || last_->uri.data() != uri->data())
        last_ = allocate(element_meaning{*uri, innermost_});
    element.value(reinterpret_cast<const char*>(last_), sizeof *last_);
    element.name(parts->second.data(), parts->second.size());
    return true;
}

WSMAN_DECL bool resolver::resolve_attributes(const xml_node& element)
{
    auto& seen = tree_.attributes;
    seen.clear();
    for (const xml_attribute* a = element.first_attribute(); a; a = a->next_attribute()) {
        if (declared_prefix(*a)) continue;
        const auto parts = split_scanned_name(name_of(*a));
        if (!parts) return fail(xml_errc::invalid_name, a->name());
        tree::resolved_name resolved{{}, parts->second};
        if (!parts->first.empty()) { // the default namespace does not apply to attributes
            const std::optional<std::string_view> uri = resolve_prefix(innermost_, parts->first);
            if (!uri) return fail(xml_errc::undeclared_prefix, a->name());
            resolved.uri = *uri;
        }
        for (const tree::resolved_name& other : seen)
            if (other.uri.data() == resolved.uri.data() && other.local == resolved.local)
                return fail(xml_errc::duplicate_attribute, a->name());
        seen.push_back(resolved);
    }
    return true;
}

// The scan recorded the white space in document order, and only for elements without children.
WSMAN_DECL void resolver::restore_blanks(xml_node& element)
{
    const auto& blanks = tree_.scan.blanks;
    xml_node* after = element.first_node(); // advances only, because both lists have document order
    for (; next_blank_ < blanks.size() && blanks[next_blank_].owner == element.name(); ++next_blank_) {
        const std::string_view text = blanks[next_blank_].text;
        xml_node* const data = tree_.parser.allocate_node(rapidxml::node_data);
        data->value(text.data(), text.size());
        while (after && after->value() < text.data())
            after = after->next_sibling();
        if (after)
            element.insert_node(after, data);
        else
            element.append_node(data);
    }
}

} // namespace wsman::xml::detail
