//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// Returns: the offset of the first byte at which no valid UTF-8 sequence begins (RFC 3629: no surrogates, no overlong
/// forms, nothing above U+10FFFF), or nothing if the whole text is valid.
WSMAN_DECL std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept;

/// Effects: appends one code point as UTF-8. Preconditions: `code_point` is a Unicode scalar value.
WSMAN_DECL void append_utf8(std::string& out, char32_t code_point);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/utf8.ipp>
#endif
