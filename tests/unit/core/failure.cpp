//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/failure.hpp>

#include <utility>

using namespace wsman;

TEST_CASE("the message of a failure contains rule, sentence, text of the host and location", "[core][failure]")
{
    failure why(windows_errc::client_unencrypted_http_only, "unencrypted messages need http: unencrypted_messages");
    why.details().rule = "F18";
    why.details().operation = "session";
    why.details().host = "https://build01:5986";
    why.details().server_text = "no";
    why.details().pointer = "/options/unencrypted_messages";
    CHECK(
        why.message() == "rule F18: unencrypted messages need http: unencrypted_messages; the host says: no; "
                         "at /options/unencrypted_messages "
                         "(session, https://build01:5986)"
    );
}

TEST_CASE(
    "text of a host cannot add a line, terminal control sequences or ill-formed text to a message", "[core][failure]"
)
{
    failure why(windows_errc::access_denied);
    why.details().server_text = "a\r\nroot logged in\x1b[2J\x7f\xc2\x9b"
                                "31m\xff\xc3(tail";
    const std::string text = why.message();
    CAPTURE(text);
    for (const char c : text)
        CHECK(static_cast<unsigned char>(c) >= 0x20);
    CHECK(text.find('\x7f') == std::string::npos);
    CHECK(text.find("\xc2\x9b") == std::string::npos);
    CHECK(text.find('\xff') == std::string::npos);
    CHECK(text.find("root logged in") != std::string::npos);
    CHECK(
        text.find("?"
                  "?(") != std::string::npos
    );
}

TEST_CASE(
    "text of a host cannot change the writing direction or break a line with Unicode characters", "[core][failure]"
)
{
    for (const char* const one :
         {"\xe2\x80\xa8",
          "\xe2\x80\xa9",
          "\xe2\x80\xaa",
          "\xe2\x80\xae",
          "\xe2\x81\xa6",
          "\xe2\x81\xa9",
          "\xe2\x80\x8e",
          "\xe2\x80\x8f",
          "\xd8\x9c",
          "\xc2\x85"}) {
        failure why(windows_errc::access_denied);
        why.details().server_text = std::string("begin") + one + "end";
        CAPTURE(why.message());
        CHECK(why.message().find(one) == std::string::npos);
        CHECK(why.message().find("end") != std::string::npos);
    }
    // The neighbouring code points are dashes and quotation marks, which must not change.
    failure why(windows_errc::access_denied);
    why.details().server_text = "\u2010 \u2027 \u202f \u2065 \u206a \u00a0";
    CHECK(why.message().find("\u2010 \u2027 \u202f \u2065 \u206a \u00a0") != std::string::npos);
}

TEST_CASE("the message contains text in other languages unchanged", "[core][failure]")
{
    failure why(windows_errc::access_denied);
    why.details().server_text = "Доступ запрещён – アクセス";
    CHECK(why.message().find("Доступ запрещён – アクセス") != std::string::npos);
}

TEST_CASE("the hint of a failure takes precedence over the remedy of its code", "[core][failure]")
{
    failure why(windows_errc::port_invalid);
    CHECK(why.hint() == error_cure(windows_errc::port_invalid));
    why.details().hint = "try 5986";
    CHECK(why.hint() == "try 5986");
}

TEST_CASE("copies of a failure are deep", "[core][failure]")
{
    failure first(windows_errc::port_invalid, "one");
    failure second = first;
    second.details().client_text = "two";
    CHECK(first.details().client_text == "one");
    first = second;
    second.details().client_text = "three";
    CHECK(first.details().client_text == "two");
    const failure third = std::move(first);
    CHECK(third.code() == windows_errc::port_invalid);
    CHECK(third == second);
}

TEST_CASE("a failure is no larger than a pointer", "[core][failure]")
{
    CHECK(sizeof(failure) == sizeof(void*));
}
