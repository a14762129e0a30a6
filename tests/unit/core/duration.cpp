//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/duration.hpp>

#include <limits>
#include <string>
#include <utility>

using namespace wsman;
using std::chrono::milliseconds;

namespace {

std::string written(std::int64_t value)
{
    std::string out = "<";
    append_duration(out, milliseconds(value));
    return out.substr(1);
}

constexpr auto largest = (std::numeric_limits<std::int64_t>::max)();
constexpr auto smallest = (std::numeric_limits<std::int64_t>::min)();

} // namespace

TEST_CASE("durations are written in seconds with three decimals", "[core][duration]")
{
    CHECK(written(60'000) == "PT60.000S");
    CHECK(written(0) == "PT0.000S");
    CHECK(written(1) == "PT0.001S");
    CHECK(written(7'200'050) == "PT7200.050S");
    CHECK(written(-1'500) == "-PT1.500S");
    CHECK(written(largest) == "PT9223372036854775.807S");
    CHECK(written(smallest) == "-PT9223372036854775.808S");
}

TEST_CASE("parse_duration reads the durations that hosts send", "[core][duration]")
{
    const std::pair<const char*, std::int64_t> cases[] = {
        {"PT20S", 20'000},
        {"PT7200.000S", 7'200'000},
        {"P0DT0H0M0S", 0},
        {"P0DT2H0M0.5S", 7'200'500},
        {"P0Y0M1DT1H1M1.001S", 90'061'001},
        {"PT2147483647.000S", 2'147'483'647'000},
        {"P1D", 86'400'000},
        {"PT1M", 60'000},
        {"-PT1.25S", -1'250},
        {"PT0.0009S", 0},
        {"PT1.123456789S", 1'123},
        {"PT0000000000000000000000001S", 1'000},
    };
    for (const auto& [text, value] : cases) {
        CAPTURE(text);
        REQUIRE(parse_duration(text));
        CHECK(parse_duration(text)->count() == value);
    }
}

TEST_CASE("text that is not an xs:duration, or is out of range, is refused", "[core][duration]")
{
    for (const char* text :
         {"",
          "P",
          "PT",
          "-",
          "-P",
          "20S",
          "PT20",
          "P1S",
          "PT1D",
          "PT1S1M",
          "PT1S1S",
          "PT.5S",
          "PT1.S",
          "PT1.5M",
          "pt1s",
          " PT1S",
          "PT1S ",
          "PT-1S",
          "+PT1S",
          "P1DT",
          "P1Y",
          "P1M",
          "P1Y2M",
          "PT1e3S",
          "PT1,5S",
          "PT9223372036854775807S",
          "PT99999999999999999999S",
          "P106751991168D"}) {
        CAPTURE(text);
        CHECK(!parse_duration(text));
    }
}

TEST_CASE("parse_duration reads the output of append_duration", "[core][duration]")
{
    for (std::int64_t value = 1; value < largest / 7; value = value * 7 + 3) {
        CHECK(parse_duration(written(value)) == milliseconds(value));
        CHECK(parse_duration(written(-value)) == milliseconds(-value));
        CHECK(parse_human_duration(human_duration(milliseconds(value))) == milliseconds(value));
    }
}

TEST_CASE("parse_human_duration needs a unit", "[core][duration]")
{
    CHECK(parse_human_duration("60s") == milliseconds(60'000));
    CHECK(parse_human_duration("500ms") == milliseconds(500));
    CHECK(parse_human_duration("5m") == milliseconds(300'000));
    CHECK(parse_human_duration("2h") == milliseconds(7'200'000));
    CHECK(parse_human_duration("1d") == milliseconds(86'400'000));
    CHECK(parse_human_duration("1m30s") == milliseconds(90'000));
    CHECK(parse_human_duration("0s") == milliseconds(0));
    for (const char* text :
         {"", "60", "s", "-5s", "5 s", "5S", "1.5s", "5sec", "99999999999999999999s", "9223372036854775807s"}) {
        CAPTURE(text);
        CHECK(!parse_human_duration(text));
    }
}

TEST_CASE("human_duration uses the largest unit that gives a whole number", "[core][duration]")
{
    CHECK(human_duration(milliseconds(0)) == "0s");
    CHECK(human_duration(milliseconds(1'500)) == "1500ms");
    CHECK(human_duration(milliseconds(90'000)) == "90s");
    CHECK(human_duration(milliseconds(7'200'000)) == "2h");
    CHECK(human_duration(milliseconds(172'800'000)) == "2d");
}
