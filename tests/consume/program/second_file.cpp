//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman.hpp>

#include <string>

std::string message_from_second_file()
{
    return wsman::failure(wsman::client_errc::cancelled, "a test").message();
}
