// expect: wsman: rule F5: use_no_authentication excludes flags that concern the log-in or encryption
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
    (void)session_builder{}.flags<use_no_authentication | use_ssl>();
#else
    (void)session_builder{}.flags<use_no_authentication | no_encryption>();
#endif
}
