//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/scripted_operation.hpp>
#include <support/xml_meaning.hpp>
#include <wsman/protocol/receive_output.hpp>

using namespace wsman;
using namespace wsman::test;

namespace {

const shell_id shell("11111111-2222-4333-8444-555555555555");
const command_id command("AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE");
const std::string ours = " CommandId=\"AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE\"";

std::string received(const std::string& inside)
{
    return response_envelope(actions::shell_receive, "<rsp:ReceiveResponse>" + inside + "</rsp:ReceiveResponse>");
}

std::string state(const std::string& name, const std::string& inside = {})
{
    return "<rsp:CommandState" + ours +
           " State=\"http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/" + name + "\">" + inside +
           "</rsp:CommandState>";
}

std::string exit_code(const std::string& text)
{
    return state("Done", "<rsp:ExitCode>" + text + "</rsp:ExitCode>");
}

script_of<receive_output> answered(const std::string& inside)
{
    script_of<receive_output> script(shell, command);
    script.expect_send(actions::shell_receive).reply(200, received(inside));
    return script;
}

const std::string quiet = windows_fault(
    "w:TimedOut",
    "2150858793",
    "The service cannot complete the operation within the time specified in OperationTimeout."
);

} // namespace

TEST_CASE("receive_output sends the request of the specification", "[protocol][shell]")
{
    script_of<receive_output>(shell, command)
        .expect_send(actions::shell_receive)
        .that([](const request& asked) {
            CHECK(xml_meaning(std::string(asked.envelope)) == xml_meaning(golden("ms_wsmv_3_1_4_14_receive")));
            CHECK(asked.waits);
            CHECK(asked.after_loss == wsman::repeatability::gap);
        })
        .reply(200, received(""))
        .succeeds();
}

TEST_CASE("receive_output can request other streams, without a command, without keepalive", "[protocol][shell]")
{
    receive_options options;
    options.streams = "stdout";
    options.keepalive = false;
    script_of<receive_output>(shell, std::optional<command_id>(), options)
        .expect_send(actions::shell_receive)
        .that([](const request& asked) {
            CHECK(asked.envelope.find("<rsp:DesiredStream>stdout<") != std::string_view::npos);
            CHECK(asked.envelope.find("OptionSet") == std::string_view::npos);
        })
        .reply(200, received("<rsp:Stream Name=\"stdout\">aGk=</rsp:Stream>"))
        .succeeds();
}

