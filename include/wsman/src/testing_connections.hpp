//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// A part of <wsman/src.hpp>: the connections of the endpoint of testing/.
#include <wsman/src/separate_only.hpp>

#include <wsman/testing/impl/connections/open_connection.ipp>
