// expect: wsman: rule R1: the form of a connection string is [scheme://]host[:port][/path]
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
    (void)session_builder{}.connection<"https://build 01">();
#endif
}
