//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// WSMAN_SEPARATE_COMPILATION: define it everywhere (the target wsman::compiled
// does) and include <wsman/src.hpp> in exactly one translation unit, so that
// Beast, OpenSSL, RapidXML and Boost.JSON are paid for once.
//
// The two forms of the library are two namespaces, which nobody has to name: an object file of one form does not link
// with one of the other, where the same class might have two layouts.
#if defined(WSMAN_SEPARATE_COMPILATION)
#define WSMAN_DECL
#define WSMAN_FORM compiled
#else
#define WSMAN_DECL inline
#define WSMAN_FORM header_only
#endif

// On classes that are thrown or cross the border of a shared library: they are one class on both sides of it, also where
// everything else is hidden (-fvisibility=hidden).
#if defined(__GNUC__) && !defined(_WIN32)
#define WSMAN_VISIBLE __attribute__((visibility("default")))
#else
#define WSMAN_VISIBLE
#endif
