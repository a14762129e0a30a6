//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/duration.hpp>

#include <cstdint>
#include <cstdio>
#include <iterator>
#include <limits>

namespace wsman::inline WSMAN_FORM::detail {

/// Reads decimal digits from the beginning of a text and adds up milliseconds, with a check for overflow of 64 bits.
class duration_reader {
public:
    explicit duration_reader(std::string_view text) noexcept : rest_(text) {}

    bool done() const noexcept { return rest_.empty(); }
    bool accept(std::string_view token) noexcept
    {
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }
    bool at_digit() const noexcept { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
    bool number(std::int64_t& value) noexcept
    {
        if (!at_digit()) return false;
        value = 0;
        for (; at_digit(); rest_.remove_prefix(1)) {
            const std::int64_t digit = rest_.front() - '0';
            if (value > (limit - digit) / 10) return false;
            value = value * 10 + digit;
        }
        return true;
    }
    /// Reads the digits after a decimal point as milliseconds.
    bool thousandths(std::int64_t& value) noexcept
    {
        if (!at_digit()) return false;
        value = 0;
        for (std::int64_t weight = 100; at_digit(); rest_.remove_prefix(1), weight /= 10)
            value += (rest_.front() - '0') * weight;
        return true;
    }
    bool add(std::int64_t count, std::int64_t unit) noexcept
    {
        if (count > (limit - total_) / unit) return false;
        total_ += count * unit;
        return true;
    }
    std::int64_t total() const noexcept { return total_; }

private:
    static constexpr std::int64_t limit = (std::numeric_limits<std::int64_t>::max)();

    std::string_view rest_;
    std::int64_t total_ = 0;
};

inline constexpr std::int64_t second_ms = 1000;
inline constexpr std::int64_t minute_ms = 60 * second_ms;
inline constexpr std::int64_t hour_ms = 60 * minute_ms;
inline constexpr std::int64_t day_ms = 24 * hour_ms;

struct duration_unit {
    std::string_view name;
    std::int64_t length; ///< 0: not fixed, so only a count of 0 is accepted
};

inline constexpr duration_unit xml_date_units[] = {{"Y", 0}, {"M", 0}, {"D", day_ms}};
inline constexpr duration_unit xml_time_units[] = {{"H", hour_ms}, {"M", minute_ms}, {"S", second_ms}};
/// "ms" precedes "m", because the first matching unit is used.
inline constexpr duration_unit human_units[] = {
    {"ms", 1}, {"s", second_ms}, {"m", minute_ms}, {"h", hour_ms}, {"d", day_ms}
};

/// Reads components in the order of the table, each at most once. Returns: the number of components, or -1 if
/// malformed.
template <std::size_t N>
int read_components(duration_reader& in, const duration_unit (&units)[N]) noexcept
{
    int count = 0;
    for (const duration_unit* unit = units; in.at_digit(); ++count) {
        std::int64_t value = 0;
        std::int64_t fraction = 0;
        if (!in.number(value)) return -1;
        const bool has_fraction = in.accept(".");
        if (has_fraction && !in.thousandths(fraction)) return -1;
        while (unit != units + N && !in.accept(unit->name))
            ++unit;
        if (unit == units + N || (has_fraction && unit->name != "S")) return -1;
        if (unit->length == 0 ? value != 0 : !in.add(value, unit->length) || !in.add(fraction, 1)) return -1;
        ++unit;
    }
    return count;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL void append_duration(std::string& out, std::chrono::milliseconds value)
{
    // The magnitude is unsigned, because the negation of the smallest value overflows.
    const auto count = static_cast<std::uint64_t>(value.count());
    const std::uint64_t size = value.count() < 0 ? std::uint64_t{0} - count : count;
    char text[40];
    const int length = std::snprintf(
        text,
        sizeof text,
        "%sPT%llu.%03uS",
        value.count() < 0 ? "-" : "",
        static_cast<unsigned long long>(size / 1000),
        static_cast<unsigned>(size % 1000)
    );
    out.append(text, static_cast<std::size_t>(length));
}

WSMAN_DECL std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) noexcept
{
    detail::duration_reader in(text);
    const bool negative = in.accept("-");
    if (!in.accept("P")) return std::nullopt;
    int components = detail::read_components(in, detail::xml_date_units);
    if (components < 0) return std::nullopt;
    if (in.accept("T")) {
        const int of_time = detail::read_components(in, detail::xml_time_units);
        if (of_time <= 0) return std::nullopt;
        components += of_time;
    }
    if (components == 0 || !in.done()) return std::nullopt;
    return std::chrono::milliseconds(negative ? -in.total() : in.total());
}

WSMAN_DECL std::optional<std::chrono::milliseconds> parse_human_duration(std::string_view text) noexcept
{
    if (text.empty()) return std::nullopt;
    detail::duration_reader in(text);
    while (!in.done()) {
        std::int64_t value = 0;
        if (!in.number(value)) return std::nullopt;
        const detail::duration_unit* unit = detail::human_units;
        while (unit != std::end(detail::human_units) && !in.accept(unit->name))
            ++unit;
        if (unit == std::end(detail::human_units) || !in.add(value, unit->length)) return std::nullopt;
    }
    return std::chrono::milliseconds(in.total());
}

WSMAN_DECL std::string human_duration(std::chrono::milliseconds value)
{
    const std::int64_t count = value.count();
    if (count != 0 && count % detail::day_ms == 0) return std::to_string(count / detail::day_ms) + "d";
    if (count != 0 && count % detail::hour_ms == 0) return std::to_string(count / detail::hour_ms) + "h";
    if (count % detail::second_ms == 0) return std::to_string(count / detail::second_ms) + "s";
    return std::to_string(count) + "ms";
}

} // namespace wsman
