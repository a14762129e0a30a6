//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/testing/endpoint.hpp>

#include <string>

#include "endpoint_raw_client.hpp"

using namespace wsman::testing;

TEST_CASE("Identify with a log-in returns the endpoint's identity", "[endpoint][identify]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::http_response response = wire.post(raw::identify_envelope);
    CHECK(response.status == 200);
    CHECK(response.headers.at("content-type") == "application/soap+xml;charset=UTF-8");
    CHECK(response.text("ProductVendor") == "wsman-cpp");
    CHECK(response.text("ProtocolVersion") == "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd");
    CHECK(response.text("ProductVersion").find("OS: Linux") == 0);
    CHECK(response.text("ProductVersion").find("Stack: 3.0") != std::string::npos);
    CHECK(host.statistics().count("Identify") == 1);
}

TEST_CASE("Identify without a log-in reveals nothing about the machine", "[endpoint][identify]")
{
    endpoint host;
    raw::connection wire(host);
    wire.authorization.clear();
    std::string extra;
    SECTION("by the header")
    {
        extra = wire.head(raw::identify_envelope.size(), "WSMANIDENTIFY: unauthenticated\r\n");
    }
    SECTION("by the path")
    {
        extra = wire.head(raw::identify_envelope.size());
        extra.replace(extra.find("/wsman"), 6, "/wsman-anon/identify");
    }
    wire.write(extra + raw::identify_envelope);
    const raw::http_response response = wire.receive();
    CHECK(response.status == 200);
    CHECK(response.text("ProductVersion") == "OS: 0.0.0 SP: 0.0 Stack: 3.0");
    CHECK(host.statistics().unauthorized == 0);
}

TEST_CASE("an unauthenticated request for anything but Identify is refused", "[endpoint][identify]")
{
    endpoint host;
    raw::connection wire(host);
    wire.authorization.clear();
    const std::string envelope = raw::create_text();
    wire.write(wire.head(envelope.size(), "WSMANIDENTIFY: unauthenticated\r\n") + envelope);
    CHECK(wire.receive().status == 401);
    CHECK(host.statistics().open_shells == 0);
}

TEST_CASE("an endpoint refuses wrong credentials and names the scheme", "[endpoint][http]")
{
    endpoint host;
    raw::connection wire(host);
    SECTION("none")
    {
        wire.authorization.clear();
    }
    SECTION("a wrong password")
    {
        wire.authorization = "Basic d3JvbmdfdXNlcjp3cm9uZ19wYXNzd29yZA==";
    }
    SECTION("not base64")
    {
        wire.authorization = "Basic ***";
    }
    SECTION("another scheme")
    {
        wire.authorization = "Negotiate TlRMTVNTUAAB";
    }
    const raw::http_response response = wire.post(raw::identify_envelope);
    CHECK(response.status == 401);
    // In the order of Windows. Kerberos needs a keytab; services on Windows do not offer Digest.
    const std::string& offered = response.headers.at("www-authenticate");
    CHECK(offered.starts_with("Negotiate, CredSSP, Digest realm=\"WSMAN\""));
    CHECK(offered.ends_with(", Basic realm=\"WSMAN\""));
    CHECK(host.statistics().unauthorized == 1);
    CHECK(host.statistics().refused_logins == (wire.authorization.empty() ? 0 : 1));
    CHECK(host.statistics().requests.empty());
}

TEST_CASE("an endpoint that allows no clear text refuses Basic over HTTP", "[endpoint][http]")
{
    endpoint_options options;
    options.allow_unencrypted = false;
    endpoint host(options);
    raw::connection wire(host);
    const raw::http_response response = wire.post(raw::identify_envelope);
    CHECK(response.status == 401);
    CHECK(response.headers.at("www-authenticate") == "Negotiate, CredSSP");
}

