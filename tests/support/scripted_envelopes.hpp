//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/protocol/message.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

/// The envelopes that the host in memory sends.
namespace scripted {

/// Returns: the envelope of a response to this request.
inline std::string envelope(const wsman::request& asked, const std::string& body)
{
    std::string text = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
                       " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\""
                       " xmlns:x=\"http://schemas.xmlsoap.org/ws/2004/09/transfer\""
                       " xmlns:w=\"http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd\""
                       " xmlns:f=\"http://schemas.microsoft.com/wbem/wsman/1/wsmanfault\""
                       " xmlns:rsp=\"http://schemas.microsoft.com/wbem/wsman/1/windows/shell\"><s:Header>";
    if (!asked.action.empty()) text += "<a:Action>" + std::string(asked.action) + "Response</a:Action>";
    if (!asked.message_id.empty()) text += "<a:RelatesTo>" + std::string(asked.message_id) + "</a:RelatesTo>";
    return text + "</s:Header><s:Body>" + body + "</s:Body></s:Envelope>";
}

/// Returns: the envelope of a fault with this Windows code.
inline std::string fault_body(const wsman::request& asked, std::uint32_t code)
{
    std::string text = envelope(
        asked,
        "<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en-US\">scripted"
        "</s:Text></s:Reason><s:Detail><f:WSManFault Code=\"" +
            std::to_string(code) +
            "\" Machine=\"scripted\"><f:Message>scripted fault</f:Message>"
            "</f:WSManFault></s:Detail></s:Fault>"
    );
    const std::string action(asked.action);
    const std::size_t at = text.find(action + "Response");
    if (!action.empty() && at != text.npos)
        text.replace(at, action.size() + 8, "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault");
    return text;
}

} // namespace scripted
