//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/session/option_value.hpp>
#include <wsman/session/rule.hpp>
#include <wsman/session/session_option.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// RFC 3066: one to eight letters, then parts of one to eight letters and digits, each after a hyphen.
inline bool is_language_tag(std::string_view text) noexcept
{
    bool first = true;
    while (true) {
        const std::size_t end = (std::min)(text.find('-'), text.size());
        if (end == 0 || end > 8) return false;
        for (const char c : text.substr(0, end)) {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (first || c < '0' || c > '9')) return false;
        }
        if (end == text.size()) return true;
        text.remove_prefix(end + 1);
        first = false;
    }
}

/// Returns: the value as the DWORD that Windows uses, or nothing if the value does not match the kind.
inline std::optional<std::uint64_t> number_of(const option_value& value, option_kind kind)
{
    if (const auto* number = value.get_if<std::uint32_t>()) return *number;
    // Values far out of range, also negative ones, remain out of range, and the conversion of units does not overflow.
    const auto counted = [](std::int64_t count, std::int64_t factor = 1) {
        return static_cast<std::uint64_t>(std::clamp(count, INT64_C(-1), INT64_C(1) << 33) * factor);
    };
    if (const auto* wide = value.get_if<std::int64_t>()) return counted(*wide);
    switch (kind) {
    case option_kind::boolean:
        if (const auto* on = value.get_if<bool>()) return *on ? 1 : 0;
        break;
    case option_kind::milliseconds:
        if (const auto* time = value.get_if<std::chrono::milliseconds>()) return counted(time->count());
        if (const auto* time = value.get_if<std::chrono::seconds>()) return counted(time->count(), 1000);
        break;
    case option_kind::seconds:
        if (const auto* time = value.get_if<std::chrono::seconds>()) return counted(time->count());
        break;
    case option_kind::kilobytes:
        if (const auto* size = value.get_if<kilobytes>()) return size->count;
        break;
    case option_kind::text: break;
    }
    return std::nullopt;
}

/// Returns: the value in the type of the option.
inline option_value value_of(option_kind kind, std::uint32_t number)
{
    switch (kind) {
    case option_kind::boolean: return number != 0;
    case option_kind::milliseconds: return std::chrono::milliseconds(number);
    case option_kind::seconds: return std::chrono::seconds(number);
    case option_kind::kilobytes: return kilobytes(number);
    case option_kind::text: break;
    }
    return {};
}

/// Returns: a description of the values of an option of this kind, for error messages.
inline std::string_view wording_of(option_kind kind) noexcept
{
    switch (kind) {
    case option_kind::boolean: return "true or false";
    case option_kind::milliseconds: return "a time, or a number of milliseconds";
    case option_kind::seconds: return "whole seconds";
    case option_kind::kilobytes: return "a number of kilobytes";
    case option_kind::text: break;
    }
    return "text";
}

inline std::string option_text(session_option option)
{
    const std::string_view name = to_string(option);
    return name.empty() ? "option " + std::to_string(static_cast<std::uint32_t>(option)) : std::string(name);
}

/// Returns: the value in the type of the option.
/// Errors: R58 if the value has the wrong type or is out of range, R61 for a malformed language tag.
[[nodiscard]] inline result<option_value> checked_value(const option_description& description, option_value value)
{
    const std::string name = option_text(description.option);
    if (value.get_if<std::monostate>()) return rule_failure(rule::r58_null, name);
    if (description.kind == option_kind::text) {
        const auto* text = value.get_if<std::string>();
        if (!text) return rule_failure(rule::r58, name + " takes text");
        if (!text->empty() && !is_language_tag(*text))
            return rule_failure(
                description.option == session_option::locale ? rule::r61_locale : rule::r61_ui_language, name
            );
        return value;
    }
    const std::optional<std::uint64_t> number = number_of(value, description.kind);
    if (!number) return rule_failure(rule::r58, name + " takes " + std::string(wording_of(description.kind)));
    if (*number < description.smallest || *number > description.largest) {
        std::string range = " is from " + std::to_string(description.smallest) + " to ";
        range += std::to_string(description.largest);
        if (const std::string_view unit = unit_of(description.kind); !unit.empty()) range.append(" ").append(unit);
        return rule_failure(rule::r58, name + range);
    }
    return value_of(description.kind, static_cast<std::uint32_t>(*number));
}

} // namespace wsman::detail
