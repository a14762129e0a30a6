//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the digits of `text` as a number; nothing if one character is not a digit.
inline std::optional<int> number_in(std::string_view text) noexcept
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

/// Returns: the time in the format that HTTP/1.1 requires, "Sun, 06 Nov 1994 08:49:37 GMT"; nothing for other formats.
/// Specification: RFC 9110, 5.6.7, IMF-fixdate.
inline std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) noexcept
{
    using namespace std::chrono;
    static constexpr std::array<std::string_view, 12> months = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
    if (text[7] != ' ' || text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':') return std::nullopt;
    const auto month_name = std::find(months.begin(), months.end(), text.substr(8, 3));
    const auto day_number = number_in(text.substr(5, 2));
    const auto year_number = number_in(text.substr(12, 4));
    const auto hour = number_in(text.substr(17, 2));
    const auto minute = number_in(text.substr(20, 2));
    const auto second = number_in(text.substr(23, 2));
    if (month_name == months.end() || !day_number || !year_number || !hour || !minute || !second) return std::nullopt;
    const year_month_day date(
        year(*year_number),
        month(static_cast<unsigned>(month_name - months.begin()) + 1),
        day(static_cast<unsigned>(*day_number))
    );
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt; // 60: a leap second
    return sys_days(date) + hours(*hour) + minutes(*minute) + seconds(*second);
}

} // namespace wsman::detail
