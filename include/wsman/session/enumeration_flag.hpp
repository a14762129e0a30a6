//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/core/flags.hpp>
#include <wsman/session/named_value.hpp>
#include <wsman/session/rule.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// One bit of `__WSManEnumFlags`, or 0 for the three defaults.
enum class enumeration_flag : std::uint32_t {
    return_object = 0x00,
    hierarchy_deep = 0x00,
    associated_instance = 0x00,
    non_xml_text = 0x01,
    return_epr = 0x02,
    return_object_and_epr = 0x04,
    hierarchy_shallow = 0x20,
    hierarchy_deep_base_props_only = 0x40,
    association_instance = 0x80,
};
std::true_type enable_flags(enumeration_flag);
using enumeration_flags = flags<enumeration_flag>;

namespace detail {

#define WSMAN_X(name, windows)                                                                                         \
    named_value<enumeration_flag>                                                                                      \
    {                                                                                                                  \
        enumeration_flag::name, #name, "WSManFlag" windows                                                             \
    }
inline constexpr std::array enumeration_flag_names{
    WSMAN_X(return_object, "ReturnObject"),
    WSMAN_X(hierarchy_deep, "HierarchyDeep"),
    WSMAN_X(associated_instance, "AssociatedInstance"),
    WSMAN_X(non_xml_text, "NonXmlText"),
    WSMAN_X(return_epr, "ReturnEPR"),
    WSMAN_X(return_object_and_epr, "ReturnObjectAndEPR"),
    WSMAN_X(hierarchy_shallow, "HierarchyShallow"),
    WSMAN_X(hierarchy_deep_base_props_only, "HierarchyDeepBasePropsOnly"),
    WSMAN_X(association_instance, "AssociationInstance"),
    // An alternative spelling in the documentation of Windows; to_string and windows_name return the first entry.
    named_value<enumeration_flag>{enumeration_flag::return_epr, "return_epr", "EnumerationFlagReturnEPR"},
};
#undef WSMAN_X

} // namespace detail

constexpr std::span<const named_value<enumeration_flag>> named_values(enumeration_flag) noexcept
{
    return detail::enumeration_flag_names;
}

inline constexpr enumeration_flags defined_enumeration_flags = [] {
    enumeration_flags all;
    for (const auto& row : detail::enumeration_flag_names)
        all |= row.value;
    return all;
}();

/// The dialect of the filter of an enumeration.
enum class filter_kind : std::uint8_t { none, selector, wql, xpath, other };

/// The properties of an enumeration that its rules check.
struct enumeration_facts {
    enumeration_flags flags{};
    filter_kind filter = filter_kind::none;
    bool any_class = false;          ///< the resource URI ends in "/*"
    bool keys = false;               ///< the resource has selectors
    bool locator_has_filter = false; ///< the resource locator contains a filter
};

/// Returns: the first rule broken of E1-E5 (and F1 for undefined bits), or `rule::none`.
constexpr rule check(const enumeration_facts& facts) noexcept
{
    using enum enumeration_flag;
    if (!facts.flags.without(defined_enumeration_flags).empty()) return rule::f1;
    if (facts.flags.has(return_epr) && facts.flags.has(return_object_and_epr)) return rule::e1;
    if (facts.flags.has(hierarchy_shallow) && facts.flags.has(hierarchy_deep_base_props_only)) return rule::e2;
    if (facts.locator_has_filter && facts.filter != filter_kind::none) return rule::e5;
    if (facts.filter != filter_kind::wql) return rule::none;
    if (facts.flags.has_any(hierarchy_shallow | hierarchy_deep_base_props_only)) return rule::e3;
    return facts.any_class && !facts.keys ? rule::none : rule::e4;
}

/// Returns: whether a filter without dialect is sent as XML: it starts with '<' and `non_xml_text` is not set (rule
/// E5).
constexpr bool filter_is_xml(std::string_view filter, enumeration_flags flags) noexcept
{
    return filter.starts_with('<') && !flags.has(enumeration_flag::non_xml_text);
}

/// Returns: flags of an enumeration that were checked at compile time: `checked_enumeration<return_epr |
/// hierarchy_shallow>()`.
template <enumeration_flags Flags>
constexpr enumeration_flags checked_enumeration() noexcept
{
    detail::assert_unbroken<check(enumeration_facts{.flags = Flags})>();
    return Flags;
}

} // namespace wsman
