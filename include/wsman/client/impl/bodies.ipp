//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// The bodies that client, shell and running_command have in common, for header-only use. They need each other, so that
// the headers of impl/ do not include their own.
#include <wsman/client/impl/client_core.ipp>
#include <wsman/client/impl/command_calls.ipp>
#include <wsman/client/impl/command_state.ipp>
#include <wsman/client/impl/command_input.ipp>
#include <wsman/client/impl/command_signals.ipp>
#include <wsman/client/impl/receive_loop.ipp>
#include <wsman/client/impl/receive_turns.ipp>
#include <wsman/client/impl/run.ipp>
#include <wsman/client/impl/running_command.ipp>
#include <wsman/client/impl/shell_registry.ipp>
#include <wsman/client/impl/supervisor.ipp>
