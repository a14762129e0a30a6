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

/// Turns what PowerShell writes to standard error into text for people, as it comes.
///
/// A CLIXML document is turned when it is whole; the streams for people (error, warning, verbose, debug) are kept of it.
/// Bytes outside of documents are those of other programs, and stay as they are.
class clixml_stream {
public:
    /// A document of more bytes than `document_limit` is told as far as it is there, and what follows of it as it is.
    explicit clixml_stream(std::size_t document_limit = std::size_t{16} << 20) : document_limit_(document_limit) {}

    /// Returns: the text that the bytes complete.
    WSMAN_DECL std::string add(std::string_view bytes);
    /// Returns: what was kept back; nothing follows.
    WSMAN_DECL std::string finish();

private:
    WSMAN_DECL std::size_t take_plain(std::size_t at, std::string& out);
    WSMAN_DECL std::size_t take_document(std::size_t at, std::string& out);

    std::size_t document_limit_;
    std::string pending_;
    bool clixml_ = false; ///< there was a header, so documents follow
    bool line_end_awaited_ = false;
    bool inside_ = false;         ///< `pending_` begins with a document
    std::size_t searched_ = 0;    ///< so many bytes of the document hold no end
    std::size_t opening_tag_ = 0; ///< its size; 0: not known
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/powershell/clixml_stream.ipp>
#endif
