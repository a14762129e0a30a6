//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/testing/impl/soap/soap_answer.hpp>

#include <array>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// An HTTP answer before it is serialised.
class http_answer {
public:
    http_answer() {}
    explicit http_answer(unsigned with_status) : status(with_status) {}

    unsigned status = 200;
    std::string header;       ///< further lines, each with its line end
    std::string content_type; ///< empty: no such line
    std::string body;
    bool sealable = false; ///< an envelope, which is sealed if the request was sealed
    bool close = false;    ///< the connection is closed after it
    bool abandon = false;  ///< nothing is sent, and the connection is closed

    std::size_t missing = 0;                    ///< bytes of the body that Content-Length counts and that are not sent
    std::size_t drop_after = std::string::npos; ///< bytes after which the connection is closed, header included
};

inline std::string_view reason_phrase(unsigned status) noexcept
{
    switch (status) {
    case 200: return "OK";
    case 302: return "Found";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 413: return "Request Entity Too Large";
    case 415: return "Unsupported Media Type";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    default: return "Status";
    }
}

/// Returns: the header, including the empty line.
inline std::string header_of(const http_answer& answer, bool chunked)
{
    std::string text;
    text.reserve(256 + answer.header.size());
    text += "HTTP/1.1 ";
    text += std::to_string(answer.status);
    text += ' ';
    text += reason_phrase(answer.status);
    text += "\r\nServer: wsman-cpp\r\n";
    if (!answer.content_type.empty()) {
        text += "Content-Type: ";
        text += answer.content_type;
        text += "\r\n";
    }
    text += answer.header;
    if (answer.close) text += "Connection: close\r\n";
    if (chunked) {
        text += "Transfer-Encoding: chunked\r\n\r\n";
    } else {
        text += "Content-Length: ";
        text += std::to_string(answer.body.size() + answer.missing);
        text += "\r\n\r\n";
    }
    return text;
}

/// Returns: the body in chunks of up to 16 KiB.
inline std::string chunked_body(std::string_view body)
{
    std::string text;
    text.reserve(body.size() + body.size() / 1024 + 64);
    while (!body.empty()) {
        const std::string_view piece = body.substr(0, std::size_t{16} << 10);
        std::array<char, 24> size{};
        std::snprintf(size.data(), size.size(), "%zx\r\n", piece.size());
        text += size.data();
        text += piece;
        text += "\r\n";
        body.remove_prefix(piece.size());
    }
    text += "0\r\n\r\n";
    return text;
}

/// Returns: a 401 with the offered schemes.
inline http_answer unauthorized_answer(const std::vector<std::string>& challenges)
{
    http_answer answer(401);
    for (const std::string& challenge : challenges) {
        answer.header += "WWW-Authenticate: ";
        answer.header += challenge;
        answer.header += "\r\n";
    }
    return answer;
}

/// Returns: the envelope in the encoding of the request.
inline http_answer to_http(soap_answer&& soap, bool utf16)
{
    http_answer answer(soap.status);
    answer.abandon = soap.abandoned;
    answer.sealable = true;
    if (utf16) {
        answer.content_type = "application/soap+xml;charset=UTF-16";
        answer.body = "\xFF\xFE" + utf8_to_utf16le(soap.body);
    } else {
        answer.content_type = std::move(soap.content_type);
        answer.body = std::move(soap.body);
    }
    return answer;
}

/// Whether a media type is that of SOAP 1.2, and its encoding.
class soap_media_type {
public:
    explicit soap_media_type(std::string_view value)
    {
        const std::string lower = ascii_lower(value);
        is_soap = lower.starts_with("application/soap+xml");
        utf16 = lower.find("utf-16") != std::string::npos;
    }

    bool is_soap = false;
    bool utf16 = false;
};

/// Effects: converts a body from UTF-16 to UTF-8; without a byte order mark it is little-endian.
inline void utf16_body_to_utf8(std::string& body)
{
    std::string_view bytes = body;
    const bool big_endian = bytes.starts_with("\xFE\xFF");
    if (big_endian || bytes.starts_with("\xFF\xFE")) bytes.remove_prefix(2);
    body = utf16_to_utf8(bytes, big_endian);
}

} // namespace wsman::testing::detail
