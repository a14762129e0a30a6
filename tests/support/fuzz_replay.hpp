//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace wsman::test {

/// The LLVMFuzzerTestOneInput of tests/fuzz/NAME.cpp.
struct fuzz_target {
    std::string_view name;
    int (*run)(const std::uint8_t*, std::size_t);
};

/// Returns: the targets of this program. CMake generates the body.
std::vector<fuzz_target> fuzz_targets();

} // namespace wsman::test
