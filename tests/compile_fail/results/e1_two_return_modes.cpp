// expect: wsman: rule E1: an enumeration has one return mode, but the flags request several
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/session/enumeration_flag.hpp>

using namespace wsman;

void make()
{
#ifdef WSMAN_COMPILES
    (void)checked_enumeration<enumeration_flag::return_epr>();
#else
    (void)checked_enumeration<enumeration_flag::return_epr | enumeration_flag::return_object_and_epr>();
#endif
}
