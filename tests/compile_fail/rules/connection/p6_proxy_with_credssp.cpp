// expect: wsman: rule P6: CredSSP cannot be used through a proxy
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
    (void)session_builder{}.flags<use_negotiate>().proxy(proxy_settings::from_environment());
#else
    (void)session_builder{}.flags<use_cred_ssp>().proxy(proxy_settings::from_environment());
#endif
}
