//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman.hpp>

#include <cstdio>

std::string message_from_second_file();

int main()
{
    const wsman::failure here(wsman::client_errc::cancelled, "a test");
    std::puts(here.message().c_str());
    return here.message() == message_from_second_file() ? 0 : 1;
}
