// expect: wsman: rule F17: skipping certificate checks needs https, but the session is bound to http
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
    (void)session_builder{}.connection<"https://build01">().option<session_option::skip_ca_check, true>();
#else
    (void)session_builder{}.connection<"http://build01">().option<session_option::skip_ca_check, true>();
#endif
}
