// expect: wsman: a plain string is not a command: write command(
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/client/blocking_client.hpp>

#include <string_view>

void use(wsman::blocking_client& client, wsman::output_sink sink, std::string_view text)
{
#ifdef WSMAN_COMPILES
    client.try_run(wsman::raw_command_line(std::string(text)), sink).value();
#else
    client.try_run(text, sink).value();
#endif
}
