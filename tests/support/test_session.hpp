//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/session/session.hpp>

namespace wsman::test {

/// Returns: a session that needs no host: `http://build01.corp.example:5985/wsman`.
inline session plain_session()
{
    return session();
}

} // namespace wsman::test
