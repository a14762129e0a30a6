//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/clixml.hpp>
#include <wsman/client/command_result.hpp>
#include <wsman/core/config.hpp>

#include <string>

namespace wsman::inline WSMAN_FORM {

/// The output of a PowerShell script and its exit code.
class powershell_result : public command_result {
public:
    powershell_result() = default;
    WSMAN_DECL explicit powershell_result(command_result raw);

    /// Standard error, split into PowerShell's streams. `standard_error` keeps the original bytes.
    powershell_streams streams;

    /// Returns: the text to show after a failure; empty if the script wrote only progress, warnings and the like.
    std::string error_text() const { return streams.error_text(); }
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/powershell/powershell_result.ipp>
#endif
