//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "suggest.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace cli {

namespace {

// The Levenshtein distance: the number of insertions, deletions and replacements.
std::size_t changes_between(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row.front();
        row.front() = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = (std::min)({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

std::optional<std::string_view> nearest(std::string_view given, const std::vector<std::string_view>& names)
{
    constexpr std::size_t shortest_beginning = 5; // with the dashes
    std::optional<std::string_view> best;
    std::size_t fewest = (std::max)(std::size_t{2}, given.size() / 4) + 1;
    for (const std::string_view name : names) {
        const std::size_t changes = changes_between(given, name);
        if (changes >= fewest || changes >= name.size()) continue;
        fewest = changes;
        best = name;
    }
    if (best || given.size() < shortest_beginning) return best;
    for (const std::string_view name : names)
        if (name.starts_with(given) && (!best || name.size() < best->size())) best = name;
    return best;
}

} // namespace cli
