// expect: wsman: rule R58: the option is read-only
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
    (void)session_builder{}.option<session_option::max_envelope_size_kb>(kilobytes(500));
#else
    (void)session_builder{}.option<session_option::shell_max_data_size_per_message_kb>(kilobytes(500));
#endif
}
