//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/clixml.hpp>
#include <wsman/client/output_text.hpp>
#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/protocol/clixml_text.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/client/impl/powershell/clixml_markup.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// A search that keeps its last result, so that repeated searches from increasing offsets read the text once.
class next_occurrence {
public:
    next_occurrence(std::string_view text, std::string_view wanted) noexcept : text_(text), wanted_(wanted) {}

    std::size_t from(std::size_t begin) noexcept
    {
        if (!known_ || (at_ != std::string_view::npos && at_ < begin)) at_ = text_.find(wanted_, begin);
        known_ = true;
        return at_;
    }

private:
    std::string_view text_;
    std::string_view wanted_;
    std::size_t at_ = 0;
    bool known_ = false;
};

/// Returns: the text with U+FFFD in place of invalid UTF-8 and of characters that XML does not allow.
inline std::string cleaned_for_xml(std::string_view bytes)
{
    std::string text = output_bytes(std::string(bytes)).text();
    std::string clean;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r')
            clean += "\xEF\xBF\xBD";
        else
            clean += c;
    }
    return clean;
}

/// Returns: the text with PowerShell's entity references replaced; other text stays unchanged.
inline std::string without_references(std::string_view text)
{
    constexpr std::pair<std::string_view, char> known[] = {
        {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}
    };
    std::string out;
    while (!text.empty()) {
        std::size_t length = 1;
        char c = text.front();
        for (const auto& [reference, meaning] : known)
            if (text.starts_with(reference)) {
                length = reference.size();
                c = meaning;
            }
        out += c;
        text.remove_prefix(length);
    }
    return out;
}

class clixml_reader {
public:
    explicit clixml_reader(std::string_view bytes) noexcept : bytes_(bytes) {}

    WSMAN_DECL powershell_streams read();

private:
    WSMAN_DECL std::size_t read_document(std::size_t begin);
    WSMAN_DECL bool read_strictly(std::string text);
    WSMAN_DECL void salvage(std::string_view text);
    WSMAN_DECL std::size_t salvage_string(std::string_view text, std::size_t begin);
    WSMAN_DECL std::size_t salvage_object(std::string_view text, std::size_t begin);
    WSMAN_DECL void take(const xml::element& item);
    WSMAN_DECL void take_progress(const xml::element& item, std::string& out);
    WSMAN_DECL void take_plain(std::string_view bytes);
    WSMAN_DECL std::string& stream(std::string_view name) noexcept;

    std::string_view bytes_;
    powershell_streams streams_;
    std::optional<xml::document> document_; ///< created on demand; without CLIXML it is not needed
};

/// Returns: the offset after one line end, if there is one.
inline std::size_t skip_line_end(std::string_view text, std::size_t at) noexcept
{
    if (text.substr(at).starts_with("\r\n")) return at + 2;
    return text.substr(at).starts_with("\n") ? at + 1 : at;
}

WSMAN_DECL powershell_streams clixml_reader::read()
{
    next_occurrence header(bytes_, clixml_header);
    next_occurrence begin(bytes_, clixml_begin);
    std::size_t at = 0;
    bool awaited = false; // a header was found, so a document must follow
    while (at < bytes_.size()) {
        const std::size_t next_header = header.from(at);
        const std::size_t next_document = streams_.clixml ? begin.from(at) : std::string_view::npos;
        if (next_header == std::string_view::npos && next_document == std::string_view::npos) break;
        if (next_header < next_document) {
            take_plain(bytes_.substr(at, next_header - at));
            at = skip_line_end(bytes_, next_header + clixml_header.size());
            streams_.clixml = true;
            awaited = true;
            continue;
        }
        take_plain(bytes_.substr(at, next_document - at));
        at = skip_line_end(bytes_, read_document(next_document));
        awaited = false;
    }
    take_plain(bytes_.substr(at));
    if (awaited) streams_.complete = false;
    return std::move(streams_);
}

/// Returns: the offset after the document.
WSMAN_DECL std::size_t clixml_reader::read_document(std::size_t begin)
{
    const std::size_t tag_end = bytes_.find('>', begin);
    if (tag_end != std::string_view::npos && bytes_[tag_end - 1] == '/') return tag_end + 1;
    const std::size_t last = bytes_.find(clixml_end, begin);
    const bool whole = last != std::string_view::npos;
    const std::size_t end = whole ? last + clixml_end.size() : bytes_.size();
    const std::string_view text = bytes_.substr(begin, end - begin);
    if (whole && read_strictly(std::string(text))) return end;
    streams_.complete = false;
    const std::string clean = cleaned_for_xml(text);
    if (!whole || !read_strictly(clean)) salvage(clean);
    return end;
}

WSMAN_DECL bool clixml_reader::read_strictly(std::string text)
{
    if (!document_) document_.emplace();
    if (!document_->parse(text)) return false;
    const xml::element root = document_->root();
    for (const xml::element item : root.children())
        take(item);
    if (const std::string between = root.text(); between.find_first_not_of(" \t\r\n") != std::string::npos)
        streams_.plain += between;
    return true;
}

