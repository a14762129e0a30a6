//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/session/session_json.hpp>

#include <iostream>

#include "verbs.hpp"

namespace cli {

int print_session(const job& work)
{
    if (work.options.json)
        std::cout << wsman::to_json(work.session) << '\n';
    else
        std::cout << work.session.explain();
    return 0;
}

} // namespace cli
