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

/// Returns: the envelope without text that may contain a secret: the text of Stream, Command, Arguments and Variable,
/// and of elements whose names suggest a password. The length of the removed text replaces it.
///
/// The input need not be well-formed, and elements are matched by local name only, so that the function removes too
/// much rather than too little.
WSMAN_DECL std::string redact(std::string_view envelope);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/redact.ipp>
#endif
