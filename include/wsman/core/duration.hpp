//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// Effects: appends an xs:duration in seconds with three decimals (`PT60.000S`), the form that Windows sends.
/// Specification: MS-WSMV 2.2.4.6; XML Schema 2, 3.2.6.
WSMAN_DECL void append_duration(std::string& out, std::chrono::milliseconds value);

/// Returns: the value of an xs:duration (`PT20S`, `P0DT2H0M0.500S`); digits beyond milliseconds are ignored. Returns
/// nothing if the text is malformed or too large, or if its years or months are not 0, because their length is not
/// fixed.
/// Specification: XML Schema 2, 3.2.6.
WSMAN_DECL std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) noexcept;

/// Returns: the value of a duration in the form that users write: one or more numbers, each with a unit out of `d h m s
/// ms` (`60s`, `500ms`, `1m30s`). Returns nothing if the text is malformed or too large; a number without a unit is
/// malformed.
WSMAN_DECL std::optional<std::chrono::milliseconds> parse_human_duration(std::string_view text) noexcept;

/// Returns: the shortest text with a single unit that parse_human_duration converts back to `value` (`90s`, `2h`,
/// `1500ms`).
/// Preconditions: `value` is not negative.
WSMAN_DECL std::string human_duration(std::chrono::milliseconds value);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/duration.ipp>
#endif