WSMAN_DECL std::string& clixml_reader::stream(std::string_view name) noexcept
{
    if (ascii_iequals(name, "error")) return streams_.error;
    if (ascii_iequals(name, "warning")) return streams_.warning;
    if (ascii_iequals(name, "verbose")) return streams_.verbose;
    if (ascii_iequals(name, "debug")) return streams_.debug;
    if (ascii_iequals(name, "information")) return streams_.information;
    if (ascii_iequals(name, "progress")) return streams_.progress;
    return streams_.output;
}

WSMAN_DECL void clixml_reader::take(const xml::element& item)
{
    std::string& out = stream(item.attribute("", "S").value_or("Output"));
    if (&out == &streams_.progress) return take_progress(item, out);
    if (item.local_name() != "Obj") return append_clixml_unescaped(out, item.text());
    for (const xml::element part : item.children()) {
        if (part.local_name() != "ToString") continue;
        append_clixml_unescaped(out, part.text());
        if (!out.ends_with('\n')) out += '\n';
    }
}

WSMAN_DECL void clixml_reader::take_progress(const xml::element& item, std::string& out)
{
    for (const xml::element members : item.children())
        for (const xml::element record : members.children()) {
            if (record.local_name() != "PR") continue;
            std::string activity;
            std::string status;
            for (const xml::element field : record.children()) {
                if (field.local_name() == "AV") append_clixml_unescaped(activity, field.trimmed_text());
                if (field.local_name() == "SD") append_clixml_unescaped(status, field.trimmed_text());
            }
            out += activity;
            if (!status.empty()) out.append(": ").append(status);
            out += '\n';
        }
}

WSMAN_DECL void clixml_reader::take_plain(std::string_view bytes)
{
    if (!bytes.empty()) streams_.plain += output_bytes(std::string(bytes)).text();
}

/// Reads the strings and objects of a damaged document one by one, as far as they are complete.
WSMAN_DECL void clixml_reader::salvage(std::string_view text)
{
    if (text.ends_with(clixml_end)) text.remove_suffix(clixml_end.size());
    next_occurrence string(text, "<S ");
    next_occurrence object(text, "<Obj ");
    std::size_t at = text.find('>');
    if (at == std::string_view::npos) return;
    for (++at; at < text.size();) {
        const std::size_t next = (std::min)(string.from(at), object.from(at));
        const std::string_view between = text.substr(at, next == std::string_view::npos ? next : next - at);
        if (between.find_first_not_of(" \t\r\n") != std::string_view::npos) take_plain(between);
        if (next == std::string_view::npos) return;
        at = next == string.from(at) ? salvage_string(text, next) : salvage_object(text, next);
    }
}

/// Returns: the offset after the string; a string without an end ends at the next tag.
WSMAN_DECL std::size_t clixml_reader::salvage_string(std::string_view text, std::size_t begin)
{
    const std::size_t tag_end = text.find('>', begin);
    if (tag_end == std::string_view::npos) return text.size();
    const std::string_view tag = text.substr(begin, tag_end - begin);
    if (tag.ends_with('/')) return tag_end + 1;
    const std::size_t end = (std::min)(text.find('<', tag_end), text.size());
    constexpr std::string_view attribute = " S=\"";
    const std::size_t quote = tag.find(attribute);
    if (quote != std::string_view::npos) {
        std::string_view name = tag.substr(quote + attribute.size());
        name = name.substr(0, name.find('"'));
        append_clixml_unescaped(stream(name), without_references(text.substr(tag_end + 1, end - tag_end - 1)));
    }
    constexpr std::string_view end_tag = "</S>";
    return text.substr(end).starts_with(end_tag) ? end + end_tag.size() : end;
}

/// Returns: the offset after the object, or the end of the text if the object is incomplete.
WSMAN_DECL std::size_t clixml_reader::salvage_object(std::string_view text, std::size_t begin)
{
    constexpr std::string_view start_tag = "<Obj ";
    constexpr std::string_view end_tag = "</Obj>";
    next_occurrence ends(text, end_tag);
    std::size_t depth = 0;
    std::size_t at = begin;
    do {
        const std::size_t close = ends.from(at);
        if (close == std::string_view::npos) return text.size();
        const std::size_t open = text.substr(at, close - at).find(start_tag);
        if (open != std::string_view::npos) {
            ++depth;
            at += open + start_tag.size();
        } else {
            --depth;
            at = close + end_tag.size();
        }
    } while (depth != 0);
    std::string piece(text.substr(begin, at - begin));
    if (!document_) document_.emplace();
    if (document_->parse(piece)) take(document_->root());
    return at;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL powershell_streams parse_clixml(std::string_view standard_error)
{
    return detail::clixml_reader(standard_error).read();
}

} // namespace wsman
