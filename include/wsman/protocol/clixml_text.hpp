//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <string>
#include <string_view>

// The escaping of strings in CLIXML: `_xHHHH_` is one UTF-16 code unit.
// Specification: MS-PSRP 2.2.5.3.2.
namespace wsman::inline WSMAN_FORM {

/// Effects: appends UTF-8 as CLIXML text. It escapes the same characters as PowerShell: U+0000 to U+001F, U+007F to
/// U+009F, both surrogates of each character beyond U+FFFF, and `_` before `x` or `X`; also U+FFFE and U+FFFF, which
/// XML does not allow. It does not escape `&` and `<` for XML. Bytes that are not UTF-8 become U+FFFD.
WSMAN_DECL void append_clixml_escaped(std::string& out, std::string_view text);

/// Effects: appends CLIXML text as UTF-8. A surrogate pair becomes one character; a lone surrogate becomes U+FFFD,
/// because UTF-8 cannot encode it. Text that only resembles an escape does not change.
WSMAN_DECL void append_clixml_unescaped(std::string& out, std::string_view text);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/clixml_text.ipp>
#endif
