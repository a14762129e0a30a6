// flags: -Werror=unused-result
// clang: g++ 12 does not warn about the ignored result of a co_await
// expect: check the result: it may contain an error
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
    co_await client.try_close();
#endif
}
