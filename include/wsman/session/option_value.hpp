//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/session/session_option.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace wsman::inline WSMAN_FORM {

/// The value of an option at run time: nothing, a switch, a number in the Windows unit of the option, a duration, a
/// size or text.
///
/// Every option that is a DWORD on Windows accepts a number. The other types match only the options of their kind.
class option_value {
public:
    using alternatives = std::variant<
        std::monostate,
        bool,
        std::uint32_t,
        std::chrono::milliseconds,
        std::chrono::seconds,
        kilobytes,
        std::string,
        std::int64_t>; // a number outside the range of a DWORD, which no option accepts

    option_value() = default;
    option_value(std::same_as<bool> auto value) : value_(value) {}
    template <std::integral Number>
        requires(!std::same_as<Number, bool>)
    option_value(Number value)
    {
        if (std::in_range<std::uint32_t>(value))
            value_ = static_cast<std::uint32_t>(value);
        else if (std::in_range<std::int64_t>(value))
            value_ = static_cast<std::int64_t>(value);
        else
            value_ = (std::numeric_limits<std::int64_t>::max)();
    }
    /// A duration in whole milliseconds.
    template <class Count, class Period>
        requires std::convertible_to<std::chrono::duration<Count, Period>, std::chrono::milliseconds>
    option_value(std::chrono::duration<Count, Period> value)
    {
        if constexpr (std::convertible_to<std::chrono::duration<Count, Period>, std::chrono::seconds>)
            value_ = std::chrono::seconds(value);
        else
            value_ = std::chrono::milliseconds(value);
    }
    option_value(kilobytes value) : value_(value) {}
    option_value(std::string value) : value_(std::move(value)) {}
    option_value(std::string_view value) : value_(std::string(value)) {}
    /// A null pointer makes an empty value (rule R58).
    option_value(const char* value)
    {
        if (value) value_ = std::string(value);
    }

    const alternatives& get() const noexcept { return value_; }

    /// Returns: the value if it has exactly this type, else null.
    template <class T>
    const T* get_if() const noexcept
    {
        return std::get_if<T>(&value_);
    }

    friend bool operator==(const option_value&, const option_value&) = default;

private:
    alternatives value_;
};

} // namespace wsman
