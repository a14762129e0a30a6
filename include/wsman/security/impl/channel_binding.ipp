//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/security/channel_binding.hpp>

#include <utility>

namespace wsman {

WSMAN_DECL std::string tls_server_end_point(std::string_view)
{
    return {};
}

} // namespace wsman
