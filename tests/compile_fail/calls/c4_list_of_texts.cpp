// expect: wsman: a plain string is not a command: write command(
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/client/blocking_client.hpp>

void use(wsman::blocking_client& client)
{
#ifdef WSMAN_COMPILES
    (void)client.run(wsman::command("ipconfig", "/all"));
#else
    (void)client.run({"ipconfig", "/all"});
#endif
}
