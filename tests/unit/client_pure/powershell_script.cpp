//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/powershell_script.hpp>

#include <array>
#include <cstdint>
#include <string>

using wsman::powershell_plan;
using wsman::powershell_route;
using wsman::powershell_script;
using wsman::powershell_step;

namespace {

const std::string prologue = "$global:LASTEXITCODE=0;$ProgressPreference='SilentlyContinue'\n";
const std::string epilogue = ";if($?){exit [int]$LASTEXITCODE}elseif($LASTEXITCODE){exit $LASTEXITCODE}else{exit 1}";

// Independent decoders, because the library's encoders wrote the text.
std::string from_base64(const std::string& text)
{
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        const std::size_t value = alphabet.find(c);
        if (value == std::string::npos) continue;
        bits = (bits << 6) | static_cast<unsigned>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>((bits >> count) & 0xFFU);
        }
    }
    return bytes;
}

std::string from_utf16le(const std::string& bytes)
{
    std::string text;
    const auto unit = [&](std::size_t at) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])) |
               static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + 1])) << 8;
    };
    REQUIRE(bytes.size() % 2 == 0);
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        std::uint32_t code = unit(at);
        if (code >= 0xD800 && code <= 0xDBFF) {
            at += 2;
            code = 0x10000 + ((code - 0xD800) << 10) + (unit(at) - 0xDC00);
        }
        const auto put = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
        if (code < 0x80)
            put(code);
        else if (code < 0x800)
            put(0xC0 | code >> 6), put(0x80 | (code & 0x3F));
        else if (code < 0x10000)
            put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
        else
            put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F)), put(0x80 | (code >> 6 & 0x3F)),
                put(0x80 | (code & 0x3F));
    }
    return text;
}

/// Returns: the script in the command line of a step.
std::string decoded(const powershell_step& step)
{
    const auto& arguments = step.run.arguments();
    REQUIRE(arguments.size() == 4);
    CHECK(step.run.program() == "powershell.exe");
    CHECK(arguments[0] == "-NoProfile");
    CHECK(arguments[1] == "-NonInteractive");
    CHECK(arguments[2] == "-EncodedCommand");
    CHECK(step.run.request().has_value());
    return from_utf16le(from_base64(arguments[3]));
}

powershell_plan planned(const powershell_script& script, bool input_given = false)
{
    const auto plan = script.plan(input_given, wsman::uuid::parse("0F8FAD5B-D9CB-469F-A165-70867728950E").value());
    REQUIRE(plan.has_value());
    return *plan;
}

} // namespace

TEST_CASE("a short script goes into the command line", "[client][powershell]")
{
    const std::string texts[] = {"1", "", "Get-Date # \xC3\xA4\xF0\x9F\x98\x80", std::string(2500, 'x')};
    for (const std::string& text : texts) {
        for (const bool input : {false, true}) {
            const powershell_plan plan = planned(text, input);
            CHECK(plan.route == powershell_route::encoded_command);
            CHECK(decoded(plan.run) == prologue + text + "\n" + epilogue);
            CHECK_FALSE(plan.run.standard_input);
            CHECK(plan.preparation.empty());
            CHECK(plan.clean_up.empty());
        }
    }
}

TEST_CASE("the script's exact length determines the route", "[client][powershell]")
{
    std::size_t longest = 2000;
    while (planned(std::string(longest + 1, 'x')).route == powershell_route::encoded_command)
        ++longest;
    CHECK(longest > 2800);
    const auto request = planned(std::string(longest, 'x')).run.run.request();
    REQUIRE(request.has_value());
    std::size_t length = request->command.size();
    for (const auto& argument : request->arguments)
        length += 1 + argument.size();
    CHECK(length <= 8191);
    CHECK(length > 8191 - 8);
    // UTF-16 units count: a non-ASCII character costs as much as an ASCII one.
    std::string umlauts;
    for (std::size_t i = 0; i < longest; ++i)
        umlauts += "\xC3\xA4";
    CHECK(planned(umlauts).route == powershell_route::encoded_command);
    CHECK(planned(umlauts + "x").route == powershell_route::standard_input);
}

TEST_CASE("a long script is sent through standard input", "[client][powershell]")
{
    for (const std::size_t size : {4'000U, 30'000U, 1'000'000U}) {
        std::string text;
        while (text.size() < size)
            text += "Write-Output '\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80 %PATH% \"q\" & | ^'\r\n";
        const powershell_plan plan = planned(text);
        CHECK(plan.route == powershell_route::standard_input);
        CHECK(
            decoded(plan.run) ==
            prologue +
                "$t=[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String((-join @($input))))\n"
                "& ([ScriptBlock]::Create($t+\"`n\"+'" +
                epilogue + "'))\n" + epilogue
        );
        REQUIRE(plan.run.standard_input);
        CHECK((from_base64(*plan.run.standard_input) == text)); // too long to be printed
        CHECK(
            plan.run.standard_input->find_first_not_of(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
                "\r\n"
            ) == std::string::npos
        );
        CHECK(plan.run.standard_input->ends_with("\r\n"));
        CHECK(plan.run.standard_input->find("\r\n") <= 1000);
        CHECK(plan.preparation.empty());
    }
}

