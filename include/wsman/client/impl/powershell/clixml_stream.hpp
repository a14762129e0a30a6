//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// Converts PowerShell's standard error to readable text incrementally.
///
/// A CLIXML document is converted when it is complete; its error, warning, verbose and debug streams are kept. Bytes
/// outside documents come from other programs and stay unchanged.
class clixml_stream {
public:
    /// If a document exceeds `document_limit` bytes, its readable part is converted at once, and the rest stays
    /// unchanged.
    explicit clixml_stream(std::size_t document_limit = std::size_t{16} << 20) : document_limit_(document_limit) {}

    /// Returns: the text that these bytes complete.
    WSMAN_DECL std::string add(std::string_view bytes);
    /// Returns: the text that was held back; the stream has ended.
    WSMAN_DECL std::string finish();

private:
    WSMAN_DECL std::size_t take_plain(std::size_t at, std::string& out);
    WSMAN_DECL std::size_t take_document(std::size_t at, std::string& out);

    std::size_t document_limit_;
    std::string pending_;
    bool clixml_ = false; ///< a header was found, so documents follow
    bool line_end_awaited_ = false;
    bool inside_ = false;         ///< `pending_` begins with a document
    std::size_t searched_ = 0;    ///< bytes of the document that contain no end tag
    std::size_t opening_tag_ = 0; ///< the size of the start tag; 0: not known
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/powershell/clixml_stream.ipp>
#endif
