// expect: wsman: rule R6: a port must be a number from 1 to 65535
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/session/session_builder.hpp>

using namespace wsman;

void make()
{
#ifdef WSMAN_COMPILES
    (void)session_builder{}.connection<"build01:7000">();
#else
    (void)session_builder{}.connection<"build01:70000">();
#endif
}
