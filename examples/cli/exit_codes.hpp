//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace cli {

/// Returns: for example "0xC0000005", the usual form of Windows' exit codes and error codes.
inline std::string hexadecimal(std::uint32_t code)
{
    char text[16];
    std::snprintf(text, sizeof text, "0x%08X", static_cast<unsigned>(code));
    return text;
}

/// Returns: the number, followed by its hexadecimal form for codes beyond 2^31.
inline std::string exit_code_text(std::int32_t code)
{
    return std::to_string(code) +
           (code < 0 ? " (" + hexadecimal(static_cast<std::uint32_t>(code)) + ")" : std::string());
}

} // namespace cli
