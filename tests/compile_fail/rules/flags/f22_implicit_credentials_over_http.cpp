// expect: wsman: rule F22: implicit credentials for Negotiate need https, but the session is bound to http
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
    (void)session_builder{}.option<session_option::allow_negotiate_implicit_credentials, true>();
#else
    (void)session_builder{}
        .option<session_option::unencrypted_messages, true>()
        .option<session_option::allow_negotiate_implicit_credentials, true>();
#endif
}
