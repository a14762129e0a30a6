//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/xml/impl/tree.hpp>

namespace wsman::xml::detail {

WSMAN_DECL bool resolver::fail(xml_errc code, const char* where) noexcept
{
    error_ = code;
    where_ = where;
    return false;
}

WSMAN_DECL result<void> resolver::run()
{
    tree_.bindings.clear();
    tree_.scopes.clear();
    if (walk(*tree_.parser.first_node())) return {};
    return failure(error_, "at byte " + std::to_string(where_ - buffer_));
}

WSMAN_DECL bool resolver::walk(xml_node& root)
{
    // Parents lead the way back, so depth costs no stack.
    xml_node* node = &root;
    for (;;) {
        if (!enter(*node)) return false;
        if (const xml_node* child = first_element(*node)) {
            node = const_cast<xml_node*>(child);
            continue;
        }
        for (;;) {
            tree_.bindings.resize(tree_.scopes.back());
            tree_.scopes.pop_back();
            if (node == &root) return true;
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
    tree_.scopes.push_back(tree_.bindings.size());
    bool other = false;
    for (const xml_attribute* a = element.first_attribute(); a; a = a->next_attribute()) {
        if (const auto prefix = declared_prefix(*a)) {
            if (!declare(*a, *prefix)) return false;
        } else {
            other = true;
        }
    }
    restore_blanks(element); // while the name still is what the scan saw
    if (other && !resolve_attributes(element)) return false;
    return resolve_element(element);
}

WSMAN_DECL bool resolver::declare(const xml_attribute& attribute, std::string_view prefix)
{
    const std::string_view uri = value_of(attribute);
    const bool defaulted = attribute.name_size() == 5;
    if (!defaulted && !is_ncname(prefix)) return fail(xml_errc::invalid_name, attribute.name());
    // Section 3: these two bindings are fixed, and a prefix cannot be undeclared.
    const bool fixed = prefix == "xml" && uri == xml_namespace;
    if (!fixed && (prefix == "xml" || prefix == "xmlns" || uri == xml_namespace || uri == xmlns_namespace ||
                   (!defaulted && uri.empty())))
        return fail(xml_errc::undeclared_prefix, attribute.name());
    for (std::size_t i = tree_.scopes.back(); i < tree_.bindings.size(); ++i)
        if (tree_.bindings[i].prefix == prefix) return fail(xml_errc::duplicate_attribute, attribute.name());
    if (tree_.bindings.size() == most_declarations) return fail(xml_errc::too_many_attributes, attribute.name());
    tree_.bindings.push_back({prefix, uri});
    return true;
}

WSMAN_DECL const std::string_view* resolver::lookup(std::string_view prefix) const noexcept
{
    static constexpr std::string_view none;
    for (std::size_t i = tree_.bindings.size(); i-- > 0;)
        if (tree_.bindings[i].prefix == prefix) return &tree_.bindings[i].uri;
    if (prefix.empty()) return &none;
    if (prefix == "xml") return &xml_namespace;
    return nullptr;
}

WSMAN_DECL bool resolver::resolve_element(xml_node& element)
{
    const auto parts = split_scanned_name(name_of(element));
    if (!parts) return fail(xml_errc::invalid_name, element.name());
    const std::string_view* const uri = lookup(parts->first);
    if (!uri) return fail(xml_errc::undeclared_prefix, element.name());
    element.value(uri->data() ? uri->data() : "", uri->size());
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
        if (!parts->first.empty()) { // the default namespace is not for attributes
            const std::string_view* const uri = lookup(parts->first);
            if (!uri) return fail(xml_errc::undeclared_prefix, a->name());
            resolved.uri = *uri;
        }
        for (const tree::resolved_name& other : seen)
            if (other.local == resolved.local && other.uri == resolved.uri)
                return fail(xml_errc::duplicate_attribute, a->name());
        seen.push_back(resolved);
    }
    return true;
}

// Blanks were recorded in the order of the document, and only for elements without children.
WSMAN_DECL void resolver::restore_blanks(xml_node& element)
{
    const auto& blanks = tree_.scan.blanks;
    for (; next_blank_ < blanks.size() && blanks[next_blank_].owner == element.name(); ++next_blank_) {
        const std::string_view text = blanks[next_blank_].text;
        xml_node* const data = tree_.parser.allocate_node(rapidxml::node_data);
        data->value(text.data(), text.size());
        xml_node* after = element.first_node();
        while (after && after->value() < text.data())
            after = after->next_sibling();
        if (after)
            element.insert_node(after, data);
        else
            element.append_node(data);
    }
}

} // namespace wsman::xml::detail
