//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/transport/impl/http/cookies.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <string>
#include <vector>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;
using detail::cookie_jar;
using detail::parse_cookie_date;

namespace {

cookie_jar jar(bool secure = false, std::string path = "/wsman")
{
    return cookie_jar("build01.corp.example", false, path, secure);
}

/// The Cookie header after these responses.
std::string after(cookie_jar kept, const std::vector<std::string>& set)
{
    for (const std::string& one : set)
        kept.take(std::vector<std::string>{one});
    return kept.header();
}

std::string after(const std::string& set)
{
    return after(jar(), {set});
}

std::string cookie_of(const std::string& request)
{
    const std::string name = "\r\nCookie: ";
    const std::size_t at = request.find(name);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + name.size();
    return request.substr(begin, request.find("\r\n", begin) - begin);
}

} // namespace

TEST_CASE("a cookie is sent back unchanged, in the order of the first setting", "[transport][cookies]")
{
    CHECK(after("SERVERID=node2; path=/") == "SERVERID=node2");
    CHECK(
        after("MS-WSMAN=S-1-5-21=abc; expires=Tue, 29-May-2035 17:15:57 GMT; path=/wsman; HttpOnly") ==
        "MS-WSMAN=S-1-5-21=abc"
    );
    CHECK(after("a=\"quoted, and more\" ; SameSite=None; Unknown=1") == "a=\"quoted, and more\"");
    CHECK(after("a=") == "a=");
    CHECK(after(" a \t=\t b ") == "a=b");
    CHECK(after(jar(), {"a=1", "b=2", "a=3"}) == "b=2; a=3");
    CHECK(after(jar(), {"a=1", "A=2"}) == "a=1; A=2");
    // Values that would end or corrupt the header line.
    for (const char* none : {"", "a", "=1", " =1", ";", "a\x01=1", "a=\r\nX: y", "a=b\tc", "a=\x7F"})
        CHECK(after(none).empty());
}

TEST_CASE("a cookie is limited to its path, its host and its protection", "[transport][cookies]")
{
    for (const char* path : {"", "/", "/wsman", "/wsman/", "wsman", "\"/other\""}) {
        INFO(path);
        CHECK(after(jar(false, "/wsman/sub?PSVersion=5.1"), {std::string("a=1; Path=") + path}) == "a=1");
    }
    for (const char* path : {"/wsma", "/wsman2", "/WSMAN", "/wsman/sub", "/other"}) {
        INFO(path);
        CHECK(after(std::string("a=1; Path=") + path).empty());
    }
    for (const char* ours : {"", "build01.corp.example", ".corp.example", "CORP.EXAMPLE", "build01.corp.example."})
        CHECK(after(std::string("a=1; Domain=") + ours) == "a=1");
    for (const char* foreign : {"evil.example", "xbuild01.corp.example", "orp.example", "a.build01.corp.example"}) {
        INFO(foreign);
        CHECK(after(std::string("a=1; Domain=") + foreign).empty());
    }
    CHECK(after(cookie_jar("10.0.0.1", true, "/wsman", false), {"a=1; Domain=0.0.1"}).empty());
    CHECK(after(cookie_jar("10.0.0.1", true, "/wsman", false), {"a=1; Domain=10.0.0.1"}) == "a=1");
    CHECK(after(cookie_jar("build01.", false, "/wsman", false), {"a=1; Domain=build01"}) == "a=1");
    CHECK(after("a=1; Secure").empty());
    CHECK(after(jar(true), {"a=1; secure"}) == "a=1");
    CHECK(after(jar(true), {"a=1"}) == "a=1");
    // Ignored cookies delete nothing.
    CHECK(after(jar(), {"a=1", "a=2; Secure", "a=3; Domain=evil.example", "a=4; Path=/other"}) == "a=1");
}

