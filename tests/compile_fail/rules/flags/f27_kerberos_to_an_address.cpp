// expect: wsman: rule F27: Kerberos needs a host name, but the connection contains an IP address
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
    (void)session_builder{}.flags<use_kerberos>().connection<"http://build01">();
#else
    (void)session_builder{}.flags<use_kerberos>().connection<"http://10.0.0.1">();
#endif
}
