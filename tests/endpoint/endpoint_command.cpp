//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/testing/endpoint.hpp>

#include <chrono>
#include <csignal>
#include <string>
#include <unistd.h>
#include <vector>

#include "endpoint_raw_client.hpp"

using namespace wsman::testing;
using namespace std::chrono_literals;

namespace {

bool processes(const endpoint& host, std::size_t count)
{
    return host.wait_until([count](const endpoint_statistics& s) { return s.running_processes == count; });
}

} // namespace

TEST_CASE("a command returns separate streams and its exit code", "[endpoint][command]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::outcome result = raw::run(wire, "sh -c \"echo out; echo err >&2; exit 3\"");
    CHECK(result.output == "out\n");
    CHECK(result.error_output == "err\n");
    CHECK(result.exit_code == 3);
    CHECK(result.ends == 2);
}

TEST_CASE("a command line is split as CommandLineToArgvW does", "[endpoint][command]")
{
    endpoint host;
    raw::connection wire(host);
    CHECK(raw::run(wire, "printf %s| \"a b\" \"say \"\"hi\"\"\" c\\d \"\"").output == "a b|say \"hi\"|c\\d||");
    const std::string shell = raw::open_shell(wire);
    const raw::http_response response = wire.post(raw::in_shell(
        shell,
        "Command",
        "<r:CommandLine><r:Command>printf</r:Command><r:Arguments>%s|</r:Arguments>"
        "<r:Arguments>\"1 2\" 3</r:Arguments><r:Arguments>4</r:Arguments></r:CommandLine>"
    ));
    CHECK(raw::finish(wire, shell, response.text("CommandId")).output == "1 2|3|4|");
}

TEST_CASE("an unknown program gives the message of cmd.exe", "[endpoint][command]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::outcome result = raw::run(wire, "no-such-program --help");
    CHECK(result.exit_code == 1);
    CHECK(result.output.empty());
    CHECK(
        result.error_output == "'no-such-program' is not recognized as an internal or external command,\r\n"
                               "operable program or batch file.\r\n"
    );
    CHECK(raw::run(wire, "/etc/passwd").exit_code == 1);
    CHECK(raw::run(wire, "/").exit_code == 1);
}

TEST_CASE("programs are found in the shell's PATH", "[endpoint][command]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string inside = "<r:Environment><r:Variable Name=\"PATH\">/nowhere</r:Variable></r:Environment>";
    CHECK(raw::run(wire, "true", inside).exit_code == 1);
    CHECK(raw::run(wire, "/bin/true", inside).exit_code == 0);
    CHECK(raw::run(wire, "./true", "<r:WorkingDirectory>/bin</r:WorkingDirectory>").exit_code == 0);
}

TEST_CASE("a command in a directory that does not exist is a fault", "[endpoint][command]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire, "<r:WorkingDirectory>/no/such</r:WorkingDirectory>");
    CHECK(raw::try_start(wire, shell, "true").fault_code() == std::to_string(0x8007010B));
    CHECK(host.statistics().open_commands == 0);
}

TEST_CASE("a command line that is too long is refused as by cmd.exe", "[endpoint][command]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string longest = "echo " + std::string(8191 - 5, 'x');
    CHECK(raw::run(wire, longest).output.size() == 8191 - 5 + 1);
    const raw::outcome refused = raw::run(wire, longest + "x");
    CHECK(refused.exit_code == 1);
    CHECK(refused.error_output == "The command line is too long.\r\n");
}

TEST_CASE("a client may choose a command's identifier, once", "[endpoint][command]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    const std::string id = "0D6FCA9D-2D40-44C3-B691-E665BE7AA687";
    CHECK(raw::try_start(wire, shell, "true", " CommandId=\"" + id + "\"").text("CommandId") == id);
    CHECK(raw::try_start(wire, shell, "true", " CommandId=\"" + id + "\"").fault_code() == "2150859224");
    CHECK(raw::try_start(wire, shell, "true", " CommandId=\"x\"").fault_code() == "2150859222");
}

