//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <string_view>

/// The texts by which CLIXML is found between other output.
namespace wsman::inline WSMAN_FORM::detail {

inline constexpr std::string_view clixml_header = "#< CLIXML";
inline constexpr std::string_view clixml_begin = "<Objs";
inline constexpr std::string_view clixml_end = "</Objs>";

} // namespace wsman::detail
