//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/scripted_operation.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/protocol/envelope.hpp>
#include <wsman/protocol/fault.hpp>
#include <wsman/protocol/names.hpp>

#include <string>

using namespace wsman;
using namespace wsman::test;

namespace {

failure failure_of(std::string envelope, unsigned status = 500, std::string_view operation_name = "Get")
{
    xml::document document;
    const result<void> parsed = document.parse(envelope);
    INFO(envelope);
    REQUIRE(parsed);
    const result<envelope_view> view = envelope_view::from(document);
    REQUIRE(view.has_value());
    const std::optional<xml::element> element = view->fault();
    REQUIRE(element);
    const result<soap_fault> fault = read_fault(*element);
    if (!fault) return fault.error();
    return make_fault(*fault, status, operation_name);
}

std::string plain_fault(std::string_view subcode_ns, std::string_view subcode, std::string_view detail = {})
{
    std::string text = "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:q=\"" +
                       std::string(subcode_ns) + "\">q:" + std::string(subcode) +
                       "</s:Value></s:Subcode></s:Code><s:Reason><s:Text>Because.</s:Text></s:Reason>";
    if (!detail.empty())
        text += "<s:Detail><w:FaultDetail>http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/" +
                std::string(detail) + "</w:FaultDetail></s:Detail>";
    return answer_envelope("http://schemas.dmtf.org/wbem/wsman/1/wsman/fault", text + "</s:Fault>");
}

std::uint32_t code_of(const failure& why)
{
    return static_cast<std::uint32_t>(why.code().value());
}

} // namespace

TEST_CASE("make_fault distinguishes the common faults of Windows", "[protocol][fault]")
{
    struct row {
        const char* subcode;
        std::uint32_t code;
        const char* text;
        unsigned conditions; // bits of condition
    };
    constexpr auto none = 0U;
    constexpr auto timeout = static_cast<unsigned>(condition::timeout);
    constexpr auto denied = static_cast<unsigned>(condition::access_denied);
    constexpr auto quota = static_cast<unsigned>(condition::quota);
    constexpr auto gone = static_cast<unsigned>(condition::shell_gone);
    const row rows[] = {
        {"w:AccessDenied", 5, "Access is denied.", denied},
        {"w:AccessDenied", 1326, "The user name or password is incorrect.", denied},
        {"w:AccessDenied", 0x80070005, "Access is denied.", denied},
        {"w:InternalError", 995, "The I/O operation has been aborted.", none},
        {"w:InternalError", 1722, "The RPC server is unavailable.", none},
        {"w:UnsupportedFeature", 50, "The request is not supported.", none},
        {"w:InvalidParameter", 87, "The parameter is incorrect.", none},
        {"w:InternalError", 0x80041010, "Invalid class.", none},
        {"w:InternalError", 0x80041002, "Not found.", none},
        {"w:CannotProcessFilter", 0x80041017, "Invalid query.", none},
        {"w:TimedOut", 0x80338029, "Not within OperationTimeout.", timeout},
        {"w:InvalidSelectors", 0x8033805B, "The shell was not found on the server.", gone},
        {"w:QuotaLimit", 0x803381A5, "Too many concurrent shells.", quota},
        {"w:QuotaLimit", 0x803381A6, "Too many concurrent operations.", quota},
        {"w:QuotaLimit", 0x803381A7, "The user's load is too high.", quota},
        {"w:QuotaLimit", 0x803381A8, "The system's load is too high.", quota},
        {"w:EncodingLimit", 0x80338047, "The envelope size is too large.", none},
        {"w:AccessDenied", 0x803381AC, "Remote shells are switched off.", denied},
        {"w:SchemaValidationError", 0x803381F2, "The idle timeout is out of range.", none},
        {"a:ActionNotSupported", 0x80338013, "The action is not supported.", none},
        {"a:DestinationUnreachable", 0x80338000, "No such resource.", none},
        {"w:InternalError", 0xFFFFFFFE, "An unknown error.", none},
    };
    for (const unsigned status : {200U, 400U, 500U}) {
        for (const row& one : rows) {
            INFO(one.text << " under " << status);
            const failure why = failure_of(windows_fault(one.subcode, std::to_string(one.code), one.text), status);
            CHECK(why.code().category() == windows_category());
            CHECK(code_of(why) == one.code);
            CHECK(why.details().fault_code == one.code);
            CHECK(why.details().http_status == status);
            CHECK(why.details().soap_code == "Receiver");
            CHECK(why.details().soap_subcode.ends_with(std::string("}") + (one.subcode + 2)));
            CHECK(why.details().soap_subcode.starts_with("{http://"));
            CHECK(why.details().machine == "build01");
            CHECK(why.details().server_text == one.text);
            CHECK(why.details().operation == "Get");
            CHECK(why.message().find(one.text) != std::string::npos);
            for (const condition asked :
                 {condition::timeout, condition::access_denied, condition::quota, condition::shell_gone})
                CHECK((why.code() == asked) == ((one.conditions & static_cast<unsigned>(asked)) != 0));
        }
    }
}

