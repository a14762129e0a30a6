//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/scripted_operation.hpp>
#include <support/xml_meaning.hpp>
#include <wsman/protocol/create_shell.hpp>
#include <wsman/protocol/run_command.hpp>

using namespace wsman;
using namespace wsman::test;

namespace {

const std::string shell_guid = "11111111-2222-4333-8444-555555555555";

const std::string created_by_reference =
    "<x:ResourceCreated><a:Address>http://build01/wsman</a:Address><a:ReferenceParameters>"
    "<w:ResourceURI>http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd</w:ResourceURI>"
    "<w:SelectorSet><w:Selector Name=\"ShellId\"> " +
    shell_guid + " </w:Selector></w:SelectorSet></a:ReferenceParameters></x:ResourceCreated>";

const std::string created_by_shell =
    "<rsp:Shell><rsp:ShellId>" + shell_guid +
    "</rsp:ShellId><rsp:Name>nightly</rsp:Name><rsp:Owner>CORP\\svc</rsp:Owner><rsp:ClientIP>10.0.0.7</rsp:ClientIP>"
    "<rsp:IdleTimeOut>PT7200.000S</rsp:IdleTimeOut><rsp:InputStreams>stdin</rsp:InputStreams>"
    "<rsp:OutputStreams>stdout stderr</rsp:OutputStreams><rsp:State>Connected</rsp:State></rsp:Shell>";

script_of<create_shell> answered(const std::string& body)
{
    script_of<create_shell> script;
    script.expect_send(actions::transfer_create).reply(200, response_envelope(actions::transfer_create, body));
    return script;
}

shell_options every_option()
{
    shell_options options;
    options.id = shell_guid;
    options.name = "nightly build";
    options.environment.emplace_back("PATH\"<", "C:\\a & b");
    options.environment.emplace_back("EMPTY", "");
    options.working_directory = "C:\\Übung";
    options.lifetime = std::chrono::hours(1);
    options.idle_timeout = std::chrono::milliseconds(60'500);
    options.input_streams = "stdin pr";
    options.output_streams = "stdout";
    options.no_profile = true;
    options.code_page = 437;
    options.options.add("OURS", "a<b", true);
    return options;
}

} // namespace

TEST_CASE("create_shell sends the default shell of the specification", "[protocol][shell]")
{
    script_of<create_shell>()
        .expect_send(actions::transfer_create)
        .that([](const request& asked) {
            CHECK(xml_meaning(std::string(asked.envelope)) == xml_meaning(golden("ms_wsmv_3_1_4_5_create_shell")));
            CHECK(asked.after_loss == wsman::repeatability::outcome_unknown);
            CHECK_FALSE(asked.waits);
        })
        .reply(200, response_envelope(actions::transfer_create, created_by_reference))
        .succeeds();
}

TEST_CASE("create_shell sends every option", "[protocol][shell]")
{
    script_of<create_shell>(every_option())
        .expect_send(actions::transfer_create)
        .that([](const request& asked) {
            CHECK(
                xml_meaning(std::string(asked.envelope)) == xml_meaning(golden("ms_wsmv_2_2_4_38_shell_every_option"))
            );
        })
        .reply(200, response_envelope(actions::transfer_create, created_by_reference))
        .succeeds();
}

TEST_CASE("create_shell omits options that the host chooses", "[protocol][shell]")
{
    shell_options options;
    options.code_page.reset();
    options.idle_timeout.reset();
    options.input_streams.clear();
    options.output_streams.clear();
    script_of<create_shell>(options)
        .expect_send(actions::transfer_create)
        .that([](const request& asked) {
            CHECK(asked.envelope.find("OptionSet") == std::string_view::npos);
            CHECK(asked.envelope.find("IdleTimeOut") == std::string_view::npos);
            CHECK(asked.envelope.find("Streams") == std::string_view::npos);
        })
        .reply(200, response_envelope(actions::transfer_create, created_by_reference))
        .succeeds();
}

TEST_CASE("create_shell finds the identifier in the reference, in the shell or in its attribute", "[protocol][shell]")
{
    CHECK(answered(created_by_reference).succeeds().id == shell_id(shell_guid));
    CHECK(answered(created_by_shell).succeeds().id == shell_id(shell_guid));
    CHECK(answered("<rsp:Shell ShellId=\"" + shell_guid + "\"/>").succeeds().id == shell_id(shell_guid));
    CHECK(
        answered(
            "<x:ResourceCreated><a:EndpointReference><a:Address>x</a:Address><a:ReferenceProperties><w:SelectorSet>"
            "<w:Selector Name=\"other\">1</w:Selector><w:Selector Name=\"SHELLID\">7</w:Selector></w:SelectorSet>"
            "</a:ReferenceProperties></a:EndpointReference></x:ResourceCreated>"
        )
            .succeeds()
            .id == shell_id("7")
    );
    answered("<x:ResourceCreated/>").fails_with(protocol_errc::shell_id_missing);
    answered("").fails_with(protocol_errc::shell_id_missing);
}

TEST_CASE("create_shell returns the settings that the host chose", "[protocol][shell]")
{
    const created_shell shell = answered(created_by_reference + created_by_shell).succeeds();
    CHECK(shell.name == "nightly");
    CHECK(shell.owner == "CORP\\svc");
    CHECK(shell.client_address == "10.0.0.7");
    CHECK(shell.state == "Connected");
    CHECK(shell.input_streams == "stdin");
    CHECK(shell.output_streams == "stdout stderr");
    CHECK(shell.idle_timeout == std::chrono::hours(2));
}

TEST_CASE("create_shell returns the requested kind of shell", "[protocol][shell]")
{
    shell_options options;
    options.resource_uri = "http://schemas.microsoft.com/powershell/Microsoft.PowerShell";
    script_of<create_shell> script(options);
    script.expect_send(actions::transfer_create)
        .reply(200, response_envelope(actions::transfer_create, created_by_reference));
    CHECK(script.succeeds().id.resource_uri() == options.resource_uri);
}

TEST_CASE("create_shell refuses the same options as Windows, before it sends the request", "[protocol][shell]")
{
    const auto refused = [](const shell_options& options, std::uint32_t expected) {
        const failure why =
            script_of<create_shell>(options).fails_with(error_code(static_cast<int>(expected), windows_category()));
        CHECK(why.details().operation == "Create");
    };
    shell_options options;
    for (int i = 0; i != 255; ++i)
        options.name += "ü";
    script_of<create_shell> longest(options); // 255 characters, though more bytes
    longest.expect_send(actions::transfer_create)
        .reply(200, response_envelope(actions::transfer_create, created_by_shell));
    longest.succeeds();
    options.name += "ü";
    refused(options, 0x803381C2);

    options = shell_options();
    options.environment.emplace_back("", "value");
    refused(options, 0x80338149);

    options = shell_options();
    options.output_streams = " ";
    refused(options, 0x8033814B);

    options = shell_options();
    options.id = "my shell";
    refused(options, 0x803381D5);
}

TEST_CASE("create_shell reports characters that XML does not allow, with their position", "[protocol][shell]")
{
    shell_options options;
    options.environment.emplace_back("A", std::string("ab\0c", 4));
    const failure why = script_of<create_shell>(options).fails_with(xml_errc::invalid_character);
    CHECK(why.details().operation == "Create");
    CHECK(why.message().find("byte 2") != std::string::npos);
    CHECK(why.message().find("Variable") != std::string::npos);

    options = shell_options();
    options.working_directory = "\xC3";
    script_of<create_shell>(options).fails_with(xml_errc::invalid_utf8);
}

TEST_CASE("create_shell has a hint for users without access to the cmd shell", "[protocol][shell][fault]")
{
    for (const char* code : {"5", "2147942405"}) {
        script_of<create_shell> script;
        script.expect_send(actions::transfer_create)
            .reply(500, windows_fault("w:AccessDenied", code, "Access is denied."));
        const failure why = script.fails_with(condition::access_denied);
        CHECK(std::string(why.hint()).find("LocalAccountTokenFilterPolicy") != std::string::npos);
    }
}

namespace {

std::string hint_for_87(shell_options options)
{
    script_of<create_shell> script(std::move(options));
    script.expect_send(actions::transfer_create)
        .reply(500, windows_fault("w:InvalidParameter", "87", "The parameter is incorrect. "));
    return std::string(script.fails_with(windows_errc::invalid_parameter).hint());
}

} // namespace

TEST_CASE("create_shell names the variables that Windows' 87 may mean", "[protocol][shell][fault]")
{
    shell_options options;
    options.environment.emplace_back("PLAIN", "x y");
    CHECK(hint_for_87(options).find("the variables and the working directory") != std::string::npos);
    options.environment.emplace_back("GREETING", "50%");
    options.environment.emplace_back("PATH", "%PATH%;C:\\bin");
    CHECK(hint_for_87(options).find("percent sign: GREETING, PATH;") != std::string::npos);
    CHECK(hint_for_87({}).find("variable") == std::string::npos);
}

TEST_CASE("create_shell names a host without shells as such", "[protocol][shell][fault]")
{
    shell_options own;
    own.resource_uri = "http://example.org/shell/mine";
    for (const char* code : {"2150858811", "2150858770", "2150858771"}) { // invalid URI, unreachable, action
        const std::string fault = windows_fault("a:DestinationUnreachable", code, "Nothing is here.");
        script_of<create_shell> script;
        script.expect_send(actions::transfer_create).reply(500, fault);
        const failure none = script.fails_with(error_code(static_cast<int>(std::stoul(code)), windows_category()));
        CHECK(none.message().find("the host has no shells") != std::string::npos);
        CHECK(none.message().find("Nothing is here.") != std::string::npos);
        CHECK(none.hint().find("spelling") == std::string::npos);
        // Who gave the URI can check it.
        script_of<create_shell> other(own);
        other.expect_send(actions::transfer_create).reply(500, fault);
        const failure refused = other.fails_with(none.code());
        CHECK(refused.message().find("no shells") == std::string::npos);
        CHECK(refused.hint() == error_cure(none.code()));
    }
    script_of<create_shell> empty;
    empty.expect_send(actions::transfer_create).reply(500, " \r\n");
    const failure nothing = empty.fails_with(transport_errc::http_server_error);
    CHECK(nothing.message().find("the host may have no shells") != std::string::npos);
    // Another status, or another operation, says nothing of shells.
    script_of<create_shell> bad;
    bad.expect_send(actions::transfer_create).reply(400, "");
    CHECK(bad.fails_with(transport_errc::http_bad_request).message().find("shells") == std::string::npos);
    script_of<wsman::run_command> command(shell_id("7F2A"), command_request("dir"));
    command.expect_send(actions::shell_command).reply(500, "");
    CHECK(command.fails_with(transport_errc::http_server_error).message().find("shells") == std::string::npos);
}

TEST_CASE("create_shell returns the failure of each step", "[protocol][shell]")
{
    answered(created_by_reference).every_wire_failure();
}
