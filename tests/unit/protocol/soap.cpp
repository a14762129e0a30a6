//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/scripted_operation.hpp>
#include <support/xml_meaning.hpp>
#include <wsman/protocol/delete_shell.hpp>
#include <wsman/protocol/soap.hpp>

using namespace wsman;
using namespace wsman::test;

namespace {

/// Sends one request with an empty body and returns its envelope.
std::string envelope_of(const soap_context& context, const message_head& head, std::string_view body = {})
{
    soap_call call(context);
    const step first = call.send(head, [body](xml::writer& out) { out.raw(body); });
    return std::string(std::get<request>(first).envelope);
}

message_head get_head()
{
    return message_head(operation_kind::get, actions::transfer_get, "urn:resource");
}

result<envelope_view> read_answer(soap_call& call, result<response>& answer)
{
    static_cast<void>(call.send(get_head(), [](xml::writer&) {}));
    return call.read(answer);
}

std::string with_headers(std::string_view headers)
{
    return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
           "xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\"><s:Header>" +
           std::string(headers) + "</s:Header><s:Body/></s:Envelope>";
}

error_code verdict(std::string_view headers)
{
    const soap_context context(plain_session());
    soap_call call(context);
    result<response> answer = soap_response(200, with_headers(headers));
    const result<envelope_view> envelope = read_answer(call, answer);
    return envelope ? error_code() : envelope.error().code();
}

} // namespace

TEST_CASE("each message has its own MessageID and the SessionId of the context", "[protocol][soap]")
{
    const soap_context context(plain_session());
    const std::string session =
        "<p:SessionId s:mustUnderstand=\"false\">uuid:" + context.session_id().text() + "</p:SessionId>";
    const std::string first = envelope_of(context, get_head());
    const std::string second = envelope_of(context, get_head());
    CHECK(first != second);
    CHECK(xml_meaning(first) == xml_meaning(second));
    CHECK(first.find(session) != std::string::npos);
    CHECK(second.find(session) != std::string::npos);
    CHECK(soap_context(plain_session()).session_id() != context.session_id());
}

TEST_CASE("soap_call sends any action, resource, address, selectors, options, headers and body", "[protocol][soap]")
{
    const soap_context context(plain_session());
    const selector_set selectors = selector_set("Name", "a<b").add("__cimnamespace", "root/cimv2");
    const option_set options = option_set().add("quiet", "1", true);
    message_head head(operation_kind::invoke, "urn:action", "urn:resource");
    head.to = "http://elsewhere/wsman?a&b";
    head.operation_timeout = std::chrono::milliseconds(1);
    head.selectors = &selectors;
    head.options = &options;
    head.extra = "<x:Identifier xmlns:x=\"urn:x\">7</x:Identifier>";
    std::string text = envelope_of(context, head, "<x:Body xmlns:x=\"urn:x\"/>");
    xml::document document;
    REQUIRE(document.parse(text));
    const result<envelope_view> envelope = envelope_view::from(document);
    REQUIRE(envelope.has_value());
    CHECK(envelope->header_text(ns::addressing, "Action") == "urn:action");
    CHECK(envelope->header_text(ns::addressing, "To") == "http://elsewhere/wsman?a&b");
    CHECK(envelope->header_text(ns::wsman, "ResourceURI") == "urn:resource");
    CHECK(envelope->header_text(ns::wsman, "OperationTimeout") == "PT0.001S");
    CHECK(envelope->header_text("urn:x", "Identifier") == "7");
    CHECK(envelope->content("urn:x", "Body").has_value());
    const auto set = envelope->header(ns::wsman, "SelectorSet");
    REQUIRE(set);
    CHECK(set->first_child()->attribute("", "Name") == "Name");
    CHECK(set->first_child()->text() == "a<b");
    CHECK(set->first_child()->next_sibling()->text() == "root/cimv2");
    const auto option = envelope->header(ns::wsman, "OptionSet")->first_child();
    CHECK(option->attribute("", "MustComply") == "true");
    // Exactly one To, which replaces that of the session.
    CHECK(text.find("build01") == std::string::npos);
}

