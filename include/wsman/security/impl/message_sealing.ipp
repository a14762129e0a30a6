//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/security/message_sealing.hpp>

#include <utility>

namespace wsman {

WSMAN_DECL result<void> seal_message(
    security_context&, std::string_view, part_header_style, std::string_view, std::string&, std::string&
)
{
    return failure(transport_errc::scheme_not_supported);
}
WSMAN_DECL result<void> open_message(security_context&, std::string_view, std::string&, std::string&)
{
    return failure(transport_errc::scheme_not_supported);
}
WSMAN_DECL bool is_sealed_type(std::string_view) noexcept
{
    return false;
}

} // namespace wsman