TEST_CASE("credentials of endpoints are random unless given", "[endpoint]")
{
    endpoint one;
    endpoint other;
    CHECK(one.user() != other.user());
    CHECK(one.password().reveal() != other.password().reveal());
    CHECK(one.port() != other.port());
    endpoint_options options;
    options.user = "j\xC3\xB6rg";
    options.password = wsman::secret("p:\xC3\xA4");
    endpoint given(options);
    raw::connection wire(given);
    CHECK(wire.post(raw::identify_envelope).status == 200);
}

TEST_CASE("an endpoint on a used port throws and gives the reason", "[endpoint]")
{
    endpoint first;
    endpoint_options options;
    options.port = first.port();
    try {
        endpoint second(options);
        FAIL("two endpoints on one port");
    }
    catch (const wsman::exception& error) {
        CHECK(std::string(error.what()).find(std::to_string(first.port())) != std::string::npos);
    }
}

TEST_CASE("an endpoint listens on the IPv6 loopback with loopback::v6", "[endpoint]")
{
    endpoint_options options;
    options.address = loopback::v6;
    endpoint host(options);
    CHECK(host.url() == "http://[::1]:" + std::to_string(host.port()) + "/wsman");
    raw::connection wire(host);
    CHECK(wire.post(raw::identify_envelope).status == 200);
    CHECK(raw::run(wire, "echo six").output == "six\n");
}

TEST_CASE("an endpoint keeps connections open, also for chunked requests and Expect: 100-continue", "[endpoint][http]")
{
    endpoint host;
    raw::connection wire(host);
    CHECK(wire.post(raw::identify_envelope).status == 200);
    std::string head = wire.head(0, "Transfer-Encoding: chunked\r\n");
    head.erase(head.find("Content-Length"), std::string("Content-Length: 0\r\n").size());
    const std::string& body = raw::identify_envelope;
    wire.write(head + "10\r\n" + body.substr(0, 16) + "\r\n");
    char size[24];
    std::snprintf(size, sizeof size, "%zx", body.size() - 16);
    wire.write(std::string(size) + "\r\n" + body.substr(16) + "\r\n0\r\n\r\n");
    CHECK(wire.receive().status == 200);
    wire.write(wire.head(body.size(), "Expect: 100-continue\r\n"));
    wire.write(body);
    const std::string interim = "HTTP/1.1 100 Continue\r\n\r\n";
    CHECK(wire.receive_raw(interim.size()) == interim);
    CHECK(wire.receive().text("ProductVendor") == "wsman-cpp");
    wire.write(wire.head(body.size()) + body + wire.head(0)); // the second before the first is answered
    CHECK(wire.receive().text("ProductVendor") == "wsman-cpp");
    CHECK(wire.receive().body.empty());
    CHECK(host.statistics().connections_accepted == 1);
}

TEST_CASE("an empty request checks the log-in", "[endpoint][http]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::http_response response = wire.post("");
    CHECK(response.status == 200);
    CHECK(response.body.empty());
    wire.authorization.clear();
    CHECK(wire.post("").status == 401);
}

