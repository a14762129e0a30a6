// expect: wsman: rule F14: a session accepts a certificate or a user name, not both
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
    (void)session_builder{}
        .credentials(user_password("user", secret("password")))
        .credentials(user_password("user", secret("password")));
#else
    (void)session_builder{}
        .credentials(user_password("user", secret("password")))
        .credentials(client_certificate("client.pem", "client.key"));
#endif
}
