//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// Every body of the library, for exactly one translation unit of a program
// that defines WSMAN_SEPARATE_COMPILATION everywhere; or each part in a
// translation unit of its own, which compiles in parallel and takes a
// fraction of the memory. The CMake target wsman::compiled does the latter.
//
// A new .ipp goes into one of the parts (a test finds one that is in none), a
// new part into this list and into cmake/wsman-forms.cmake.
#include <wsman/src/client.hpp>
#include <wsman/src/client_commands.hpp>
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
