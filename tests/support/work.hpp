//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <cstddef>

namespace wsman::test {

/// Returns: whether this program can measure its work: the compiler must support callbacks from each basic block
/// (-fsanitize-coverage=trace-pc), and the linker must support wrappers for functions of the C library.
bool counts_work() noexcept;

/// Returns: the number of basic blocks executed so far in instrumented code, plus one unit for every 16 bytes that were
/// compared, searched or copied. The same input has the same cost on every computer, whatever its load.
std::size_t work_done() noexcept;

/// The cost of a number of bytes.
class measured {
public:
    measured(std::size_t size, std::size_t counted) noexcept : bytes(size), work(counted) {}

    std::size_t bytes;
    std::size_t work;
};

/// Returns: whether the cost per byte stays constant, measured at three sizes: with quadratic cost it would double.
/// Buffers grow in steps, hence the tolerance.
inline bool grows_linearly(const measured& small_one, const measured& middle, const measured& large) noexcept
{
    const auto added = [](std::size_t less, std::size_t more) {
        return static_cast<double>(more) - static_cast<double>(less);
    };
    const double growth = added(middle.bytes, large.bytes) / added(small_one.bytes, middle.bytes);
    return added(middle.work, large.work) <= 1.15 * growth * added(small_one.work, middle.work) + 1000;
}

} // namespace wsman::test
