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

/// One row of the table behind an enumeration that exists on Windows too.
template <class E>
struct named_value {
    E value;
    std::string_view name;         ///< ours: "use_negotiate"
    std::string_view windows_name; ///< theirs: "WSManFlagUseNegotiate"
};

/// An enumeration with such a table, returned by `named_values(E)` in its own namespace.
template <class E>
concept named_enum = std::is_enum_v<E> && requires(E value) { std::span<const named_value<E>>(named_values(value)); };

/// Returns: our name of the value; empty if the table has no such value. Where two names share a value, the first.
template <named_enum E>
constexpr std::string_view to_string(E value) noexcept
{
    for (const named_value<E>& row : named_values(value))
        if (row.value == value) return row.name;
    return {};
}

/// Returns: the name that the Windows headers use; empty if the table has no such value.
template <named_enum E>
constexpr std::string_view windows_name(E value) noexcept
{
    for (const named_value<E>& row : named_values(value))
        if (row.value == value) return row.windows_name;
    return {};
}

/// Reads either name, with its exact case: `from_string<session_flag>("WSManFlagUseNegotiate")`.
template <named_enum E>
constexpr std::optional<E> from_string(std::string_view name) noexcept
{
    if (name.empty()) return std::nullopt;
    for (const named_value<E>& row : named_values(E{}))
        if (row.name == name || row.windows_name == name) return row.value;
    return std::nullopt;
}

} // namespace wsman