TEST_CASE("receive_output uses the timeout of its session option", "[protocol][shell]")
{
    script_of<receive_output>(shell, command)
        .with(session_with_receive_timeout(std::chrono::milliseconds(12'345)))
        .expect_send(actions::shell_receive)
        .that([](const request& asked) {
            CHECK(asked.operation_timeout == std::chrono::milliseconds(12'345));
            CHECK(asked.envelope.find("<w:OperationTimeout>PT12.345S<") != std::string_view::npos);
        })
        .reply(200, received(""))
        .succeeds();
}

TEST_CASE("receive_output joins the blocks of each stream in order", "[protocol][shell]")
{
    const output_chunk chunk =
        answered(
            "<rsp:Stream Name=\"stdout\"" + ours + ">b3V0IA==</rsp:Stream>" + "<rsp:Stream Name=\"stderr\"" + ours +
            ">\n ZXJy\n cg==\n</rsp:Stream>" + "<rsp:Stream Name=\"stdout\"" + ours + ">AP8=</rsp:Stream>" +
            "<rsp:Stream Name=\"stdout\"" + ours + " End=\"TRUE\"/>" + "<rsp:Stream Name=\"other\"" + ours +
            ">!</rsp:Stream>" + state("Running")
        )
            .succeeds();
    CHECK(chunk.standard_output == std::string("out \0\xFF", 6));
    CHECK(chunk.standard_error == "errr");
    CHECK(chunk.standard_output_ended);
    CHECK_FALSE(chunk.standard_error_ended);
    CHECK_FALSE(chunk.done);
    CHECK_FALSE(chunk.exit_code);
    CHECK_FALSE(chunk.output_gap_possible);
}

TEST_CASE("receive_output keeps the order in which the runs of both streams came", "[protocol][shell]")
{
    const auto stream = [](const std::string& name, const std::string& base64) {
        return "<rsp:Stream Name=\"" + name + "\"" + ours + ">" + base64 + "</rsp:Stream>";
    };
    // Neighbouring elements of a stream are one run; empty elements and other streams do not end a run.
    output_chunk chunk = answered(
                             stream("stderr", "MQ==") + stream("stdout", "Mg==") + stream("other", "IQ==") +
                             stream("stderr", "") + stream("STDOUT", "MjI=") + stream("stderr", "Mw==") +
                             stream("stdout", "NA==") + "<rsp:Stream Name=\"stderr\" End=\"true\"/>" + exit_code("5")
    )
                             .succeeds();
    using enum output_stream;
    CHECK(
        chunk.order ==
        std::vector<output_run>{{standard_error, 1}, {standard_output, 3}, {standard_error, 1}, {standard_output, 1}}
    );
    CHECK(chunk.standard_output == "2224");
    CHECK(chunk.standard_error == "13");
    chunk.output_gap_possible = true;

    const std::vector<output_chunk> runs = std::move(chunk).runs();
    REQUIRE(runs.size() == 4);
    const char* const out[] = {"", "222", "", "4"};
    const char* const err[] = {"1", "", "3", ""};
    for (std::size_t i = 0; i != runs.size(); ++i) {
        CHECK(runs[i].standard_output == out[i]);
        CHECK(runs[i].standard_error == err[i]);
        CHECK(runs[i].order.size() == 1);
        CHECK(runs[i].output_gap_possible == (i == 0));
        CHECK(runs[i].done == (i == 3));
        CHECK(runs[i].standard_error_ended == (i == 3));
        CHECK(runs[i].exit_code == (i == 3 ? std::optional<std::int32_t>(5) : std::nullopt));
    }
}

TEST_CASE("runs splits every chunk into its runs", "[protocol][shell]")
{
    output_chunk nothing;
    nothing.done = true;
    nothing.output_gap_possible = true;
    const std::vector<output_chunk> none = std::move(nothing).runs();
    REQUIRE(none.size() == 1);
    CHECK(none[0].done);
    CHECK(none[0].output_gap_possible);

    output_chunk one;
    one.append(output_stream::standard_output, std::string(1000, 'x'));
    one.append(output_stream::standard_output, "y");
    const char* const buffer = one.standard_output.data();
    const std::vector<output_chunk> whole = std::move(one).runs();
    REQUIRE(whole.size() == 1);
    CHECK(whole[0].standard_output.size() == 1001);
    CHECK(whole[0].standard_output.data() == buffer);

    // A chunk without an order, and a chunk whose order has more bytes than its streams.
    output_chunk by_hand;
    by_hand.standard_output = "o";
    by_hand.standard_error = "eee";
    by_hand.order.emplace_back(output_stream::standard_error, 2U);
    const std::vector<output_chunk> found = std::move(by_hand).runs();
    REQUIRE(found.size() == 3);
    CHECK(found[0].standard_error == "ee");
    CHECK(found[1].standard_output == "o");
    CHECK(found[2].standard_error == "e");
    output_chunk too_much;
    too_much.standard_error = "e";
    too_much.order.emplace_back(output_stream::standard_output, 7U);
    too_much.order.emplace_back(output_stream::standard_error, 7U);
    const std::vector<output_chunk> bounded = std::move(too_much).runs();
    REQUIRE(bounded.size() == 1);
    CHECK(bounded[0].standard_error == "e");
}

TEST_CASE("receive_output finds Done among several states, in any order", "[protocol][shell]")
{
    for (const std::string& states :
         {state("Running") + exit_code("3"), exit_code("3") + state("Running"), state("Pending") + exit_code("3")}) {
        const output_chunk chunk = answered(states).succeeds();
        CHECK(chunk.done);
        CHECK(chunk.exit_code == 3);
    }
}

TEST_CASE("receive_output distinguishes an absent exit code from 0", "[protocol][shell]")
{
    CHECK(answered(exit_code("0")).succeeds().exit_code == 0);
    for (const std::string& absent :
         {state("Done"),
          exit_code(""),
          state("Done", "<rsp:ExitCode xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>")}) {
        const output_chunk chunk = answered(absent).succeeds();
        CHECK(chunk.done);
        CHECK_FALSE(chunk.exit_code);
    }
}

TEST_CASE("receive_output accepts signed and unsigned exit codes, and nothing else", "[protocol][shell]")
{
    CHECK(answered(exit_code(" 254 ")).succeeds().exit_code == 254);
    CHECK(answered(exit_code("-1073741510")).succeeds().exit_code == -1073741510);
    CHECK(answered(exit_code("3221225786")).succeeds().exit_code == -1073741510);
    CHECK(answered(exit_code("4294967295")).succeeds().exit_code == -1);
    for (const char* text : {"4294967296", "-2147483649", "x", "1 2", "0x10"})
        answered(exit_code(text)).fails_with(protocol_errc::invalid_value);
}

TEST_CASE("receive_output treats xsi:nil as no bytes", "[protocol][shell]")
{
    const output_chunk chunk =
        answered("<rsp:Stream Name=\"stdout\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\" "
                 "End=\"true\"/>")
            .succeeds();
    CHECK(chunk.standard_output.empty());
    CHECK(chunk.standard_output_ended);
}

TEST_CASE(
    "receive_output refuses invalid base64, output of another command and an unexpected body", "[protocol][shell]"
)
{
    answered("<rsp:Stream Name=\"stdout\">a*b=</rsp:Stream>").fails_with(protocol_errc::invalid_value);
    answered("<rsp:Stream Name=\"stdout\" CommandId=\"1\">aGk=</rsp:Stream>")
        .fails_with(protocol_errc::unrelated_answer);
    answered("<rsp:CommandState CommandId=\"1\"/>").fails_with(protocol_errc::unrelated_answer);
    script_of<receive_output> script(shell, command);
    script.expect_send(actions::shell_receive).reply(200, response_envelope(actions::shell_receive, "<rsp:Other/>"));
    script.fails_with(protocol_errc::receive_response_missing);
    // Another notation of the same identifier is equal.
    answered("<rsp:Stream Name=\"stdout\" CommandId=\"{aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee}\"/>").succeeds();
}

TEST_CASE("receive_output repeats the request while the host has no output", "[protocol][shell]")
{
    std::vector<std::string> identifiers;
    const auto remember = [&identifiers](const request& asked) {
        CHECK(asked.envelope.find(asked.message_id) != std::string_view::npos);
        identifiers.emplace_back(asked.message_id);
    };
    script_of<receive_output> script(shell, command);
    for (int i = 0; i != 5; ++i)
        script.expect_send(actions::shell_receive).that(remember).reply(500, quiet);
    script.expect_send(actions::shell_receive).that(remember).reply(200, received(exit_code("0")));
    const output_chunk chunk = script.succeeds();
    CHECK(chunk.done);
    REQUIRE(identifiers.size() == 6);
    for (std::size_t i = 1; i != identifiers.size(); ++i)
        CHECK(identifiers[i] != identifiers[i - 1]);
}

TEST_CASE("receive_output without repeat_after_timeout ends after one timeout without output", "[protocol][shell]")
{
    receive_options options;
    options.repeat_after_timeout = false;
    options.operation_timeout = std::chrono::seconds(2);
    script_of<receive_output> script(shell, command, options);
    script.expect_send(actions::shell_receive)
        .that([](const request& asked) { CHECK(asked.operation_timeout == std::chrono::seconds(2)); })
        .reply(500, quiet);
    const output_chunk chunk = script.succeeds();
    CHECK(chunk.standard_output.empty());
    CHECK_FALSE(chunk.done);
}

TEST_CASE("receive_output recognises the timeout fault of hosts other than Windows", "[protocol][shell]")
{
    for (const char* subcode : {"w:TimedOut", "n:TimedOut"}) {
        const std::string fault = answer_envelope(
            "urn:fault",
            "<s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>" + std::string(subcode) +
                "</s:Value></s:Subcode></s:Code></s:Fault>"
        );
        script_of<receive_output> script(shell, command);
        script.expect_send(actions::shell_receive).reply(200, fault);
        script.expect_send(actions::shell_receive).reply(200, received(exit_code("0")));
        CHECK(script.succeeds().done);
    }
}

TEST_CASE("receive_output reports every other fault", "[protocol][shell][fault]")
{
    script_of<receive_output> gone(shell, command);
    gone.expect_send(actions::shell_receive).reply(500, quiet);
    gone.expect_send(actions::shell_receive)
        .reply(500, windows_fault("w:InvalidSelectors", "2150858843", "Not found."));
    gone.fails_with(condition::shell_gone);

    script_of<receive_output> aborted(shell, command);
    aborted.expect_send(actions::shell_receive).reply(500, windows_fault("w:InternalError", "995", "Aborted."));
    aborted.fails_with(windows_errc::operation_aborted);
}

namespace {

/// Returns: an answer with the OperationID of the request.
void make_host_known(const soap_context& context)
{
    receive_output receive(context, shell, command, receive_options());
    const step first = receive.start();
    std::string text = received("");
    text.replace(text.find("{{message_id}}"), 14, std::get<request>(first).message_id);
    text.insert(
        text.find("<s:Header>") + 10,
        "<p:OperationID xmlns:p=\"http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd\">"
        "uuid:1</p:OperationID>"
    );
    result<response> answer = soap_response(200, text);
    REQUIRE(std::get<finish>(receive.resume(answer)).outcome.has_value());
    REQUIRE(context.host_knows_operations());
}

} // namespace

TEST_CASE("receive_output sets output_gap_possible after a lost connection", "[protocol][shell]")
{
    script_of<receive_output> script(shell, command);
    script.expect_send(actions::shell_receive).lose(transport_errc::connection_reset);
    CHECK(script.fails_with(transport_errc::connection_reset).details().output_gap_possible);

    script_of<receive_output> refused(shell, command);
    refused.expect_send(actions::shell_receive).lose(transport_errc::connection_refused);
    CHECK_FALSE(refused.fails_with(transport_errc::connection_refused).details().output_gap_possible);
}

TEST_CASE("receive_output sends the same message as a retransmission after a loss", "[protocol][shell][robust]")
{
    for (const bool host_knows : {true, false}) {
        CAPTURE(host_knows);
        soap_context context(plain_session());
        context.identify_operations(true);
        if (host_knows) make_host_known(context);
        receive_output receive(context, shell, command, receive_options());
        const auto sent = [](const step& next) { return std::string(std::get<request>(next).envelope); };
        const std::string first = sent(receive.start());
        for (const error_code why :
             {error_code(transport_errc::connection_reset), error_code(transport_errc::connection_refused)}) {
            result<response> lost = failure(why);
            const step last = receive.resume(lost);
            const result<void>& outcome = std::get<finish>(last).outcome;
            REQUIRE(outcome.has_error());
            CHECK(outcome.error().code() == why);
            CHECK(
                outcome.error().details().output_gap_possible ==
                (!host_knows && why == transport_errc::connection_reset)
            );
            std::string expected = first;
            const std::string mark = "<p:OperationID s:mustUnderstand=\"false\">";
            REQUIRE(expected.find(mark) != std::string::npos);
            expected.replace(expected.find(mark), mark.size(), "<p:OperationID s:mustUnderstand=\"true\">");
            CHECK(sent(receive.start()) == expected);
        }
    }
}

TEST_CASE("receive_output sends a new message after an answer", "[protocol][shell][robust]")
{
    const soap_context context(plain_session());
    receive_output receive(context, shell, command, receive_options());
    const step first = receive.start();
    const std::string id(std::get<request>(first).message_id);
    std::string text = received(exit_code("0"));
    text.replace(text.find("{{message_id}}"), 14, id);
    result<response> answer = soap_response(200, text);
    REQUIRE(std::get<finish>(receive.resume(answer)).outcome.has_value());
    const step again = receive.start();
    CHECK(std::get<request>(again).message_id != id);
}

TEST_CASE("receive_output returns the failure of each step", "[protocol][shell]")
{
    script_of<receive_output>(shell, command)
        .expect_send(actions::shell_receive)
        .reply(500, quiet)
        .expect_send(actions::shell_receive)
        .reply(200, received(exit_code("0")))
        .every_wire_failure();
}
