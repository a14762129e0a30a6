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

/// Returns: the most similar name, by the Levenshtein distance or by its beginning; nothing if none is similar.
std::optional<std::string_view> nearest(std::string_view given, const std::vector<std::string_view>& names);

} // namespace cli
