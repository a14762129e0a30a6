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
#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::xml::detail {

/// The white space of an element that contains only white space. RapidXML drops it; the resolver restores it.
struct blank_run {
    std::string_view text;
    const char* owner; ///< the beginning of the element's name in the buffer
};

/// The memory of a scan, which the next scan uses again.
struct scan_memory {
    struct open_tag {
        std::string_view name;
        bool has_children = false;
    };
    std::vector<open_tag> open;
    std::vector<blank_run> blanks;
};

/// Checks a document before RapidXML parses it, because RapidXML is not safe with hostile input: limits of depth, size
/// and count, no document type, well-formed tags, attributes and references, one root.
///
/// Specification: XML 1.0 (fifth edition); SOAP 1.2 part 1 section 5 (no document type).
class prescan {
public:
    prescan(std::string& buffer, const limits& bounds, scan_memory& memory) noexcept
        : buffer_(buffer), bounds_(bounds), memory_(memory)
    {
    }

    /// Effects: converts line breaks to line feeds, and white space in attributes to blanks, in place.
    [[nodiscard]] WSMAN_DECL result<void> run();

private:
    WSMAN_DECL bool scan_document();
    WSMAN_DECL bool scan_prolog();
    WSMAN_DECL bool scan_text();
    WSMAN_DECL bool scan_run(const char* stop, bool references);
    WSMAN_DECL bool scan_reference();
    WSMAN_DECL bool scan_character_reference();
    WSMAN_DECL bool scan_markup();
    WSMAN_DECL bool scan_declaration();
    WSMAN_DECL bool scan_comment();
    WSMAN_DECL bool scan_cdata();
    WSMAN_DECL bool scan_instruction();
    WSMAN_DECL bool scan_start_tag();
    WSMAN_DECL bool scan_attribute();
    WSMAN_DECL bool scan_attribute_value(char quote);
    WSMAN_DECL bool scan_end_tag();
    WSMAN_DECL bool scan_name(std::string_view& name);
    WSMAN_DECL bool open_element(std::string_view name);
    WSMAN_DECL bool count_node();
    WSMAN_DECL bool check_characters();
    WSMAN_DECL void normalise_line_ends();

    inline bool skip_space() noexcept;
    inline bool looking_at(std::string_view text) const noexcept;
    inline const char* find(std::string_view text) const noexcept;
    inline bool fail(xml_errc code, const char* problem) noexcept;

    std::string& buffer_;
    const limits& bounds_;
    scan_memory& memory_;
    char* at_ = nullptr;
    char* end_ = nullptr;
    std::size_t nodes_ = 0;
    std::size_t roots_ = 0;
    xml_errc error_{};
    const char* problem_ = "";
    std::string detail_;
};

} // namespace wsman::xml::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/xml/impl/prescan.ipp>
#endif
