//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/scripted_operation.hpp>
#include <support/xml_meaning.hpp>
#include <wsman/protocol/send_input.hpp>

using namespace wsman;
using namespace wsman::test;

namespace {

const shell_id shell("11111111-2222-4333-8444-555555555555");
const command_id command("AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE");
const std::string done = response_envelope(actions::shell_send, "<rsp:SendResponse/>");

/// Sends `size` bytes with this session; returns the envelope's size, or nothing if it was too large.
std::optional<std::size_t> sent_size(const session& configuration, std::size_t size)
{
    const soap_context context(configuration);
    send_input operation_under_test(context, shell, command, std::string(size, 'x'), true);
    const step first = operation_under_test.start();
    const request* asked = std::get_if<request>(&first);
    if (!asked) return std::nullopt;
    return asked->envelope.size();
}

} // namespace

TEST_CASE("send_input sends bytes and the end of input according to the specification", "[protocol][shell]")
{
    script_of<send_input>(shell, command, std::string("\0\1\xFF\r\n", 5), true)
        .expect_send(actions::shell_send)
        .that([](const request& asked) {
            CHECK(xml_meaning(std::string(asked.envelope)) == xml_meaning(golden("ms_wsmv_3_1_4_13_send")));
            CHECK(asked.after_loss == wsman::repeatability::outcome_unknown);
            CHECK_FALSE(asked.waits);
        })
        .reply(200, done)
        .succeeds();
}

TEST_CASE("send_input omits End while more input follows, and sends an empty last block", "[protocol][shell]")
{
    script_of<send_input>(shell, command, std::string("more"), false)
        .expect_send(actions::shell_send)
        .that([](const request& asked) { CHECK(asked.envelope.find("End=") == std::string_view::npos); })
        .reply(200, done)
        .succeeds();
    script_of<send_input>(shell, command, std::string(), true)
        .expect_send(actions::shell_send)
        .that([](const request& asked) {
            CHECK(asked.envelope.find("End=\"true\"") != std::string_view::npos);
            CHECK(asked.envelope.find("Name=\"stdin\"") != std::string_view::npos);
        })
        .reply(200, done)
        .succeeds();
}

TEST_CASE("send_input writes to another stream, and to a shell without a command", "[protocol][shell]")
{
    script_of<send_input>(shell, std::optional<command_id>(), std::string("x"), false, std::string("pr"))
        .expect_send(actions::shell_send)
        .that([](const request& asked) {
            CHECK(asked.envelope.find("Name=\"pr\"") != std::string_view::npos);
            CHECK(asked.envelope.find("CommandId") == std::string_view::npos);
        })
        .reply(200, done)
        .succeeds();
}

TEST_CASE("max_payload is the largest payload for the envelope limit with its reserve", "[protocol][shell][limits]")
{
    for (const std::size_t kilobytes : {8U, 150U, 500U}) {
        const session configuration = session_with_envelopes_of(kilobytes);
        const soap_context context(configuration);
        const std::size_t most = max_payload(context, shell, command);
        INFO(kilobytes << " KB, payload " << most);
        const std::optional<std::size_t> size = sent_size(configuration, most);
        REQUIRE(size);
        CHECK(*size <= context.max_envelope_size() - 256);
        CHECK(*size + 4 > context.max_envelope_size() - 256);
        CHECK(most % 3 == 0);
    }
}

TEST_CASE("max_payload counts two bytes for each character with UTF-16", "[protocol][shell][limits]")
{
    const session configuration = utf16_session();
    const soap_context context(configuration);
    const std::size_t most = max_payload(context, shell, command);
    const std::optional<std::size_t> size = sent_size(configuration, most);
    REQUIRE(size);
    CHECK(2 * *size + 2 <= context.max_envelope_size());
    CHECK(most < max_payload(soap_context(plain_session()), shell, command) / 2 + 3);
    CHECK_FALSE(sent_size(configuration, 2 * most));
}

TEST_CASE("send_input checks the envelope's size before sending", "[protocol][shell][limits]")
{
    // Four bytes of base64 hold three of data, so an exact fit depends on the identifier's length.
    const session configuration = session_with_envelopes_of(8);
    const std::size_t limit = 8 * 1024;
    const auto outcome = [&](std::size_t spare) {
        const soap_context context(configuration);
        std::string id;
        send_input least(context, shell, command_id(id), "xyz", false);
        const step measured = least.start();
        const std::size_t overhead = std::get<request>(measured).envelope.size() - 4;
        const std::size_t data = (limit - overhead - 16) / 4 * 3;
        id.assign(limit - spare - overhead - data / 3 * 4, 'i'); // reaches the limit exactly
        send_input full(context, shell, command_id(id), std::string(data, 'x'), false);
        const step first = full.start();
        if (const request* asked = std::get_if<request>(&first)) {
            CHECK(asked->envelope.size() == limit - spare);
            return failure(error_code());
        }
        return std::get<finish>(first).outcome.error();
    };
    CHECK_FALSE(outcome(1).code().failed());                   // limit − 1
    CHECK_FALSE(outcome(0).code().failed());                   // limit
    const failure why = outcome(static_cast<std::size_t>(-1)); // limit + 1
    CHECK(why.code() == protocol_errc::envelope_too_large);
    CHECK(why.details().operation == "Send");
    CHECK(why.message().find("8193") != std::string::npos);
    CHECK(why.message().find("8192") != std::string::npos);
}

TEST_CASE("send_input returns the failure of each step", "[protocol][shell]")
{
    script_of<send_input>(shell, command, std::string("x"), true)
        .expect_send(actions::shell_send)
        .reply(200, done)
        .every_wire_failure();
}
