//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/xml/detail/characters.hpp>
#include <wsman/xml/detail/prescan.hpp>

#include <algorithm>
#include <array>
#include <cstring>

namespace wsman::inline WSMAN_FORM::xml::detail {

/// RapidXML parses recursively, so the caller cannot raise this limit.
inline constexpr std::size_t depth_limit = 256;

struct name_byte_table {
    std::array<bool, 256> part{};
    constexpr name_byte_table() noexcept
    {
        for (unsigned c = 0; c < 256; ++c)
            part[c] = c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-' || c == '.' || c == ':';
    }
};
inline constexpr name_byte_table name_bytes;

inline bool prescan::fail(xml_errc code, const char* problem) noexcept
{
    error_ = code;
    problem_ = problem;
    return false;
}

inline bool prescan::skip_space() noexcept
{
    const char* const from = at_;
    while (at_ != end_ && is_space(*at_))
        ++at_;
    return at_ != from;
}

inline bool prescan::looking_at(std::string_view text) const noexcept
{
    return static_cast<std::size_t>(end_ - at_) >= text.size() && std::memcmp(at_, text.data(), text.size()) == 0;
}

inline const char* prescan::find(std::string_view text) const noexcept
{
    const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
    const std::size_t found = rest.find(text);
    return found == std::string_view::npos ? nullptr : at_ + found;
}

WSMAN_DECL result<void> prescan::run()
{
    memory_.open.clear();
    memory_.blanks.clear();
    at_ = buffer_.data();
    if (buffer_.size() > bounds_.size) {
        fail(xml_errc::too_large, "");
        detail_ = std::to_string(buffer_.size()) + " bytes, the limit is " + std::to_string(bounds_.size);
    } else if (check_characters()) {
        normalise_line_ends();
        at_ = buffer_.data();
        end_ = at_ + buffer_.size();
        if (scan_document()) return {};
    }
    if (detail_.empty()) {
        detail_ = problem_;
        if (!detail_.empty()) detail_ += ' ';
        detail_ += "at byte " + std::to_string(at_ - buffer_.data());
    }
    return failure(error_, std::move(detail_));
}

WSMAN_DECL bool prescan::check_characters()
{
    const character_check check = detail::check_characters(buffer_);
    if (check.fault == character_fault::none) return true;
    at_ = buffer_.data() + check.offset;
    if (check.fault == character_fault::utf8) return fail(xml_errc::invalid_utf8, "");
    detail_ = code_point_text(check.code) + " at byte " + std::to_string(check.offset);
    return fail(xml_errc::invalid_character, "");
}

// XML 1.0, section 2.11. This precedes the expansion of references, because `&#xD;` must not change.
WSMAN_DECL void prescan::normalise_line_ends()
{
    const std::size_t first = buffer_.find('\r');
    if (first == std::string::npos) return;
    std::size_t to = first;
    for (std::size_t from = first; from < buffer_.size(); ++from) {
        char c = buffer_[from];
        if (c == '\r') {
            if (from + 1 < buffer_.size() && buffer_[from + 1] == '\n') continue;
            c = '\n';
        }
        buffer_[to++] = c;
    }
    buffer_.resize(to);
}

WSMAN_DECL bool prescan::scan_document()
{
    if (!scan_prolog()) return false;
    while (at_ != end_)
        if (!(*at_ == '<' ? scan_markup() : scan_text())) return false;
    if (!memory_.open.empty()) return fail(xml_errc::syntax, "an element is not closed");
    return roots_ == 1 || fail(xml_errc::not_one_root, "no root element");
}

WSMAN_DECL bool prescan::scan_prolog()
{
    if (looking_at("\xEF\xBB\xBF")) at_ += 3;
    if (!looking_at("<?xml") || end_ - at_ < 6 || !is_space(at_[5])) return true;
    const char* const stop = find("?>");
    if (!stop) return fail(xml_errc::syntax, "the XML declaration is not closed");
    at_ += stop - at_ + 2;
    return true;
}

WSMAN_DECL bool prescan::count_node()
{
    return ++nodes_ <= bounds_.nodes || fail(xml_errc::too_many_nodes, "");
}

WSMAN_DECL bool prescan::scan_text()
{
    const auto left = static_cast<std::size_t>(end_ - at_);
    const void* const next = std::memchr(at_, '<', left);
    const char* const stop = next ? static_cast<const char*>(next) : end_;
    const std::string_view run(at_, static_cast<std::size_t>(stop - at_));
    const bool blank = is_blank(run);
    if (memory_.open.empty() && !blank) return fail(xml_errc::syntax, "text outside the root element");
    if (blank) {
        if (!memory_.open.empty() && !memory_.open.back().has_children) {
            memory_.blanks.push_back({run, memory_.open.back().name.data()});
            if (!count_node()) return false;
        }
        at_ += run.size();
        return true;
    }
    return count_node() && scan_run(stop, true);
}

/// Checks the text up to `stop` and advances `at_` to it.
WSMAN_DECL bool prescan::scan_run(const char* stop, bool references)
{
    const auto size = static_cast<std::size_t>(stop - at_);
    if (size > bounds_.text) return fail(xml_errc::too_large, "a text");
    char* const begin = at_;
    if (references) {
        while (void* found = std::memchr(at_, '&', static_cast<std::size_t>(stop - at_))) {
            at_ = static_cast<char*>(found);
            if (!scan_reference()) return false;
        }
        at_ = begin;
        while (void* found = std::memchr(at_, ']', static_cast<std::size_t>(stop - at_))) {
            at_ = static_cast<char*>(found);
            if (looking_at("]]>")) return fail(xml_errc::syntax, "\"]]>\" in text");
            ++at_;
        }
    }
    at_ = begin + size;
    return true;
}

WSMAN_DECL bool prescan::scan_reference()
{
    if (at_ + 1 != end_ && at_[1] == '#') return scan_character_reference();
    for (const std::string_view known : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}) {
        if (!looking_at(known)) continue;
        at_ += known.size();
        return true;
    }
    return fail(xml_errc::syntax, "an ampersand without a valid reference");
}

