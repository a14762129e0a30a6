//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/error.hpp>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: whether an authority for the account (KDC or host) has refused it. Another mechanism would try the same
/// password again, which may lock the account.
inline bool is_account_verdict(const error_code& code) noexcept
{
    return code == security_errc::password_refused || code == security_errc::password_expired ||
           code == security_errc::account_locked;
}

} // namespace wsman::detail
