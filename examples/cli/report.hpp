//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/failure.hpp>
#include <wsman/protocol/identify.hpp>

#include <boost/json/object.hpp>

#include <string>

namespace cli {

/// The exit status of every failure of wsman-cli itself.
inline constexpr int failure_status = 255;
/// The exit status for a remote exit code outside 0–254.
inline constexpr int unrepresentable_status = 254;

/// Returns: the failure with a hint that names command-line options instead of members of the library.
wsman::failure in_our_words(wsman::failure why);

/// Returns: `CATEGORY/NAME: message, host; hint: …`, without a line end.
std::string failure_text(const wsman::failure& reported);

/// Returns: `{"product_vendor","product_version","protocol_version"}`.
boost::json::object identity_json(const wsman::identity& known);

/// Returns: `{"category","name",…}`, without keys that have no value.
boost::json::object failure_json(const wsman::failure& reported);

} // namespace cli
