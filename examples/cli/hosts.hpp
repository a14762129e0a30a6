//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/result.hpp>

#include <string>
#include <vector>

namespace cli {

struct listed_host {
    std::string host;
    std::string place; ///< "FILE:LINE"
};

/// Returns: the hosts in a file: one host or URL in each line; blank lines and text after # are ignored.
/// Errors: invalid_argument with file and line if the file cannot be read, has no host, or has a host twice.
wsman::result<std::vector<listed_host>> read_hosts(const std::string& path);

} // namespace cli
