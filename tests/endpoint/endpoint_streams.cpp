//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

#include <support/catch.hpp>
#include <support/sanitizers.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/testing/endpoint.hpp>

#include <cstdint>
#include <string>
#include <sys/resource.h>
#include <thread>

#include "endpoint_raw_client.hpp"

using namespace wsman::testing;

namespace {

/// Returns: pseudo-random bytes.
std::string noise(std::size_t size)
{
    std::string bytes(size, '\0');
    std::uint32_t state = 12345;
    for (char& byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

std::string large_receive(const std::string& shell, const std::string& command, const std::string& headers)
{
    raw::message m;
    m.action = raw::shell_uri + "/Receive";
    m.shell = shell;
    m.headers = headers;
    m.body = "<r:Receive><r:DesiredStream CommandId=\"" + command + "\">stdout stderr</r:DesiredStream></r:Receive>";
    return m.text();
}

const std::string largest = "<w:MaxEnvelopeSize>512000</w:MaxEnvelopeSize>";

// The amount of freed memory that AddressSanitizer keeps in quarantine.
constexpr std::size_t held_by_sanitizer_kib = wsman::tests::address_sanitizer ? 256 * 1024 : 0;

std::size_t resident_kib()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss);
}

} // namespace

TEST_CASE("10 MB are sent to standard input and returned", "[endpoint][streams]")
{
    endpoint host;
    raw::connection input(host);
    raw::connection output(host);
    const std::string shell = raw::open_shell(input);
    const std::string command = raw::start(input, shell, "cat");
    const std::string bytes = noise(10'000'000);
    bool accepted = true;
    std::thread sender([&] {
        constexpr std::size_t piece = 300'000;
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            const std::string part = bytes.substr(at, piece);
            accepted =
                input.post(raw::send_text(shell, command, part, at + piece >= bytes.size())).status == 200 && accepted;
        }
    });
    const raw::outcome result = raw::finish(output, shell, command);
    sender.join();
    CHECK(accepted);
    CHECK((result.output == bytes));
    CHECK(result.exit_code == 0);
}

TEST_CASE("an answer is never larger than the client's envelope", "[endpoint][streams]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    const auto size = GENERATE(std::size_t{8192}, std::size_t{50'001}, std::size_t{153'600}, std::size_t{512'000});
    const std::string command =
        raw::start(wire, shell, "sh -c \"head -c 600000 /dev/zero; head -c 600000 /dev/zero >&2\"");
    const std::string headers = "<w:MaxEnvelopeSize>" + std::to_string(size) + "</w:MaxEnvelopeSize>";
    raw::outcome result;
    std::size_t largest_answer = 0;
    bool more = true;
    while (more) {
        const raw::http_response response = wire.post(large_receive(shell, command, headers));
        largest_answer = (std::max)(largest_answer, response.body.size());
        more = result.take(response);
    }
    CHECK(largest_answer <= size);
    CHECK(largest_answer > size / 2);
    CHECK(result.output.size() == 600'000);
    CHECK(result.error_output.size() == 600'000);
    CHECK(result.exit_code == 0);
}

TEST_CASE("both output streams make progress together", "[endpoint][streams]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    const std::string command = raw::start(wire, shell, "sh -c \"yes >&2 & yes\"");
    raw::outcome result;
    while (result.output.size() < 2'000'000 || result.error_output.size() < 2'000'000)
        REQUIRE(result.take(wire.post(raw::receive_text(shell, command))));
    CHECK(wire.post(raw::in_shell(shell, "Delete", "")).status == 200);
}

TEST_CASE("a program that writes endlessly has to wait, and memory use stays bounded", "[endpoint][streams]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    const std::string command = raw::start(wire, shell, "sh -c \"head -c 60000000 /dev/zero; echo $? >&2\"");
    const std::string receive = large_receive(shell, command, largest);
    raw::outcome result;
    REQUIRE(result.take(wire.post(receive)));
    const std::size_t before = resident_kib();
    std::size_t total = result.output.size();
    bool more = true;
    while (more) {
        result.output.clear();
        more = result.take(wire.post(receive));
        total += result.output.size();
    }
    CHECK(total == 60'000'000);
    CHECK(result.error_output == "0\n");
    CHECK(resident_kib() - before < 64 * 1024 + held_by_sanitizer_kib);
}

