//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/failure.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace cli {

/// The exit status of every failure of ours.
inline constexpr int failure_status = 255;
/// The exit status that stands for a remote one outside 0–254.
inline constexpr int unrepresentable_status = 254;

/// Effects: one line `wsman-cli: CATEGORY/NAME: what, where, hint` on standard error, or one JSON object.
/// Returns: failure_status.
int report(const wsman::failure& why, bool json);

/// Effects: one JSON object and a line end on standard output.
void print_json(const boost::json::object& value);

/// Effects: `{"exit_code","stdout","stderr"}`; bytes that are no UTF-8 come as base64 under `stdout_base64`.
void print_result(std::optional<std::int32_t> exit_code, const std::string& output, const std::string& error_output);

} // namespace cli
