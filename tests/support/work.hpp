//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <cstddef>

namespace wsman::test {

/// Returns: whether this program counts its work at all: the compiler has to be able to call back from each basic block
/// (-fsanitize-coverage=trace-pc), and the linker to put our functions before those of the C library.
bool counts_work() noexcept;

/// Returns: the basic blocks that were run so far in what is compiled with the call back, and a unit for every 16 bytes
/// that it had compared, searched or copied. The same input costs the same on every computer, however loaded.
std::size_t work_done() noexcept;

} // namespace wsman::test
