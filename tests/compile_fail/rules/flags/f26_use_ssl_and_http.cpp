// expect: wsman: rule F26: use_ssl needs https, but the scheme of the connection is http
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
    (void)session_builder{}.flags<use_ssl>().connection<"https://build01">();
#else
    (void)session_builder{}.flags<use_ssl>().connection<"http://build01">();
#endif
}
