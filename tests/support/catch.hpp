//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// Catch2 v3 if it is installed, else v2 (Debian 12).
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <wsman/core/failure.hpp>
#include <wsman/core/result.hpp>

#include <string>

// A failed REQUIRE(outcome) prints the failure, for every type of value.
template <class T>
struct Catch::StringMaker<wsman::result<T>> {
    static std::string convert(const wsman::result<T>& outcome)
    {
        return outcome.has_value() ? std::string("a value") : "failure: " + outcome.error().message();
    }
};

template <>
struct Catch::StringMaker<wsman::failure> {
    static std::string convert(const wsman::failure& failure) { return failure.message(); }
};
