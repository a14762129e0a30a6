// expect: wsman: a plain string is not a command: write command(
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/client/shell.hpp>

#include <string>

wsman::asio::awaitable<void> use(wsman::shell& shell, std::string text)
{
#ifdef WSMAN_COMPILES
    wsman::command hostname(text);
    auto started = co_await shell.try_start(hostname);
#else
    auto started = co_await shell.try_start(text);
#endif
    started.value();
}
