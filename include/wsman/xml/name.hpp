//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <concepts>
#include <string_view>

namespace wsman::inline WSMAN_FORM::xml {

/// A name in a tag: `Envelope` or `s:Envelope`.
///
/// A name is usually a literal, which the compiler checks; use `runtime` for a name that is known only at run time.
class name {
public:
    template <class Text>
        requires std::convertible_to<const Text&, std::string_view>
    consteval name(const Text& text) : text_(text)
    {
        if (!is_plain(text_)) throw "wsman: the text is not an XML name (letters, digits, '-', '_', '.', one ':')";
    }

    /// Returns: an unchecked name; the writer refuses it if it is not an XML name.
    /// Object lifetimes: `text` must outlive the name.
    static constexpr name runtime(std::string_view text) noexcept { return name(text, unchecked()); }

    constexpr std::string_view text() const noexcept { return text_; }
    constexpr bool checked() const noexcept { return checked_; }

private:
    struct unchecked {};

    constexpr name(std::string_view text, unchecked) noexcept : text_(text), checked_(false) {}

    static constexpr bool is_start(char c) noexcept
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    static constexpr bool is_plain(std::string_view text) noexcept
    {
        bool start = true;
        unsigned colons = 0;
        for (const char c : text) {
            if (c == ':' && !start && colons++ == 0) {
                start = true;
                continue;
            }
            if (start ? !is_start(c) : !(is_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.')) return false;
            start = false;
        }
        return !start;
    }

    std::string_view text_;
    bool checked_ = true;
};

} // namespace wsman::xml
