//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/transport/impl/http/http_request.hpp>

#include <string>

using namespace wsman;

TEST_CASE("a request's head holds exactly the required headers", "[transport][http]")
{
    detail::connection_settings settings;
    settings.authority = "[::1]:5985";
    settings.path = "/wsman?PSVersion=5";
    const std::string prefix = detail::make_head_prefix(settings).value();
    std::string out = "old";
    detail::request_head head;
    head.content_type = detail::envelope_type_utf8;
    head.content_length = 12;
    REQUIRE(detail::write_head(out, prefix, head));
    CHECK(
        out == "POST /wsman?PSVersion=5 HTTP/1.1\r\nHost: [::1]:5985\r\nUser-Agent: wsman-cpp\r\n"
               "Accept-Encoding: identity\r\nConnection: keep-alive\r\n"
               "Content-Type: application/soap+xml;charset=UTF-8\r\nContent-Length: 12\r\n\r\n"
    );
    head.anonymous = true;
    head.authorization = "Basic eDp5";
    REQUIRE(detail::write_head(out, prefix, head));
    CHECK(out.find("\r\nWSMANIDENTIFY: unauthenticated\r\nAuthorization: Basic eDp5\r\n\r\n") != std::string::npos);
}

TEST_CASE("no value can end its line in a request's head", "[transport][http]")
{
    for (const char* bad : {"/a\r\nX: y", "/a b", "/a\n", "", "a", "/\x7F", "/\xC3\xA4"}) {
        detail::connection_settings settings;
        settings.authority = "host:1";
        settings.path = bad;
        CHECK(detail::make_head_prefix(settings).has_error());
    }
    for (const char* bad : {"host\r\n:1", "ho st:1", ""}) {
        detail::connection_settings settings;
        settings.authority = bad;
        settings.path = "/wsman";
        CHECK(detail::make_head_prefix(settings).has_error());
    }
    std::string out;
    detail::request_head head;
    head.content_type = "a";
    head.authorization = "Basic x\r\nY: z";
    CHECK(detail::write_head(out, "POST", head).has_error());
    head.authorization = "Digest realm=\"Zugriff f\xC3\xBCr alle\""; // sent back as the host spelt it
    CHECK(detail::write_head(out, "POST", head).has_value());
}
