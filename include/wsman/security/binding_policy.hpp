//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstdint>

namespace wsman::inline WSMAN_FORM {

/// How an acceptor checks channel bindings (`CbtHardeningLevel` of the Windows service).
enum class binding_policy : std::uint8_t {
    none,    ///< not checked
    relaxed, ///< checked if the client sends one
    strict,  ///< required over TLS, and checked
};

} // namespace wsman
