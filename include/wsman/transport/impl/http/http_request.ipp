//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/http/http_request.hpp>

#include <charconv>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

// RFC 9110, 5.5, without obs-text: the values that the library generates are ASCII.
inline bool is_header_text(std::string_view text) noexcept
{
    for (const char c : text)
        if (c < 0x20 || c > 0x7E) return false;
    return true;
}

// The realm is sent back as the host spelt it, which may be Latin 1 or UTF-8 (obs-text).
inline bool is_repeated_text(std::string_view text) noexcept
{
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
    return true;
}

inline bool is_word(std::string_view text) noexcept
{
    return !text.empty() && is_header_text(text) && text.find(' ') == std::string_view::npos;
}

WSMAN_DECL result<std::string> make_head_prefix(const connection_settings& settings)
{
    if (!is_word(settings.authority))
        return failure(client_errc::invalid_argument, "the host holds a character that the Host header cannot carry");
    if (!is_word(settings.path) || settings.path.front() != '/')
        return failure(client_errc::invalid_argument, "the path holds a character that a request line cannot carry");
    std::string prefix("POST ");
    prefix += settings.path;
    prefix += " HTTP/1.1\r\nHost: ";
    prefix += settings.authority;
    prefix += "\r\nUser-Agent: wsman-cpp\r\nAccept-Encoding: identity\r\nConnection: keep-alive\r\n";
    return prefix;
}

WSMAN_DECL result<void> write_head(std::string& out, std::string_view prefix, const request_head& head)
{
    if (!is_repeated_text(head.authorization) || !is_repeated_text(head.cookies) || !is_header_text(head.content_type))
        return failure(client_errc::invalid_argument, "a header's value holds a character that would end its line");
    char digits[24];
    const auto length = std::to_chars(digits, digits + sizeof digits, head.content_length);
    // One allocation: growing would free a buffer that holds the credentials without wiping it.
    wipe(out);
    out.clear();
    out.reserve(prefix.size() + head.content_type.size() + head.authorization.size() + head.cookies.size() + 170);
    out.append(prefix);
    out.append("Content-Type: ").append(head.content_type);
    out.append("\r\nContent-Length: ").append(digits, length.ptr);
    if (head.anonymous) out.append("\r\nWSMANIDENTIFY: unauthenticated");
    if (!head.authorization.empty()) out.append("\r\nAuthorization: ").append(head.authorization);
    if (!head.cookies.empty()) out.append("\r\nCookie: ").append(head.cookies);
    out.append("\r\n\r\n");
    return {};
}

} // namespace wsman::detail
