//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// Every part includes this file first, because functions that are not `inline` may be defined only once in a program.
#if !defined(WSMAN_SEPARATE_COMPILATION)
#error "wsman: define WSMAN_SEPARATE_COMPILATION in the whole program, or do not include <wsman/src.hpp>"
#endif
