//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/uuid.hpp>

#include <set>
#include <string>

using namespace wsman;

TEST_CASE("text of a uuid is upper case, and parse accepts every form", "[core][uuid]")
{
    const std::string text = "7F2A01C4-09BD-4E5F-8A6B-0C1D2E3F4A5B";
    const auto id = uuid::parse(text);
    REQUIRE(id);
    CHECK(id->text() == text);
    CHECK(uuid::parse("7f2a01c4-09bd-4e5f-8a6b-0c1d2e3f4a5b") == id);
    CHECK(uuid::parse("uuid:" + text) == id);
    CHECK(uuid::parse("UUID:" + text) == id);
    CHECK(uuid::parse("urn:uuid:" + text) == id);
    CHECK(uuid::parse("{" + text + "}") == id);
    std::string out = "uuid:";
    id->append(out);
    CHECK(out == "uuid:" + text);
}

TEST_CASE("text that is not a uuid is refused", "[core][uuid]")
{
    for (const char* text :
         {"",
          "uuid:",
          "7F2A01C4-09BD-4E5F-8A6B-0C1D2E3F4A5",
          "7F2A01C4-09BD-4E5F-8A6B-0C1D2E3F4A5BB",
          "7F2A01C4+09BD-4E5F-8A6B-0C1D2E3F4A5B",
          "7F2A01C409BD4E5F8A6B0C1D2E3F4A5B",
          "{7F2A01C4-09BD-4E5F-8A6B-0C1D2E3F4A5B",
          "7F2A01C4-09BD-4E5F-8A6B-0C1D2E3F4A5G",
          " 7F2A01C4-09BD-4E5F-8A6B-0C1D2E3F4A5B"}) {
        CAPTURE(text);
        CHECK(!uuid::parse(text));
    }
}

TEST_CASE("random uuids are of version 4 and differ", "[core][uuid]")
{
    std::set<uuid> seen;
    for (int i = 0; i != 1000; ++i) {
        const uuid id = uuid::random();
        CHECK(id.text()[14] == '4');
        CHECK(std::string("89AB").find(id.text()[19]) != std::string::npos);
        CHECK(seen.insert(id).second);
    }
    CHECK(uuid().is_nil());
    CHECK(!seen.begin()->is_nil());
    CHECK(uuid().text() == "00000000-0000-0000-0000-000000000000");
}
