//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/transport/recording.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

/// An envelope with this program's prefixes, or with others and the headers in reverse order.
std::string envelope(
    const std::string& action,
    const std::string& id,
    const std::string& body,
    bool other_writer = false,
    const std::string& options = {},
    const std::string& shell = "S1"
)
{
    const std::string s = other_writer ? "env" : "s";
    const std::string headers[] = {
        "<a:Action>http://schemas.microsoft.com/wbem/wsman/1/windows/shell/" + action + "</a:Action>",
        "<a:MessageID>" + id + "</a:MessageID>",
        "<w:ResourceURI>http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd</w:ResourceURI>",
        "<w:SelectorSet><w:Selector Name=\"ShellId\">" + shell + "</w:Selector></w:SelectorSet>",
        options.empty() ? "" : "<w:OptionSet>" + options + "</w:OptionSet>",
        other_writer ? "<w:MaxEnvelopeSize>153600</w:MaxEnvelopeSize>"
                     : "<w:OperationTimeout>PT60S</w:OperationTimeout>",
    };
    std::string text = "<" + s + ":Envelope xmlns:" + s +
                       "=\"http://www.w3.org/2003/05/soap-envelope\""
                       " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\""
                       " xmlns:w=\"http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd\""
                       " xmlns:rsp=\"http://schemas.microsoft.com/wbem/wsman/1/windows/shell\"><" +
                       s + ":Header>";
    for (int i = 0; i != 6; ++i)
        text += headers[other_writer ? 5 - i : i];
    return text + "</" + s + ":Header><" + s + ":Body>" + body + "</" + s + ":Body></" + s + ":Envelope>";
}

const std::string run_dir =
    "<rsp:CommandLine><rsp:Command>dir</rsp:Command><rsp:Arguments>/b</rsp:Arguments></rsp:CommandLine>";
const std::string receive =
    "<rsp:Receive><rsp:DesiredStream CommandId=\"C1\">stdout stderr</rsp:DesiredStream></rsp:Receive>";

std::string send(const std::string& bytes)
{
    return "<rsp:Send><rsp:Stream Name=\"stdin\" CommandId=\"C1\">" + bytes + "</rsp:Stream></rsp:Send>";
}

recording conversation()
{
    recording made("a conversation");
    made.exchanges.emplace_back(
        envelope("Command", "uuid:OLD1", run_dir, true, "<w:Option Name=\"WINRS_CONSOLEMODE_STDIN\">TRUE</w:Option>"),
        200,
        "<answer><RelatesTo>uuid:OLD1</RelatesTo></answer>"
    );
    made.exchanges.emplace_back(envelope("Send", "uuid:OLD2", send("aGk="), true), 200, "<sent/>");
    made.exchanges.emplace_back(envelope("Receive", "uuid:OLD3", receive, true), 200, "<first/>");
    made.exchanges.emplace_back(envelope("Receive", "uuid:OLD4", receive, true), 500, "<fault/>");
    return made;
}

result<response> ask_for(asio::io_context& context, exchange& wire, const std::string& text)
{
    request asked("Operation", "action", text);
    return ask(context, wire, asked);
}

} // namespace

TEST_CASE("a replay matches requests by meaning, and lets a Receive overtake a Send", "[transport][recording]")
{
    asio::io_context context;
    replaying_exchange wire(conversation());
    const std::string options = "<w:Option Name=\"WINRS_SKIP_CMD_SHELL\">FALSE</w:Option><w:Option "
                                "Name=\"WINRS_CONSOLEMODE_STDIN\">true</w:Option>";
    const result<response> command = ask_for(context, wire, envelope("Command", "uuid:NEW1", run_dir, false, options));
    REQUIRE(command);
    CHECK(command->body == "<answer><RelatesTo>uuid:NEW1</RelatesTo></answer>");
    CHECK(ask_for(context, wire, envelope("Receive", "uuid:NEW2", receive))->body == "<first/>");
    CHECK(wire.left() == 2);
    CHECK(ask_for(context, wire, envelope("Send", "uuid:NEW3", send("aGk=")))->body == "<sent/>");
    const result<response> last = ask_for(context, wire, envelope("Receive", "uuid:NEW4", receive));
    REQUIRE(last);
    CHECK(last->status == 500);
    CHECK(wire.left() == 0);
    CHECK(
        code_of(ask_for(context, wire, envelope("Receive", "uuid:NEW5", receive))) == transport_errc::replay_mismatch
    );
}

