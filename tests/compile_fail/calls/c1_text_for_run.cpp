// expect: wsman: a plain string is not a command: write command(
// expect: raw_command_line(
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/client/client.hpp>

wsman::asio::awaitable<void> use(wsman::client& client)
{
#ifdef WSMAN_COMPILES
    (void)co_await client.run(wsman::command("hostname"));
    (void)co_await client.run(wsman::raw_command_line("hostname"));
#else
    (void)co_await client.run("hostname");
#endif
}
