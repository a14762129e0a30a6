//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/scripted_operation.hpp>
#include <wsman/protocol/create_shell.hpp>
#include <wsman/protocol/identify.hpp>
#include <wsman/protocol/receive_output.hpp>
#include <wsman/protocol/redact.hpp>

#include <cstddef>
#include <functional>
#include <iostream>
#include <string>

#include "costs.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

const shell_id shell("11111111-2222-4333-8444-555555555555");
const command_id command("AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE");

/// Passes this answer to an operation, as the answer to its first request.
template <class Op>
std::function<std::size_t(const std::string&)> reading(unsigned status, std::function<Op(const soap_context&)> make)
{
    return [=](const std::string& body) {
        const soap_context context(plain_session());
        Op asking = make(context);
        const step first = asking.start();
        std::string text = body;
        const std::string mark = "{{message_id}}";
        if (const std::size_t at = text.find(mark); at != std::string::npos)
            text.replace(at, mark.size(), std::get<request>(first).message_id);
        result<response> answer = soap_response(status, std::move(text));
        const std::size_t before = work_done();
        static_cast<void>(asking.resume(answer));
        return work_done() - before;
    };
}

std::function<std::size_t(const std::string&)> receiving(unsigned status)
{
    return reading<receive_output>(status, [](const soap_context& context) {
        receive_options once;
        once.repeat_after_timeout = false;
        return receive_output(context, shell, command, once);
    });
}

std::string received(const std::string& inside)
{
    return response_envelope(actions::shell_receive, "<rsp:ReceiveResponse>" + inside + "</rsp:ReceiveResponse>");
}

/// A fault whose message contains the given text repeatedly.
std::function<std::string(std::size_t)> fault_of(const std::string& piece)
{
    return [piece](std::size_t n) { return windows_fault("w:InternalError", "5", repeated(piece, n)); };
}

} // namespace

TEST_CASE("the cost of parsing an answer is linear in its bytes", "[protocol][cost]")
{
    if (!counts_work()) {
        std::cout << "SKIPPED: this compiler cannot count executed basic blocks\n";
        return;
    }
    const std::string out = "<rsp:Stream Name=\"stdout\">MQ==</rsp:Stream>";
    const std::string err = "<rsp:Stream Name=\"stderr\">MQ==</rsp:Stream>";
    costs_linearly(
        "runs of both streams", [&](std::size_t n) { return received(repeated(out + err, n)); }, receiving(200)
    );
    costs_linearly(
        "runs in one stream",
        [&](std::size_t n) {
            return received("<rsp:Stream Name=\"stdout\">" + repeated("MTEx<![CDATA[MTEx]]>", n) + "</rsp:Stream>");
        },
        receiving(200)
    );
    costs_linearly(
        "unknown streams and states",
        [&](std::size_t n) { return received(repeated("<rsp:Stream Name=\"x\"/><rsp:CommandState/><rsp:Other/>", n)); },
        receiving(200)
    );
    costs_linearly(
        "headers",
        [](std::size_t n) { return answer_envelope("urn:x", {}).replace(0, 0, "<!--" + repeated("x", n) + "-->"); },
        receiving(200)
    );

    for (const unsigned status : {200U, 500U}) {
        costs_linearly(
            "sentences of a fault",
            fault_of("<f:ProviderFault><f:WSManFault "
                     "Code=\"1\"><f:Message>aaaaaaaaaaaaaaaaaaaaaaaaaaab</f:Message></f:WSManFault></f:ProviderFault>"),
            receiving(status)
        );
        costs_linearly("words of a fault", fault_of("word "), receiving(status));
        costs_linearly(
            "errors of WMI",
            fault_of("<f:MSFT_WmiError><f:error_Code>7</f:error_Code><f:Message>x</f:Message></f:MSFT_WmiError>"),
            receiving(status)
        );
        costs_linearly("forbidden bytes in a fault", fault_of("\x05"), receiving(status));
        costs_linearly(
            "not an envelope",
            [](std::size_t n) { return "<a>" + repeated("x <b>y</b> &lt;", n) + "</a>"; },
            receiving(status)
        );
        costs_linearly("not XML", [](std::size_t n) { return repeated("x <b y &lt;", n); }, receiving(status));
    }
    costs_linearly(
        "an identity",
        [](std::size_t n) {
            return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><i:IdentifyResponse "
                   "xmlns:i=\"http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd\">" +
                   repeated("<i:ProtocolVersion>x</i:ProtocolVersion><i:ProductVendor/><x/>", n) +
                   "</i:IdentifyResponse></s:Body></s:Envelope>";
        },
        reading<identify>(200, [](const soap_context& context) { return identify(context); })
    );
    costs_linearly(
        "a shell's reference",
        [](std::size_t n) {
            return response_envelope(
                actions::transfer_create,
                "<x:ResourceCreated><a:Address>urn:x</a:Address><a:ReferenceParameters><w:ResourceURI>urn:x</"
                "w:ResourceURI><w:SelectorSet>" +
                    repeated("<![CDATA[ ]]><w:Selector Name=\"ShellId\">1</w:Selector>", n) +
                    "</w:SelectorSet></a:ReferenceParameters></x:ResourceCreated>"
            );
        },
        reading<create_shell>(200, [](const soap_context& context) { return create_shell(context, shell_options()); })
    );
    costs_linearly(
        "redacted text for an observer",
        [&](std::size_t n) { return received(repeated(out, n)); },
        [](const std::string& text) {
            const std::size_t before = work_done();
            static_cast<void>(redact(text));
            return work_done() - before;
        }
    );
}
