//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// WSMAN_SEPARATE_COMPILATION: define it in every translation unit (the target wsman::compiled does) and include
// <wsman/src.hpp> in exactly one, so that a program compiles Beast, OpenSSL, RapidXML and Boost.JSON once.
//
// Each form of the library has its own inline namespace, which user code does not name. The same class may have
// different layouts in the two forms, so object files of different forms must not link with each other.
#if defined(WSMAN_SEPARATE_COMPILATION)
#define WSMAN_DECL
#define WSMAN_FORM compiled
#else
#define WSMAN_DECL inline
#define WSMAN_FORM header_only
#endif

// Marks classes that are thrown or passed across the boundary of a shared library. Both sides then share one type, even
// with -fvisibility=hidden.
#if defined(__GNUC__) && !defined(_WIN32)
#define WSMAN_VISIBLE __attribute__((visibility("default")))
#else
#define WSMAN_VISIBLE
#endif
