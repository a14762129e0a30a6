//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/catch.hpp>

#include <string>
#include <string_view>
#include <utility>

#include "../pools.hpp"

namespace wsman::test {

/// A host that behaves like openwsman 2.8.1: it closes the connection after every answer, offers Basic and Digest with a
/// number as nonce but accepts only one of them, sends faults with any status, and a 404 that ends with a bare LF.
class openwsman_host {
public:
    explicit openwsman_host(asio::io_context& context)
        : host_(context, [this](std::shared_ptr<peer> one) { return serve(std::move(one)); })
    {
    }

    std::string url() const { return host_.url(); }
    std::size_t connections() const noexcept { return host_.connections(); }

    std::string takes = "Basic"; ///< or "Digest"
    std::string fault_status = "500 Internal Server Error";
    std::string subcode = "a:DestinationUnreachable";
    std::string detail = "http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/InvalidResourceURI";
    std::string wrong_path = "HTTP/1.0 404 Not foundn\n";
    std::size_t log_ins = 0; ///< requests with one

private:
    asio::awaitable<void> serve(std::shared_ptr<peer> one)
    {
        const std::string got = co_await one->read_request();
        if (!got.empty()) {
            std::string answer = answer_to(got);
            co_await one->write(std::move(answer));
        }
        one->close();
    }

    std::string answer_to(const std::string& got)
    {
        if (!got.starts_with("POST /wsman ")) return wrong_path;
        const std::size_t login = got.find("Authorization: ");
        if (login != std::string::npos) ++log_ins;
        if (login == std::string::npos || got.compare(login + 15, takes.size(), takes) != 0)
            return http_answer_text(
                "401 Unauthorized",
                "",
                "Server: openwsman/2.8.1\r\nWWW-Authenticate: Basic realm=\"OPENWSMAN\"\r\n"
                "WWW-Authenticate: Digest realm=\"OPENWSMAN\", algorithm=MD5, qop=\"auth\", nonce=\"1804289383\", "
                "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"\r\nConnection: close\r\n"
            );
        const bool identifies = got.find("Identify") != std::string::npos;
        constexpr std::string_view type = "Content-Type: application/soap+xml;charset=UTF-8\r\nConnection: close\r\n";
        return identifies ? http_answer_text("200 OK", identity(), type)
                          : http_answer_text(fault_status, fault(), type);
    }

    static std::string identity()
    {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<q:Envelope xmlns:q=\"http://www.w3.org/2003/05/soap-envelope\" "
               "xmlns:wsmid=\"http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd\">\n  <q:Header/>\n"
               "  <q:Body>\n    <wsmid:IdentifyResponse>\n"
               "      <wsmid:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</wsmid:ProtocolVersion>\n"
               "      <wsmid:ProductVendor>Openwsman Project</wsmid:ProductVendor>\n"
               "      <wsmid:ProductVersion>2.8.1</wsmid:ProductVersion>\n"
               "    </wsmid:IdentifyResponse>\n  </q:Body>\n</q:Envelope>\n";
    }

    std::string fault() const
    {
        return "<?xml version=\"1.0\"?>\n<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
               "xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" "
               "xmlns:w=\"http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd\"><s:Header>"
               "<a:Action>http://schemas.xmlsoap.org/ws/2004/08/addressing/fault</a:Action></s:Header><s:Body><s:Fault>"
               "<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>" +
               subcode +
               "</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en\">scripted</s:Text></s:Reason>" +
               (detail.empty() ? std::string() : "<s:Detail><w:FaultDetail>" + detail + "</w:FaultDetail></s:Detail>") +
               "</s:Fault></s:Body></s:Envelope>";
    }

    scripted_host host_;
};

} // namespace wsman::test
