//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/core/failure.hpp>
#include <wsman/session/detail/rule_list.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// A rule that a configuration can break. `none` is no rule: nothing was broken.
enum class rule : std::uint8_t {
    none,
#define WSMAN_X(name, id, code, sentence) name,
    WSMAN_RULES(WSMAN_X)
#undef WSMAN_X
};

/// One entry of the rule book.
struct rule_entry {
    rule value{};
    std::string_view id;       ///< "F18"; what errors, JSON and tests call it
    windows_errc code{};       ///< what Windows answers
    std::string_view sentence; ///< what holds, without full stop
};

namespace detail {

inline constexpr std::array rule_entries{
    rule_entry{},
#define WSMAN_X(name, id, code, sentence) rule_entry{rule::name, id, static_cast<windows_errc>(code), sentence},
    WSMAN_RULES(WSMAN_X)
#undef WSMAN_X
};

} // namespace detail

/// Returns: the entry of a rule; an empty one for `rule::none`.
constexpr const rule_entry& entry_of(rule value) noexcept
{
    return detail::rule_entries[static_cast<std::size_t>(value)];
}

/// Returns: every rule, `rule::none` left out.
constexpr std::span<const rule_entry> all_rules() noexcept
{
    return std::span<const rule_entry>(detail::rule_entries).subspan(1);
}

/// Returns: the failure of a broken rule: Windows code, id and sentence, operation "session". `particulars` says what
/// broke it and holds no secret.
/// Preconditions: `broken` is not `rule::none`.
WSMAN_DECL failure rule_failure(rule broken, std::string_view particulars = {});

namespace detail {

/// The one place that says a rule's sentence to the compiler's user. A function, because the body of a template is
/// always looked at when it is called; instantiated once for each rule, so that asking costs next to nothing.
template <rule Broken>
constexpr bool assert_unbroken() noexcept
{
#define WSMAN_X(name, id, code, sentence) static_assert(Broken != rule::name, "wsman: rule " id ": " sentence);
    WSMAN_RULES(WSMAN_X)
#undef WSMAN_X
    return Broken == rule::none;
}

} // namespace detail

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/rule.ipp>
#endif
