//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/xml/detail/characters.hpp>
#include <wsman/xml/detail/prescan.hpp>

#include <rapidxml/rapidxml.hpp>

#include <cstddef>
#include <new>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

namespace wsman::inline WSMAN_FORM::xml::detail {

using xml_node = rapidxml::xml_node<char>;
using xml_attribute = rapidxml::xml_attribute<char>;

inline constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";
inline constexpr std::string_view xmlns_namespace = "http://www.w3.org/2000/xmlns/";
inline constexpr std::string_view instance_namespace = "http://www.w3.org/2001/XMLSchema-instance";

/// The limit of declarations in scope. Each prefix is looked up in them, so a hostile document must not accumulate
/// them.
inline constexpr std::size_t most_declarations = 128;

/// The namespace of a prefix, and the previous declaration in scope.
struct declaration {
    std::string_view prefix; ///< empty: the default namespace
    std::string_view uri;    ///< equal URIs in scope have the same address, so they can be compared by address
    const declaration* outer;
    std::size_t number; ///< the number of declarations in scope, including this one
};

/// The namespace of an element. The resolver stores it in the value of the RapidXML node, which is otherwise unused.
struct element_meaning {
    std::string_view uri;
    const declaration* innermost; ///< the last declaration in scope
};

inline std::string_view name_of(const rapidxml::xml_base<char>& item) noexcept
{
    return {item.name(), item.name_size()};
}

inline std::string_view value_of(const rapidxml::xml_base<char>& item) noexcept
{
    return {item.value(), item.value_size()};
}

/// Returns: the prefix that an attribute declares, empty for the default namespace; nothing if it is not a declaration.
inline std::optional<std::string_view> declared_prefix(const xml_attribute& attribute) noexcept
{
    const std::string_view name = name_of(attribute);
    if (!name.starts_with("xmlns")) return std::nullopt;
    if (name.size() == 5) return name.substr(5);
    if (name[5] != ':') return std::nullopt;
    return name.substr(6);
}

inline const xml_node* element_at_or_after(const xml_node* node) noexcept
{
    while (node && node->type() != rapidxml::node_element)
        node = node->next_sibling();
    return node;
}

inline const xml_node* first_element(const xml_node& parent) noexcept
{
    return element_at_or_after(parent.first_node());
}

inline const xml_node* next_element(const xml_node& node) noexcept
{
    return element_at_or_after(node.next_sibling());
}

inline const xml_node* parent_element(const xml_node& node) noexcept
{
    const xml_node* const parent = node.parent();
    return parent && parent->type() == rapidxml::node_element ? parent : nullptr;
}

inline bool is_text(const xml_node& node) noexcept
{
    return node.type() == rapidxml::node_data || node.type() == rapidxml::node_cdata;
}

/// Preconditions: the resolver has processed this element.
inline const element_meaning& meaning_of(const xml_node& element) noexcept
{
    return *reinterpret_cast<const element_meaning*>(element.value());
}

/// Returns: the namespace of a prefix, by the declarations up to `innermost`.
inline std::optional<std::string_view> resolve_prefix(const declaration* innermost, std::string_view prefix) noexcept
{
    for (; innermost; innermost = innermost->outer)
        if (innermost->prefix == prefix) return innermost->uri;
    if (prefix.empty()) return std::string_view();
    if (prefix == "xml") return xml_namespace;
    return std::nullopt;
}

/// Returns: the prefix of an element. The resolver has removed it from the name.
inline std::string_view prefix_of(const xml_node& element) noexcept
{
    const char* const local = element.name();
    if (local[-1] != ':') return {};
    const char* begin = local - 1;
    while (begin[-1] != '<')
        --begin;
    return {begin, static_cast<std::size_t>(local - 1 - begin)};
}

/// The parser, and the memory that the next document uses again.
struct tree {
    struct resolved_name {
        std::string_view uri;
        std::string_view local;
    };

    rapidxml::xml_document<char> parser;
    scan_memory scan;
    std::vector<resolved_name> attributes;
};

/// Processes the parsed tree once: determines the namespace of each element, checks names and attributes, and restores
/// white space. The cost is linear in the size of the document: a name is compared with at most `most_declarations`
/// prefixes, an attribute with the other attributes of its element, and namespaces are compared by address.
///
/// Specification: Namespaces in XML 1.0 (third edition).
class resolver {
public:
    resolver(tree& target, const char* buffer) noexcept : tree_(target), buffer_(buffer) {}

    [[nodiscard]] WSMAN_DECL result<void> run();

private:
    WSMAN_DECL bool enter(xml_node& element);
    WSMAN_DECL bool declare(const xml_attribute& attribute, std::string_view prefix, const declaration* inherited);
    WSMAN_DECL bool resolve_element(xml_node& element);
    WSMAN_DECL bool resolve_attributes(const xml_node& element);
    WSMAN_DECL void restore_blanks(xml_node& element);
    WSMAN_DECL bool walk(xml_node& root);
    /// Returns: a copy of `value` in the memory of the parser, which calls no destructors.
    template <class T>
    T* allocate(const T& value)
    {
        static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= RAPIDXML_ALIGNMENT);
        return new (tree_.parser.allocate_string(nullptr, sizeof(T))) T(value);
    }
    WSMAN_DECL bool fail(xml_errc code, const char* position) noexcept;

    tree& tree_;
    const char* buffer_;
    const declaration* innermost_ = nullptr;
    const element_meaning* last_ = nullptr; // siblings with the same namespace and declarations share it
    std::size_t next_blank_ = 0;
    xml_errc error_{};
    const char* position_ = nullptr;
};

} // namespace wsman::xml::detail

#include <wsman/xml/impl/resolver.ipp>
