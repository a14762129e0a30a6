//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Links the compiled library, and a library that contains the header-only form.
#include <wsman/core/uuid.hpp>

#include <cstdio>
#include <string>

std::string text_of_nil();

int main()
{
    if (text_of_nil() == wsman::uuid().text()) return 0;
    std::puts("the two forms disagree");
    return 1;
}
