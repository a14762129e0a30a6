//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace cli {

/// Returns: the one of the names that was probably meant, by the fewest changes of a letter or by its beginning;
/// nothing where none is near.
std::optional<std::string_view> nearest(std::string_view given, const std::vector<std::string_view>& names);

} // namespace cli
