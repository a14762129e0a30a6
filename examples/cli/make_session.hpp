//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/session/session.hpp>
#include <wsman/session/session_draft.hpp>

#include "arguments.hpp"

namespace cli {

/// Effects: applies the options to a draft in the order flags, connection, credentials, the rest; reads the password
/// from its file or WSMAN_PASSWORD. `base` is empty, a configuration file's or the endpoint's.
wsman::result<wsman::session> make_session(wsman::session_draft base, const arguments& options);

/// Returns: the draft from the --config file; an empty one without it.
/// Errors: those of session_draft_from_json, with file and line.
wsman::result<wsman::session_draft> configured_draft(const arguments& options);

} // namespace cli