TEST_CASE("a long script is sent in a file if the caller gives standard input", "[client][powershell]")
{
    const std::string text(50'000, 'x');
    const powershell_plan plan = planned(text, true);
    const std::string path = "$p=[IO.Path]::Combine([IO.Path]::GetTempPath(),"
                             "'wsman-0F8FAD5B-D9CB-469F-A165-70867728950E.tmp')\n";
    CHECK(plan.route == powershell_route::temporary_file);
    REQUIRE(plan.preparation.size() == 1);
    CHECK(
        decoded(plan.preparation[0]) == prologue + path + "[IO.File]::WriteAllText($p,(-join @($input)))\n" + epilogue
    );
    CHECK(from_base64(plan.preparation[0].standard_input.value()) == text);
    CHECK_FALSE(plan.run.standard_input);
    CHECK(
        decoded(plan.run) ==
        prologue + path +
            "$t=[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([IO.File]::ReadAllText($p)))\n"
            "[IO.File]::Delete($p)\n$input|& ([ScriptBlock]::Create($t+\"`n\"+'" +
            epilogue + "'))\n" + epilogue
    );
    REQUIRE(plan.clean_up.size() == 1);
    CHECK(decoded(plan.clean_up[0]) == prologue + path + "[IO.File]::Delete($p)\n" + epilogue);
    CHECK(plan.clean_up[0].standard_input == "");
    // Two runs never share a file.
    CHECK(
        powershell_script(text).plan(true)->preparation[0].run.arguments() !=
        powershell_script(text).plan(true)->preparation[0].run.arguments()
    );
}

TEST_CASE("a script that must begin its block gets its own block", "[client][powershell]")
{
    const std::string texts[] = {
        "param([int]$a = 1)\n$a",
        "# c\n<# d\n e #>\r\n  Param ($x)",
        "using namespace System",
        "[CmdletBinding()] param()",
        "process { $_ }"
    };
    for (const std::string& text : texts) {
        const std::string script = decoded(planned(text).run);
        const std::string before = prologue + "& ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString("
                                              "[Convert]::FromBase64String('";
        const std::string after = "'))))\n" + epilogue;
        REQUIRE(script.size() > before.size() + after.size());
        CHECK(script.starts_with(before));
        CHECK(script.ends_with(after));
        CHECK(from_base64(script.substr(before.size(), script.size() - before.size() - after.size())) == text);
        const powershell_plan plan = planned(text + "\n#" + std::string(5000, 'x'));
        CHECK(plan.route == powershell_route::standard_input);
        CHECK(decoded(plan.run).ends_with("& ([ScriptBlock]::Create($t))\n" + epilogue));
    }
    for (const char* text :
         {"parameters", "$param", "Get-Process", "'using'", "#param($x)", "<# param", "params 1", ""})
        CHECK(decoded(planned(text).run) == prologue + text + "\n" + epilogue);
}

TEST_CASE("one byte order mark before a script is dropped on every route", "[client][powershell]")
{
    const std::string mark = "\xEF\xBB\xBF";
    for (const std::string& text : {std::string("Get-Date"), std::string("param($x)"), std::string(20'000, '#')})
        for (const bool input_given : {false, true}) {
            const powershell_plan marked = powershell_script(mark + text).plan(input_given, wsman::uuid()).value();
            const powershell_plan plain = powershell_script(text).plan(input_given, wsman::uuid()).value();
            CHECK(marked.route == plain.route);
            CHECK(decoded(marked.run) == decoded(plain.run));
            CHECK(marked.run.standard_input == plain.run.standard_input);
            REQUIRE(marked.preparation.size() == plain.preparation.size());
            for (std::size_t i = 0; i < plain.preparation.size(); ++i)
                CHECK(marked.preparation[i].standard_input == plain.preparation[i].standard_input);
        }
    CHECK(decoded(planned(mark + mark + "1").run) == prologue + mark + "1\n" + epilogue);
}

TEST_CASE("the caller can change program, switches and progress", "[client][powershell]")
{
    powershell_script script("1");
    script.program = "C:\\Program Files\\PowerShell\\7\\pwsh.exe";
    script.switches = {"-NoLogo"};
    script.show_progress = true;
    const powershell_plan plan = planned(script);
    CHECK(plan.run.run.program() == script.program);
    CHECK(plan.run.run.arguments()[0] == "-NoLogo");
    CHECK(from_utf16le(from_base64(plan.run.run.arguments()[2])) == "$global:LASTEXITCODE=0\n1\n" + epilogue);
    CHECK(plan.run.run.request()->command == "\"C:\\Program Files\\PowerShell\\7\\pwsh.exe\"");
    script.switches = {"bad\nswitch"};
    CHECK(script.plan().error().code() == wsman::client_errc::unquotable_argument);
}

TEST_CASE("a script that is not valid UTF-8 is refused before anything is sent", "[client][powershell]")
{
    CHECK(powershell_script(std::string("a\0b", 3)).plan().has_error());
    const auto plan = powershell_script(std::string("abc\xFF")).plan();
    REQUIRE(!plan.has_value());
    CHECK(plan.error().code() == wsman::client_errc::invalid_argument);
    CHECK(plan.error().details().client_text.find("at byte 3") != std::string::npos);
}
