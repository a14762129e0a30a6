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
struct node_handle; // what stands behind an element; never defined
struct tree;        // the parser and its pool
} // namespace detail

class element_range;
class attribute_range;

/// One element of a parsed document: a cheap view, to be copied freely.
///
/// Names are compared by namespace URI and local name; prefixes mean nothing.
/// Object lifetimes: valid, like every view it returns, while the document is neither destroyed nor parsed into
/// again and the buffer is untouched.
/// Thread safety: distinct threads may read one document at a time.
class element {
public:
    WSMAN_DECL std::string_view local_name() const noexcept;
    /// Returns: the URI that the element's prefix, or the default namespace, stands for; empty for none.
    WSMAN_DECL std::string_view namespace_uri() const noexcept;
    WSMAN_DECL bool is(std::string_view ns, std::string_view local) const noexcept;

    WSMAN_DECL std::optional<element> parent() const noexcept;
    WSMAN_DECL std::optional<element> first_child() const noexcept;
    WSMAN_DECL std::optional<element> next_sibling() const noexcept;
    /// Returns: the first child element of this name.
    WSMAN_DECL std::optional<element> child(std::string_view ns, std::string_view local) const noexcept;
    /// Returns: the child elements, in order.
    element_range children() const noexcept;

    /// Returns: the attribute's value, references expanded. `ns` is empty for an attribute without a prefix.
    WSMAN_DECL std::optional<std::string_view> attribute(std::string_view ns, std::string_view local) const noexcept;
    /// Returns: the attributes without the namespace declarations, in order.
    attribute_range attributes() const noexcept;

    /// Returns: the element's own text: every run of text and CDATA in it joined, without that of its children.
    /// White space alone beside child elements is layout and left out.
    WSMAN_DECL std::string text() const;
    /// Returns: the same without a copy where there is one run or none, else nothing.
    WSMAN_DECL std::optional<std::string_view> text_view() const noexcept;
    /// Returns: the text without XML white space at both ends.
    WSMAN_DECL std::string trimmed_text() const;
    WSMAN_DECL void append_text(std::string& out) const;

    /// Returns: namespace and local name of a qualified name in text (`w:TimedOut`), by the declarations in scope
    /// here; white space around it is allowed. Nothing if the prefix is not declared.
    WSMAN_DECL std::optional<std::pair<std::string_view, std::string_view>> resolve_qname(std::string_view text
    ) const noexcept;

    /// Returns: whether the element says `xsi:nil`.
    WSMAN_DECL bool nil() const noexcept;

    /// Effects: appends the element as XML that stands on its own: prefixes kept, and every declaration from above
    /// repeated that a name or something like a qualified name in text or attributes makes use of.
    WSMAN_DECL void append_xml(std::string& out) const;

    /// Compares: the same element of the same document.
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

/// What is made of bytes and characters in text that XML forbids.
enum class forbidden_text : std::uint8_t {
    refused, ///< the document is not read
    replaced ///< each becomes U+FFFD; in names and markup they are still refused
};

/// A parser that is used again and again: its memory is kept between documents.
///
/// It reads what SOAP needs of XML 1.0 with namespaces, and is strict: a document type, an undeclared prefix, a
/// bare `&`, a byte that is no UTF-8 or a character that XML does not know are errors, not opinions. Only the last two
/// can be forgiven, to whom has nothing better to say.
///
/// The cost is linear in the bytes, whatever they are.
class document {
public:
    WSMAN_DECL document();
    WSMAN_DECL ~document();
    WSMAN_DECL document(document&&) noexcept;
    WSMAN_DECL document& operator=(document&&) noexcept;

    /// Parses in place: references in `buffer` are expanded and line ends normalised where they stand, and the
    /// elements are views into it.
    /// Errors: of `xml_errc`, with the byte offset in `details().client_text`; the document is empty then.
    /// With `forbidden_text::replaced` the buffer may grow, but never beyond `limits::size`.
    /// Object lifetimes: `buffer` must neither change nor go away while elements are used.
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
