//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// The definitions of the library, for exactly one translation unit of a program that defines WSMAN_SEPARATE_COMPILATION
// in every translation unit. Alternatively each part can be compiled in its own translation unit, which allows parallel
// compilation and needs less memory. The CMake target wsman::compiled does the latter.
//
// Add a new .ipp file to one of the parts (a test fails otherwise), and a new part to this list and to
// cmake/wsman-forms.cmake.
#include <wsman/src/client.hpp>
#include <wsman/src/client_commands.hpp>
#include <wsman/src/client_operations.hpp>
#include <wsman/src/client_values.hpp>
#include <wsman/src/core.hpp>
#include <wsman/src/protocol.hpp>
#include <wsman/src/security.hpp>
#include <wsman/src/session.hpp>
#include <wsman/src/testing.hpp>
#include <wsman/src/testing_connections.hpp>
#include <wsman/src/transport.hpp>
#include <wsman/src/transport_connections.hpp>
#include <wsman/src/xml.hpp>
