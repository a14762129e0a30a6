//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/xml/impl/prescan.ipp>
#include <wsman/xml/impl/tree.hpp>

#include <algorithm>

namespace wsman::inline WSMAN_FORM::xml::detail {

/// Effects: adds each text before a colon that could be a prefix.
inline void collect_prefixes(std::vector<std::string_view>& used, std::string_view text)
{
    for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
        std::size_t begin = colon;
        while (begin > 0 && text[begin - 1] != ':' && name_bytes.part[static_cast<unsigned char>(text[begin - 1])])
            --begin;
        if (begin != colon) used.push_back(text.substr(begin, colon - begin));
    }
}

/// Calls `enter` before and `leave` after the content of an element, for the element and its descendants, without
/// recursion.
template <class Enter, class Leave>
void walk_elements(const xml_node& root, Enter enter, Leave leave)
{
    const xml_node* node = &root;
    for (;;) {
        enter(*node);
        if (node->first_node()) {
            node = node->first_node();
            continue;
        }
        for (;;) {
            leave(*node);
            if (node == &root) return;
            if (node->next_sibling()) {
                node = node->next_sibling();
                break;
            }
            node = node->parent();
        }
    }
}

inline std::vector<std::string_view> used_prefixes(const xml_node& root)
{
    std::vector<std::string_view> used;
    const auto enter = [&used](const xml_node& node) {
        if (node.type() != rapidxml::node_element) return collect_prefixes(used, value_of(node));
        used.push_back(prefix_of(node));
        for (const xml_attribute* a = node.first_attribute(); a; a = a->next_attribute()) {
            const std::string_view name = name_of(*a);
            if (declared_prefix(*a)) continue;
            used.push_back(name.substr(0, name.find(':')));
            collect_prefixes(used, value_of(*a));
        }
    };
    walk_elements(root, enter, [](const xml_node&) {});
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    return used;
}

/// Effects: appends the declarations of the ancestors that `root` uses.
inline void append_inherited_declarations(std::string& out, const xml_node& root)
{
    const std::vector<std::string_view> used = used_prefixes(root);
    std::vector<std::string_view> declared;
    for (const xml_node* scope = &root; scope; scope = parent_element(*scope))
        for (const xml_attribute* a = scope->first_attribute(); a; a = a->next_attribute()) {
            const auto prefix = declared_prefix(*a);
            if (!prefix || std::find(declared.begin(), declared.end(), *prefix) != declared.end()) continue;
            declared.push_back(*prefix);
            // A name without prefix in text cannot be distinguished from a word, so the default namespace is always
            // declared.
            const bool needed =
                prefix->empty() ? a->value_size() != 0 : std::binary_search(used.begin(), used.end(), *prefix);
            if (scope == &root || !needed) continue;
            out.append(" ").append(name_of(*a)).append("=\"");
            append_escaped_attribute(out, value_of(*a));
            out += '"';
        }
}

inline void append_tag_name(std::string& out, const xml_node& element)
{
    const std::string_view prefix = prefix_of(element);
    out += prefix;
    if (!prefix.empty()) out += ':';
    out += name_of(element);
}

/// Effects: appends text. White space beside child elements is written such that a reader does not treat it as layout.
inline void append_run(std::string& out, const xml_node& run, bool beside_elements)
{
    std::string_view text = value_of(run);
    if (beside_elements && !text.empty() && is_blank(text)) {
        out += text.front() == ' '    ? "&#x20;"
               : text.front() == '\t' ? "&#x9;"
               : text.front() == '\n' ? "&#xA;"
                                      : "&#xD;";
        text.remove_prefix(1);
    }
    append_escaped_text(out, text);
}

inline void append_element(std::string& out, const xml_node& root)
{
    std::vector<bool> has_elements; // of the open elements; determined once for each
    const auto enter = [&](const xml_node& node) {
        if (node.type() != rapidxml::node_element) return append_run(out, node, has_elements.back());
        has_elements.push_back(first_element(node) != nullptr);
        out += '<';
        append_tag_name(out, node);
        if (&node == &root) append_inherited_declarations(out, root);
        for (const xml_attribute* a = node.first_attribute(); a; a = a->next_attribute()) {
            out.append(" ").append(name_of(*a)).append("=\"");
            append_escaped_attribute(out, value_of(*a));
            out += '"';
        }
        out += node.first_node() ? ">" : "/>";
    };
    const auto leave = [&](const xml_node& node) {
        if (node.type() != rapidxml::node_element) return;
        has_elements.pop_back();
        if (!node.first_node()) return;
        out += "</";
        append_tag_name(out, node);
        out += '>';
    };
    walk_elements(root, enter, leave);
}

} // namespace wsman::xml::detail
