// expect: wsman: rule R11: a connection may not contain a user name or a fragment
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
    (void)session_builder{}.connection<"https://build01">();
#else
    (void)session_builder{}.connection<"https://svc@build01">();
#endif
}
