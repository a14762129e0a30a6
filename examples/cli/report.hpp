//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/failure.hpp>

#include <boost/json/object.hpp>

#include <string>

namespace cli {

/// The exit status of every failure of ours.
inline constexpr int failure_status = 255;
/// The exit status that stands for a remote one outside 0–254.
inline constexpr int unrepresentable_status = 254;

/// Returns: the failure in the words of the command line: its advice names options, not members of the library.
wsman::failure in_our_words(wsman::failure why);

/// Returns: `CATEGORY/NAME: what, where; hint: …`, a line without its end.
std::string failure_text(const wsman::failure& told);

/// Returns: `{"category","name",…}`, keys without a value left out.
boost::json::object failure_json(const wsman::failure& told);

} // namespace cli
