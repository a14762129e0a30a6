// flags: -Werror=unused-result
// expect: nodiscard
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/session/session_draft.hpp>

void make(wsman::session_draft& draft)
{
#ifdef WSMAN_COMPILES
    (void)draft.set_connection("htps://typo");
#else
    draft.set_connection("htps://typo");
#endif
}
