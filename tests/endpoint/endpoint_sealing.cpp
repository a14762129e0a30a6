//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// Sealed messages of the endpoint, and the scripted faults that change them.
#include <support/catch.hpp>

#include <string>

#include "endpoint_raw_log_in.hpp"

using namespace wsman::testing;
using wsman::is_sealed_type;

namespace {

constexpr std::string_view negotiate = "Negotiate";

/// A connection logged in with NTLM inside SPNEGO.
class sealed_wire {
public:
    explicit sealed_wire(const endpoint& host) : wire(host), client(raw::spnego(raw::account_of(host)))
    {
        REQUIRE(raw::log_in(wire, *client, negotiate).status == 200);
    }

    raw::http_response ask(std::string_view envelope = raw::identify_envelope)
    {
        return raw::seal_and_post(wire, *client, envelope);
    }
    /// Sends a sealed envelope and returns the answer unopened.
    raw::http_response ask_unopened()
    {
        std::string sealed = seal(raw::identify_envelope);
        return post_sealed(sealed);
    }
    std::string seal(std::string_view plain)
    {
        std::string sealed;
        type_ = "application/soap+xml;charset=UTF-8";
        wsman::seal_message(
            *client, wsman::sealing_protocol::spnego, wsman::part_header_style::tab, plain, sealed, type_
        )
            .value();
        return sealed;
    }
    raw::http_response post_sealed(const std::string& sealed)
    {
        wire.content_type = type_;
        raw::http_response response = wire.post(sealed);
        wire.content_type = "application/soap+xml;charset=UTF-8";
        return response;
    }
    bool opens(raw::http_response response)
    {
        std::string type = response.headers["content-type"];
        return wsman::open_message(*client, wsman::sealing_protocol::spnego, response.body, type).has_value();
    }

    raw::connection wire;
    raw::context client;

private:
    std::string type_;
};

} // namespace

TEST_CASE("sealed requests get sealed answers, including faults", "[endpoint][sealing]")
{
    endpoint host;
    sealed_wire sealed(host);
    const raw::http_response identity = sealed.ask();
    CHECK(identity.status == 200);
    CHECK(identity.headers.at("content-type") == "application/soap+xml;charset=UTF-8");
    CHECK(identity.text("ProductVendor") == "wsman-cpp");

    const raw::http_response unopened = sealed.ask_unopened();
    CHECK(is_sealed_type(unopened.headers.at("content-type")));
    CHECK(unopened.headers.at("content-type").find(wsman::sealing_protocol::spnego) != std::string::npos);
    CHECK(unopened.body.find("Identify") == std::string::npos);
    CHECK(sealed.opens(unopened));

    raw::message unknown;
    unknown.action = "http://example.org/nothing";
    const raw::http_response fault = sealed.ask(unknown.text());
    CHECK(fault.status == 500);
    CHECK_FALSE(fault.fault_code().empty());
    CHECK(sealed.ask("<no envelope").status == 400);
    const endpoint_statistics seen = host.statistics();
    CHECK(seen.sealed_requests == 4);
    CHECK(seen.unsealed_requests == 0);
    CHECK(seen.broken_seals == 0);
}

TEST_CASE("the owner of a shell is the user of the log-in", "[endpoint][sealing]")
{
    endpoint_options options;
    options.user = "CORP\\tester";
    endpoint host(options);
    sealed_wire sealed(host);
    CHECK(sealed.ask(raw::create_text()).text("Owner") == "CORP\\tester");
}

TEST_CASE("an empty body is not sealed, nor is its answer", "[endpoint][sealing]")
{
    endpoint host;
    sealed_wire sealed(host);
    const raw::http_response answer = sealed.wire.post("");
    CHECK(answer.status == 200);
    CHECK(answer.body.empty());
    CHECK(sealed.ask().status == 200);
}

TEST_CASE("part headers have the style of the options", "[endpoint][sealing]")
{
    endpoint_options options;
    SECTION("with a tab")
    {
        endpoint host(options);
        CHECK(sealed_wire(host).ask_unopened().body.find("\r\n\tContent-Type: ") != std::string::npos);
    }
    SECTION("bare")
    {
        options.part_headers = wsman::part_header_style::bare;
        endpoint host(options);
        CHECK(sealed_wire(host).ask_unopened().body.find("\r\nContent-Type: ") != std::string::npos);
    }
}