WSMAN_DECL bool prescan::scan_character_reference()
{
    const char* digit = at_ + 2;
    const bool hex = digit != end_ && *digit == 'x';
    if (hex) ++digit;
    char32_t code = 0;
    const char* const first = digit;
    for (; digit != end_ && *digit != ';'; ++digit) {
        const char c = *digit;
        unsigned value = 16;
        if (c >= '0' && c <= '9')
            value = static_cast<unsigned>(c - '0');
        else if (hex && c >= 'a' && c <= 'f')
            value = static_cast<unsigned>(c - 'a') + 10;
        else if (hex && c >= 'A' && c <= 'F')
            value = static_cast<unsigned>(c - 'A') + 10;
        if (value == 16) return fail(xml_errc::syntax, "a malformed character reference");
        code = code * (hex ? 16U : 10U) + value;
        if (code > 0x10FFFF) return fail(xml_errc::invalid_character, "a reference beyond U+10FFFF");
    }
    if (digit == end_ || digit == first) return fail(xml_errc::syntax, "a malformed character reference");
    if (!is_character(code)) return fail(xml_errc::invalid_character, "a reference to a forbidden character");
    at_ += digit + 1 - at_;
    return true;
}

WSMAN_DECL bool prescan::scan_markup()
{
    switch (at_ + 1 == end_ ? '\0' : at_[1]) {
    case '/': return scan_end_tag();
    case '!': return scan_declaration();
    case '?': return scan_instruction();
    default: return scan_start_tag();
    }
}

WSMAN_DECL bool prescan::scan_declaration()
{
    if (looking_at("<!--")) return scan_comment();
    if (looking_at("<![CDATA[")) return scan_cdata();
    constexpr std::string_view doctype = "<!DOCTYPE";
    if (static_cast<std::size_t>(end_ - at_) >= doctype.size() &&
        std::equal(doctype.begin(), doctype.end(), at_, [](char a, char b) { return a == b || (a | 0x20) == b; }))
        return fail(xml_errc::document_type, "");
    return fail(xml_errc::syntax, "an unknown declaration");
}

WSMAN_DECL bool prescan::scan_comment()
{
    char* const begin = at_;
    at_ += 4;
    const char* const dashes = find("--");
    at_ = begin;
    if (!dashes) return fail(xml_errc::syntax, "a comment is not closed");
    if (dashes + 2 == end_ || dashes[2] != '>') return fail(xml_errc::syntax, "\"--\" in a comment");
    at_ += dashes + 3 - at_;
    return true;
}

WSMAN_DECL bool prescan::scan_cdata()
{
    if (memory_.open.empty()) return fail(xml_errc::syntax, "text outside the root element");
    if (!count_node()) return false;
    char* const begin = at_;
    at_ += 9;
    const char* const stop = find("]]>");
    if (!stop) {
        at_ = begin;
        return fail(xml_errc::syntax, "a CDATA section is not closed");
    }
    if (!scan_run(stop, false)) return false;
    at_ += 3;
    return true;
}

