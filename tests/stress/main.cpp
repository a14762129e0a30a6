//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// stress [SECONDS]: every scheme over every transport in random order. WSMAN_STRESS_SEED repeats a run, as far as
// threads can be repeated.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string_view>
#include <vector>

#include "round.hpp"

namespace {

/// Returns: the text as a number; exits with an error if it is not one.
std::uint32_t number(const char* text, const char* name)
{
    const std::string_view digits(text);
    std::uint32_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) {
        std::cerr << name << " is not a number: " << digits << '\n';
        std::exit(2);
    }
    return value;
}

} // namespace

int main(int argc, char** argv)
{
    using namespace wsman::stress;
    const std::uint32_t seconds = argc > 1 ? number(argv[1], "the time") : 6;
    const char* const repeated = std::getenv("WSMAN_STRESS_SEED");
    const std::uint32_t seed = repeated ? number(repeated, "WSMAN_STRESS_SEED") : std::random_device{}();
    std::cout << "WSMAN_STRESS_SEED=" << seed << std::endl;
    std::mt19937 generator(seed);

    std::vector<round_settings> rounds;
    for (const bool tls : {false, true}) {
        using enum wsman::authentication_scheme;
        for (const wsman::authentication_scheme scheme : {basic, ntlm, negotiate}) {
            round_settings one;
            one.scheme = scheme;
            one.tls = tls;
            rounds.push_back(one);
        }
    }
    std::shuffle(rounds.begin(), rounds.end(), generator);
    round_outcome all;
    for (round_settings& one : rounds) {
        one.time = std::chrono::milliseconds(seconds * 1000 / rounds.size());
        one.seed = static_cast<std::uint32_t>(generator());
        const round_outcome outcome = run_round(one);
        all.operations += outcome.operations;
        all.cancelled += outcome.cancelled;
        all.faults += outcome.faults;
    }
    std::cout << "all: " << all.operations << " operations, " << all.cancelled << " cancelled, " << all.faults
              << " faults" << std::endl;
    return all.faults == 0 && all.operations != 0 ? 0 : 1;
}
