//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/result.hpp>
#include <wsman/transport/observer.hpp>

#include <string>

namespace cli {

/// Returns: an observer that writes each event as one JSON object a line, flushed at once.
/// Errors: invalid_argument if the file cannot be written.
wsman::result<wsman::observer> trace_to(const std::string& path);

} // namespace cli
