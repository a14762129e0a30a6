//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/transport/impl/http/cookies.hpp>
#include <wsman/transport/impl/http/http_response.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "costs.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

/// Passes the bytes to the HTTP reader, in pieces of the given size.
std::size_t reading_http(const std::string& text, std::size_t piece)
{
    const std::size_t before = work_done();
    detail::http_response_reader reader(text.size() + 1, text.size() + 1);
    reader.begin();
    for (std::size_t at = 0; at < text.size();) {
        const std::span<char> room = reader.space();
        const std::size_t size = (std::min)({piece, room.size(), text.size() - at});
        std::memcpy(room.data(), text.data() + at, size);
        if (reader.received(size).has_error()) break;
        at += size;
    }
    return work_done() - before;
}

} // namespace

TEST_CASE("the cost of parsing an HTTP answer is linear in its bytes", "[transport][cost]")
{
    if (!counts_work()) {
        std::cout << "SKIPPED: this compiler cannot count executed basic blocks\n";
        return;
    }
    const std::string head = "HTTP/1.1 200 OK\r\n";
    const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    for (const std::size_t piece : {std::size_t{1}, std::size_t{1000}, std::size_t{1} << 20}) {
        const auto http = [piece](const std::string& text) { return reading_http(text, piece); };
        costs_linearly("headers", [&](std::size_t n) { return head + repeated("A: b\r\n", n) + "\r\n"; }, http);
        costs_linearly("bare line feeds", [&](std::size_t n) { return head + repeated("A: b\n", n) + "\n"; }, http);
        costs_linearly("a reason", [&](std::size_t n) { return "HTTP/1.1 200 " + repeated("\x01", n) + "\n\n"; }, http);
        costs_linearly(
            "cookies", [&](std::size_t n) { return head + repeated("Set-Cookie: a=b\r\n", n) + "\r\n"; }, http
        );
        costs_linearly(
            "chunks", [&](std::size_t n) { return chunked + repeated("1 \r\nx\r\n", n) + "0\r\n\r\n"; }, http
        );
        costs_linearly(
            "blanks behind a chunk's size",
            [&](std::size_t n) { return chunked + "1" + repeated(" ", n) + "\r\nx\r\n"; },
            http
        );
        costs_linearly("a body", [&](std::size_t n) { return head + "\r\n" + repeated("x", n); }, http);
    }
    costs_linearly(
        "cookies that are kept",
        [](std::size_t n) { return repeated("x", n); },
        [](const std::string& text) {
            detail::cookie_jar jar("host", false, "/wsman", false);
            const std::size_t before = work_done();
            for (std::size_t i = 0; i != text.size(); ++i)
                jar.take(std::vector<std::string>{
                    "c" + std::to_string(i) + "=1; Path=/; Domain=host; Expires=Tue, 29 May 2035 17:15:57 GMT"
                });
            return work_done() - before;
        }
    );
}
