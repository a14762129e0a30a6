// flags: -Werror=unused-result
// expect: check the result: it may contain an error
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/core/result.hpp>

wsman::result<int> reads_it(); // the class has the attribute, the function does not

void use()
{
#ifdef WSMAN_COMPILES
    reads_it().value();
#else
    reads_it();
#endif
}
