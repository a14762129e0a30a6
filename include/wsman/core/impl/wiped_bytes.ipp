//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/detail/wiped_bytes.hpp>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL void wipe(void* bytes, std::size_t size) noexcept
{
    volatile unsigned char* next = static_cast<volatile unsigned char*>(bytes);
    while (size-- != 0)
        *next++ = 0;
}

WSMAN_DECL void wipe(std::string& text) noexcept
{
    text.resize(text.capacity()); // does not reallocate, and gives access to the unused capacity
    wipe(text.data(), text.size());
    text.clear();
}

} // namespace wsman
