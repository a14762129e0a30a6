//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/scripted_operation.hpp>
#include <support/xml_meaning.hpp>
#include <wsman/protocol/identify.hpp>

using namespace wsman;
using namespace wsman::test;

namespace {

std::string identify_response(std::string_view inside)
{
    return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
           "xmlns:i=\"http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd\"><s:Header/><s:Body>"
           "<i:IdentifyResponse>" +
           std::string(inside) + "</i:IdentifyResponse></s:Body></s:Envelope>";
}

const std::string windows_identity =
    "<i:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</i:ProtocolVersion>"
    "<i:ProductVendor>Microsoft Corporation</i:ProductVendor>"
    "<i:ProductVersion>OS: 10.0.17763 SP: 0.0 Stack: 3.0</i:ProductVersion>"
    "<i:SecurityProfiles><i:SecurityProfileName>urn:a</i:SecurityProfileName>"
    "<i:SecurityProfileName>urn:b</i:SecurityProfileName></i:SecurityProfiles>";

} // namespace

TEST_CASE("identify sends the bare envelope of the specification", "[protocol][identify]")
{
    script_of<identify>()
        .expect_send("")
        .that([](const request& asked) {
            CHECK(xml_meaning(std::string(asked.envelope)) == xml_meaning(golden("dsp0226_11_identify")));
            CHECK(asked.operation == "Identify");
            CHECK(asked.after_loss == wsman::repeatability::repeatable);
            CHECK_FALSE(asked.waits);
            CHECK_FALSE(asked.anonymous);
            CHECK(asked.operation_timeout == std::chrono::seconds(60));
        })
        .reply(200, identify_response(windows_identity))
        .succeeds();
}

TEST_CASE("identify reads vendor, versions and security profiles", "[protocol][identify]")
{
    const identity who =
        script_of<identify>().expect_send("").reply(200, identify_response(windows_identity)).succeeds();
    CHECK(who.product_vendor == "Microsoft Corporation");
    CHECK(who.product_version == "OS: 10.0.17763 SP: 0.0 Stack: 3.0");
    CHECK(who.protocol_version == "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd");
    CHECK(who.security_profiles == std::vector<std::string>{"urn:a", "urn:b"});
    CHECK(who.stack() == 3U);
}

TEST_CASE("identify returns safe text: one line of limited length without control characters", "[protocol][identify]")
{
    const std::string evil = "<i:ProductVendor>V\xc2\x9b"
                             "31m\xe2\x80\xaeX&#13;&#10;root# " +
                             std::string(100'000, 'y') +
                             "</i:ProductVendor><i:SecurityProfiles><i:SecurityProfileName>a&#10;b"
                             "</i:SecurityProfileName></i:SecurityProfiles>";
    const identity who = script_of<identify>().expect_send("").reply(200, identify_response(evil)).succeeds();
    CHECK(who.product_vendor.starts_with("V  31m   X root# y"));
    CHECK(who.product_vendor.size() <= 4096);
    CHECK(who.security_profiles == std::vector<std::string>{"a b"});
}

TEST_CASE("identify without a log-in sends an anonymous request", "[protocol][identify]")
{
    script_of<identify>(identify_as::anonymous)
        .expect_send("")
        .that([](const request& asked) { CHECK(asked.anonymous); })
        .reply(200, identify_response("<i:ProductVendor> openwsman </i:ProductVendor>"))
        .succeeds();
}

TEST_CASE("stack returns nothing if the version has no stack number", "[protocol][identify]")
{
    identity who;
    CHECK_FALSE(who.stack());
    who.product_version = "2.6.5";
    CHECK_FALSE(who.stack());
    who.product_version = "OS: 6.1 Stack:2.0";
    CHECK(who.stack() == 2U);
    who.product_version = "Stack: x";
    CHECK_FALSE(who.stack());
}

TEST_CASE("identify refuses an envelope without an IdentifyResponse", "[protocol][identify]")
{
    script_of<identify>()
        .expect_send("")
        .reply(200, response_envelope("urn:x", "<x/>"))
        .fails_with(protocol_errc::missing_element);
}

TEST_CASE("identify returns the failure of each step", "[protocol][identify]")
{
    script_of<identify>().expect_send("").reply(200, identify_response(windows_identity)).every_wire_failure();
}
