//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/scripted_operation.hpp>
#include <support/xml_meaning.hpp>
#include <wsman/protocol/signal_command.hpp>

using namespace wsman;
using namespace wsman::test;

namespace {

const shell_id shell("11111111-2222-4333-8444-555555555555");
const command_id command("AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE");
const std::string done = response_envelope(actions::shell_signal, "<rsp:SignalResponse/>");

} // namespace

TEST_CASE("signal_command sends the signal of the specification", "[protocol][shell]")
{
    script_of<signal_command>(shell, command)
        .expect_send(actions::shell_signal)
        .that([](const request& asked) {
            CHECK(xml_meaning(std::string(asked.envelope)) == xml_meaning(golden("ms_wsmv_3_1_4_12_signal")));
            CHECK(asked.after_loss == wsman::repeatability::repeatable);
        })
        .reply(200, done)
        .succeeds();
}

TEST_CASE("signal_command sends the three codes, and other codes unchanged", "[protocol][shell]")
{
    const auto sent = [](const auto& code, const std::string& uri) {
        script_of<signal_command>(shell, command, code)
            .expect_send(actions::shell_signal)
            .that([&uri](const request& asked) {
                CHECK(asked.envelope.find(">" + uri + "<") != std::string_view::npos);
                CHECK((asked.after_loss == wsman::repeatability::repeatable) == uri.ends_with("/terminate"));
            })
            .reply(200, done)
            .succeeds();
    };
    const std::string base = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/signal/";
    sent(signal_code::terminate, base + "terminate");
    sent(signal_code::ctrl_c, base + "ctrl_c");
    sent(signal_code::ctrl_break, base + "ctrl_break");
    // The protocol has the letters in this order, and PowerShell accepts no other spelling.
    sent(std::string(shell_constants::signal_powershell_ctrl_c), "powershell/signal/crtl_c");
}

TEST_CASE("signal_command returns the failure of each step", "[protocol][shell]")
{
    script_of<signal_command>(shell, command).expect_send(actions::shell_signal).reply(200, done).every_wire_failure();
}