TEST_CASE("soap_context sends the machine name if option machine_id is set", "[protocol][soap]")
{
    const std::string header = "<m:MachineID xmlns:m=\"http://schemas.microsoft.com/wbem/wsman/1/machineid\" "
                               "s:mustUnderstand=\"false\">client7<";
    CHECK(envelope_of(soap_context(machine_id_session(), "client7"), get_head()).find(header) != std::string::npos);
    CHECK(envelope_of(soap_context(plain_session(), "client7"), get_head()).find("MachineID") == std::string::npos);
    CHECK(envelope_of(soap_context(machine_id_session()), get_head()).find("MachineID") == std::string::npos);
}

TEST_CASE("soap_context sends OperationIDs only after identify_operations", "[protocol][soap][robust]")
{
    soap_context context(plain_session());
    CHECK(envelope_of(context, get_head()).find("OperationID") == std::string::npos);
    context.identify_operations(true);
    const std::string text = envelope_of(context, get_head());
    CHECK(text.find("<p:OperationID s:mustUnderstand=\"false\">uuid:") != std::string::npos);
    CHECK(text.find("<p:SequenceId s:mustUnderstand=\"false\">1</p:SequenceId>") != std::string::npos);
}

TEST_CASE("soap_call sends a message again as a new one, or as the same one", "[protocol][soap][robust]")
{
    soap_context context(plain_session());
    context.identify_operations(true);
    soap_call call(context);
    const auto text = [](const step& next) { return std::string(std::get<request>(next).envelope); };
    const std::string first = text(call.send(get_head(), [](xml::writer&) {}));
    const std::string again = text(call.retransmit());
    CHECK(text(call.retransmit()) == again);
    CHECK(again.size() + 1 == first.size());
    CHECK(again.find("<p:OperationID s:mustUnderstand=\"true\">") != std::string::npos);
    const std::string renewed = text(call.send_again());
    CHECK(renewed.size() == first.size());
    CHECK(renewed != first);
    CHECK(xml_meaning(renewed) == xml_meaning(first));
    const step next = call.send_again();
    const request& asked = std::get<request>(next);
    CHECK(
        asked.envelope.find("<a:MessageID>" + std::string(asked.message_id) + "</a:MessageID>") !=
        std::string_view::npos
    );
}

TEST_CASE("soap_context detects whether the host supports OperationIDs", "[protocol][soap][robust]")
{
    soap_context context(plain_session());
    const auto ask = [&context] {
        soap_call call(context);
        result<response> answer = soap_response(
            200,
            with_headers(
                "<p:OperationID xmlns:p=\"http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd\">uuid:1</p:OperationID>"
            )
        );
        REQUIRE(read_answer(call, answer).has_value());
    };
    ask();
    CHECK_FALSE(context.host_knows_operations()); // identify_operations was not called
    context.identify_operations(true);
    ask();
    CHECK(context.host_knows_operations());
}

