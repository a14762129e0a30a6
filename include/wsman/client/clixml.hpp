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

/// What PowerShell put into the standard error of a command, by its streams. Text is UTF-8 and ends its lines as
/// PowerShell did.
struct powershell_streams {
    powershell_streams() = default;

    std::string error; ///< what failed; the one stream that speaks of trouble
    std::string warning;
    std::string verbose;
    std::string debug;
    std::string information;
    std::string progress; ///< one line a record; never a sign of failure
    std::string output;   ///< objects of the output stream, as text
    std::string plain;    ///< what was no CLIXML: other programs write to standard error too
    bool clixml = false;  ///< there was a `#< CLIXML` header
    bool complete = true; ///< false: a document was cut or damaged, and what could be read of it is here

    /// Returns: what a person wants to read when something failed: plain text, then errors.
    std::string error_text() const { return plain + error; }
};

/// Splits the bytes of a command's standard error into PowerShell's streams.
///
/// `#< CLIXML` may stand anywhere, several documents may follow it, other text may stand between them, and a document
/// may be cut or hold bytes in a national code page: what can be read is read, and nothing is an error. Without a
/// header everything is `plain`. Keep the bytes if you need what was damaged.
/// Specification: MS-PSRP 2.2.5 (serialisation); `powershell.exe -OutputFormat`.
WSMAN_DECL powershell_streams parse_clixml(std::string_view standard_error);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/powershell/clixml.ipp>
#endif
