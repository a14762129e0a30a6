//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// In which namespaces the expected element of an answer's Body is read, for each operation.
#include <support/scripted_operation.hpp>
#include <wsman/protocol/create_shell.hpp>
#include <wsman/protocol/delete_shell.hpp>
#include <wsman/protocol/identify.hpp>
#include <wsman/protocol/receive_output.hpp>
#include <wsman/protocol/run_command.hpp>
#include <wsman/protocol/send_input.hpp>
#include <wsman/protocol/signal_command.hpp>

using namespace wsman;
using namespace wsman::test;

namespace {

constexpr std::string_view strange[] = {
    "",
    "urn:x",
    "http://schemas.xmlsoap.org/soap/envelope/",
    "http://www.w3.org/2003/05/soap-envelope/",
    "http://schemas.dmtf.org/wbem/wsman/identify/1/wsmanidentity.xsd"
};

/// An element of a Body in the namespace given; what is inside keeps its own.
std::string element(std::string_view space, std::string_view local, std::string_view inside)
{
    std::string text;
    if (space.empty()) {
        text.append("<").append(local).append(">").append(inside).append("</").append(local).append(">");
        return text;
    }
    // The prefix xml cannot be declared anew.
    const bool reserved = space == ns::xml;
    const std::string name = (reserved ? "xml:" : "any:") + std::string(local);
    text.append("<").append(name);
    if (!reserved) text.append(" xmlns:any=\"").append(space).append("\"");
    return text.append(">").append(inside).append("</").append(name).append(">");
}

/// What an operation expects, and a good inside of it.
struct expected {
    std::string_view action;
    std::string_view local;
    std::string inside;
};

const expected identity_answer{
    "",
    "IdentifyResponse",
    "<id:ProductVendor xmlns:id=\"" + std::string(ns::identity) + "\">Microsoft Corporation</id:ProductVendor>"
};
const expected created_answer{
    actions::transfer_create,
    "ResourceCreated",
    "<a:ReferenceParameters><w:SelectorSet><w:Selector Name=\"ShellId\">7F2A</w:Selector></w:SelectorSet>"
    "</a:ReferenceParameters>"
};
const expected shell_answer{actions::transfer_create, "Shell", "<rsp:ShellId>7F2A</rsp:ShellId>"};
const expected command_answer{actions::shell_command, "CommandResponse", "<rsp:CommandId>C1</rsp:CommandId>"};
const expected receive_answer{
    actions::shell_receive, "ReceiveResponse", "<rsp:Stream Name=\"stdout\">YWJj</rsp:Stream>"
};

std::string answer_with(const expected& what, std::string_view body)
{
    return what.action.empty() ? answer_envelope("", body) : response_envelope(what.action, body);
}

/// Effects: plays the operation with its element in every namespace, alone and beside another element.
template <class Op, class Read, class... Params>
void in_every_namespace(const expected& what, error_code missing, Read read, Params... params)
{
    const auto play = [&](std::string body) {
        script_of<Op> script(params...);
        script.expect_send(what.action).reply(200, answer_with(what, body));
        return script;
    };
    for (const std::string_view space : ns::all) {
        CAPTURE(what.local, space);
        CHECK(read(play(element(space, what.local, what.inside)).succeeds()));
    }
    for (const std::string_view space : strange) {
        CAPTURE(what.local, space);
        play(element(space, what.local, what.inside)).fails_with(missing);
    }
    INFO(what.local);
    const std::string_view elsewhere = ns::eventing;
    play(element(elsewhere, what.local, what.inside) + "<other xmlns=\"urn:x\"/>").fails_with(missing);
    play("<other xmlns=\"urn:x\"/>" + element(elsewhere, what.local, what.inside)).fails_with(missing);
    play(element(elsewhere, "Other", what.inside)).fails_with(missing);
    play(element(elsewhere, "Wrapper", element(elsewhere, what.local, what.inside))).fails_with(missing);
    play("").fails_with(missing);
}

} // namespace

TEST_CASE("the expected element is read in each namespace of WS-Management and in no other", "[protocol][namespaces]")
{
    in_every_namespace<identify>(identity_answer, protocol_errc::missing_element, [](const identity& who) {
        return who.product_vendor == "Microsoft Corporation";
    });
    const auto same_shell = [](const created_shell& made) { return made.id.text() == "7F2A"; };
    in_every_namespace<create_shell>(created_answer, protocol_errc::shell_id_missing, same_shell, shell_options());
    in_every_namespace<create_shell>(shell_answer, protocol_errc::shell_id_missing, same_shell, shell_options());
    in_every_namespace<run_command>(
        command_answer,
        protocol_errc::command_id_missing,
        [](const command_id& id) { return id.text() == "C1"; },
        shell_id("7F2A"),
        command_request("dir")
    );
    in_every_namespace<receive_output>(
        receive_answer,
        protocol_errc::receive_response_missing,
        [](const output_chunk& chunk) { return chunk.standard_output == "abc"; },
        shell_id("7F2A"),
        command_id("C1")
    );
}

TEST_CASE("operations that need nothing of the body take any element but a fault", "[protocol][namespaces]")
{
    const std::string fault_inside = "<s:Code><s:Value>s:Sender</s:Value></s:Code>";
    for (const std::string_view space : ns::all) {
        CAPTURE(space);
        const std::string sent = response_envelope(actions::shell_send, element(space, "SendResponse", ""));
        script_of<send_input>(shell_id("7F2A"), command_id("C1"), "abc")
            .expect_send(actions::shell_send)
            .reply(200, sent)
            .succeeds();
        const std::string signalled = response_envelope(actions::shell_signal, element(space, "SignalResponse", ""));
        script_of<signal_command>(shell_id("7F2A"), command_id("C1"), signal_code::ctrl_c)
            .expect_send(actions::shell_signal)
            .reply(200, signalled)
            .succeeds();
        script_of<wsman::delete_shell> deleted(shell_id("7F2A"));
        deleted.expect_send(actions::transfer_delete)
            .reply(200, response_envelope(actions::transfer_delete, element(space, "Fault", fault_inside)));
        if (space == ns::soap)
            deleted.fails_with(protocol_errc::soap_fault);
        else
            deleted.succeeds();
    }
}

TEST_CASE(
    "what is inside the expected element, and the header, count in their own namespaces", "[protocol][namespaces]"
)
{
    const std::string vendor = element(ns::soap, "ProductVendor", "somebody");
    const identity who = script_of<identify>()
                             .expect_send("")
                             .reply(200, answer_envelope("", element(ns::soap, "IdentifyResponse", vendor)))
                             .succeeds();
    CHECK(who.product_vendor.empty());
    const output_chunk chunk =
        script_of<receive_output>(shell_id("7F2A"), command_id("C1"))
            .expect_send(actions::shell_receive)
            .reply(
                200,
                response_envelope(
                    actions::shell_receive, element(ns::soap, "ReceiveResponse", element(ns::soap, "Stream", "YWJj"))
                )
            )
            .succeeds();
    CHECK(chunk.standard_output.empty());
    // An identifier in another namespace than that of addressing is no RelatesTo, so it contradicts nothing.
    std::string text = answer_envelope("", element(ns::identity, "IdentifyResponse", ""));
    text.replace(text.find("<a:RelatesTo>"), 13, "<w:RelatesTo>");
    text.replace(text.find("</a:RelatesTo>"), 14, "</w:RelatesTo>");
    text.replace(text.find("{{message_id}}"), 14, "uuid:00000000-0000-0000-0000-000000000000");
    script_of<identify>().expect_send("").reply(200, text).succeeds();
}