TEST_CASE("signals reach a program and its children", "[endpoint][signal]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    SECTION("ctrl_c ends it with the signal's code")
    {
        const std::string command = raw::start(wire, shell, "sleep 1000");
        CHECK(wire.post(raw::signal_text(shell, command, "ctrl_c")).status == 200);
        CHECK(raw::finish(wire, shell, command).exit_code == 128 + 2);
    }
    SECTION("ctrl_break can be handled")
    {
        const std::string command = raw::start(
            wire, shell, "sh -c \"trap 'echo caught; exit 9' INT; echo ready; while :; do sleep 0.05; done\""
        );
        raw::outcome result;
        while (result.output.empty() && result.take(wire.post(raw::receive_text(shell, command)))) {
        }
        CHECK(wire.post(raw::signal_text(shell, command, "ctrl_break")).status == 200);
        while (result.take(wire.post(raw::receive_text(shell, command)))) {
        }
        CHECK(result.output == "ready\ncaught\n");
        CHECK(result.exit_code == 9);
    }
    SECTION("terminate ends all processes and removes the command")
    {
        const std::string command = raw::start(wire, shell, "sh -c \"sleep 1000 & sleep 1000; true\"");
        CHECK(processes(host, 1));
        CHECK(wire.post(raw::signal_text(shell, command, "terminate")).status == 200);
        CHECK(processes(host, 0));
        CHECK(host.statistics().open_commands == 0);
        CHECK(wire.post(raw::receive_text(shell, command)).fault_code() == "2150858843");
        CHECK(wire.post(raw::signal_text(shell, command, "terminate")).fault_code() == "2150858843");
    }
    SECTION("terminate ends an outstanding Receive")
    {
        raw::connection other(host);
        const std::string command = raw::start(wire, shell, "sleep 1000");
        wire.send(raw::receive_text(shell, command));
        REQUIRE(host.wait_until([](const endpoint_statistics& s) { return s.count("Receive") == 1; }));
        CHECK(other.post(raw::signal_text(shell, command, "terminate")).status == 200);
        CHECK(wire.receive().fault_code() == "995");
    }
    SECTION("an unknown signal is refused")
    {
        const std::string command = raw::start(wire, shell, "sleep 1000");
        CHECK(wire.post(raw::signal_text(shell, command, "hang_up")).fault_code() == "87");
    }
    wire.post(raw::in_shell(shell, "Delete", ""));
    CHECK(processes(host, 0));
}

TEST_CASE("a program that is killed has a defined exit code", "[endpoint][command]")
{
    endpoint host;
    raw::connection wire(host);
    CHECK(raw::run(wire, "sh -c \"kill -9 $$\"").exit_code == 128 + 9);
    CHECK(raw::run(wire, "sh -c \"kill -SEGV $$\"").exit_code == 128 + 11);
    CHECK(raw::run(wire, "sh -c \"exit 255\"").exit_code == 255);
}

TEST_CASE("a command ends with its program, even if children keep running", "[endpoint][command]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::outcome result = raw::run(wire, "sh -c \"sleep 1000 & echo started $!\"");
    CHECK(result.exit_code == 0);
    REQUIRE(result.output.starts_with("started "));
    // The shell has been deleted, and the remaining process with it.
    const pid_t left = std::stoi(result.output.substr(8));
    bool gone = false;
    for (int i = 0; i < 500 && !gone; ++i) {
        const std::string state = raw::run(wire, "sh -c \"cat /proc/" + std::to_string(left) + "/stat 2>&1\"").output;
        gone = state.find("(sleep) S") == std::string::npos;
    }
    CHECK(gone);
}

