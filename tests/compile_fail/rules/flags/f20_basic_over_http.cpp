// expect: wsman: rule F20: Basic and Digest cannot encrypt, so over http they need no_encryption
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/session/session_builder.hpp>

using namespace wsman;
using enum session_flag;

void make()
{
#ifdef WSMAN_COMPILES
    (void)session_builder{}
        .flags<use_basic>()
        .credentials(user_password("user", secret("password")))
        .connection<"https://build01">()
        .build();
#else
    (void)session_builder{}
        .flags<use_basic>()
        .credentials(user_password("user", secret("password")))
        .connection<"http://build01">()
        .build();
#endif
}
