// expect: wsman: rule F16: a client certificate needs https, but the session is bound to http
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
    (void)session_builder{}.flags<use_client_certificate>().connection<"https://build01">();
#else
    (void)session_builder{}.flags<use_client_certificate>().connection<"http://build01">();
#endif
}
