//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace wsman::inline WSMAN_FORM {

/// One row in the table of names of an enumeration that also exists on Windows.
template <class E>
struct named_value {
    E value;
    std::string_view name;         ///< in this library: "use_negotiate"
    std::string_view windows_name; ///< on Windows: "WSManFlagUseNegotiate"
};

/// An enumeration for which `named_values(E)` in its namespace returns such a table.
template <class E>
concept named_enum = std::is_enum_v<E> && requires(E value) { std::span<const named_value<E>>(named_values(value)); };

/// Returns: the name of the value in this library; empty if the table does not contain the value. If two names have the
/// same value, the function returns the first.
template <named_enum E>
constexpr std::string_view to_string(E value) noexcept
{
    for (const named_value<E>& row : named_values(value))
        if (row.value == value) return row.name;
    return {};
}

/// Returns: the name in the Windows headers; empty if the table does not contain the value.
template <named_enum E>
constexpr std::string_view windows_name(E value) noexcept
{
    for (const named_value<E>& row : named_values(value))
        if (row.value == value) return row.windows_name;
    return {};
}

/// Returns: the value with this name, which may be the name in this library or on Windows, in exact case:
/// `from_string<session_flag>("WSManFlagUseNegotiate")`.
template <named_enum E>
constexpr std::optional<E> from_string(std::string_view name) noexcept
{
    if (name.empty()) return std::nullopt;
    for (const named_value<E>& row : named_values(E{}))
        if (row.name == name || row.windows_name == name) return row.value;
    return std::nullopt;
}

} // namespace wsman
