//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// First in every part: bodies that are no `inline` functions belong into one file of a program.
#if !defined(WSMAN_SEPARATE_COMPILATION)
#error "wsman: define WSMAN_SEPARATE_COMPILATION in the whole program, or leave <wsman/src.hpp> out"
#endif