TEST_CASE("a date in the past deletes a cookie, a later one is ignored", "[transport][cookies]")
{
    for (const char* past :
         {"Expires=Thu, 01 Jan 1970 00:00:00 GMT",
          "expires=Sunday, 06-Nov-94 08:49:37 GMT",
          "Expires=Sun Nov  6 08:49:37 1994",
          "Max-Age=0",
          "Max-Age=-1",
          "Max-Age=0; Expires=Tue, 29-May-2035 17:15:57 GMT",
          "Expires=Tue, 29-May-2035 17:15:57 GMT; Max-Age=0"}) {
        INFO(past);
        CHECK(after(jar(), {"a=1", "b=2", std::string("a=; ") + past}) == "b=2");
    }
    for (const char* kept :
         {"Expires=Tue, 29-May-2035 17:15:57 GMT",
          "Max-Age=1",
          "Max-Age=99999999999999999999",
          "Expires=never",
          "Expires=",
          "Max-Age=",
          "Max-Age=-",
          "Max-Age=soon",
          "Max-Age=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT"}) {
        INFO(kept);
        CHECK(after(std::string("a=1; ") + kept) == "a=1");
    }
    // The host's clock decides what is past.
    cookie_jar there = jar();
    const std::vector<std::string> set = {"a=1; Expires=Tue, 29 May 2035 17:15:57 GMT"};
    there.take(set, "Tue, 29 May 2035 17:15:56 GMT");
    CHECK(there.header() == "a=1");
    there.take(set, "Tue, 29 May 2035 17:15:57 GMT");
    CHECK(there.empty());
    const auto expected = parse_cookie_date("Sun, 06 Nov 1994 08:49:37 GMT");
    REQUIRE(expected);
    for (const char* spelt :
         {"06-Nov-94 08:49:37", "8:49:37 6 NOVEMBER 1994", "Sunday, 06-Nov-94 08:49:37 GMT", "Nov 6 08:49:37 1994"})
        CHECK(parse_cookie_date(spelt) == expected);
    for (const char* none :
         {"",
          "Sun, 06 Nov 1994",
          "06 Nov 1994 25:00:00",
          "31 Feb 2024 00:00:00",
          "06 Xyz 1994 08:49:37",
          "6 Nov 1500 08:49:37"})
        CHECK_FALSE(parse_cookie_date(none));
}

TEST_CASE("at most sixteen cookies of four kilobytes are kept", "[transport][cookies]")
{
    cookie_jar kept = jar();
    for (int i = 0; i != 40; ++i)
        kept.take(std::vector<std::string>{"c" + std::to_string(i) + "=" + std::to_string(i)});
    std::string last;
    for (int i = 24; i != 40; ++i)
        last += (last.empty() ? "c" : "; c") + std::to_string(i) + "=" + std::to_string(i);
    CHECK(kept.header() == last);
    CHECK(after("a=" + std::string(4095, 'x')).size() == 4097);
    CHECK(after("a=" + std::string(4096, 'x')).empty());
    CHECK(after(jar(), {"a=1", "a=" + std::string(4096, 'x')}) == "a=1");
}

TEST_CASE(
    "cookies are sent on every connection of a client, after any status, and appear in no trace",
    "[transport][cookies][pool]"
)
{
    asio::io_context context;
    std::vector<std::string> seen;
    scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            seen.push_back(cookie_of(got));
            // A load balancer sets its cookie with its first response, whatever the status.
            const bool first = seen.size() == 1;
            const std::string set = first ? "Set-Cookie: ROUTE=node-2-of-the-farm; Path=/\r\n" : "";
            const std::string body = first ? "" : "you sent ROUTE=node-2-of-the-farm";
            co_await one->write(
                http_answer_text("500 Oops", body, set + "Content-Type: text/plain\r\nConnection: close\r\n")
            );
            one->close();
            co_return;
        }
    });
    std::string told;
    transport_options options = quick_options();
    options.observe_envelopes = true;
    const auto wire =
        make_connection_pool(context.get_executor(), session_to(host.url()), options, [&](const event& occurred) {
            told.append(occurred.detail).append(occurred.envelope).append("\n");
        });
    result<response> last = failure(client_errc::closed);
    for (int i = 0; i != 3; ++i) {
        last = ask(context, *wire);
        REQUIRE(last);
    }
    CHECK(host.connections() == 3);
    CHECK(seen == std::vector<std::string>{"", "ROUTE=node-2-of-the-farm", "ROUTE=node-2-of-the-farm"});
    CHECK(last->body.find("node-2") == std::string::npos); // pages may repeat the request
    CHECK(told.find("node-2") == std::string::npos);
    // Another client of the same session does not have it.
    const auto other = make_connection_pool(context.get_executor(), session_to(host.url()), quick_options());
    REQUIRE(ask(context, *other));
    CHECK(seen.back().empty());
}

TEST_CASE("cookies of a refused log-in are kept, those of a 407 are not", "[transport][cookies][pool]")
{
    asio::io_context context;
    std::vector<std::string> seen;
    scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            seen.push_back(cookie_of(got));
            const char* const status = seen.size() == 1 ? "407 Proxy" : seen.size() == 2 ? "401 Who" : "200 OK";
            co_await one->write(
                http_answer_text(status, "<a/>", "Set-Cookie: n" + std::to_string(seen.size()) + "=1\r\n")
            );
        }
    });
    const auto wire = make_connection_pool(context.get_executor(), basic_session_to(host.url()), quick_options());
    for (int i = 0; i != 4; ++i)
        static_cast<void>(ask(context, *wire));
    REQUIRE(seen.size() == 4);
    CHECK(seen == std::vector<std::string>{"", "", "n2=1", "n2=1; n3=1"});
}
