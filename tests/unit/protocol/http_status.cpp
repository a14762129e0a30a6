//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/protocol/http_status.hpp>

#include <string>

using namespace wsman;

namespace {

failure judged(unsigned status, std::string type = {}, std::string body = {})
{
    return http_failure(response(status, std::move(type), std::move(body)), "Get");
}

const std::string soap_type = "application/soap+xml;charset=UTF-8";

} // namespace

TEST_CASE("http_failure maps each status as the Windows client does", "[protocol][http]")
{
    struct row {
        unsigned status;
        transport_errc code;
        std::uint32_t windows_code;
    };
    for (const row& one : {
             row{302, transport_errc::http_redirect, 0x80338199},
             row{307, transport_errc::http_redirect, 0x80338199},
             row{400, transport_errc::http_bad_request, 0x80338171},
             row{401, transport_errc::http_unauthorized, 5},
             row{403, transport_errc::http_forbidden, 5},
             row{404, transport_errc::http_not_found, 0x80338113},
             row{407, transport_errc::http_status, 0x8033810F},
             row{413, transport_errc::http_request_too_large, 0x80338111},
             row{415, transport_errc::http_status, 0x8033810F},
             row{429, transport_errc::http_too_many_requests, 0x80338112},
             row{500, transport_errc::http_server_error, 0x80338170},
             row{502, transport_errc::http_status, 0x8033810F},
             row{503, transport_errc::http_service_unavailable, 0x80338112},
             row{200, transport_errc::empty_answer, 0x803380F5},
         }) {
        INFO(one.status);
        const failure why = judged(one.status, soap_type);
        CHECK(why.code() == one.code);
        CHECK(windows_equivalent(why.code()) == static_cast<windows_errc>(one.windows_code));
        CHECK(why.details().http_status == one.status);
        CHECK(why.details().operation == "Get");
        CHECK(why.message().find("HTTP " + std::to_string(one.status)) != std::string::npos);
        CHECK_FALSE(why.hint().empty());
    }
    CHECK(judged(401).code() == condition::access_denied);
    CHECK(judged(403).code() == condition::access_denied);
    CHECK(judged(503).code() == condition::retryable);
    CHECK(judged(429).code() == condition::retryable);
}

TEST_CASE("http_failure recognises the page of a web server and contains its title", "[protocol][http]")
{
    for (const unsigned status : {200U, 400U, 500U, 502U}) {
        const failure why =
            judged(status, "Text/HTML ; charset=utf-8", "<html><head><TITLE lang=\"en\"> Nope </TITLE>");
        CHECK(why.code() == transport_errc::html_answer);
        CHECK(why.details().server_text == "Nope");
    }
    CHECK(judged(200, soap_type, "\n<!DOCTYPE html><html>").code() == transport_errc::html_answer);
    CHECK(judged(200, "", "<HTML></HTML>").code() == transport_errc::html_answer);
    // A specific status takes precedence over the page.
    CHECK(judged(404, "text/html", "<html></html>").code() == transport_errc::http_not_found);
    CHECK(judged(503, "text/html", "<html></html>").code() == transport_errc::http_service_unavailable);
    // A title that does not end is omitted, a long one truncated, and bytes that are not UTF-8 are replaced.
    CHECK(judged(200, "text/html", "<html><title>Nope").details().server_text.empty());
    CHECK(judged(200, "text/html", "<html><title").details().server_text.empty());
    CHECK(judged(200, "text/html", "<html><title>\xFF</title>").details().server_text == "\xEF\xBF\xBD");
    CHECK(judged(200, "text/html", "<title>" + std::string(500, 'x') + "</title>").details().server_text.size() == 200);
}

TEST_CASE("http_failure contains the location of a redirect, which the client does not follow", "[protocol][http]")
{
    response answer(302, "", "");
    answer.location = "https://evil.example/wsman";
    const failure why = http_failure(answer, "Identify");
    CHECK(why.code() == transport_errc::http_redirect);
    CHECK(why.details().server_text == "https://evil.example/wsman");
}

TEST_CASE("http_failure contains the schemes of a 401", "[protocol][http]")
{
    response answer(401, "", "");
    answer.challenges = "Negotiate, Basic realm=\"WSMAN, really\", Digest realm=\"x\", qop=\"auth\", nonce=\"1\"";
    CHECK(http_failure(answer, "Get").details().client_text == "HTTP 401, offered: Negotiate, Basic, Digest");
    answer.challenges.clear();
    const failure none = http_failure(answer, "Get");
    CHECK(none.details().client_text == "HTTP 401, no scheme offered");
    CHECK(std::string(none.hint()).find("AllowUnencrypted") != std::string::npos);
}

TEST_CASE("http_failure contains the wrong content type and the time of a retry", "[protocol][http]")
{
    const failure json = judged(200, "application/json", "{}");
    CHECK(json.code() == transport_errc::invalid_content_type);
    CHECK(json.details().server_text == "application/json");
    response busy(503, "", "");
    busy.retry_after = std::chrono::seconds(7);
    CHECK(http_failure(busy, "Get").details().client_text.find("7 s") != std::string::npos);
}