TEST_CASE("a replay refuses a request with another meaning, and names the next recorded one", "[transport][recording]")
{
    asio::io_context context;
    replaying_exchange wire(conversation());
    const std::string stdin_on = "<w:Option Name=\"WINRS_CONSOLEMODE_STDIN\">TRUE</w:Option>";
    const std::string three = "<rsp:CommandLine><rsp:Command>dir</rsp:Command><rsp:Arguments>/b</"
                              "rsp:Arguments><rsp:Arguments>/s</rsp:Arguments></rsp:CommandLine>";
    const std::string other =
        "<rsp:CommandLine><rsp:Command>del</rsp:Command><rsp:Arguments>/b</rsp:Arguments></rsp:CommandLine>";
    for (const std::string& text : {
             envelope("Command", "uuid:N", run_dir),                        // lacks the option
             envelope("Command", "uuid:N", three, false, stdin_on),         // an argument more
             envelope("Command", "uuid:N", other, false, stdin_on),         // another program
             envelope("Command", "uuid:N", run_dir, false, stdin_on, "S2"), // another shell
             envelope("Send", "uuid:N", send("aGkh")),                      // other bytes
             std::string("no envelope"),
         }) {
        const result<response> refused = ask_for(context, wire, text);
        REQUIRE(refused.has_error());
        CHECK(refused.error().code() == transport_errc::replay_mismatch);
        CHECK(refused.error().message().find("(number 1) is Command") != std::string::npos);
    }
    CHECK(wire.left() == 4);
}

TEST_CASE("a recording of a host can be replayed, also from a file", "[transport][recording]")
{
    asio::io_context context;
    scripted_host host(context, answer_always(http_answer_text("200 OK", "<a/>")));
    const auto inner = make_connection_pool(context.get_executor(), basic_session_to(host.url(), "user", "canary-9"));
    recording_exchange recorder(inner, "basic");
    const std::string text = envelope("Receive", "uuid:A", receive);
    REQUIRE(ask_for(context, recorder, text));
    REQUIRE(recorder.recorded().exchanges.size() == 1);
    const std::filesystem::path file = std::filesystem::temp_directory_path() / "wsman-recording-test.json";
    REQUIRE(recorder.recorded().save(file.string()));
    const result<recording> loaded = recording::load(file.string());
    std::filesystem::remove(file);
    REQUIRE(loaded);
    CHECK(loaded->name == "basic");
    CHECK(loaded->exchanges[0].request == text);
    CHECK(loaded->to_json().find("canary-9") == std::string::npos);
    CHECK(loaded->to_json().find("content_type") == std::string::npos);
    replaying_exchange wire(*loaded);
    CHECK(ask_for(context, wire, text)->body == "<a/>");
}

TEST_CASE("a redacted recording holds no command and no data, and still matches", "[transport][recording]")
{
    asio::io_context context;
    scripted_host host(context, answer_always(http_answer_text("200 OK", "<a/>")));
    recording_exchange recorder(
        make_connection_pool(context.get_executor(), session_to(host.url())), "redacted", recorded_content::redacted
    );
    const std::string text = envelope("Command", "uuid:A", run_dir);
    REQUIRE(ask_for(context, recorder, text));
    CHECK(recorder.recorded().to_json().find("dir") == std::string::npos);
    replaying_exchange wire(recorder.recorded());
    CHECK(ask_for(context, wire, text));
}

TEST_CASE("an invalid recording is refused, with the JSON pointer of the fault", "[transport][recording]")
{
    CHECK(recording::from_json("{").error().code() == session_errc::json_syntax);
    CHECK(recording::from_json("[]").error().code() == session_errc::wrong_type);
    const result<recording> bad =
        recording::from_json(R"({"name":"x","exchanges":[{"request":"","status":"200","response":""}]})");
    REQUIRE(bad.has_error());
    CHECK(bad.error().details().pointer == "/exchanges/0/status");
    CHECK(recording::load("/nonexistent/recording.json").has_error());
    CHECK(recording("x").save("/nonexistent/recording.json").has_error());
}

TEST_CASE("a closed replay answers nothing", "[transport][recording]")
{
    asio::io_context context;
    replaying_exchange wire(conversation());
    asio::co_spawn(context, wire.close(), [](std::exception_ptr) {});
    context.run();
    CHECK(code_of(ask_for(context, wire, envelope("Receive", "uuid:N", receive))) == client_errc::closed);
}

TEST_CASE("recorded conversations of Windows hosts match their own requests", "[transport][recording][transcripts]")
{
    const char* const given = std::getenv("WSMAN_TRANSCRIPTS");
    const std::filesystem::path folder = given ? given : WSMAN_TRANSCRIPTS_DEFAULT;
    if (!std::filesystem::is_directory(folder)) {
        std::printf("SKIPPED: no transcripts in %s\n", folder.string().c_str());
        return;
    }
    asio::io_context context;
    std::size_t conversations = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const result<recording> loaded = recording::load(entry.path().string());
        if (loaded.has_error()) continue; // the folder also holds other kinds of files
        INFO(entry.path().string());
        ++conversations;
        replaying_exchange wire(*loaded);
        for (const recorded_exchange& one : loaded->exchanges) {
            const result<response> answer = ask_for(context, wire, one.request);
            REQUIRE(answer);
            CHECK(answer->body == one.response);
        }
        CHECK(wire.left() == 0);
    }
    CHECK(conversations >= 8);
}
