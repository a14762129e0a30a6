//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/xml/limits.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::xml {

namespace detail {
struct node_handle; // the RapidXML node of an element; never defined
struct tree;        // the parser and its memory pool
} // namespace detail

class element_range;
class attribute_range;

/// One element of a parsed document: a view with the size of a pointer.
///
/// Names are compared by namespace URI and local name; the prefix has no meaning.
/// Object lifetimes: the element and every view that it returns are valid until the document is destroyed or parses
/// again, or the buffer changes.
/// Thread safety: several threads may read one document at the same time.
class element {
public:
    WSMAN_DECL std::string_view local_name() const noexcept;
    /// Returns: the namespace URI of the element, by its prefix or the default namespace; empty if there is none.
    WSMAN_DECL std::string_view namespace_uri() const noexcept;
    WSMAN_DECL bool is(std::string_view ns, std::string_view local) const noexcept;

    WSMAN_DECL std::optional<element> parent() const noexcept;
    WSMAN_DECL std::optional<element> first_child() const noexcept;
    WSMAN_DECL std::optional<element> next_sibling() const noexcept;
    /// Returns: the first child element with this name.
    WSMAN_DECL std::optional<element> child(std::string_view ns, std::string_view local) const noexcept;
    /// Returns: the child elements, in order.
    element_range children() const noexcept;

    /// Returns: the value of the attribute, with expanded references. `ns` is empty for an attribute without a prefix.
    WSMAN_DECL std::optional<std::string_view> attribute(std::string_view ns, std::string_view local) const noexcept;
    /// Returns: the attributes except namespace declarations, in order.
    attribute_range attributes() const noexcept;

    /// Returns: the text and CDATA of the element, joined, without the text of its children. Text nodes of white space
    /// beside child elements are layout and omitted.
    WSMAN_DECL std::string text() const;
    /// Returns: the same without a copy if the element has at most one text node, else nothing.
    WSMAN_DECL std::optional<std::string_view> text_view() const noexcept;
    /// Returns: the text without XML white space at both ends.
    WSMAN_DECL std::string trimmed_text() const;
    WSMAN_DECL void append_text(std::string& out) const;

    /// Returns: namespace and local name of a qualified name in text (`w:TimedOut`), by the declarations in scope of
    /// this element; white space around it is allowed. Returns nothing if the prefix is not declared.
    WSMAN_DECL std::optional<std::pair<std::string_view, std::string_view>> resolve_qname(std::string_view text
    ) const noexcept;

    /// Returns: whether the attribute `xsi:nil` of the element is true.
    WSMAN_DECL bool nil() const noexcept;

    /// Effects: appends the element as an XML document of its own. It keeps the prefixes and repeats every declaration
    /// of an ancestor that is used in a name, or in text or attributes that look like a qualified name.
    WSMAN_DECL void append_xml(std::string& out) const;

    /// Returns: whether both are the same element of the same document.
    friend bool operator==(const element&, const element&) noexcept = default;

private:
    friend class document;
    friend class element_range;
    friend class attribute_range;

    explicit element(const detail::node_handle* node) noexcept : node_(node) {}

    const detail::node_handle* node_;
};

/// The child elements of one element: a forward range.
class element_range {
public:
    class iterator {
    public:
        using value_type = element;
        using reference = element;
        using difference_type = std::ptrdiff_t;
        using iterator_concept = std::forward_iterator_tag;
        using iterator_category = std::input_iterator_tag;

        iterator() noexcept = default;

        element operator*() const noexcept { return element(node_); }
        iterator& operator++() noexcept
        {
            const std::optional<element> next = element(node_).next_sibling();
            node_ = next ? next->node_ : nullptr;
            return *this;
        }
        iterator operator++(int) noexcept
        {
            const iterator before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(const iterator&, const iterator&) noexcept = default;

    private:
        friend class element_range;
        explicit iterator(const detail::node_handle* node) noexcept : node_(node) {}

        const detail::node_handle* node_ = nullptr;
    };

