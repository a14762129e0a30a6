//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/protocol/message.hpp>

#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// The parts of a `Content-Type` that matter here, in lower case and without quotes.
class media_type {
public:
    media_type() = default;

    std::string type;    ///< "application/soap+xml"
    std::string charset; ///< "utf-8"; empty where none was named

    /// Returns: whether an envelope may come under this type.
    WSMAN_DECL bool is_xml() const noexcept;
    bool is_html() const noexcept { return type == "text/html" || type == "application/xhtml+xml"; }
};

/// Reads a header's value, with or without blanks and quotes, in either case (RFC 9110, 8.3.1).
WSMAN_DECL media_type parse_media_type(std::string_view header_value);

/// What to make of an answer that holds no SOAP envelope.
///
/// Returns: a failure of `transport_errc`: first what the status alone says (redirect, 401, 403, 404, 413, 429, 503),
/// then an HTML page, an empty body, a content type that is no XML, and at last the status again; with the status, a
/// redirect's location, the schemes a 401 offers, the title of an HTML page or the readable words of a failure's body
/// (without markup, at most 500 bytes, fit for a terminal), whether a failure came without a body, and a hint.
/// Specification: session-api of Windows, the errors ERROR_WSMAN_HTTP_… .
WSMAN_DECL failure http_failure(const response& answer, std::string_view operation);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/http_status.ipp>
#endif
