//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/protocol/redact.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail::redaction {

/// Splits a text into markup and text. It accepts every input.
class markup_scanner {
public:
    explicit markup_scanner(std::string_view text) noexcept : rest_(text) {}

    enum class kind { end, text, start_tag, end_tag, empty_tag, comment };
    struct piece {
        kind type;
        std::string_view text; // unchanged; up to the end of the input if the markup is not closed
    };

    piece next() noexcept
    {
        if (rest_.empty()) return {kind::end, {}};
        if (rest_.front() != '<') return {kind::text, take(rest_.find('<'))};
        if (rest_.starts_with("<![CDATA[")) return {kind::text, take_behind("]]>")};
        if (rest_.starts_with("<!--")) return {kind::comment, take_behind("-->")};
        if (rest_.starts_with("<?")) return {kind::comment, take_behind("?>")};
        const std::string_view tag = take(tag_end());
        if (tag.starts_with("</")) return {kind::end_tag, tag};
        return {tag.ends_with("/>") ? kind::empty_tag : kind::start_tag, tag};
    }

    static std::string_view local_name(std::string_view tag) noexcept
    {
        tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
        tag = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
        const std::size_t colon = tag.rfind(':');
        return colon == std::string_view::npos ? tag : tag.substr(colon + 1);
    }

private:
    std::string_view take(std::size_t size) noexcept
    {
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(taken.size());
        return taken;
    }
    std::string_view take_behind(std::string_view mark) noexcept
    {
        const std::size_t at = rest_.find(mark);
        return take(at == std::string_view::npos ? at : at + mark.size());
    }
    std::size_t tag_end() const noexcept
    {
        char quote = 0;
        for (std::size_t i = 1; i != rest_.size(); ++i) {
            const char c = rest_[i];
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return std::string_view::npos;
    }

    std::string_view rest_;
};

inline bool is_secret_name(std::string_view local)
{
    for (const std::string_view name : {"stream", "command", "arguments", "variable"})
        if (ascii_iequals(local, name)) return true;
    const std::string low = ascii_lower(local);
    for (const std::string_view part : {"password", "secret", "credential"})
        if (low.find(part) != std::string::npos) return true;
    return false;
}

inline void append_redacted(std::string& out, std::size_t size)
{
    if (size != 0) out += "[" + std::to_string(size) + " bytes removed]";
}

} // namespace wsman::detail::redaction

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL std::string redact(std::string_view envelope)
{
    using scanner = detail::redaction::markup_scanner;
    std::string out;
    out.reserve(envelope.size() < 4096 ? envelope.size() : 4096);
    scanner pieces(envelope);
    std::string_view hidden; // name of the current secret element
    std::size_t depth = 0;   // of elements with that name, so that another end tag does not end the secret
    std::size_t removed = 0; // bytes
    for (scanner::piece piece = pieces.next(); piece.type != scanner::kind::end; piece = pieces.next()) {
        const bool starts = piece.type == scanner::kind::start_tag;
        if (depth == 0) {
            if (piece.text.front() == '<' && piece.text.back() != '>') { // an unclosed tag may contain a secret
                removed += piece.text.size();
                continue;
            }
            out += piece.text;
            if (starts && detail::redaction::is_secret_name(scanner::local_name(piece.text))) {
                hidden = scanner::local_name(piece.text);
                depth = 1;
            }
            continue;
        }
        if (starts && scanner::local_name(piece.text) == hidden) ++depth;
        if (piece.type == scanner::kind::end_tag && scanner::local_name(piece.text) == hidden) --depth;
        if (depth != 0) {
            removed += piece.text.size();
            continue;
        }
        detail::redaction::append_redacted(out, removed);
        removed = 0;
        out += piece.text;
    }
    detail::redaction::append_redacted(out, removed);
    return out;
}

} // namespace wsman
