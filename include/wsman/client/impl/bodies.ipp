//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// The bodies that client, shell and running_command share, for header-only use. They depend on each other, so the
// headers in impl/ do not include their own bodies.
#include <wsman/client/impl/client_core.ipp>
#include <wsman/client/impl/commands/command_calls.ipp>
#include <wsman/client/impl/commands/command_input.ipp>
#include <wsman/client/impl/commands/command_signals.ipp>
#include <wsman/client/impl/commands/command_state.ipp>
#include <wsman/client/impl/commands/receive_loop.ipp>
#include <wsman/client/impl/commands/receive_turns.ipp>
#include <wsman/client/impl/commands/run.ipp>
#include <wsman/client/impl/commands/running_command.ipp>
#include <wsman/client/impl/commands/supervisor.ipp>
#include <wsman/client/impl/shells/shell_registry.ipp>