TEST_CASE("http_failure distinguishes an error without a body from one with an unreadable body", "[protocol][http]")
{
    for (const unsigned status : {400U, 405U, 500U, 501U, 599U}) {
        INFO(status);
        for (const char* nothing : {"", " \r\n"}) {
            const failure empty = judged(status, soap_type, nothing);
            CHECK(empty.details().client_text == "HTTP " + std::to_string(status) + ", with an empty body");
            CHECK(empty.details().server_text.empty());
            CHECK(empty.hint() == error_cure(empty.code()));
        }
        const failure told = judged(status, "text/plain", "disk full");
        CHECK(
            told.details().client_text == "HTTP " + std::to_string(status) + ", with a body that is not a SOAP fault"
        );
        CHECK(told.details().server_text == "disk full");
        CHECK(told.message().find("with an empty body") == std::string::npos);
        // The hint addresses the reader of the answer.
        CHECK(std::string(told.hint()).find("firmware") != std::string::npos);
        CHECK(std::string(told.hint()).find("trace") != std::string::npos);
    }
    // The failure contains the text of the body even if the status is specific.
    CHECK(judged(403, "text/plain", "not from here").details().server_text == "not from here");
    CHECK(
        judged(503, "application/json", "{\"error\":\"starting\"}").details().server_text == "{\"error\":\"starting\"}"
    );
}

TEST_CASE("http_failure contains the text of an error body, limited and without control characters", "[protocol][http]")
{
    using namespace std::string_literals;
    const auto words = [](const std::string& body) {
        return judged(500, "application/octet-stream", body).details().server_text;
    };
    CHECK(words("<e><m a=\"1\">A &amp; B &lt;C&gt;</m><![CDATA[d &]]></e>") == "A & B <C> d &");
    CHECK(words("<p>one</p><script>var x = \"<b>\";</script><style>p{}</style>two") == "one two");
    CHECK(words("a < b && c") == "a < b && c");
    CHECK(words("cut <tag and no end") == "cut");
    CHECK(words("\xEF\xBB\xBFmark") == "mark");
    CHECK(words("\xFF\xFEw\0i\0d\0e\0"s) == "wide");
    CHECK(words("w\0i\0d\0e\0"s) == "wide");
    CHECK(words("\xFE\xFF\0w\0i\0d\0e"s) == "wide");
    CHECK(words("M\xFCnchen") == "M\xEF\xBF\xBDnchen");
    // No terminal control sequences, no additional lines, limited length.
    const std::string steering = words("red\x1B[31m\r\nok: \xE2\x80\xAE"
                                       "exe \xC2\x9B");
    for (const char* bad : {"\x1B", "\n", "\r", "\xE2\x80\xAE", "\xC2\x9B"})
        CHECK(steering.find(bad) == std::string::npos);
    CHECK(steering.starts_with("red"));
    CHECK(words(std::string(100'000, 'x')).size() == 500);
    CHECK(words(std::string(30'000, ' ') + "late").empty());
    // A compressed or encrypted body or an image has no text.
    std::string noise = "\x1F\x8B\x08";
    for (unsigned i = 0; i != 500; ++i)
        noise += static_cast<char>((i * 167U + 13U) & 0xFFU);
    CHECK(words(noise).empty());
    CHECK(words("\0\0\0\0"s).empty());
    CHECK(words("-- ** --").empty());
}

TEST_CASE("http_failure has hints for answers of proxies and gateways", "[protocol][http]")
{
    const auto hint = [](unsigned status, const char* operation, const char* type = "", const char* body = "") {
        return std::string(http_failure(response(status, type, body), operation).hint());
    };
    for (const unsigned status : {502U, 504U, 520U, 524U}) {
        INFO(status);
        for (const char* operation : {"Command", "Send", "Receive", "Signal", "Delete"}) {
            CHECK(hint(status, operation).find("lower operation_timeout") != std::string::npos);
            CHECK(
                hint(status, operation, "text/html", "<html><title>504</title></html>").find("gateway") !=
                std::string::npos
            );
            CHECK(
                hint(status, operation, "text/plain", "upstream timed out").find("load balancer") != std::string::npos
            );
        }
        for (const char* operation : {"Create", "Identify", ""})
            CHECK(hint(status, operation).find("no answer from the host") != std::string::npos);
    }
    CHECK(hint(415, "Create").find("content type") != std::string::npos);
    CHECK(hint(415, "Create").find("UTF-16") != std::string::npos);
    CHECK(hint(408, "Send").find("request") != std::string::npos);
    CHECK(hint(403, "Create").find("path") != std::string::npos);
    CHECK(hint(404, "Create").find("path") != std::string::npos);
}

TEST_CASE("parse_media_type ignores case, blanks and quotes", "[protocol][http]")
{
    for (const char* text :
         {"application/soap+xml;charset=UTF-8",
          " Application/SOAP+XML ; Charset=\"utf-8\"",
          "application/soap+xml; action=\"urn:x\"; charset=utf-8"}) {
        const media_type type = parse_media_type(text);
        CHECK(type.type == "application/soap+xml");
        CHECK(type.charset == "utf-8");
        CHECK(type.is_xml());
        CHECK_FALSE(type.is_html());
    }
    CHECK(parse_media_type("").is_xml()); // no type at all: the body will tell
    CHECK(parse_media_type("text/xml").is_xml());
    CHECK(parse_media_type("text/html;x").is_html());
    CHECK_FALSE(parse_media_type("text/plain").is_xml());
    CHECK(parse_media_type("application/soap+xml;charset").charset.empty());
    CHECK(parse_media_type(";;;=").type.empty());
}
