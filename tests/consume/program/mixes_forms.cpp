//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Passes a type of the compiled form to a library with the header-only form, which must not link.
#include <wsman/core/uuid.hpp>

bool is_nil(const wsman::uuid& id);

int main()
{
    return is_nil(wsman::uuid()) ? 0 : 1;
}
