//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// The records that PowerShell wrote to a command's standard error, by stream. Text is UTF-8; line ends stay as
/// PowerShell wrote them.
struct powershell_streams {
    powershell_streams() = default;

    std::string error; ///< error records; the other streams do not report failures
    std::string warning;
    std::string verbose;
    std::string debug;
    std::string information;
    std::string progress; ///< one line for each record; not a sign of failure
    std::string output;   ///< objects of the output stream, as text
    std::string plain;    ///< text outside CLIXML, for example from other programs
    bool clixml = false;  ///< a `#< CLIXML` header was found
    bool complete = true; ///< false: a document was truncated or damaged; its readable part was kept

    /// Returns: the text to show after a failure: `plain`, then `error`.
    std::string error_text() const { return plain + error; }
};

/// Splits the bytes of a command's standard error into PowerShell's streams.
///
/// The `#< CLIXML` header may stand anywhere, several documents may follow it, and other text may stand between them. A
/// document may be truncated or hold bytes of a national code page: the readable part is kept, and no input is an
/// error. Without a header all text is `plain`. Keep the original bytes if you need the damaged part.
WSMAN_DECL powershell_streams parse_clixml(std::string_view standard_error);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/powershell/clixml.ipp>
#endif
