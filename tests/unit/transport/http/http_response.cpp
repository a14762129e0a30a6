//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/transport/impl/http/http_response.hpp>

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace wsman;
using detail::http_response_reader;

/// Feeds bytes in pieces of a given size.
result<void> feed(http_response_reader& reader, std::string_view bytes, std::size_t piece)
{
    while (!bytes.empty()) {
        const std::span<char> room = reader.space();
        const std::size_t size = (std::min)({piece, room.size(), bytes.size()});
        std::memcpy(room.data(), bytes.data(), size);
        result<void> taken = reader.received(size);
        if (taken.has_error()) return taken;
        bytes.remove_prefix(size);
    }
    return {};
}

error_code code_of(std::string_view bytes, std::size_t header_limit = 65536, std::size_t body_limit = 65536)
{
    http_response_reader reader(header_limit, body_limit);
    reader.begin();
    result<void> outcome = feed(reader, bytes, bytes.size());
    if (outcome.has_value()) outcome = reader.ended();
    return outcome.has_error() ? outcome.error().code() : error_code();
}

} // namespace

TEST_CASE("a response to CONNECT ends with its head, in pieces of every size", "[transport][http][proxy]")
{
    // Framing headers of a 2xx are ignored (RFC 9110, 9.3.6).
    const std::string opened = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";
    for (std::size_t piece = 1; piece <= opened.size() + 3; ++piece) {
        http_response_reader reader(65536, 65536);
        reader.begin_connect();
        REQUIRE(feed(reader, opened, piece));
        REQUIRE(reader.complete());
        CHECK(reader.reusable());
        CHECK(reader.answer().status == 200);
        CHECK(reader.answer().reason == "OK");
    }
    http_response_reader early(65536, 65536);
    early.begin_connect();
    REQUIRE(feed(early, opened + "abc", opened.size() + 3));
    CHECK(early.complete());
    CHECK_FALSE(early.reusable());
    CHECK(early.answer().body.empty());
}

TEST_CASE("a 407 of a proxy is read with its body, for the next CONNECT", "[transport][http][proxy]")
{
    const std::string asked = "HTTP/1.1 407 Who\r\nWWW-Authenticate: Basic\r\nProxy-Authenticate: Negotiate\r\n"
                              "Transfer-Encoding: chunked\r\n\r\n3\r\nwho\r\n0\r\n\r\n";
    for (std::size_t piece = 1; piece <= asked.size(); ++piece) {
        http_response_reader reader(65536, 65536);
        reader.begin_connect();
        REQUIRE(feed(reader, asked, piece));
        REQUIRE(reader.complete());
        CHECK(reader.reusable());
        CHECK(reader.answer().challenges == std::vector<std::string>{"Negotiate"});
        CHECK(reader.answer().body == "who");
        // For the host's responses the host's challenges apply again.
        reader.begin();
        REQUIRE(feed(reader, "HTTP/1.1 401 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n", piece));
        CHECK(reader.complete());
        CHECK(reader.answer().challenges.empty());
    }
}

TEST_CASE("a response is parsed alike in pieces of every size", "[transport][http]")
{
    const std::string text = "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nTransfer-Encoding: chunked\r\n"
                             "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: Basic realm=\"WSMAN\"\r\n\r\n"
                             "5;a=b\r\nhello\r\n7\r\n, world\r\n0\r\nContent-Type: text/html\r\n\r\n";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        http_response_reader reader(65536, 65536);
        reader.begin();
        REQUIRE(feed(reader, text, piece));
        REQUIRE(reader.complete());
        CHECK(reader.reusable());
        CHECK(reader.answer().status == 200);
        CHECK(reader.answer().body == "hello, world");
        CHECK(reader.answer().content_type == "application/soap+xml");
        CHECK(reader.answer().challenges.size() == 2);
    }
}

