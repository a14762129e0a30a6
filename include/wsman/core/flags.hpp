//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <type_traits>

namespace wsman::inline WSMAN_FORM {

/// An enumeration whose enumerators are single bits and whose namespace declares `std::true_type enable_flags(E);`.
template <class E>
concept flag_enum = std::is_enum_v<E> && decltype(enable_flags(E{}))::value;

/// A set of the bits of one enumeration.
///
/// A structural type, so that it can be a template argument. Sets of different enumerations cannot be combined.
template <flag_enum E>
struct flags {
    using underlying = std::underlying_type_t<E>;

    underlying bits{};

    constexpr flags() noexcept = default;
    constexpr flags(E one) noexcept : bits(static_cast<underlying>(one)) {}
    /// Effects: stores the raw bits without a check; the rules of a session refuse undefined bits (F1).
    static constexpr flags from_bits(underlying raw) noexcept
    {
        flags result;
        result.bits = raw;
        return result;
    }

    constexpr bool empty() const noexcept { return bits == 0; }
    constexpr bool has(E one) const noexcept
    {
        return (bits & static_cast<underlying>(one)) == static_cast<underlying>(one);
    }
    constexpr bool has_any(flags others) const noexcept { return (bits & others.bits) != 0; }
    constexpr flags without(flags others) const noexcept
    {
        return from_bits(static_cast<underlying>(bits & ~others.bits));
    }
    constexpr flags& operator|=(flags other) noexcept
    {
        bits |= other.bits;
        return *this;
    }

    friend constexpr flags operator|(flags a, flags b) noexcept { return from_bits(a.bits | b.bits); }
    friend constexpr flags operator&(flags a, flags b) noexcept { return from_bits(a.bits & b.bits); }
    friend constexpr bool operator==(flags, flags) noexcept = default;
};

template <flag_enum E>
constexpr flags<E> operator|(E a, E b) noexcept
{
    return flags<E>(a) | flags<E>(b);
}

} // namespace wsman