TEST_CASE("make_fault uses the outer code and stores the nested code", "[protocol][fault]")
{
    const failure why = failure_of(answer_envelope(
        "urn:fault",
        "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>w:InternalError</s:Value></s:Subcode></s:Code>"
        "<s:Reason><s:Text>Outer.</s:Text></s:Reason><s:Detail>"
        "<f:WSManFault Code=\"2150858778\" Machine=\" host \"><f:Message><f:ProviderFault provider=\"WMI Provider\" "
        "path=\"x.dll\">"
        "<f:WSManFault Code=\"2147749890\" Machine=\"inner\"><f:Message>Inner\n  text.</f:Message></f:WSManFault>"
        "</f:ProviderFault></f:Message></f:WSManFault></s:Detail></s:Fault>"
    ));
    CHECK(code_of(why) == 2150858778U);
    CHECK(why.details().provider_code == 2147749890U);
    CHECK(why.details().machine == "host");
    CHECK(why.details().server_text == "Inner text.");
}

TEST_CASE("make_fault reads a WMI error in any namespace", "[protocol][fault]")
{
    const std::string wmi =
        "<q:MSFT_WmiError xmlns:q=\"http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/MSFT_WmiError\">"
        "<q:CIMStatusCode>6</q:CIMStatusCode><q:error_Code>-2147217406</q:error_Code><q:Message>Not found </q:Message>"
        "<q:MessageID>HRESULT 0x80041002</q:MessageID></q:MSFT_WmiError>";
    const std::string begin = "<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Detail>";
    const std::string outer = "<f:WSManFault Code=\"2150858778\"><f:Message><f:ProviderFault provider=\"WMI\">";
    for (const std::string& fault :
         {begin + outer + "The WMI service says no." + wmi +
              "</f:ProviderFault></f:Message></f:WSManFault></s:Detail></s:Fault>",
          begin + wmi +
              "<f:WSManFault Code=\"2150858778\"><f:Message>The WMI service says "
              "no.</f:Message></f:WSManFault></s:Detail></s:Fault>"}) {
        const failure why = failure_of(answer_envelope("urn:fault", fault));
        CHECK(code_of(why) == 2150858778U);
        CHECK(why.details().provider_code == 0x80041002U);
        CHECK(why.details().server_text == "The WMI service says no. Not found");
    }
}

TEST_CASE("make_fault maps plain WS-Management faults onto the codes of Windows", "[protocol][fault]")
{
    struct row {
        std::string_view subcode_ns;
        const char* subcode;
        const char* detail;
        std::uint32_t code;
    };
    const row rows[] = {
        {ns::addressing, "ActionNotSupported", "", 0x80338013},
        {ns::addressing, "DestinationUnreachable", "", 0x80338012},
        {ns::addressing, "DestinationUnreachable", "InvalidResourceURI", 0x8033803B},
        {ns::wsman, "InvalidResourceURI", "", 0x8033803B},
        {ns::addressing, "EndpointUnavailable", "", 0x80338014},
        {ns::addressing, "InvalidMessageInformationHeader", "", 0x8033800F},
        {ns::addressing, "MessageInformationHeaderRequired", "", 0x80338011},
        {ns::wsman, "AccessDenied", "", 5},
        {ns::wsman, "AlreadyExists", "", 0x80338033},
        {ns::wsman, "CannotProcessFilter", "", 0x80338122},
        {ns::enumeration, "CannotProcessFilter", "", 0x8033801A},
        {ns::wsman, "Concurrency", "", 0x80338032},
        {ns::wsman, "EncodingLimit", "MaxEnvelopeSize", 0x80338035},
        {ns::wsman, "InternalError", "", 1359},
        {ns::wsman, "InvalidOptions", "", 0x80338039},
        {ns::wsman, "InvalidParameter", "", 0x8033803A},
        {ns::wsman, "InvalidSelectors", "", 0x8033803D},
        {ns::wsman, "InvalidSelectors", "InsufficientSelectors", 0x8033805A},
        {ns::wsman, "InvalidSelectors", "UnexpectedSelectors", 0x8033805B},
        {ns::wsman, "InvalidSelectors", "TypeMismatch", 0x8033805C},
        {ns::wsman, "InvalidSelectors", "InvalidValue", 0x8033805D},
        {ns::wsman, "InvalidSelectors", "AmbiguousSelectors", 0x8033805E},
        {ns::wsman, "InvalidSelectors", "DuplicateSelectors", 0x8033805F},
        {ns::wsman, "InvalidSelectors", "SomethingElse", 0x8033803D},
        {ns::wsman, "NoAck", "", 0x80338030},
        {ns::wsman, "QuotaLimit", "", 0x8033803F},
        {ns::wsman, "SchemaValidationError", "", 0x80338041},
        {ns::wsman, "TimedOut", "", 0x80338029},
        {ns::wsman, "UnsupportedFeature", "", 0x80338042},
        {ns::enumeration, "FilterDialectRequestedUnavailable", "", 0x80338019},
        {ns::enumeration, "FilteringNotSupported", "", 0x80338018},
        {ns::enumeration, "InvalidEnumerationContext", "", 0x8033801B},
        {ns::enumeration, "TimedOut", "", 0x8033801C},
        {ns::eventing, "DeliveryModeRequestedUnavailable", "", 0x8033801E},
        {ns::eventing, "InvalidExpirationTime", "", 0x8033801F},
        {ns::transfer, "InvalidRepresentation", "", 0x80338015},
        {ns::cim_binding, "PolymorphismModeNotSupported", "", 0x80338137},
    };
    for (const row& one : rows) {
        INFO(one.subcode << " " << one.detail);
        const failure why = failure_of(plain_fault(one.subcode_ns, one.subcode, one.detail), 400);
        CHECK(why.code().category() == windows_category());
        CHECK(code_of(why) == one.code);
        CHECK_FALSE(why.details().fault_code); // the host sent none
        CHECK(why.details().server_text == "Because.");
        CHECK(windows_code_of(one.subcode_ns, one.subcode, one.detail) == one.code);
    }
}

