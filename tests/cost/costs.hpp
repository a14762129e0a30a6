//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/catch.hpp>
#include <support/work.hpp>

#include <cstddef>
#include <functional>
#include <string>

namespace wsman::test {

inline std::string repeated(const std::string& piece, std::size_t times)
{
    std::string text;
    for (std::size_t i = 0; i != times; ++i)
        text += piece;
    return text;
}

/// Checks that the cost of inputs of one kind is linear in their bytes.
inline void costs_linearly(
    const char* label,
    const std::function<std::string(std::size_t)>& make,
    const std::function<std::size_t(const std::string&)>& cost
)
{
    constexpr std::size_t few = 500;
    const auto measure = [&](std::size_t times) {
        const std::string text = make(times);
        return measured(text.size(), cost(text));
    };
    measure(1); // excludes one-time initialisation
    const measured one = measure(few);
    const measured two = measure(2 * few);
    const measured four = measure(4 * few);
    INFO(
        label << ": " << one.bytes << " bytes cost " << one.work << ", " << two.bytes << ": " << two.work << ", "
              << four.bytes << ": " << four.work
    );
    CHECK(grows_linearly(one, two, four));
}

} // namespace wsman::test
