//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/powershell_result.hpp>
#include <wsman/core/config.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL powershell_result::powershell_result(command_result raw)
    : command_result(std::move(raw)), streams(parse_clixml(standard_error.bytes()))
{
}

} // namespace wsman
