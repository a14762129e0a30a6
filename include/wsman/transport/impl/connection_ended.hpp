//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/error.hpp>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: whether the connection ended before the response was complete. A time-out is not such an end.
inline bool connection_ended(const error_code& code) noexcept
{
    return code == condition::connection_lost && code != condition::timeout;
}

} // namespace wsman::detail