TEST_CASE("an endpoint answers requests other than WS-Management with the appropriate status", "[endpoint][http]")
{
    endpoint host;
    raw::connection wire(host);
    std::string request = wire.head(raw::identify_envelope.size()) + raw::identify_envelope;
    SECTION("another path")
    {
        request.replace(request.find("/wsman"), 6, "/other");
        wire.write(request);
        CHECK(wire.receive().status == 404);
    }
    SECTION("a query does not change the path")
    {
        request.replace(request.find("/wsman"), 6, "/wsman?PSVersion=5");
        wire.write(request);
        CHECK(wire.receive().status == 200);
    }
    SECTION("another method")
    {
        wire.write("GET /wsman HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(wire.receive().status == 405);
    }
    SECTION("another content type")
    {
        request.replace(request.find("application/soap+xml"), 20, "text/xml");
        wire.write(request);
        CHECK(wire.receive().status == 415);
    }
    SECTION("not HTTP")
    {
        wire.write("\x16\x03\x01\x02\x03 nonsense\r\n\r\n");
        CHECK(wire.receive().status == 400);
        CHECK(wire.at_end());
    }
    SECTION("headers beyond the limit")
    {
        wire.write("POST /wsman HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
        CHECK(wire.receive().status == 431);
    }
    SECTION("an envelope beyond the limit")
    {
        const std::string large(600'000, ' ');
        const raw::http_response response = wire.post(large);
        CHECK(response.status == 413);
        CHECK(response.headers.at("connection") == "close");
        CHECK(wire.at_end());
    }
    SECTION("malformed XML")
    {
        const raw::http_response response = wire.post("<s:Envelope");
        CHECK(response.status == 400);
        CHECK(response.fault_code() == std::to_string(0x80338041));
    }
    SECTION("HTTP/1.0")
    {
        request.replace(request.find("HTTP/1.1"), 8, "HTTP/1.0");
        wire.write(request);
        CHECK(wire.receive().status == 200);
        CHECK(wire.at_end());
    }
}

TEST_CASE("an endpoint answers a UTF-16 request in UTF-16", "[endpoint][http]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string envelope = "\xFF\xFE" + wsman::utf8_to_utf16le(raw::identify_envelope);
    std::string head = wire.head(envelope.size());
    head.replace(head.find("UTF-8"), 5, "UTF-16");
    wire.write(head + envelope);
    const raw::http_response response = wire.receive();
    CHECK(response.status == 200);
    CHECK(response.headers.at("content-type") == "application/soap+xml;charset=UTF-16");
    const std::string text = wsman::utf16_to_utf8(std::string_view(response.body).substr(2), false);
    CHECK(text.find("IdentifyResponse") != std::string::npos);
}

TEST_CASE("answers are chunked, or close the connection, by option", "[endpoint][http]")
{
    endpoint_options options;
    options.chunked_answers = true;
    options.close_connections = true;
    endpoint host(options);
    raw::connection wire(host);
    const raw::http_response response = wire.post(raw::identify_envelope);
    CHECK(response.complete);
    CHECK(response.headers.at("transfer-encoding") == "chunked");
    CHECK(response.text("ProductVendor") == "wsman-cpp");
    CHECK(wire.at_end());
}

TEST_CASE("headers with mustUnderstand are supported or refused", "[endpoint][soap]")
{
    endpoint host;
    raw::connection wire(host);
    raw::message m;
    m.action = raw::transfer + "Create";
    m.body = "<r:Shell/>";
    std::string code;
    SECTION("an unknown header")
    {
        m.headers = "<q:Strange xmlns:q=\"urn:q\" e:mustUnderstand=\"1\"/>";
        code = "2150858768";
    }
    SECTION("a locale")
    {
        m.headers = "<w:Locale xml:lang=\"en-US\" e:mustUnderstand=\"true\"/>";
        code = "2150858887";
    }
    SECTION("an option")
    {
        m.headers = "<w:OptionSet><w:Option Name=\"X\" MustComply=\"true\">1</w:Option></w:OptionSet>";
        code = "2150858833";
    }
    SECTION("an envelope size that is too small")
    {
        m.headers = "<w:MaxEnvelopeSize>4096</w:MaxEnvelopeSize>";
        code = "2150858824";
    }
    SECTION("an envelope size that is too large")
    {
        m.headers = "<w:MaxEnvelopeSize>100000000</w:MaxEnvelopeSize>";
        code = "2150858823";
    }
    SECTION("no resource")
    {
        m.resource.clear();
        code = "2150858811";
    }
    SECTION("another resource")
    {
        m.resource = "http://schemas.microsoft.com/powershell/Microsoft.PowerShell";
        code = "2150858752";
    }
    SECTION("another action")
    {
        m.action += "Nothing";
        code = "2150858771";
    }
    SECTION("a malformed time-out")
    {
        m.timeout = "soon";
        code = "2150858767";
    }
    const raw::http_response response = wire.post(m.text());
    CHECK(response.status == 500);
    CHECK(response.fault_code() == code);
    CHECK(response.text("RelatesTo") == "uuid:11111111-2222-3333-4444-555555555555");
    CHECK(host.statistics().faults == 1);
    CHECK(host.statistics().open_shells == 0);
}
