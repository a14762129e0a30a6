// expect: wsman: rule T3: CredSSP sends the password to the host, so the certificate of the host must be verified or pinned, or delegate_to_unverified set
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/session/session_builder.hpp>

using namespace wsman;
using enum wsman::session_flag;

void make()
{
#ifdef WSMAN_COMPILES
    (void)session_builder{}
        .flags<use_cred_ssp>()
        .credentials(user_password("user", secret("password")))
        .connection<"https://build01">()
        .build();
#else
    (void)session_builder{}
        .flags<use_cred_ssp | skip_ca_check>()
        .credentials(user_password("user", secret("password")))
        .connection<"https://build01">()
        .build();
#endif
}
