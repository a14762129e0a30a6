//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/test_session.hpp>
#include <wsman/protocol/create_shell.hpp>
#include <wsman/protocol/redact.hpp>
#include <wsman/protocol/run_command.hpp>
#include <wsman/protocol/send_input.hpp>

#include <string>
#include <vector>

using namespace wsman;
using namespace wsman::test;

namespace {

const std::string canary = "k4n4r13nv0g3l";

std::string redacted_request(const step& first)
{
    return redact(std::get<request>(first).envelope);
}

} // namespace

TEST_CASE("redact removes the text of the user from requests and keeps the rest", "[protocol][redact]")
{
    const soap_context context(plain_session());
    const shell_id shell("7F2A");
    shell_options options;
    options.environment.emplace_back("PASSWORD", canary);
    create_shell create(context, options);
    run_command command(context, shell, command_request("net use /user:x " + canary, {canary}));
    send_input input(context, shell, command_id("1"), canary);
    const std::string encoded = "azRuNHIxM252MGczbA=="; // the canary in base64
    REQUIRE(std::get<request>(input.start()).envelope.find(encoded) != std::string_view::npos);
    std::vector<std::string> all{
        redacted_request(create.start()), redacted_request(command.start()), redacted_request(input.start())
    };
    for (const std::string& text : all) {
        CHECK(text.find(canary) == std::string::npos);
        CHECK(text.find(encoded) == std::string::npos);
        CHECK(text.find("bytes removed]</") != std::string::npos);
        CHECK(text.find("<a:MessageID>uuid:") != std::string::npos);
        CHECK(text.ends_with("</s:Body></s:Envelope>"));
    }
    CHECK(all[0].find("Name=\"PASSWORD\"") != std::string::npos);
}

TEST_CASE("redact removes output with any prefix, in CDATA and in nested elements", "[protocol][redact]")
{
    CHECK(
        redact("<x:Stream Name=\"stdout\">secret</x:Stream><y>z</y>") ==
        "<x:Stream Name=\"stdout\">[6 bytes removed]</x:Stream><y>z</y>"
    );
    CHECK(redact("<Stream/>a") == "<Stream/>a");
    CHECK(redact("<Stream></Stream>a") == "<Stream></Stream>a");
    for (const char* inside :
         {"<![CDATA[secret</Stream>secret]]>",
          "<!-- </Stream> -->secret",
          "<b a=\"</Stream>\">secret</b>",
          "<Stream>x</Stream>secret",
          "secret</other>secret"}) {
        const std::string text = redact("<Stream>" + std::string(inside) + "</Stream><y>z</y>");
        INFO(text);
        CHECK(text.find("secret") == std::string::npos);
        CHECK(text.ends_with("</Stream><y>z</y>"));
    }
}

TEST_CASE("redact removes the text of elements whose names suggest a password", "[protocol][redact]")
{
    for (const char* name : {"Password", "p:AdminPassword", "clientSecret", "Credentials"}) {
        const std::string plain(name);
        CHECK(redact("<" + plain + ">secret</" + plain + ">").find(">secret<") == std::string::npos);
    }
}

TEST_CASE("redact removes the rest of a truncated envelope", "[protocol][redact]")
{
    CHECK(redact("<a><Stream>secr") == "<a><Stream>[4 bytes removed]");
    CHECK(redact("<a><Stream x=\"secr") == "<a>[15 bytes removed]");
    CHECK(redact("").empty());
    CHECK(redact("plain text") == "plain text");
    CHECK(redact("<") == "[1 bytes removed]");
}
