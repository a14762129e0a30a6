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

/// A rule that a configuration can break. `none` means that no rule was broken.
enum class rule : std::uint8_t {
    none,
#define WSMAN_X(name, id, code, sentence) name,
    WSMAN_RULES(WSMAN_X)
#undef WSMAN_X
};

/// The id, the Windows code and the sentence of a rule.
struct rule_entry {
    rule value{};
    std::string_view id;       ///< "F18"; the name of the rule in errors, JSON and tests
    windows_errc code{};       ///< the code that Windows returns
    std::string_view sentence; ///< the rule in words, without full stop
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

/// Returns: every rule except `rule::none`.
constexpr std::span<const rule_entry> all_rules() noexcept
{
    return std::span<const rule_entry>(detail::rule_entries).subspan(1);
}

/// Returns: the failure of a broken rule: Windows code, id and sentence, operation "session". `particulars` describes
/// the case and must not contain a secret.
/// Preconditions: `broken` is not `rule::none`.
WSMAN_DECL failure rule_failure(rule broken, std::string_view particulars = {});

namespace detail {

/// Makes the compiler print the sentence of a broken rule. It is a function template, so that each rule is instantiated
/// only once and the check takes little compile time.
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
