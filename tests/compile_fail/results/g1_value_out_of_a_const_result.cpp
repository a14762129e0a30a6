// expect: wsman: this result is const and its value cannot be copied: remove the const to move the value out
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/core/result.hpp>

#include <memory>
#include <utility>

std::unique_ptr<int> use(wsman::result<std::unique_ptr<int>> made)
{
#ifdef WSMAN_COMPILES
    auto& kept = made;
#else
    const auto& kept = made;
#endif
    return *std::move(kept);
}
