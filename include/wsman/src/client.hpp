//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: clients, shells, and the course of a command.
#include <wsman/src/separate_only.hpp>
#include <wsman/client/impl/client.ipp>
#include <wsman/client/impl/client_core.ipp>
#include <wsman/client/impl/commands/run.ipp>
#include <wsman/client/impl/commands/supervisor.ipp>
#include <wsman/client/impl/shells/shell.ipp>
#include <wsman/client/impl/shells/shell_registry.ipp>