    iterator begin() const noexcept { return first_; }
    iterator end() const noexcept { return iterator(); }
    bool empty() const noexcept { return first_ == iterator(); }

private:
    friend class element;
    explicit element_range(const std::optional<element>& first) noexcept : first_(first ? first->node_ : nullptr) {}

    iterator first_;
};

/// One attribute, as views into the document.
class attribute_view {
public:
    attribute_view(std::string_view ns, std::string_view local, std::string_view value) noexcept
        : namespace_uri_(ns), local_name_(local), value_(value)
    {
    }

    std::string_view namespace_uri() const noexcept { return namespace_uri_; }
    std::string_view local_name() const noexcept { return local_name_; }
    std::string_view value() const noexcept { return value_; }

private:
    std::string_view namespace_uri_;
    std::string_view local_name_;
    std::string_view value_;
};

/// The attributes of one element: a forward range.
class attribute_range {
public:
    class iterator {
    public:
        using value_type = attribute_view;
        using reference = attribute_view;
        using difference_type = std::ptrdiff_t;
        using iterator_concept = std::forward_iterator_tag;
        using iterator_category = std::input_iterator_tag;

        iterator() noexcept = default;

        WSMAN_DECL attribute_view operator*() const noexcept;
        WSMAN_DECL iterator& operator++() noexcept;
        iterator operator++(int) noexcept
        {
            const iterator before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(const iterator& a, const iterator& b) noexcept { return a.at_ == b.at_; }

    private:
        friend class attribute_range;
        WSMAN_DECL explicit iterator(const detail::node_handle* owner) noexcept;

        const detail::node_handle* owner_ = nullptr;
        const void* at_ = nullptr;
    };

    iterator begin() const noexcept { return iterator(owner_); }
    iterator end() const noexcept { return iterator(); }

private:
    friend class element;
    explicit attribute_range(const detail::node_handle* owner) noexcept : owner_(owner) {}

    const detail::node_handle* owner_;
};

inline element_range element::children() const noexcept
{
    return element_range(first_child());
}

inline attribute_range element::attributes() const noexcept
{
    return attribute_range(node_);
}

/// The handling of bytes and characters in text that XML forbids.
enum class forbidden_text : std::uint8_t {
    refused, ///< the document is refused
    replaced ///< each becomes U+FFFD in text and attribute values; in names and markup they are refused
};

/// A parser that can parse several documents, one after the other. It reuses its memory.
///
/// It supports the part of XML 1.0 with namespaces that SOAP uses, and is strict: a document type, an undeclared
/// prefix, a bare `&`, a byte that is not UTF-8 and a character that XML does not allow are errors. With
/// `forbidden_text::replaced` it accepts the last two in text and attribute values.
///
/// The cost is linear in the number of bytes for every input.
class document {
public:
    WSMAN_DECL document();
    WSMAN_DECL ~document();
    WSMAN_DECL document(document&&) noexcept;
    WSMAN_DECL document& operator=(document&&) noexcept;

    /// Parses in place: expands references and normalises line breaks in `buffer`. The elements are views into it.
    /// Errors: `xml_errc`, with the byte offset in `details().client_text`. The document is then empty. With
    /// `forbidden_text::replaced` the buffer may grow, but not beyond `limits::size`.
    /// Object lifetimes: `buffer` must outlive the use of the elements and must not change meanwhile.
    [[nodiscard]] WSMAN_DECL result<void>
    parse(std::string& buffer, const limits& bounds = {}, forbidden_text handling = forbidden_text::refused);

    /// Preconditions: the last `parse` succeeded.
    WSMAN_DECL element root() const noexcept;

private:
    std::unique_ptr<detail::tree> tree_;
};

} // namespace wsman::xml

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/xml/impl/reader.ipp>
#endif
