//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/clixml.hpp>
#include <wsman/core/config.hpp>
#include <wsman/client/impl/powershell/clixml_markup.hpp>
#include <wsman/client/impl/powershell/clixml_stream.hpp>

#include <algorithm>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the readable text of one document.
inline std::string messages_of(std::string_view document)
{
    const powershell_streams streams = parse_clixml(std::string(clixml_header).append("\n").append(document));
    return streams.plain + streams.error + streams.warning + streams.verbose + streams.debug;
}

WSMAN_DECL std::string clixml_stream::add(std::string_view bytes)
{
    pending_.append(bytes);
    std::string out;
    std::size_t at = 0;
    while (at < pending_.size()) {
        const std::size_t taken = inside_ ? take_document(at, out) : take_plain(at, out);
        if (taken == 0) break;
        at += taken;
    }
    pending_.erase(0, at);
    if (inside_ && pending_.size() > document_limit_) out += finish();
    return out;
}

WSMAN_DECL std::string clixml_stream::finish()
{
    std::string out = inside_ ? messages_of(pending_) : pending_;
    pending_.clear();
    inside_ = false;
    return out;
}

/// Returns: the number of bytes taken; 0: more are needed.
WSMAN_DECL std::size_t clixml_stream::take_plain(std::size_t at, std::string& out)
{
    const std::string_view rest = std::string_view(pending_).substr(at);
    if (line_end_awaited_) {
        if (rest == "\r") return 0;
        line_end_awaited_ = false;
        if (rest.starts_with("\r\n")) return 2;
        if (rest.starts_with("\n")) return 1;
    }
    const std::size_t plain = (std::min)(rest.find_first_of(clixml_ ? "#<" : "#"), rest.size());
    if (plain != 0) {
        out.append(rest, 0, plain);
        return plain;
    }
    if (rest.starts_with(clixml_header)) {
        clixml_ = true;
        line_end_awaited_ = true;
        return clixml_header.size();
    }
    if (clixml_ && rest.starts_with(clixml_begin)) {
        inside_ = true;
        searched_ = 0;
        opening_tag_ = 0;
        return take_document(at, out);
    }
    if (clixml_header.starts_with(rest) || (clixml_ && clixml_begin.starts_with(rest))) return 0;
    out += rest.front();
    return 1;
}

/// Returns: as take_plain.
WSMAN_DECL std::size_t clixml_stream::take_document(std::size_t at, std::string& out)
{
    const std::string_view rest = std::string_view(pending_).substr(at);
    if (opening_tag_ == 0) {
        const std::size_t closing = rest.find('>', searched_);
        searched_ = rest.size();
        if (closing == std::string_view::npos) return 0;
        opening_tag_ = closing + 1;
        searched_ = opening_tag_;
    }
    const bool empty = rest[opening_tag_ - 2] == '/';
    const std::size_t last = empty ? opening_tag_ : rest.find(clixml_end, searched_);
    if (last == std::string_view::npos) {
        // The next bytes may complete an end tag that has begun.
        searched_ = (std::max)(opening_tag_, rest.size() - (std::min)(rest.size(), clixml_end.size() - 1));
        return 0;
    }
    const std::size_t size = empty ? last : last + clixml_end.size();
    out += messages_of(rest.substr(0, size));
    inside_ = false;
    line_end_awaited_ = true;
    return size;
}

} // namespace wsman::detail
