//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/transport/impl/http/http_date.hpp>

using namespace std::chrono;
using wsman::detail::parse_http_date;

TEST_CASE("a date in the format of HTTP/1.1 is parsed", "[transport]")
{
    CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == sys_days(1994y / 11 / 6) + 8h + 49min + 37s);
    CHECK(parse_http_date("Thu, 29 Feb 2024 23:59:59 GMT") == sys_days(2024y / 2 / 29) + 23h + 59min + 59s);
    CHECK(parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT") == sys_days(2017y / 1 / 1)); // a leap second
}

TEST_CASE("other date formats are refused", "[transport]")
{
    for (const char* text :
         {"",
          "Sunday, 06-Nov-94 08:49:37 GMT",
          "Sun Nov  6 08:49:37 1994",
          "Sun, 06 Nov 1994 08:49:37 CET",
          "Sun, 06 Nob 1994 08:49:37 GMT",
          "Sun, 31 Nov 1994 08:49:37 GMT",
          "Sun, 00 Nov 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994 24:00:00 GMT",
          "Sun, 06 Nov 1994 08:60:00 GMT",
          "Sun, 06 Nov 1994 08:49:61 GMT",
          "Sun, -6 Nov 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994 08:49:3x GMT",
          "Sun, 06 Nov 1994 08:49:37 GMT ",
          "Sun,_06_Nov_1994_08:49:37_GMT"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_http_date(text));
    }
}
