//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/testing/impl/programs/split_command_line.hpp>

using wsman::testing::detail::split_command_line;
using parts = std::vector<std::string>;

TEST_CASE("split_command_line treats blanks and tabs as separators", "[testing][command_line]")
{
    CHECK(split_command_line("").empty());
    CHECK(split_command_line(" \t ").empty());
    CHECK(split_command_line("ipconfig") == parts{"ipconfig"});
    CHECK(split_command_line("  ipconfig \t /all  ") == parts{"ipconfig", "/all"});
}

TEST_CASE("split_command_line reads the program without backslash rules", "[testing][command_line]")
{
    CHECK(split_command_line(R"("C:\Program Files\a\" b)") == parts{R"(C:\Program Files\a\)", "b"});
    CHECK(split_command_line(R"(C:\"Program Files"\x.exe b)") == parts{R"(C:\Program Files\x.exe)", "b"});
    CHECK(split_command_line(R"("")") == parts{""});
}

TEST_CASE("split_command_line follows the documented examples of backslashes and quotes", "[testing][command_line]")
{
    CHECK(split_command_line(R"(x "abc" d e)") == parts{"x", "abc", "d", "e"});
    CHECK(split_command_line(R"(x a\\b d"e f"g h)") == parts{"x", R"(a\\b)", "de fg", "h"});
    CHECK(split_command_line(R"(x a\\\"b c d)") == parts{"x", R"(a\"b)", "c", "d"});
    CHECK(split_command_line(R"(x a\\\\"b c" d e)") == parts{"x", R"(a\\b c)", "d", "e"});
    CHECK(split_command_line(R"(x a"b"" c d)") == parts{"x", R"(ab" c d)"});
    CHECK(split_command_line(R"(x "a""b c" d)") == parts{"x", R"(a"b c)", "d"});
}

TEST_CASE("split_command_line keeps empty arguments and accepts unclosed quotes", "[testing][command_line]")
{
    CHECK(split_command_line(R"(x "" a "")") == parts{"x", "", "a", ""});
    CHECK(split_command_line(R"(x "a b)") == parts{"x", "a b"});
    CHECK(split_command_line(R"(x ")") == parts{"x", ""});
    CHECK(split_command_line(R"(x a\)") == parts{"x", R"(a\)"});
    CHECK(split_command_line(R"("x y)") == parts{"x y"});
}