TEST_CASE("a program starts with default signals and without inherited files", "[endpoint][command]")
{
    endpoint host;
    raw::connection wire(host);
    const int inherited = ::dup(0); // without O_CLOEXEC, as in some embedding programs
    // ls has three streams and the directory that it reads.
    CHECK(raw::run(wire, "sh -c \"ls /proc/self/fd | wc -l\"").output == "4\n");
    CHECK(raw::run(wire, "sh -c \"grep SigBlk /proc/self/status\"").output == "SigBlk:\t0000000000000000\n");
    const auto before = ::signal(SIGPIPE, SIG_IGN);
    const std::string ignored = raw::run(wire, "sh -c \"grep SigIgn /proc/self/status\"").output;
    ::signal(SIGPIPE, before);
    // Signals above 31 are internal to the C library.
    CHECK((std::stoull(ignored.substr(ignored.find('\t') + 1), nullptr, 16) & 0x7FFFFFFF) == 0);
    ::close(inherited);
}

TEST_CASE("Receive waits, then faults with TimedOut and may be repeated", "[endpoint][receive]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    const std::string command = raw::start(wire, shell, "cat");
    std::string quick = raw::receive_text(shell, command);
    quick.replace(quick.find("PT20S"), 5, "PT0.05S");
    for (int i = 0; i < 2; ++i) {
        const raw::http_response response = wire.post(quick);
        CHECK(response.status == 500);
        CHECK(response.fault_code() == "2150858793");
        CHECK(response.body.find("w:TimedOut") != std::string::npos);
        CHECK(response.body.find("s:Receiver") != std::string::npos);
    }
    CHECK(wire.post(raw::send_text(shell, command, "after all", true)).status == 200);
    CHECK(raw::finish(wire, shell, command).output == "after all");
}

TEST_CASE("a hook chooses the program that runs", "[endpoint][hook]")
{
    endpoint_options options;
    std::vector<std::string> asked;
    options.program = [&asked](const std::vector<std::string>& arguments) -> std::optional<std::vector<std::string>> {
        asked = arguments;
        if (arguments.front() == "ipconfig") return std::vector<std::string>{"echo", "127.0.0.1"};
        return std::nullopt;
    };
    endpoint host(options);
    raw::connection wire(host);
    CHECK(raw::run(wire, "ipconfig /all").output == "127.0.0.1\n");
    CHECK(asked == std::vector<std::string>{"ipconfig", "/all"});
    CHECK(raw::run(wire, "echo as ever").output == "as ever\n");
}

TEST_CASE("the stand-ins run their command lines by sh", "[endpoint][hook]")
{
    endpoint_options options;
    options.program = first_of({cmd_stand_in(), powershell_stand_in()});
    endpoint host(options);
    raw::connection wire(host);
    CHECK(raw::run(wire, "cmd /c echo out && exit 5").exit_code == 5);
    CHECK(raw::run(wire, "C:\\Windows\\System32\\CMD.EXE /d /C \"echo one two\"").output == "one two\n");
    std::string encoded;
    wsman::append_base64(encoded, wsman::utf8_to_utf16le("echo \xC3\xA4; exit 4"));
    const raw::outcome result = raw::run(wire, "powershell.exe -NoProfile -EncodedCommand " + encoded);
    CHECK(result.output == "\xC3\xA4\n");
    CHECK(result.exit_code == 4);
    CHECK(raw::run(wire, "pwsh -c echo two words").output == "two words\n");
    CHECK(raw::run(wire, "powershell -File x.ps1").exit_code == 1);
}

TEST_CASE("200 commands run concurrently on the endpoint's one thread", "[endpoint][command]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    std::vector<std::string> commands;
    for (int i = 0; i < 200; ++i)
        commands.push_back(raw::start(wire, shell, "sh -c \"read line; echo " + std::to_string(i) + " $line\""));
    CHECK(host.statistics().running_processes == 200);
    for (const std::string& command : commands)
        REQUIRE(wire.post(raw::send_text(shell, command, "go\n", true)).status == 200);
    for (std::size_t i = 0; i < commands.size(); ++i)
        CHECK(raw::finish(wire, shell, commands[i]).output == std::to_string(i) + " go\n");
    wire.post(raw::in_shell(shell, "Delete", ""));
    CHECK(processes(host, 0));
}
