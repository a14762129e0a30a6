//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <cstddef>

namespace wsman::test {

/// Returns: whether this program counts its work. The compiler must support a callback from each basic block
/// (-fsanitize-coverage=trace-pc), and the linker must support --wrap for functions of the C library.
bool counts_work() noexcept;

/// Returns: the number of executed basic blocks of the code with the callback, plus one unit for every 16 bytes that it
/// compared, searched or copied. The result for an input does not depend on the computer or its load.
std::size_t work_done() noexcept;

/// The largest work that reading one byte of XML may cost, in any document. The most expensive byte belongs to a name
/// of a few bytes that the reader compares with 128 declarations.
inline constexpr std::size_t most_work_for_a_byte = 400;

/// The work for an input of the given size.
class measured {
public:
    measured(std::size_t size, std::size_t counted) noexcept : bytes(size), work(counted) {}

    std::size_t bytes;
    std::size_t work;
};

/// Returns: whether the cost of each additional byte is constant, by measurements at three sizes. With quadratic cost
/// it would double. The tolerance is for buffers, which grow in steps.
inline bool grows_linearly(const measured& small_one, const measured& middle, const measured& large) noexcept
{
    const auto added = [](std::size_t less, std::size_t more) {
        return static_cast<double>(more) - static_cast<double>(less);
    };
    const double growth = added(middle.bytes, large.bytes) / added(small_one.bytes, middle.bytes);
    return added(middle.work, large.work) <= 1.15 * growth * added(small_one.work, middle.work) + 1000;
}

} // namespace wsman::test
