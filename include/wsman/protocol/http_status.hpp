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

/// The media type and the charset of a `Content-Type`, in lower case and without quotes.
class media_type {
public:
    media_type() = default;

    std::string type;    ///< "application/soap+xml"
    std::string charset; ///< "utf-8"; empty if the header has none

    /// Returns: whether an envelope may have this type.
    WSMAN_DECL bool is_xml() const noexcept;
    bool is_html() const noexcept { return type == "text/html" || type == "application/xhtml+xml"; }
};

/// Parses the value of the header, with or without blanks and quotes, in upper or lower case (RFC 9110, 8.3.1).
WSMAN_DECL media_type parse_media_type(std::string_view header_value);

/// Converts an answer without a SOAP envelope to a failure.
///
/// Returns: a failure of `transport_errc`. The code depends, in this order, on the status (redirect, 401, 403, 404,
/// 413, 429, 503), an HTML page, an empty body, a content type that is not XML, and any other status. The failure
/// contains the status, the location of a redirect, the schemes of a 401, the title of an HTML page or the text of the
/// body of an error (without markup, at most 500 bytes, safe for a terminal), whether the body is empty, and a hint.
/// Specification: the errors ERROR_WSMAN_HTTP_… of the Windows client.
WSMAN_DECL failure http_failure(const response& answer, std::string_view operation);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/http_status.ipp>
#endif
