//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/utf8.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/protocol/impl/host_text.ipp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail::http {

inline constexpr std::size_t words_limit = 500;        // bytes of the result
inline constexpr std::size_t words_scan_limit = 16384; // bytes of the body that are scanned

/// Returns: the length of the markup at the beginning; the length of the text if the markup does not end; 0 if there is
/// no markup. The content of script and style elements counts as markup.
inline std::size_t markup_size(std::string_view text) noexcept
{
    if (text.starts_with("<![CDATA[")) return 9;
    if (text.starts_with("]]>")) return 3;
    if (text.size() < 2 || text[0] != '<') return 0;
    const char second = text[1];
    const bool letter = (second >= 'a' && second <= 'z') || (second >= 'A' && second <= 'Z');
    if (!letter && second != '/' && second != '!' && second != '?') return 0;
    for (const std::string_view silent : {"script", "style"})
        if (ascii_iequals(text.substr(1, silent.size()), silent)) {
            const std::size_t end = text.find("</");
            return end == std::string_view::npos ? text.size() : end;
        }
    const std::size_t end = text.find('>');
    return end == std::string_view::npos ? text.size() : end + 1;
}

/// Effects: appends the character of the reference at the beginning.
/// Returns: the length of the reference; 0 if it is not one of the predefined entities of XML and HTML.
inline std::size_t expand_entity(std::string& out, std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, char>, 6> known{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&nbsp;", ' '}}
    };
    for (const auto& [name, character] : known) {
        if (!text.starts_with(name)) continue;
        out += character;
        return name.size();
    }
    return 0;
}

inline std::string without_markup(std::string_view body)
{
    std::string words;
    for (std::size_t at = 0; at < body.size();) {
        const std::string_view rest = body.substr(at);
        if (const std::size_t markup = markup_size(rest)) {
            words += ' ';
            at += markup;
            continue;
        }
        const std::size_t entity = rest[0] == '&' ? expand_entity(words, rest) : 0;
        if (entity == 0) words += rest[0];
        at += entity == 0 ? 1 : entity;
    }
    return words;
}

/// Returns: whether the text is readable: most bytes are text, and it contains a word.
inline bool is_readable(std::string_view text) noexcept
{
    std::size_t odd = 0;
    std::size_t letters = 0;
    const std::size_t size = text.size();
    while (!text.empty()) {
        const std::size_t valid = find_invalid_utf8(text).value_or(text.size());
        for (const char c : text.substr(0, valid)) {
            const auto byte = static_cast<unsigned char>(c);
            odd += (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
            letters += byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z');
        }
        text.remove_prefix(valid);
        if (text.empty()) break;
        ++odd;
        text.remove_prefix(1);
    }
    return letters >= 2 && 4 * odd <= size;
}

/// Returns: the readable text of an unexpected body: one line without markup and control characters, of limited length;
/// empty if the body is not text, for example because it is compressed or encrypted.
inline std::string readable_words(std::string_view body)
{
    if (body.empty()) return {};
    body = body.substr(0, words_scan_limit);
    std::string converted;
    const bool little = body.starts_with("\xFF\xFE") || body.substr(1, 1) == std::string_view("\0", 1);
    const bool big = body.starts_with("\xFE\xFF") || body.substr(0, 1) == std::string_view("\0", 1);
    if (little || big) {
        if (body.starts_with("\xFF\xFE") || body.starts_with("\xFE\xFF")) body.remove_prefix(2);
        converted = utf16_to_utf8(body.substr(0, body.size() / 2 * 2), big);
        body = converted;
    }
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
    const std::string words = without_markup(body);
    return is_readable(words) ? host_text(words, words_limit) : std::string();
}

/// Effects: appends the texts of an element and its descendants, in order, up to the limit.
inline void append_words(std::string& out, const xml::element& of)
{
    if (out.size() > words_limit) return;
    const std::string words = host_text(of.text(), words_limit);
    if (!words.empty()) out.append(out.empty() ? "" : " ").append(words);
    for (const xml::element part : of.children()) {
        if (out.size() > words_limit) return;
        append_words(out, part);
    }
}

/// Returns: the same for a body that is XML. The reader has expanded its references in place, so its bytes cannot be
/// used.
inline std::string readable_words(const xml::element& of)
{
    std::string words;
    append_words(words, of);
    return host_text(words, words_limit);
}

} // namespace wsman::detail::http
