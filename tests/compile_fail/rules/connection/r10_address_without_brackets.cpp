// expect: wsman: rule R10: an IPv6 address must be in brackets: http://[2001:db8::1]:5985
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
    (void)session_builder{}.connection<"https://[2001:db8::1]">();
#else
    (void)session_builder{}.connection<"https://2001:db8::1">();
#endif
}