TEST_CASE("make_fault returns a readable failure for an unknown fault", "[protocol][fault]")
{
    const failure why = failure_of(plain_fault("urn:ours", "Strange"));
    CHECK(why.code() == protocol_errc::soap_fault);
    CHECK(why.details().soap_subcode == "{urn:ours}Strange");
    CHECK(why.details().soap_code == "Sender");
    CHECK_FALSE(windows_code_of("urn:ours", "Strange"));
}

TEST_CASE("make_fault recognises the MustUnderstand fault", "[protocol][fault]")
{
    const failure why =
        failure_of(answer_envelope("urn:f", "<s:Fault><s:Code><s:Value>s:MustUnderstand</s:Value></s:Code></s:Fault>"));
    CHECK(code_of(why) == 0x80338010U);
}

TEST_CASE("make_fault ignores a code that is 0 or not a number", "[protocol][fault]")
{
    for (const char* code : {"0", "", "five", "99999999999999", "-2147483649", "0x", "5 5"}) {
        INFO(code);
        const failure why = failure_of(windows_fault("w:AccessDenied", code, "x"));
        CHECK(code_of(why) == 5U); // of the subcode
        CHECK_FALSE(why.details().fault_code);
    }
    CHECK(code_of(failure_of(windows_fault("w:InternalError", " 0x80338029 ", "x"))) == 0x80338029U);
    CHECK(code_of(failure_of(windows_fault("w:InternalError", "-2144108503", "x"))) == 0x80338029U);
}

TEST_CASE("read_fault tolerates missing elements", "[protocol][fault]")
{
    const failure bare =
        failure_of(answer_envelope("urn:f", "<s:Fault><s:Code><s:Value>Receiver</s:Value></s:Code></s:Fault>"));
    CHECK(bare.code() == protocol_errc::soap_fault);
    CHECK(bare.details().soap_code == "Receiver");
    const failure undeclared = failure_of(answer_envelope(
        "urn:f",
        "<s:Fault><s:Code><s:Value>zz:Sender</s:Value><s:Subcode><s:Value>zz:TimedOut</s:Value></s:Subcode></s:Code></"
        "s:Fault>"
    ));
    CHECK(undeclared.details().soap_subcode == "{}TimedOut");
    for (const char* malformed : {"<s:Fault/>", "<s:Fault><s:Code/></s:Fault>", "<s:Fault><Code/></s:Fault>"})
        CHECK(failure_of(answer_envelope("urn:f", malformed)).code() == protocol_errc::malformed_fault);
}

TEST_CASE("make_fault limits the length of the text of a host", "[protocol][fault]")
{
    std::string long_text;
    for (int i = 0; i != 5000; ++i)
        long_text += "ü";
    const failure why = failure_of(windows_fault("w:InternalError", "1359", long_text));
    CHECK(why.details().server_text.size() == 4096);
    CHECK_FALSE(find_invalid_utf8(why.details().server_text));
    const failure odd = failure_of(windows_fault("w:InternalError", "1359", "x" + long_text));
    CHECK(odd.details().server_text.size() == 4095);
}

TEST_CASE("make_fault removes line breaks from the text of a host", "[protocol][fault]")
{
    const failure why = failure_of(windows_fault("w:InternalError", "1359", "one&#10;two&#13;&#9;three"));
    CHECK(why.details().server_text == "one two three");
    CHECK(why.message().find('\n') == std::string::npos);
}

TEST_CASE("make_fault adds hints that the text of the host does not contain", "[protocol][fault]")
{
    CHECK(
        std::string(failure_of(windows_fault("w:AccessDenied", "5", "x"), 500, "Create").hint())
            .find("LocalAccountTokenFilterPolicy") != std::string::npos
    );
    CHECK(
        std::string(failure_of(windows_fault("w:AccessDenied", "5", "x"), 500, "Get").hint()).find("LocalAccount") ==
        std::string::npos
    );
    CHECK(
        std::string(failure_of(windows_fault("w:TimedOut", "2150858793", "x"), 500, "Create").hint())
            .find("operation_timeout") != std::string::npos
    );
}
