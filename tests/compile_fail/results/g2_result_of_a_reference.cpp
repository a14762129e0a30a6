// expect: wsman: the value type of a result must be an object type without const; use a pointer instead of a reference
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/core/result.hpp>

#ifdef WSMAN_COMPILES
wsman::result<int*> made = nullptr;
#else
wsman::result<int&> made = wsman::client_errc::closed;
#endif
