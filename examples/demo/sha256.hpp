//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <string>
#include <string_view>

namespace demo {

/// Returns: the SHA-256 of the bytes in hexadecimal.
std::string sha256_hex(std::string_view bytes);

} // namespace demo
