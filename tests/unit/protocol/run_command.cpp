//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/scripted_operation.hpp>
#include <support/xml_meaning.hpp>
#include <wsman/protocol/run_command.hpp>

using namespace wsman;
using namespace wsman::test;

namespace {

const shell_id shell("11111111-2222-4333-8444-555555555555");

std::string started(const std::string& id)
{
    return response_envelope(
        actions::shell_command, "<rsp:CommandResponse><rsp:CommandId>" + id + "</rsp:CommandId></rsp:CommandResponse>"
    );
}

} // namespace

TEST_CASE("run_command sends the command of the specification", "[protocol][shell]")
{
    script_of<run_command> script(shell, command_request("ipconfig"));
    script.expect_send(actions::shell_command)
        .that([](const request& asked) {
            CHECK(xml_meaning(std::string(asked.envelope)) == xml_meaning(golden("ms_wsmv_3_1_4_11_command")));
            CHECK(asked.after_loss == wsman::repeatability::outcome_unknown);
        })
        .reply(200, started(" 7F2A\n"));
    CHECK(script.succeeds() == command_id("7F2A"));
}

TEST_CASE("run_command sends every option, and metacharacters escaped once", "[protocol][shell]")
{
    command_request command("C:\\tool.exe", {"/c", "'%^&|<>\"", ""});
    command.console_input = false;
    command.skip_cmd_shell = true;
    command.id = "AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE";
    script_of<run_command>(shell, command)
        .expect_send(actions::shell_command)
        .that([](const request& asked) {
            CHECK(
                xml_meaning(std::string(asked.envelope)) ==
                xml_meaning(golden("ms_wsmv_2_2_4_7_command_line_every_option"))
            );
            // Apostrophes and quotes in text are not escaped, because some hosts do not decode these references.
            CHECK(asked.envelope.find("'%^&amp;|&lt;&gt;\"") != std::string_view::npos);
        })
        .reply(200, started(command.id))
        .succeeds();
}

TEST_CASE("run_command sends the timeout of its session option", "[protocol][shell]")
{
    command_request command("x");
    command.operation_timeout = std::chrono::milliseconds(1'500);
    script_of<run_command>(shell, command)
        .expect_send(actions::shell_command)
        .that([](const request& asked) {
            CHECK(asked.operation_timeout == std::chrono::milliseconds(1'500));
            CHECK(asked.envelope.find("<w:OperationTimeout>PT1.500S<") != std::string_view::npos);
        })
        .reply(200, started("1"))
        .succeeds();
}

TEST_CASE("run_command does not change printable characters", "[protocol][shell]")
{
    std::string all;
    for (char c = ' '; c != 0x7F; ++c)
        all += c;
    all += "Ü漢😀";
    script_of<run_command>(shell, command_request(all))
        .expect_send(actions::shell_command)
        .that([&all](const request& asked) {
            std::string text(asked.envelope);
            xml::document document;
            REQUIRE(document.parse(text));
            const auto body = document.root().child(ns::soap, "Body");
            const auto line = body->child(ns::shell, "CommandLine");
            CHECK(line->child(ns::shell, "Command")->text() == all);
        })
        .reply(200, started("1"))
        .succeeds();
}

TEST_CASE("run_command refuses control characters before it sends a request", "[protocol][shell]")
{
    for (int c = 0; c != 0x20; ++c) {
        if (c == '\t' || c == '\n' || c == '\r') continue;
        const std::string text = "echo " + std::string(1, static_cast<char>(c));
        script_of<run_command>(shell, command_request(text)).fails_with(xml_errc::invalid_character);
        script_of<run_command>(shell, command_request("x", {text})).fails_with(xml_errc::invalid_character);
    }
}

TEST_CASE("run_command reports an answer without an identifier", "[protocol][shell]")
{
    for (const char* body :
         {"", "<rsp:CommandResponse/>", "<rsp:CommandResponse><rsp:CommandId/></rsp:CommandResponse>"}) {
        script_of<run_command> script(shell, command_request("x"));
        script.expect_send(actions::shell_command).reply(200, response_envelope(actions::shell_command, body));
        const failure why = script.fails_with(protocol_errc::command_id_missing);
        CHECK(windows_equivalent(why.code()) == static_cast<windows_errc>(0x80338185));
    }
}

TEST_CASE("run_command reports a quota at HTTP 200 as an error", "[protocol][shell][fault]")
{
    script_of<run_command> script(shell, command_request("x"));
    script.expect_send(actions::shell_command)
        .reply(
            200, windows_fault("w:QuotaLimit", "2150859174", "This user is allowed a maximum number of operations.")
        );
    const failure why = script.fails_with(condition::quota);
    CHECK(why.code() == windows_errc::quota_max_operations);
    CHECK(why.details().http_status == 200U);
    CHECK_FALSE(why.hint().empty());
}

TEST_CASE("run_command returns the failure of each step", "[protocol][shell]")
{
    script_of<run_command>(shell, command_request("x"))
        .expect_send(actions::shell_command)
        .reply(200, started("1"))
        .every_wire_failure();
}