TEST_CASE("soap_context raises the envelope size only if it is the default", "[protocol][soap][limits]")
{
    soap_context context(plain_session());
    CHECK(context.max_envelope_size() == 153'600);
    CHECK(envelope_of(context, get_head()).find(">153600<") != std::string::npos);
    CHECK(context.raise_max_envelope_size(512'000));
    CHECK(context.max_envelope_size() == 512'000);
    CHECK(envelope_of(context, get_head()).find(">512000<") != std::string::npos);
    CHECK_FALSE(context.raise_max_envelope_size(153'600));
    CHECK(context.max_envelope_size() == 512'000);

    soap_context chosen(session_with_envelopes_of(150));
    CHECK_FALSE(chosen.raise_max_envelope_size(512'000));
    CHECK(chosen.max_envelope_size() == 153'600);
}

TEST_CASE("soap_call reuses the buffer of the previous call", "[protocol][soap]")
{
    const soap_context context(plain_session());
    const char* buffer = nullptr;
    for (int i = 0; i != 3; ++i) {
        soap_call call(context);
        const step first = call.send(get_head(), [](xml::writer&) {});
        const char* const now = std::get<request>(first).envelope.data();
        if (i != 0) CHECK(now == buffer);
        buffer = now;
    }
}

TEST_CASE("soap_call may outlive its context", "[protocol][soap]")
{
    auto context = std::make_unique<soap_context>(plain_session());
    delete_shell late(*context, shell_id("7F2A"));
    context.reset();
    const step first = late.start();
    CHECK(std::get<request>(first).envelope.find("7F2A") != std::string_view::npos);
}

TEST_CASE("soap_call accepts only answers to its own message", "[protocol][soap]")
{
    CHECK(
        verdict("<a:RelatesTo>uuid:00000000-0000-4000-8000-000000000000</a:RelatesTo>") ==
        protocol_errc::unrelated_answer
    );
    CHECK(verdict("<a:RelatesTo>elsewhere</a:RelatesTo>") == protocol_errc::unrelated_answer);
    CHECK_FALSE(verdict("").failed());
    // A management controller answers with a number.
    CHECK_FALSE(verdict("<a:RelatesTo> 174 </a:RelatesTo>").failed());

    const soap_context context(plain_session());
    for (const bool lower : {false, true}) {
        soap_call call(context);
        const step first = call.send(get_head(), [](xml::writer&) {});
        std::string id(std::get<request>(first).message_id);
        if (lower)
            for (char& c : id)
                c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        result<response> answer = soap_response(200, with_headers("<a:RelatesTo>\n" + id + "\n</a:RelatesTo>"));
        CHECK(call.read(answer).has_value());
    }
}

TEST_CASE("soap_call tolerates variants of the action of an answer, but refuses another action", "[protocol][soap]")
{
    const std::string base = "<a:Action s:mustUnderstand=\"true\"> http://schemas.xmlsoap.org/ws/2004/09/transfer/";
    CHECK_FALSE(verdict(base + "GetResponse\n</a:Action>").failed());
    CHECK_FALSE(verdict(base + "Get</a:Action>").failed());
    CHECK(verdict(base + "PutResponse</a:Action>") == protocol_errc::unexpected_action);
    CHECK(verdict(base + "GetResponseResponse</a:Action>") == protocol_errc::unexpected_action);
}

TEST_CASE("soap_call reports an answer without an envelope, with operation and status", "[protocol][soap]")
{
    const auto report = [](unsigned status, const std::string& body) {
        const soap_context context(plain_session());
        soap_call call(context);
        result<response> answer = soap_response(status, body);
        const result<envelope_view> envelope = read_answer(call, answer);
        REQUIRE(envelope.has_error());
        CHECK(envelope.error().details().operation == "Get");
        CHECK(envelope.error().details().http_status == status);
        return envelope.error().code();
    };
    CHECK(report(200, "<a/>") == protocol_errc::not_soap);
    CHECK(
        report(200, "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body/></Envelope>") ==
        protocol_errc::not_soap
    );
    CHECK(report(200, "<Envelope xmlns=\"http://www.w3.org/2003/05/soap-envelope\"/>") == protocol_errc::not_soap);
    CHECK(report(200, "hello") == xml_errc::syntax);
    CHECK(report(500, "hello") == transport_errc::http_server_error);
    CHECK(report(503, "<a/>") == transport_errc::http_service_unavailable);
    CHECK(report(200, " \r\n") == transport_errc::empty_answer);
    CHECK(
        report(
            500,
            "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><s:Fault/></s:Body></s:Envelope>"
        ) == protocol_errc::malformed_fault
    );
}

TEST_CASE("soap_call finds the code of a fault with forbidden characters in its text", "[protocol][soap][lenient]")
{
    const auto read = [](unsigned status, const std::string& body, const char* type = "application/soap+xml") {
        const soap_context context(plain_session());
        soap_call call(context);
        result<response> answer = response(status, type, body);
        const result<envelope_view> envelope = read_answer(call, answer);
        REQUIRE(envelope.has_error());
        return envelope.error();
    };
    for (const char* odd : {"\x05", "\xFF", "&#5;", "&#x0;", "\xED\xA0\x80", "\xEF\xBF\xBE"}) {
        const std::string fault = windows_fault("w:InternalError", "2150858770", "Not " + std::string(odd) + "valid.");
        for (const unsigned status : {500U, 400U, 200U}) {
            const failure why = read(status, fault);
            CHECK(why.code().value() == static_cast<int>(0x80338012));
            CHECK(why.details().server_text.find("valid.") != std::string::npos);
            CHECK(why.details().server_text.find("\xEF\xBF\xBD") != std::string::npos);
            CHECK(why.details().http_status == status);
        }
    }
    const std::string nul =
        windows_fault("w:InternalError", "2150858770", std::string("a\0b", 3)) + std::string(1, '\0');
    CHECK(read(500, nul).code().value() == static_cast<int>(0x80338012));
    // With another content type it is not a fault, but the failure contains its text.
    const std::string fault = windows_fault("w:InternalError", "2150858770", "Bad.");
    const failure other = read(500, fault, "text/plain");
    CHECK(other.code() == transport_errc::http_server_error);
    CHECK(other.details().server_text.find("Bad.") != std::string::npos);
    CHECK(read(200, fault, "text/plain").code() == transport_errc::invalid_content_type);
    CHECK(read(500, "<html><title>x</title></html>", "text/html").code() == transport_errc::html_answer);
}

TEST_CASE("soap_call reports the reason why an error body is not an envelope, and its text", "[protocol][soap]")
{
    const auto read = [](unsigned status, const std::string& body, const char* type = "application/soap+xml") {
        const soap_context context(plain_session());
        soap_call call(context);
        result<response> answer = response(status, type, body);
        return read_answer(call, answer).error();
    };
    const failure cut = read(500, "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>disk full");
    CHECK(cut.code() == transport_errc::http_server_error);
    CHECK(cut.details().server_text == "disk full");
    CHECK(cut.details().client_text.find("not a SOAP fault (the text is not well-formed XML") != std::string::npos);
    const failure old = read(
        500,
        "<e:Envelope "
        "xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault><faultcode>e:Server</faultcode>"
        "<faultstring>busy &amp; tired</faultstring></e:Fault></e:Body></e:Envelope>",
        "text/xml"
    );
    CHECK(old.code() == transport_errc::http_server_error);
    CHECK(old.details().server_text == "e:Server busy & tired");
    CHECK(old.details().client_text.find("the answer is not a SOAP envelope") != std::string::npos);
    const failure good = read(400, with_headers("<a:Action>urn:x</a:Action>"));
    CHECK(good.code() == transport_errc::http_bad_request);
    CHECK(good.details().client_text.find("not a SOAP fault") != std::string::npos);
    // The failure for a fault without a code contains its text.
    const failure malformed = read(
        500,
        "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><s:Fault><s:Reason><s:Text>No "
        "&lt;way&gt;."
        "</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>"
    );
    CHECK(malformed.code() == protocol_errc::malformed_fault);
    CHECK(malformed.details().server_text == "No <way>.");
    // The text in the failure is limited, whatever the size of the body.
    CHECK(read(500, "<a>" + std::string(100'000, 'x') + "</a>").details().server_text.size() <= 500);
}

TEST_CASE(
    "soap_call reads successful answers leniently on request, and otherwise gives a hint", "[protocol][soap][lenient]"
)
{
    for (const bool lenient : {false, true})
        for (const char* odd : {"\x05", "\xFF", "&#5;"}) {
            soap_context context(plain_session());
            context.lenient_answers(lenient);
            soap_call call(context);
            result<response> answer =
                soap_response(200, with_headers("<a:A b=\"" + std::string(odd) + "\">4." + odd + "40</a:A>"));
            const result<envelope_view> envelope = read_answer(call, answer);
            REQUIRE(envelope.has_value() == lenient);
            if (lenient) {
                CHECK(
                    envelope->header_text(ns::addressing, "A") == "4.\xEF\xBF\xBD"
                                                                  "40"
                );
                continue;
            }
            CHECK(envelope.error().code().category() == xml_category());
            CHECK(envelope.error().details().http_status == 200U);
            const std::string hint(envelope.error().hint());
            CHECK(hint.find("firmware") != std::string::npos);
            CHECK(hint.find("lenient_answers") != std::string::npos);
            CHECK(hint.find("sending") == std::string::npos);
        }
    // Invalid markup is refused.
    soap_context context(plain_session());
    context.lenient_answers(true);
    soap_call call(context);
    result<response> answer = soap_response(200, with_headers("<a:A\x05/>"));
    CHECK(read_answer(call, answer).error().code() == xml_errc::invalid_character);
}

TEST_CASE("soap_call applies the limits of its context", "[protocol][soap][limits]")
{
    soap_context context(plain_session());
    xml::limits bounds;
    bounds.depth = 3;
    context.limits(bounds);
    CHECK(context.limits().depth == 3);
    soap_call call(context);
    result<response> answer = soap_response(200, with_headers("<a:A><a:B/></a:A>"));
    CHECK(read_answer(call, answer).error().code() == xml_errc::too_deep);
}
