// expect: wsman: rule R52: use_ssl needs https, but the session is bound to http
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
    (void)session_builder{}.option<session_option::unencrypted_messages, true>().option<session_option::use_ssl, false>(
    );
#else
    (void)session_builder{}.option<session_option::unencrypted_messages, true>().option<session_option::use_ssl, true>(
    );
#endif
}
