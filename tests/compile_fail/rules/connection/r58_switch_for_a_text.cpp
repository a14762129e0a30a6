// expect: wsman: rule R58: the option's value has the wrong type: the option is not a switch
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
    (void)session_builder{}.option<session_option::locale>("de-DE");
#else
    (void)session_builder{}.option<session_option::locale, true>();
#endif
}
