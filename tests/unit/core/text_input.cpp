//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/text_input.hpp>

#include <string>

using namespace std::string_literals;
using wsman::client_errc;
using wsman::read_text_input;
using wsman::session_errc;

namespace {

std::string refusal(const std::string& bytes)
{
    const wsman::result<std::string> read = read_text_input(bytes, "a.txt");
    REQUIRE(read.has_error());
    CHECK(read.error().code() == client_errc::invalid_argument);
    CHECK(read.error().hint().find("UTF-8") != std::string::npos);
    return read.error().details().client_text;
}

} // namespace

TEST_CASE("one byte order mark at the beginning is dropped", "[core][text]")
{
    CHECK(read_text_input("\xEF\xBB\xBFtext", "a.txt").value() == "text");
    CHECK(read_text_input("text", "a.txt").value() == "text");
    CHECK(read_text_input("", "a.txt").value().empty());
    CHECK(read_text_input("\xEF\xBB\xBF", "a.txt").value().empty());
    CHECK(read_text_input("\xEF\xBB\xBF\xEF\xBB\xBFx", "a.txt").value() == "\xEF\xBB\xBFx");
    CHECK(read_text_input("x\xEF\xBB\xBF", "a.txt").value() == "x\xEF\xBB\xBF");
}

TEST_CASE("UTF-16 with its mark is read in both byte orders", "[core][text]")
{
    CHECK(read_text_input("\xFF\xFEg\0\xFC\0"s, "a.txt").value() == "g\xC3\xBC");
    CHECK(read_text_input("\xFE\xFF\0g\0\xFC"s, "a.txt").value() == "g\xC3\xBC");
    CHECK(read_text_input("\xFF\xFE"s, "a.txt").value().empty());
    CHECK(read_text_input("\xFF\xFE\x3D\xD8\x00\xDE"s, "a.txt").value() == "\xF0\x9F\x98\x80");
}

TEST_CASE("what is no text is refused with its file and line", "[core][text]")
{
    CHECK(refusal("a\nb\0c"s) == "a.txt:2: a NUL");
    CHECK(refusal("g\0\n\0"s) == "a.txt:1: a NUL");
    CHECK(refusal("\xFF\xFEg\0\n\0\0\0"s) == "a.txt:2: a NUL");
    CHECK(refusal("\xFF\xFE\0\0g\0\0\0"s) == "a.txt:1: a NUL"); // UTF-32
    CHECK(refusal("a\n\nf\xFCr") == "a.txt:3: a byte that is not UTF-8");
    CHECK(refusal("\xFF\xFEg\0\n\0\x00\xDC"s) == "a.txt:2: bytes that are not UTF-16");
    CHECK(refusal("\xFF\xFEg"s) == "a.txt:1: bytes that are not UTF-16");
}

TEST_CASE("the caller chooses the code, and the text itself is in no message", "[core][text]")
{
    const auto read = read_text_input("canary\0"s, "pw", session_errc::secret_unreadable);
    REQUIRE(read.has_error());
    CHECK(read.error().code() == session_errc::secret_unreadable);
    CHECK(read.error().message().find("canary") == std::string::npos);
}
