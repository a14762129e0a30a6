//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/session/client_policy.hpp>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<void> client_policy::check() const
{
    if (credssp_minimum_version >= 2 && credssp_minimum_version <= 6) return {};
    failure why(session_errc::out_of_range, "credssp_minimum_version must be from 2 to 6");
    why.details().operation = "session";
    return why;
}

} // namespace wsman
