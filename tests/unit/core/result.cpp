//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/result.hpp>

#include <string>

using namespace wsman;

namespace {

result<int> broken()
{
    return failure(windows_errc::port_invalid, "70000");
}

} // namespace

TEST_CASE("the value of a failed result throws with the caller's place", "[core][result]")
{
    const auto outcome = broken();
    try {
        const int line = __LINE__ + 1;
        (void)outcome.value();
        FAIL("nothing was thrown at line " << line);
    }
    catch (const exception& e) {
        CHECK(e.code() == windows_errc::port_invalid);
        CHECK(e.why().details().client_text == "70000");
        const std::string what = e.what();
        CHECK(what.find(e.why().message()) == 0);
        CHECK(std::string(e.where().file_name()).find("result.cpp") != std::string::npos);
        CHECK(what.find("result.cpp") != std::string::npos);
    }
}

TEST_CASE("exceptions can be copied while they fly", "[core][result]")
{
    const exception first(failure(client_errc::closed, "shell"));
    const exception second = first;
    CHECK(std::string(first.what()) == second.what());
    CHECK(second.code() == client_errc::closed);
}

TEST_CASE("the error of a result with a value says nothing", "[core][result]")
{
    const result<int> good = 1;
    CHECK(good.has_value());
    CHECK(!good.error().code());
}