TEST_CASE("a sealed request needs a log-in on its connection", "[endpoint][sealing]")
{
    endpoint host;
    sealed_wire sealed(host);
    const std::string request = sealed.seal(raw::identify_envelope);
    SECTION("without one it is refused, and may be repeated")
    {
        raw::connection other(host);
        other.content_type = "multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\";"
                             "boundary=\"Encrypted Boundary\"";
        other.authorization.clear();
        CHECK(other.post(request).status == 401);
        other.authorization = raw::connection(host).authorization; // Basic has no keys
        CHECK(other.post(request).status == 401);
    }
    SECTION("sealed with another log-in")
    {
        sealed_wire other(host);
        other.seal(raw::identify_envelope);
        CHECK(other.post_sealed(request).status == 400);
        CHECK(other.wire.at_end());
    }
    SECTION("sent twice")
    {
        CHECK(sealed.opens(sealed.post_sealed(request)));
        CHECK(sealed.post_sealed(request).status == 400);
        CHECK(sealed.wire.at_end());
    }
    SECTION("modified")
    {
        std::string changed = request;
        changed[changed.rfind("--Encrypted") - 1] ^= 1;
        CHECK(sealed.post_sealed(changed).status == 400);
        CHECK(sealed.wire.at_end());
        CHECK(host.statistics().broken_seals == 1);
    }
    SECTION("truncated")
    {
        CHECK(sealed.post_sealed(request.substr(0, request.size() / 2)).status == 400);
        CHECK(sealed.wire.at_end());
    }
    SECTION("with the name of another protocol")
    {
        sealed.wire.content_type = "multipart/encrypted;protocol=\"application/HTTP-CredSSP-session-encrypted\";"
                                   "boundary=\"Encrypted Boundary\"";
        CHECK(sealed.wire.post(request).status == 400);
        CHECK(sealed.wire.at_end());
    }
    CHECK(host.statistics().requests.count("Create") == 0);
}

TEST_CASE("clear text after a log-in that could seal is accepted only by option", "[endpoint][sealing]")
{
    endpoint_options options;
    SECTION("allowed")
    {
        endpoint host(options);
        sealed_wire sealed(host);
        CHECK(sealed.wire.post(raw::identify_envelope).status == 200);
        CHECK(host.statistics().unsealed_requests == 1);
    }
    SECTION("not allowed")
    {
        options.allow_unencrypted = false;
        endpoint host(options);
        sealed_wire sealed(host);
        const raw::http_response refused = sealed.wire.post(raw::identify_envelope);
        CHECK(refused.status == 500);
        CHECK(refused.body.empty());
        CHECK(host.statistics().requests.empty());
        CHECK(sealed.ask().status == 200); // the log-in is still valid
        const raw::http_response anonymous = [&] {
            sealed.wire.write(
                sealed.wire.head(raw::identify_envelope.size(), "WSMANIDENTIFY: unauthenticated\r\n") +
                raw::identify_envelope
            );
            return sealed.wire.receive();
        }();
        CHECK(anonymous.status == 200);
    }
}

