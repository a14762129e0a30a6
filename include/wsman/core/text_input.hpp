//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// The byte order mark of UTF-8 (U+FEFF).
inline constexpr std::string_view utf8_byte_order_mark = "\xEF\xBB\xBF";

/// Returns: the text without one byte order mark at its beginning.
constexpr std::string_view without_byte_order_mark(std::string_view text) noexcept
{
    if (text.starts_with(utf8_byte_order_mark)) text.remove_prefix(utf8_byte_order_mark.size());
    return text;
}

/// Decodes a text file that a person has edited: a script, a configuration, a list, a password. Do not use it for data,
/// of which a byte order mark is a part.
///
/// Returns: UTF-8 without a byte order mark. UTF-16 is converted if it begins with its byte order mark.
/// Errors: `code`, with "SOURCE:LINE: " before the reason, for a NUL and for bytes that are not UTF-8 or UTF-16. The
/// message contains nothing of the text.
[[nodiscard]] WSMAN_DECL result<std::string>
read_text_input(std::string_view bytes, std::string_view source, error_code code = client_errc::invalid_argument);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/text_input.ipp>
#endif
