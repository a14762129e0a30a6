//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: the commands of client/.
#include <wsman/src/separate_only.hpp>

#include <wsman/client/impl/commands/command.ipp>
#include <wsman/client/impl/commands/command_calls.ipp>
#include <wsman/client/impl/commands/command_input.ipp>
#include <wsman/client/impl/commands/command_signals.ipp>
#include <wsman/client/impl/commands/command_state.ipp>
#include <wsman/client/impl/commands/receive_loop.ipp>
#include <wsman/client/impl/commands/receive_turns.ipp>
#include <wsman/client/impl/commands/running_command.ipp>