TEST_CASE("the limit for envelopes applies to the plain text", "[endpoint][sealing]")
{
    endpoint_options options;
    options.quotas.envelope_size = 20'000;
    endpoint host(options);
    std::string envelope = raw::identify_envelope;
    envelope.insert(envelope.find("<s:Header/>"), "<!--" + std::string(20'000 - envelope.size() - 7, 'x') + "-->");
    REQUIRE(envelope.size() == 20'000);
    sealed_wire sealed(host);
    CHECK(sealed.ask(envelope).status == 200);
    const raw::context credssp = raw::credssp(raw::account_of(host));
    REQUIRE(raw::log_in(sealed.wire, *credssp, "CredSSP").status == 200);
    CHECK(raw::seal_and_post(sealed.wire, *credssp, envelope, wsman::sealing_protocol::credssp).status == 200);
    CHECK(raw::seal_and_post(sealed.wire, *credssp, envelope + " ", wsman::sealing_protocol::credssp).status == 413);
    CHECK(sealed.wire.at_end());
}

TEST_CASE("scripted faults change sealed answers", "[endpoint][sealing][script]")
{
    endpoint host;
    sealed_wire sealed(host);
    REQUIRE(sealed.ask().status == 200);
    SECTION("in clear text")
    {
        host.inject(scripted_fault::answer_in_clear());
        CHECK(sealed.ask_unopened().headers.at("content-type") == "application/soap+xml;charset=UTF-8");
        CHECK(sealed.ask().status == 200);
    }
    SECTION("with a bit flipped")
    {
        host.inject(scripted_fault::flip_bit());
        const raw::http_response spoilt = sealed.ask_unopened();
        CHECK(is_sealed_type(spoilt.headers.at("content-type")));
        CHECK_FALSE(sealed.opens(spoilt));
    }
    SECTION("the previous answer again")
    {
        const raw::http_response first = sealed.ask_unopened();
        CHECK(sealed.opens(first));
        host.inject(scripted_fault::repeat_sealed_answer());
        const raw::http_response second = sealed.ask_unopened();
        CHECK(second.body == first.body);
        CHECK_FALSE(sealed.opens(second));
    }
    SECTION("with sealed malformed XML")
    {
        host.inject(scripted_fault::malformed_xml());
        CHECK(sealed.ask().text("ProductVendor") == "(no XML)");
    }
    SECTION("with a sealed SOAP fault")
    {
        host.inject(scripted_fault::soap_fault(0x803381A5));
        CHECK(sealed.ask().fault_code() == std::to_string(0x803381A5U));
    }
    SECTION("truncated")
    {
        host.inject(scripted_fault::truncated_body());
        CHECK_FALSE(sealed.ask_unopened().complete);
    }
    CHECK(host.statistics().injected == 1);
}

TEST_CASE("faults for sealed messages do not affect other messages", "[endpoint][sealing][script]")
{
    endpoint host;
    host.inject(scripted_fault::answer_in_clear());
    host.inject(scripted_fault::flip_bit());
    host.inject(scripted_fault::repeat_sealed_answer());
    host.inject(scripted_fault::forget_login());
    host.inject(scripted_fault::omit_last_token());
    host.inject(scripted_fault::close_after_login());
    raw::connection basic(host);
    for (int i = 0; i < 4; ++i)
        CHECK(basic.post(raw::identify_envelope).text("ProductVendor") == "wsman-cpp");
    CHECK(host.statistics().injected == 0);
}

TEST_CASE("scripted faults change log-ins", "[endpoint][sealing][script]")
{
    endpoint host;
    SECTION("discards an existing one")
    {
        host.inject(scripted_fault::forget_login().on("Identify"));
        sealed_wire sealed(host);
        CHECK(sealed.ask_unopened().status == 401);
        CHECK(sealed.ask_unopened().status == 401); // also for later requests
        CHECK(host.statistics().requests.size() == 1);
        sealed.client = raw::spnego(raw::account_of(host));
        CHECK(raw::log_in(sealed.wire, *sealed.client, negotiate).status == 200);
        CHECK(sealed.ask().status == 200);
    }
    SECTION("omits the last token")
    {
        host.inject(scripted_fault::omit_last_token());
        raw::connection wire(host);
        const raw::context client = raw::spnego(raw::account_of(host));
        const raw::http_response answer = raw::log_in(wire, *client, negotiate);
        CHECK(answer.status == 200);
        CHECK_FALSE(answer.headers.contains("www-authenticate"));
        CHECK_FALSE(client->established());
    }
    SECTION("closes the connection after one")
    {
        host.inject(scripted_fault::close_after_login());
        raw::connection wire(host);
        const raw::context client = raw::spnego(raw::account_of(host));
        const raw::http_response answer = raw::log_in(wire, *client, negotiate);
        CHECK(answer.status == 200);
        CHECK_FALSE(answer.headers.contains("connection"));
        CHECK(wire.at_end());
    }
    SECTION("offers a weaker scheme")
    {
        host.inject(scripted_fault::offer_only({"Basic realm=\"here\"", "Digest realm=\"x\""}));
        raw::connection wire(host);
        const raw::context client = raw::spnego(raw::account_of(host));
        const raw::http_response answer = raw::leg(wire, negotiate, client->step({}).value());
        CHECK(answer.status == 401);
        CHECK(answer.headers.at("www-authenticate") == "Basic realm=\"here\", Digest realm=\"x\"");
    }
    SECTION("drops the connection in a leg")
    {
        host.inject(scripted_fault::drop_before_answering().on("Login").nth(2));
        raw::connection wire(host);
        const raw::context client = raw::ntlm(raw::account_of(host));
        const raw::http_response challenged = raw::leg(wire, negotiate, client->step({}).value());
        REQUIRE(challenged.status == 401);
        const std::string token = client->step(raw::token_of(challenged, negotiate)).value();
        CHECK(raw::leg(wire, negotiate, token).status == 0);
    }
    CHECK(host.statistics().injected == 1);
}