TEST_CASE(
    "input that a program does not read makes Send wait, and a Send that timed out accepted no byte",
    "[endpoint][streams]"
)
{
    endpoint_options options;
    options.quotas.input_buffer = 100'000;
    endpoint host(options);
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    const std::string go = "/tmp/wsman-endpoint-" + wsman::uuid::random().text();
    const std::string command =
        raw::start(wire, shell, "sh -c \"while [ ! -e " + go + " ]; do sleep 0.02; done; cat\"");
    const std::string part = noise(90'000);
    std::string sent;
    raw::http_response response;
    do {
        std::string text = raw::send_text(shell, command, part);
        text.replace(text.find("PT20S"), 5, "PT0.05S");
        response = wire.post(text);
        if (response.status == 200) sent += part;
    } while (response.status == 200);
    CHECK(response.fault_code() == "2150858793");
    CHECK(sent.size() <= 100'000 + 90'000 + 300'000); // the buffer, one part over it, the pipe

    // The program continues, and the accepted input arrives once.
    CHECK(raw::run(wire, "touch " + go).exit_code == 0);
    raw::connection input(host);
    input.send(raw::send_text(shell, command, "", true));
    const raw::outcome result = raw::finish(wire, shell, command);
    CHECK(input.receive().status == 200);
    CHECK((result.output == sent));
    CHECK(raw::run(wire, "rm " + go).exit_code == 0);
    wire.post(raw::in_shell(shell, "Delete", ""));
}

TEST_CASE("input after its end, or to a program that has ended, fails with fault 232", "[endpoint][streams]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    const std::string closed = raw::start(wire, shell, "sh -c \"cat; sleep 1000\"");
    CHECK(wire.post(raw::send_text(shell, closed, "x", true)).status == 200);
    CHECK(wire.post(raw::send_text(shell, closed, "y")).fault_code() == "232");
    const std::string ended = raw::start(wire, shell, "true");
    CHECK(raw::finish(wire, shell, ended).exit_code == 0);
    CHECK(wire.post(raw::send_text(shell, ended, "z")).fault_code() == "232");
    std::string bad = raw::send_text(shell, closed, "x");
    bad.replace(bad.find(">eA==<"), 6, ">*<");
    CHECK(wire.post(bad).fault_code() == "2150858817");
    wire.post(raw::in_shell(shell, "Delete", ""));
}

TEST_CASE("output that an abandoned Receive did not fetch is kept for the next one", "[endpoint][streams]")
{
    endpoint host;
    const std::string shell = [&host] {
        raw::connection wire(host);
        return raw::open_shell(wire);
    }();
    raw::connection wire(host);
    const std::string command = raw::start(wire, shell, "cat");
    {
        raw::connection impatient(host);
        impatient.send(raw::receive_text(shell, command));
        REQUIRE(host.wait_until([](const endpoint_statistics& s) { return s.count("Receive") == 1; }));
    }
    // Both the first connection and the abandoned one are closed.
    REQUIRE(host.wait_until([](const endpoint_statistics& s) { return s.open_connections == 1; }));
    CHECK(wire.post(raw::send_text(shell, command, "kept", true)).status == 200);
    CHECK(raw::finish(wire, shell, command).output == "kept");
}

TEST_CASE("a lost answer is repeated for a Receive with the same OperationID", "[endpoint][streams]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    const std::string command = raw::start(wire, shell, "echo once");
    const std::string id = "<ms:OperationID>uuid:A1B2C3D4-0000-0000-0000-000000000001</ms:OperationID>"
                           "<ms:SequenceId>1</ms:SequenceId>";
    host.inject(scripted_fault::drop_after(300).on("Receive"));
    CHECK_FALSE(wire.post(large_receive(shell, command, id)).complete);

    raw::connection again(host);
    std::string repeated = id;
    repeated.replace(repeated.find("<ms:OperationID>"), 16, "<ms:OperationID e:mustUnderstand=\"true\">");
    raw::outcome result;
    bool more = result.take(again.post(large_receive(shell, command, repeated)));
    while (more)
        more = result.take(again.post(raw::receive_text(shell, command)));
    CHECK(result.output == "once\n");
    CHECK(result.exit_code == 0);
}

TEST_CASE("a Receive for one stream does not fetch the other", "[endpoint][streams]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    const std::string command = raw::start(wire, shell, "sh -c \"echo err >&2; echo out\"");
    std::string errors_only = raw::receive_text(shell, command);
    errors_only.replace(errors_only.find("stdout stderr"), 13, "stderr");
    raw::outcome result;
    while (result.take(wire.post(errors_only))) {
    }
    CHECK(result.error_output == "err\n");
    CHECK(result.output.empty());
    CHECK(raw::finish(wire, shell, command).output == "out\n");
    CHECK(wire.post(raw::in_shell(shell, "Receive", "<r:Receive/>")).fault_code() == "2150858817");
    std::string nothing = raw::receive_text(shell, command);
    nothing.erase(nothing.find(" CommandId"), command.size() + 13);
    CHECK(wire.post(nothing).fault_code() == "87");
}
