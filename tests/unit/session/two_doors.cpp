//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/session/session_builder.hpp>

#include <array>
#include <cstddef>
#include <utility>

using namespace wsman;

// Compares the rules of the builder at compile time with those of the draft at run time, for every pair of settings.
// Each cell of these tables is an instantiation of the concept that the builder uses.

namespace {

constexpr std::size_t flag_count = detail::session_flag_names.size();
constexpr std::size_t option_count = detail::session_option_names.size();

constexpr session_flag flag_at(std::size_t i)
{
    return detail::session_flag_names[i].value;
}
constexpr session_option option_at(std::size_t i)
{
    return detail::session_option_names[i].value;
}

template <policy_state State, session_flags Flags>
constexpr rule flags_verdict()
{
    constexpr rule broken = apply(State, set_flags_step{Flags}).broken;
    static_assert(flags_allowed<State, Flags> == (broken == rule::none));
    return broken;
}

template <policy_state State, session_option Option, bool Value>
constexpr rule option_verdict()
{
    constexpr rule broken = apply(State, set_option_step{Option, Value}).broken;
    static_assert(option_allowed<State, Option, Value> == (broken == rule::none));
    return broken;
}

template <std::size_t... Cell>
constexpr auto flags_together(std::index_sequence<Cell...>)
{
    return std::array<rule, sizeof...(Cell)>{
        flags_verdict<policy_state{}, flag_at(Cell / flag_count) | flag_at(Cell % flag_count)>()...,
    };
}

template <std::size_t... Cell>
constexpr auto flags_in_turn(std::index_sequence<Cell...>)
{
    return std::array<rule, sizeof...(Cell)>{
        flags_verdict<
            apply(policy_state{}, set_flags_step{flag_at(Cell / flag_count)}).state,
            flag_at(Cell % flag_count)>()...,
    };
}

template <bool First, bool Second, std::size_t... Cell>
constexpr auto options_in_turn(std::index_sequence<Cell...>)
{
    return std::array<rule, sizeof...(Cell)>{
        option_verdict<
            apply(policy_state{}, set_option_step{option_at(Cell / option_count), First}).state,
            option_at(Cell % option_count),
            Second>()...,
    };
}

using flag_pairs = std::make_index_sequence<flag_count * flag_count>;
using option_pairs = std::make_index_sequence<option_count * option_count>;

constexpr auto together = flags_together(flag_pairs{});
constexpr auto in_turn = flags_in_turn(flag_pairs{});

rule rule_of(const result<void>& done)
{
    if (done) return rule::none;
    for (const rule_entry& entry : all_rules())
        if (entry.id == done.error().details().rule && make_error_code(entry.code) == done.error().code())
            return entry.value;
    FAIL("a failure without a rule: " << done.error().message());
    return rule::none;
}

/// Callers see the id and the code; several rules may have the same id and code.
bool same(rule a, rule b)
{
    return entry_of(a).id == entry_of(b).id && entry_of(a).code == entry_of(b).code;
}

option_value some_value(session_option option, bool on)
{
    switch (describe(option)->kind) {
    case option_kind::boolean: return on;
    case option_kind::text: return "de-DE";
    case option_kind::milliseconds:
    case option_kind::seconds:
    case option_kind::kilobytes: break;
    }
    return 500;
}

template <bool First, bool Second>
void compare_options()
{
    constexpr auto compiled = options_in_turn<First, Second>(option_pairs{});
    for (std::size_t cell = 0; cell < compiled.size(); ++cell) {
        const session_option first = option_at(cell / option_count);
        const session_option second = option_at(cell % option_count);
        session_draft draft;
        (void)draft.set_option(first, some_value(first, First));
        const policy_state before = draft.state();
        const rule ran = rule_of(draft.set_option(second, some_value(second, Second)));
        CAPTURE(to_string(first), First, to_string(second), Second, entry_of(ran).id, entry_of(compiled[cell]).id);
        CHECK(same(ran, compiled[cell]));
        if (ran != rule::none) CHECK(draft.state() == before);
    }
}

} // namespace

TEST_CASE("builder and draft agree on all pairs of flags that are set together", "[session][doors]")
{
    for (std::size_t cell = 0; cell < together.size(); ++cell) {
        session_draft draft;
        const session_flags pair = flag_at(cell / flag_count) | flag_at(cell % flag_count);
        const rule ran = rule_of(draft.set_flags(pair));
        CAPTURE(to_string(flag_at(cell / flag_count)), to_string(flag_at(cell % flag_count)), entry_of(ran).id);
        CHECK(same(ran, together[cell]));
        CHECK(draft.flags() == (ran == rule::none ? pair : session_flags()));
    }
}

TEST_CASE("builder and draft agree on all ordered pairs of flags that are set one after the other", "[session][doors]")
{
    for (std::size_t cell = 0; cell < in_turn.size(); ++cell) {
        session_draft draft;
        REQUIRE(draft.set_flags(flag_at(cell / flag_count)));
        const policy_state before = draft.state();
        const rule ran = rule_of(draft.set_flags(flag_at(cell % flag_count)));
        CAPTURE(to_string(flag_at(cell / flag_count)), to_string(flag_at(cell % flag_count)), entry_of(ran).id);
        CHECK(same(ran, in_turn[cell]));
        if (ran != rule::none) CHECK(draft.state() == before);
    }
}

TEST_CASE("builder and draft agree on all ordered pairs of options", "[session][doors]")
{
    compare_options<true, true>();
}

TEST_CASE("builder and draft agree on all ordered pairs of options of which one is set to 0", "[session][doors]")
{
    compare_options<false, true>();
    compare_options<true, false>();
}

TEST_CASE("the refused pairs of flags are those of the documented rules", "[session][doors]")
{
    using enum session_flag;
    std::size_t refused = 0;
    for (std::size_t a = 0; a < flag_count; ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            const session_flags pair = flag_at(a) | flag_at(b);
            const rule broken = together[a * flag_count + b];
            const session_flags chosen = pair & authentication_session_flags;
            const bool two_schemes = chosen == pair;
            CAPTURE(to_string(flag_at(a)), to_string(flag_at(b)), entry_of(broken).id);
            CHECK((broken == rule::f2) == two_schemes);
            CHECK((broken == rule::f3) == (pair.has(use_no_authentication) && !chosen.empty()));
            CHECK((broken == rule::f25) == (pair == (utf8 | utf16)));
            if (broken != rule::none) ++refused;
        }
    }
    // F2 15, F3 6, F4 1, F5 3, F11 1, F16 1, F17 1, F18 3, F21 4, F22 1, F23 5, F25 1
    CHECK(refused == 42);
}
