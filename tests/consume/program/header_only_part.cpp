//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// A part of a program that includes the bodies, while the rest of the program links the library compiled once.
#include <wsman/core/uuid.hpp>

#include <string>

std::string text_of_nil()
{
    return wsman::uuid().text();
}

bool is_nil(const wsman::uuid& id)
{
    return id == wsman::uuid();
}