TEST_CASE("a status is parsed for all reason phrases and line ends", "[transport][http]")
{
    using namespace std::string_literals;
    const std::string rest = "A: 1\r\nContent-Length: 2\r\n\r\nab";
    const std::string bare = "A: 1\nContent-Length: 2\n\nab";
    for (const std::string& text :
         {"HTTP/1.1 503\r\n" + rest,
          "HTTP/1.1 503 \r\n" + rest,
          "HTTP/1.1 503 \x01 un\x1F\x7Fwell\r\n" + rest,
          "HTTP/1.1 503 a\0b\r\n"s + rest,
          "HTTP/1.1 503 a\rb\r\n" + rest,
          "HTTP/1.1 503 f\xFCr uns\r\n" + rest,
          "HTTP/1.1 503 x\n" + rest,
          "HTTP/1.1 503 x\n" + bare,
          "HTTP/1.1 503 x\r\n" + bare,
          "HTTP/1.1 503\n" + bare,
          "HTTP/1.1 503 \x02\nA: 1\r\nContent-Length: 2\n\r\nab"s,
          "HTTP/1.1 100 \x01\n\nHTTP/1.1 503 \x01\n" + bare})
        for (std::size_t piece = 1; piece <= text.size(); ++piece) {
            INFO(text << " in pieces of " << piece);
            http_response_reader reader(65536, 65536);
            reader.begin();
            REQUIRE(feed(reader, text, piece));
            REQUIRE(reader.complete());
            CHECK(reader.reusable());
            CHECK(reader.answer().status == 503);
            CHECK(reader.answer().body == "ab");
        }
    // The same from a proxy; bytes after its head are not changed.
    http_response_reader opened(65536, 65536);
    opened.begin_connect();
    REQUIRE(feed(opened, "HTTP/1.1 200 \x05 in\n\n", 100));
    CHECK(opened.complete());
    CHECK(opened.reusable());
    CHECK(opened.answer().reason.find('\x05') == std::string::npos);
    // Bodies and input that is not HTTP are not corrected.
    http_response_reader body(65536, 65536);
    body.begin();
    REQUIRE(feed(body, "HTTP/1.1 200 OK\nContent-Length: 6\n\na\nb\n\n\n", 100));
    CHECK(body.answer().body == "a\nb\n\n\n");
    for (const char* text :
         {"HTTP/1.1 20\n\n",
          "HTTP/1.1 abc x\n\n",
          "HTTP/1.1\n\n",
          "HTTP/1.1 200 OK\nA b\n\n",
          "HTTP/2.0 200 OK\n\n",
          "220 mail.example ready\r\n"})
        CHECK(code_of(text) == transport_errc::malformed_http);
    CHECK(code_of("HTTP/1.1 200 \x01" + std::string(3000, 'x'), 2000) == transport_errc::header_limit);
    CHECK(code_of("HTTP/1.1 200 OK\nA: 1\n") == transport_errc::connection_closed);
}

TEST_CASE("blanks after a chunk size are accepted", "[transport][http]")
{
    const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const std::string chunks :
         {"5  \r\nhello\r\n7\t\r\n, world\r\n0 \r\n\r\n",
          "5 \r\nhello\r\n7\r\n, world\r\n0\r\n\r\n",
          "5\r\nhello\r\n7\r\n, world\r\n0 \t \r\nA: 1\r\n\r\n",
          "05 ;a=b \r\nhello\r\n07;c=\"d\" \r\n, world\r\n00 \r\n\r\n"}) {
        const std::string text = head + chunks;
        for (std::size_t piece = 1; piece <= text.size(); ++piece) {
            INFO(text << " in pieces of " << piece);
            http_response_reader reader(65536, 12);
            reader.begin();
            REQUIRE(feed(reader, text, piece));
            REQUIRE(reader.complete());
            CHECK(reader.reusable());
            CHECK(reader.answer().body == "hello, world");
        }
        CHECK(code_of(text, 65536, 11) == transport_errc::body_limit);
    }
    // Blanks inside a chunk are kept, and blanks at other places are refused.
    http_response_reader blanks(65536, 65536);
    blanks.begin();
    REQUIRE(feed(blanks, head + "4 \r\n \r\n \r\n1\r\n \r\n0\r\n\r\n", 100));
    CHECK(blanks.complete());
    CHECK(blanks.answer().body == " \r\n  ");
    for (const char* chunks :
         {" 5\r\nhello\r\n0\r\n\r\n",
          "5 5\r\nhello\r\n0\r\n\r\n",
          "\r\n5\r\nhello\r\n0\r\n\r\n",
          "5 x\r\nhello\r\n0\r\n\r\n",
          " \r\n\r\n",
          "5\nhello\r\n0\r\n\r\n",
          "5\r\nhelloo\r\n0\r\n\r\n"})
        CHECK(code_of(head + chunks) == transport_errc::malformed_http);
    CHECK(code_of(head + "5" + std::string(3000, ' '), 2000) == transport_errc::header_limit);
}

