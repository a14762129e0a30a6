//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::xml::detail {

/// Copies a document and replaces the forbidden content of text, CDATA and attribute values by U+FFFD: each byte that
/// is not UTF-8, each forbidden character, and each reference to a forbidden character. Markup and names do not change;
/// the reader refuses invalid ones.
///
/// Specification: XML 1.0 (fifth edition), production [2]; Unicode 15, 3.9 (U+FFFD for ill-formed sequences).
class lenient_copy {
public:
    explicit lenient_copy(std::string_view from) noexcept : from_(from) {}

    /// Returns: the copy. The function stops when the copy is longer than `most` bytes, so that the size limit refuses
    /// it.
    WSMAN_DECL std::string run(std::size_t most);

private:
    WSMAN_DECL void in_text();
    WSMAN_DECL void in_tag();
    WSMAN_DECL void in_value(char quote);
    WSMAN_DECL void up_to(std::string_view end);
    WSMAN_DECL void character();
    WSMAN_DECL void reference();

    bool more() const noexcept { return at_ < from_.size() && out_.size() <= most_; }
    bool looking_at(std::string_view text) const noexcept { return from_.substr(at_).starts_with(text); }
    void keep(std::size_t bytes)
    {
        out_.append(from_, at_, bytes);
        at_ += bytes;
    }

    std::string_view from_;
    std::string out_;
    std::size_t at_ = 0;
    std::size_t most_ = 0;
};

} // namespace wsman::xml::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/xml/impl/lenient.ipp>
#endif
