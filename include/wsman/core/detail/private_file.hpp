//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <string>

#if !defined(_WIN32)
#include <fcntl.h>
#include <unistd.h>
#endif

namespace wsman::inline WSMAN_FORM::detail {

/// Effects: creates an empty file that only its owner can read and write, before a stream opens it. An existing file,
/// device or pipe does not change. On Windows the function does nothing: files inherit the permissions of their folder.
inline void create_private_file(const std::string& path) noexcept
{
#if !defined(_WIN32)
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) ::close(file);
#else
    static_cast<void>(path);
#endif
}

} // namespace wsman::detail
