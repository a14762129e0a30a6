//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// Returns: the envelope with everything taken out that may hold a user's secret: the text of Stream, Command,
/// Arguments and Variable, and of elements whose names speak of passwords. What was taken shows as its length.
///
/// It works on text, well-formed or not, and by local names only: it would rather hide too much.
WSMAN_DECL std::string redact(std::string_view envelope);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/redact.ipp>
#endif
