//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/protocol/envelope.hpp>
#include <wsman/protocol/names.hpp>

#include <string>

using namespace wsman;

namespace {

const std::string soap = "xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"";

error_code verdict(std::string text)
{
    xml::document document;
    REQUIRE(document.parse(text));
    const result<envelope_view> envelope = envelope_view::from(document);
    return envelope ? error_code() : envelope.error().code();
}

} // namespace

TEST_CASE("envelope_view finds header and body under any prefix", "[protocol][envelope]")
{
    std::string text = "<Envelope xmlns=\"http://www.w3.org/2003/05/soap-envelope\"><Header><b:Action "
                       "xmlns:b=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\"> urn:x </b:Action></Header>"
                       "<Body><x xmlns=\"urn:x\"/><y xmlns=\"urn:y\"/></Body></Envelope>";
    xml::document document;
    REQUIRE(document.parse(text));
    const result<envelope_view> envelope = envelope_view::from(document);
    REQUIRE(envelope.has_value());
    CHECK(envelope->header_text(ns::addressing, "Action") == "urn:x");
    CHECK_FALSE(envelope->header(ns::addressing, "To").has_value());
    CHECK(envelope->header_text(ns::addressing, "To").empty());
    CHECK(envelope->content()->is("urn:x", "x"));
    CHECK(envelope->content("urn:y", "y").has_value());
    CHECK_FALSE(envelope->content("urn:x", "y").has_value());
    CHECK_FALSE(envelope->fault().has_value());
}

TEST_CASE("envelope_view accepts an envelope without a header and with an empty body", "[protocol][envelope]")
{
    CHECK_FALSE(verdict("<s:Envelope " + soap + "><s:Body/></s:Envelope>").failed());
}

TEST_CASE("envelope_view refuses a document that is not a SOAP 1.2 envelope", "[protocol][envelope]")
{
    CHECK(verdict("<html/>") == protocol_errc::not_soap);
    CHECK(
        verdict("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>") ==
        protocol_errc::not_soap
    );
    CHECK(verdict("<s:Envelope " + soap + "/>") == protocol_errc::not_soap);
    CHECK(verdict("<s:Envelope " + soap + "><s:Header/></s:Envelope>") == protocol_errc::not_soap);
    CHECK(verdict("<s:Envelope " + soap + "><s:Body/><s:Body/></s:Envelope>") == protocol_errc::not_soap);
    CHECK(verdict("<s:Envelope " + soap + "><s:Body/><s:Header/></s:Envelope>") == protocol_errc::not_soap);
    CHECK(verdict("<s:Envelope " + soap + "><s:Body/><x/></s:Envelope>") == protocol_errc::not_soap);
}
