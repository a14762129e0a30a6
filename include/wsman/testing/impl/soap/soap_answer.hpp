//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/xml/writer.hpp>
#include <wsman/testing/impl/soap/names.hpp>
#include <wsman/testing/impl/soap/soap_fault.hpp>
#include <wsman/testing/impl/soap/soap_request.hpp>

#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// An answer: an HTTP status and an envelope in UTF-8.
class soap_answer {
public:
    soap_answer() {}

    unsigned status = 200;
    std::string content_type = "application/soap+xml;charset=UTF-8";
    std::string body;
    bool abandoned = false; ///< the client has closed the connection, so nothing is sent
    bool is_fault = false;
};

inline void open_envelope(xml::writer& out, std::string_view action, std::string_view relates_to)
{
    out.start("s:Envelope")
        .attribute("xml:lang", "en-US")
        .namespace_declaration("s", names::soap)
        .namespace_declaration("a", names::addressing)
        .namespace_declaration("x", names::transfer)
        .namespace_declaration("w", names::wsman)
        .namespace_declaration("rsp", names::shell)
        .namespace_declaration("p", names::microsoft);
    out.start("s:Header");
    out.element("a:Action", action);
    out.element("a:MessageID", "uuid:" + uuid::random().text());
    out.element("a:To", names::anonymous);
    if (!relates_to.empty()) out.element("a:RelatesTo", relates_to);
    out.end();
    out.start("s:Body");
}

inline void close_envelope(xml::writer& out)
{
    out.end().end();
}

/// Returns: an envelope whose body `write_body(writer&)` writes. Its action is the request's with `Response` appended.
template <class WriteBody>
soap_answer make_answer(const soap_request& request, std::size_t room, WriteBody&& write_body)
{
    soap_answer answer;
    answer.body.reserve(room);
    xml::writer out(answer.body);
    open_envelope(out, request.action + "Response", request.message_id);
    write_body(out);
    close_envelope(out);
    if (out.finish()) return answer;
    // Only a name or text from the client that XML cannot represent leads here.
    answer.status = 500;
    answer.body.clear();
    return answer;
}

inline soap_answer make_fault_answer(const soap_request& request, const soap_fault& fault)
{
    soap_answer answer;
    answer.status = fault.status;
    answer.is_fault = true;
    xml::writer out(answer.body);
    open_envelope(
        out, fault.addressing ? names::addressing_fault_action : names::wsman_fault_action, request.message_id
    );
    out.start("s:Fault").start("s:Code");
    if (fault.subcode.empty()) {
        out.element("s:Value", "s:MustUnderstand");
    } else {
        out.element("s:Value", fault.receiver ? "s:Receiver" : "s:Sender");
        out.start("s:Subcode");
        out.element("s:Value", (fault.addressing ? "a:" : "w:") + std::string(fault.subcode));
        out.end();
    }
    out.end();
    out.start("s:Reason").start("s:Text").attribute("xml:lang", "en-US").text(fault.text).end().end();
    out.start("s:Detail");
    if (!fault.detail.empty())
        out.element("w:FaultDetail", std::string(names::fault_detail) + std::string(fault.detail));
    out.start("f:WSManFault")
        .namespace_declaration("f", names::fault)
        .attribute("Code", std::to_string(fault.code))
        .attribute("Machine", "localhost");
    out.start("f:Message");
    if (fault.provider.empty())
        out.text(fault.text);
    else
        out.start("f:ProviderFault").attribute("provider", fault.provider).text(fault.text).end();
    out.end().end(); // Message, WSManFault
    out.end().end(); // Detail, Fault
    close_envelope(out);
    if (!out.finish()) answer.body.clear();
    return answer;
}

} // namespace wsman::testing::detail
