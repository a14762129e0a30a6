//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/xml/detail/lenient.hpp>
#include <wsman/xml/impl/serialise.ipp>
#include <wsman/xml/impl/tree.hpp>

namespace wsman::inline WSMAN_FORM::xml {

namespace detail {

inline const xml_node& node_of(const node_handle* handle) noexcept
{
    return *reinterpret_cast<const xml_node*>(handle);
}

inline const node_handle* handle_of(const xml_node* node) noexcept
{
    return reinterpret_cast<const node_handle*>(node);
}

inline const xml_attribute* skip_declarations(const xml_attribute* attribute) noexcept
{
    while (attribute && declared_prefix(*attribute))
        attribute = attribute->next_attribute();
    return attribute;
}

/// Returns: prefix and local name.
inline qname_parts parts_of(const xml_attribute& attribute) noexcept
{
    const std::string_view name = name_of(attribute);
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) return {{}, name};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

/// Effects: replaces forbidden content by U+FFFD. Copies the document only if it contains forbidden content.
inline void replace_forbidden(std::string& buffer, std::size_t most)
{
    if (check_characters(buffer).fault == character_fault::none && buffer.find("&#") == std::string::npos) return;
    buffer = lenient_copy(buffer).run(most);
}

inline void parse_checked(tree& target, std::string& buffer)
{
    // Without string terminators the buffer remains readable around names; the parser writes only expanded references.
    constexpr int flags = rapidxml::parse_no_string_terminators | rapidxml::parse_no_element_values |
                          rapidxml::parse_validate_closing_tags;
    target.parser.parse<flags>(buffer.data());
}

} // namespace detail

WSMAN_DECL document::document() : tree_(std::make_unique<detail::tree>()) {}
WSMAN_DECL document::~document() = default;
WSMAN_DECL document::document(document&&) noexcept = default;
WSMAN_DECL document& document::operator=(document&&) noexcept = default;

WSMAN_DECL result<void> document::parse(std::string& buffer, const limits& bounds, forbidden_text handling)
{
    if (!tree_) tree_ = std::make_unique<detail::tree>();
    tree_->parser.clear();
    // A buffer beyond the limit is refused without a replacement.
    if (handling == forbidden_text::replaced && buffer.size() <= bounds.size)
        detail::replace_forbidden(buffer, bounds.size);
    if (auto scanned = detail::prescan(buffer, bounds, tree_->scan).run(); !scanned) return scanned;
    try {
        detail::parse_checked(*tree_, buffer);
    }
    catch (const rapidxml::parse_error& error) {
        tree_->parser.clear();
        return failure(xml_errc::syntax, "at byte " + std::to_string(error.where<char>() - buffer.data()));
    }
    auto resolved = detail::resolver(*tree_, buffer.data()).run();
    if (!resolved) tree_->parser.clear();
    return resolved;
}

WSMAN_DECL element document::root() const noexcept
{
    return element(detail::handle_of(tree_->parser.first_node()));
}

WSMAN_DECL std::string_view element::local_name() const noexcept
{
    return detail::name_of(detail::node_of(node_));
}

WSMAN_DECL std::string_view element::namespace_uri() const noexcept
{
    return detail::meaning_of(detail::node_of(node_)).uri;
}

WSMAN_DECL bool element::is(std::string_view ns, std::string_view local) const noexcept
{
    return local_name() == local && namespace_uri() == ns;
}

WSMAN_DECL std::optional<element> element::parent() const noexcept
{
    const detail::xml_node* const found = detail::parent_element(detail::node_of(node_));
    if (!found) return std::nullopt;
    return element(detail::handle_of(found));
}

WSMAN_DECL std::optional<element> element::first_child() const noexcept
{
    const detail::xml_node* const found = detail::first_element(detail::node_of(node_));
    if (!found) return std::nullopt;
    return element(detail::handle_of(found));
}

WSMAN_DECL std::optional<element> element::next_sibling() const noexcept
{
    const detail::xml_node* const found = detail::next_element(detail::node_of(node_));
    if (!found) return std::nullopt;
    return element(detail::handle_of(found));
}

WSMAN_DECL std::optional<element> element::child(std::string_view ns, std::string_view local) const noexcept
{
    for (const element candidate : children())
        if (candidate.is(ns, local)) return candidate;
    return std::nullopt;
}

WSMAN_DECL std::optional<std::string_view>
element::attribute(std::string_view ns, std::string_view local) const noexcept
{
    const detail::xml_node& node = detail::node_of(node_);
    const detail::xml_attribute* one = detail::skip_declarations(node.first_attribute());
    for (; one; one = detail::skip_declarations(one->next_attribute())) {
        // The namespace is looked up only if the local name matches.
        const detail::qname_parts name = detail::parts_of(*one);
        if (name.second != local || name.first.empty() != ns.empty()) continue;
        if (ns.empty() || detail::resolve_prefix(detail::meaning_of(node).innermost, name.first) == ns)
            return detail::value_of(*one);
    }
    return std::nullopt;
}

WSMAN_DECL void element::append_text(std::string& out) const
{
    for (const detail::xml_node* n = detail::node_of(node_).first_node(); n; n = n->next_sibling())
        if (detail::is_text(*n)) out += detail::value_of(*n);
}

WSMAN_DECL std::string element::text() const
{
    std::string joined;
    append_text(joined);
    return joined;
}

WSMAN_DECL std::optional<std::string_view> element::text_view() const noexcept
{
    std::optional<std::string_view> only;
    for (const detail::xml_node* n = detail::node_of(node_).first_node(); n; n = n->next_sibling()) {
        if (!detail::is_text(*n)) continue;
        if (only) return std::nullopt;
        only = detail::value_of(*n);
    }
    return only ? only : std::string_view();
}

WSMAN_DECL std::string element::trimmed_text() const
{
    if (const auto view = text_view()) return std::string(detail::trim(*view));
    return std::string(detail::trim(text()));
}

WSMAN_DECL std::optional<std::pair<std::string_view, std::string_view>> element::resolve_qname(std::string_view text
) const noexcept
{
    const auto parts = detail::split_qname(detail::trim(text));
    if (!parts) return std::nullopt;
    const auto uri = detail::resolve_prefix(detail::meaning_of(detail::node_of(node_)).innermost, parts->first);
    if (!uri) return std::nullopt;
    return std::pair(*uri, parts->second);
}

WSMAN_DECL bool element::nil() const noexcept
{
    const auto value = attribute(detail::instance_namespace, "nil");
    if (!value) return false;
    const std::string_view trimmed = detail::trim(*value);
    return trimmed == "true" || trimmed == "1";
}

WSMAN_DECL void element::append_xml(std::string& out) const
{
    detail::append_element(out, detail::node_of(node_));
}

WSMAN_DECL attribute_range::iterator::iterator(const detail::node_handle* owner) noexcept
    : owner_(owner), at_(detail::skip_declarations(detail::node_of(owner).first_attribute()))
{
}

WSMAN_DECL attribute_view attribute_range::iterator::operator*() const noexcept
{
    const auto& attribute = *static_cast<const detail::xml_attribute*>(at_);
    const detail::qname_parts name = detail::parts_of(attribute);
    const std::string_view value = detail::value_of(attribute);
    if (name.first.empty()) return {{}, name.second, value};
    const auto uri = detail::resolve_prefix(detail::meaning_of(detail::node_of(owner_)).innermost, name.first);
    return {uri.value_or(std::string_view()), name.second, value};
}

WSMAN_DECL attribute_range::iterator& attribute_range::iterator::operator++() noexcept
{
    at_ = detail::skip_declarations(static_cast<const detail::xml_attribute*>(at_)->next_attribute());
    return *this;
}

} // namespace wsman::xml
