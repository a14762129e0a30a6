//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: whether an envelope requests the same as the recorded one; see replaying_exchange. Texts that are not XML
/// are compared as they are.
WSMAN_DECL bool means_the_same(std::string_view recorded, std::string_view asked);

/// Returns: the text of the header a:MessageID; empty if there is none.
WSMAN_DECL std::string message_id_of(std::string_view envelope);

/// Returns: "Receive", the last part of the action, or the name of the body's element.
WSMAN_DECL std::string operation_of(std::string_view envelope);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/recording/envelope_meaning.ipp>
#endif
