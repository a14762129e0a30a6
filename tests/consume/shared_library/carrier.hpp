//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/result.hpp>

#include <string>
#include <typeinfo>
#include <vector>

#define CARRIER_API __attribute__((visibility("default")))

// The interface between a program and a plug-in that uses the library.
namespace carrier {

/// One code of each category.
CARRIER_API std::vector<wsman::error_code> codes();
CARRIER_API wsman::error_condition timeout();
CARRIER_API wsman::result<int> refused();
CARRIER_API void throws();
/// Interprets a code of the other side.
CARRIER_API std::string name_of(const wsman::error_code& code);
CARRIER_API bool is_timeout(const wsman::error_code& code);
/// Returns: the message of the wsman::exception that `thrower` threw.
CARRIER_API std::string catches(void (*thrower)());
CARRIER_API const std::type_info& type_of_exception();

} // namespace carrier
