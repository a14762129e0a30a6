//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <string>
#include <string_view>

// Strings as PowerShell writes them in CLIXML: `_xHHHH_` is one UTF-16 code unit.
// Specification: MS-PSRP 2.2.5.3.2.
namespace wsman::inline WSMAN_FORM {

/// Effects: appends UTF-8 as CLIXML text, exactly as PowerShell escapes it: U+0000 to U+001F, U+007F to U+009F, both
/// halves of each character beyond U+FFFF, and `_` before `x` or `X`; U+FFFE and U+FFFF as well, which XML cannot hold.
/// The XML escaping of `&` and `<` is not done here. Bytes that are no UTF-8 become U+FFFD.
WSMAN_DECL void append_clixml_escaped(std::string& out, std::string_view text);

/// Effects: appends CLIXML text as UTF-8. Halves of a pair are joined; one that stands alone becomes U+FFFD, since
/// UTF-8 cannot hold it. What only looks like an escape stays as it is.
WSMAN_DECL void append_clixml_unescaped(std::string& out, std::string_view text);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/clixml_text.ipp>
#endif
