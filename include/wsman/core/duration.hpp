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

/// Effects: appends an xs:duration in seconds with three decimals (`PT60.000S`), the form Windows sends.
/// Specification: MS-WSMV 2.2.4.6; XML Schema 2, 3.2.6.
WSMAN_DECL void append_duration(std::string& out, std::chrono::milliseconds value);

/// Returns: the value of an xs:duration (`PT20S`, `P0DT2H0M0.500S`); digits beyond milliseconds are cut off.
/// Nothing if it is malformed, too large, or counts years or months other than 0, whose length is not fixed.
/// Specification: XML Schema 2, 3.2.6.
WSMAN_DECL std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) noexcept;

/// Returns: the value of a duration as people write it: one or more numbers, each with a unit out of
/// `d h m s ms` (`60s`, `500ms`, `1m30s`). Nothing if it is malformed or too large; a bare number is malformed.
WSMAN_DECL std::optional<std::chrono::milliseconds> parse_human_duration(std::string_view text) noexcept;

/// Returns: the shortest text of one unit that parse_human_duration reads back (`90s`, `2h`, `1500ms`).
/// Preconditions: not negative.
WSMAN_DECL std::string human_duration(std::chrono::milliseconds value);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/duration.ipp>
#endif