TEST_CASE(
    "the cookies of a response are the host's, never those of a response to CONNECT", "[transport][http][cookies]"
)
{
    const std::string text =
        "HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2\r\nContent-Length: 0\r\n\r\n";
    http_response_reader reader(65536, 65536);
    reader.begin();
    REQUIRE(feed(reader, text, text.size()));
    CHECK(reader.answer().cookies == std::vector<std::string>{"a=1; Path=/", "b=2"});
    reader.begin();
    REQUIRE(feed(reader, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nSet-Cookie: c=3\r\n\r\n", 1000));
    CHECK(reader.answer().cookies.empty());
    reader.reset();
    reader.begin_connect();
    REQUIRE(feed(reader, text, text.size()));
    CHECK(reader.answer().cookies.empty());
}

TEST_CASE("one reader parses consecutive responses and keeps early bytes", "[transport][http]")
{
    http_response_reader reader(65536, 65536);
    const std::string text = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab";
    for (int i = 0; i != 3; ++i) {
        reader.begin();
        REQUIRE(feed(reader, text, text.size()));
        CHECK(reader.reusable());
        CHECK(reader.answer().body == "ab");
    }
    reader.begin();
    REQUIRE(feed(reader, text + "H", text.size() + 1));
    CHECK(reader.complete());
    CHECK_FALSE(reader.reusable());
}

TEST_CASE("interim responses are skipped, switching protocols is refused", "[transport][http]")
{
    CHECK_FALSE(code_of("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    CHECK(code_of("HTTP/1.1 101 Switching Protocols\r\n\r\n") == transport_errc::malformed_http);
    std::string many;
    for (int i = 0; i != 20; ++i)
        many += "HTTP/1.1 103 Early Hints\r\n\r\n";
    CHECK(code_of(many) == transport_errc::malformed_http);
}

TEST_CASE("a body at its limit is read, one more byte is refused", "[transport][http]")
{
    const std::string body(100, 'x');
    const std::string known = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + body;
    const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n" + body + "\r\n0\r\n\r\n";
    const std::string open_end = "HTTP/1.1 200 OK\r\n\r\n" + body;
    for (const std::string& text : {known, chunked, open_end}) {
        CHECK_FALSE(code_of(text, 65536, 100));
        CHECK_FALSE(code_of(text, 65536, 101));
        CHECK(code_of(text, 65536, 99) == transport_errc::body_limit);
    }
    http_response_reader reader(65536, 99);
    reader.begin();
    const result<void> refused = feed(reader, known, 1000);
    REQUIRE(refused.has_error());
    CHECK(refused.error().message().find("body_limit is 99 bytes") != std::string::npos);
}

TEST_CASE("headers beyond their limit are refused at every place", "[transport][http]")
{
    const std::string big(3000, 'x');
    CHECK(
        code_of("HTTP/1.1 200 OK\r\nA: " + big + "\r\nContent-Length: 0\r\n\r\n", 2000) == transport_errc::header_limit
    );
    CHECK_FALSE(code_of("HTTP/1.1 200 OK\r\nA: " + big + "\r\nContent-Length: 0\r\n\r\n", 4000));
    CHECK(code_of("HTTP/1.1 200 OK\r\nA: " + big + big, 2000) == transport_errc::header_limit);
    CHECK(
        code_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + big, 2000) == transport_errc::header_limit
    );
}

TEST_CASE("ambiguous lengths and codings are refused", "[transport][http]")
{
    const std::string start = "HTTP/1.1 200 OK\r\n";
    for (const char* fields : {
             "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
             "Content-Length: 1, 2\r\n\r\nab",
             "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n",
             "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
             "Transfer-Encoding: gzip\r\n\r\nab",
             "Content-Length: -1\r\n\r\n",
             "Content-Length: 99999999999999999999999\r\n\r\n",
             "Content-Length : 1\r\n\r\na",
             "Bad Name: 1\r\nContent-Length: 0\r\n\r\n",
         }) {
        INFO(fields);
        CHECK(code_of(start + fields) == transport_errc::malformed_http);
    }
    CHECK(
        code_of(start + "Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n") == transport_errc::invalid_content_type
    );
    CHECK_FALSE(code_of(start + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na"));
}

TEST_CASE("input that is not HTTP is distinguished from TLS", "[transport][http]")
{
    CHECK(code_of("SSH-2.0-OpenSSH_9.2\r\n\r\n") == transport_errc::malformed_http);
    CHECK(code_of(std::string_view("\x15\x03\x01\x00\x02\x02\x46", 7)) == transport_errc::plain_to_tls_port);
    CHECK(code_of("") == transport_errc::connection_closed);
}

TEST_CASE("a truncated response is an error, one without a length ends with the connection", "[transport][http]")
{
    CHECK(code_of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab") == transport_errc::connection_closed);
    CHECK(code_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab") == transport_errc::connection_closed);
    CHECK(code_of("HTTP/1.1 200 OK\r\nConte") == transport_errc::connection_closed);
    http_response_reader reader(65536, 65536);
    reader.begin();
    REQUIRE(feed(reader, "HTTP/1.1 200 OK\r\n\r\nabc", 100));
    CHECK_FALSE(reader.complete());
    REQUIRE(reader.ended());
    CHECK(reader.answer().body == "abc");
    CHECK_FALSE(reader.reusable());
}

TEST_CASE("a connection that the host wants to close is not reused", "[transport][http]")
{
    for (const char* text :
         {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"}) {
        http_response_reader reader(65536, 65536);
        reader.begin();
        REQUIRE(feed(reader, text, 1000));
        CHECK(reader.complete());
        CHECK_FALSE(reader.reusable());
    }
}
