//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/run_options.hpp>
#include <wsman/core/config.hpp>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL bool run_options::needs_own_shell() const
{
    return own_shell || !environment.empty() || !working_directory.empty() || code_page != defaults::code_page ||
           no_profile || idle_timeout != defaults::shell_idle_timeout;
}

WSMAN_DECL shell_options run_options::shell() const
{
    shell_options made;
    made.environment = environment;
    made.working_directory = working_directory;
    made.code_page = code_page;
    made.no_profile = no_profile;
    made.idle_timeout = idle_timeout;
    return made;
}

} // namespace wsman
