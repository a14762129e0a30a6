//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// The facade: what a program needs, and nothing that it does not.
#include <wsman/core/error.hpp>
#include <wsman/core/failure.hpp>
#include <wsman/core/result.hpp>
