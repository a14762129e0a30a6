//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/session/authentication.hpp>

#include <chrono>
#include <cstdint>

namespace wsman::stress {

/// A few seconds of random operations with one scheme over one transport.
class round_settings {
public:
    round_settings() = default;

    authentication_scheme scheme = authentication_scheme::basic;
    bool tls = false;
    std::chrono::milliseconds time{1000};
    std::uint32_t seed = 0;
};

/// The results of a round.
class round_outcome {
public:
    round_outcome() = default;

    std::uint64_t operations = 0;
    std::uint64_t cancelled = 0;
    std::uint64_t faults = 0;
};

/// Effects: runs a round, and prints its figures and errors. If a round does not end, it prints each worker's current
/// step and ends the process.
round_outcome run_round(const round_settings& settings);

} // namespace wsman::stress
