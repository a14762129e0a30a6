//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// A universally unique identifier of a message, shell or command.
/// Specification: RFC 4122.
class uuid {
public:
    constexpr uuid() noexcept = default; ///< nil
    explicit constexpr uuid(const std::array<std::uint8_t, 16>& bytes) noexcept : bytes_(bytes) {}

    /// Returns: a version 4 identifier from the random number source of the system.
    WSMAN_DECL static uuid random();
    /// Returns: the identifier, or nothing if the text is not one. Upper and lower case, the prefixes `uuid:` and
    /// `urn:uuid:` and braces are accepted.
    WSMAN_DECL static std::optional<uuid> parse(std::string_view text) noexcept;

    /// Returns: the upper-case form that Windows sends, without a prefix.
    WSMAN_DECL std::string text() const;
    /// Effects: appends text().
    WSMAN_DECL void append(std::string& out) const;

    constexpr bool is_nil() const noexcept { return *this == uuid(); }
    constexpr const std::array<std::uint8_t, 16>& bytes() const noexcept { return bytes_; } ///< in the text's order

    friend constexpr auto operator<=>(const uuid&, const uuid&) noexcept = default;

private:
    std::array<std::uint8_t, 16> bytes_{};
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/uuid.ipp>
#endif
