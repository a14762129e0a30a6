//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

/// The supported versions of CredSSP; safe_version is the oldest whose key binding cannot be forged (CVE-2018-0886).
namespace wsman::inline WSMAN_FORM::credssp {
inline constexpr unsigned newest_version = 6;
inline constexpr unsigned oldest_version = 2;
inline constexpr unsigned safe_version = 5;
} // namespace wsman::credssp