WSMAN_DECL bool prescan::scan_instruction()
{
    char* const begin = at_;
    at_ += 2;
    std::string_view target;
    if (!scan_name(target)) return false;
    const bool reserved =
        target.size() == 3 && (target[0] | 0x20) == 'x' && (target[1] | 0x20) == 'm' && (target[2] | 0x20) == 'l';
    const bool separated = at_ == end_ || is_space(*at_) || looking_at("?>");
    const char* const stop = find("?>");
    if (!reserved && separated && stop) {
        at_ += stop - at_ + 2;
        return true;
    }
    at_ = begin;
    return fail(
        xml_errc::syntax,
        reserved ? "an XML declaration that is not at the beginning" : "a malformed processing instruction"
    );
}

WSMAN_DECL bool prescan::scan_name(std::string_view& name)
{
    char* const begin = at_;
    bool beyond_ascii = false;
    for (; at_ != end_ && name_bytes.part[static_cast<unsigned char>(*at_)]; ++at_)
        beyond_ascii |= static_cast<unsigned char>(*at_) >= 0x80;
    name = std::string_view(begin, static_cast<std::size_t>(at_ - begin));
    const bool starts_badly = name.empty() || name[0] == '-' || name[0] == '.' || (name[0] >= '0' && name[0] <= '9');
    if (!starts_badly && (!beyond_ascii || split_qname(name))) return true;
    at_ = begin;
    return fail(xml_errc::invalid_name, "");
}

WSMAN_DECL bool prescan::open_element(std::string_view name)
{
    if (memory_.open.empty()) {
        if (++roots_ > 1) return fail(xml_errc::not_one_root, "a second root element");
    } else if (!memory_.open.back().has_children) {
        scan_memory::open_tag& parent = memory_.open.back();
        parent.has_children = true; // its white space was layout
        while (!memory_.blanks.empty() && memory_.blanks.back().owner == parent.name.data())
            memory_.blanks.pop_back();
    }
    if (memory_.open.size() >= (std::min)(bounds_.depth, depth_limit)) return fail(xml_errc::too_deep, "");
    memory_.open.push_back({name, false});
    return count_node();
}

WSMAN_DECL bool prescan::scan_start_tag()
{
    char* const begin = at_;
    ++at_;
    std::string_view name;
    if (!scan_name(name) || !open_element(name)) return false;
    for (std::size_t attributes = 0;; ++attributes) {
        const bool spaced = skip_space();
        if (at_ == end_) break;
        if (*at_ == '>') {
            ++at_;
            return true;
        }
        if (looking_at("/>")) {
            at_ += 2;
            memory_.open.pop_back();
            return true;
        }
        if (!spaced) return fail(xml_errc::syntax, "a malformed tag");
        if (attributes == bounds_.attributes) return fail(xml_errc::too_many_attributes, "");
        if (!scan_attribute()) return false;
    }
    at_ = begin;
    return fail(xml_errc::syntax, "a tag is not closed");
}

WSMAN_DECL bool prescan::scan_attribute()
{
    std::string_view name;
    if (!count_node() || !scan_name(name)) return false;
    skip_space();
    if (at_ == end_ || *at_ != '=') return fail(xml_errc::syntax, "an attribute without a value");
    ++at_;
    skip_space();
    if (at_ == end_ || (*at_ != '"' && *at_ != '\'')) return fail(xml_errc::syntax, "a value without quotes");
    const char quote = *at_;
    ++at_;
    return scan_attribute_value(quote);
}

WSMAN_DECL bool prescan::scan_attribute_value(char quote)
{
    char* const begin = at_;
    while (at_ != end_ && *at_ != quote) {
        switch (*at_) {
        case '<': return fail(xml_errc::syntax, "'<' in an attribute");
        case '&':
            if (!scan_reference()) return false;
            continue;
        case '\t':
        case '\n': *at_ = ' '; break; // XML 1.0, section 3.3.3
        default: break;
        }
        ++at_;
    }
    if (at_ == end_) {
        at_ = begin;
        return fail(xml_errc::syntax, "a value is not closed");
    }
    if (static_cast<std::size_t>(at_ - begin) > bounds_.text) return fail(xml_errc::too_large, "an attribute");
    ++at_;
    return true;
}

WSMAN_DECL bool prescan::scan_end_tag()
{
    char* const begin = at_;
    at_ += 2;
    std::string_view name;
    if (!scan_name(name)) return false;
    skip_space();
    const bool closed = at_ != end_ && *at_ == '>';
    const bool known = !memory_.open.empty() && memory_.open.back().name == name;
    if (closed && known) {
        ++at_;
        memory_.open.pop_back();
        return true;
    }
    at_ = begin;
    return fail(xml_errc::syntax, "an end tag that closes nothing");
}

} // namespace wsman::xml::detail
