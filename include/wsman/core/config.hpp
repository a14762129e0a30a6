//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// WSMAN_SEPARATE_COMPILATION: define it everywhere (the target wsman::compiled
// does) and include <wsman/src.hpp> in exactly one translation unit, so that
// Beast, OpenSSL, RapidXML and Boost.JSON are paid for once.
#if defined(WSMAN_SEPARATE_COMPILATION)
#define WSMAN_DECL
#else
#define WSMAN_DECL inline
#endif
