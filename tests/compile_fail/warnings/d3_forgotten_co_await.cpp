// flags: -Werror=unused-result
// expect: nodiscard
//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/client/client.hpp>

wsman::asio::awaitable<void> use(wsman::client& client)
{
#ifdef WSMAN_COMPILES
    (void)co_await client.try_close();
#else
    client.try_close();
#endif
    co_return;
}
