//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

#include <support/catch.hpp>
#include <wsman/testing/endpoint.hpp>

#include <chrono>
#include <string>

#include "endpoint_raw_client.hpp"

using namespace wsman::testing;
using namespace std::chrono_literals;

TEST_CASE("a scripted answer replaces the real one", "[endpoint][script]")
{
    endpoint host;
    raw::connection wire(host);
    raw::http_response response;
    const auto answer_to = [&](scripted_fault fault) {
        host.inject(std::move(fault));
        return wire.post(raw::identify_envelope);
    };
    SECTION("401")
    {
        response = answer_to(scripted_fault::unauthorized());
        CHECK(response.status == 401);
        CHECK(response.headers.contains("www-authenticate"));
    }
    SECTION("503")
    {
        response = answer_to(scripted_fault::unavailable(7s));
        CHECK(response.status == 503);
        CHECK(response.headers.at("retry-after") == "7");
    }
    SECTION("302")
    {
        response = answer_to(scripted_fault::redirect("http://example.org/"));
        CHECK(response.status == 302);
        CHECK(response.headers.at("location") == "http://example.org/");
    }
    SECTION("an HTML page")
    {
        response = answer_to(scripted_fault::html_page());
        CHECK(response.status == 200);
        CHECK(response.headers.at("content-type").find("text/html") == 0);
        CHECK(response.body.find("<html>") != std::string::npos);
    }
    SECTION("an empty 500")
    {
        response = answer_to(scripted_fault::empty_error());
        CHECK(response.status == 500);
        CHECK(response.body.empty());
    }
    SECTION("a fault")
    {
        response = answer_to(scripted_fault::soap_fault(0x803381A8, "busy"));
        CHECK(response.status == 500);
        CHECK(response.fault_code() == "2150859176");
        CHECK(response.text("Message") == "busy");
    }
    SECTION("a time-out")
    {
        response = answer_to(scripted_fault::operation_timeout());
        CHECK(response.fault_code() == "2150858793");
    }
    SECTION("malformed XML of the right size")
    {
        const std::size_t size = wire.post(raw::identify_envelope).body.size();
        response = answer_to(scripted_fault::malformed_xml());
        CHECK(response.complete);
        CHECK(response.body.size() == size);
        CHECK(response.text("ProductVendor") == "(no XML)");
    }
    // A fault applies once, and the connection continues.
    CHECK(wire.post(raw::identify_envelope).text("ProductVendor") == "wsman-cpp");
    CHECK(host.statistics().injected == 1);
}

TEST_CASE("scripted faults close connections at the given byte", "[endpoint][script]")
{
    endpoint host;
    raw::connection wire(host);
    SECTION("in the header")
    {
        host.inject(scripted_fault::drop_after(20));
        CHECK(wire.post(raw::identify_envelope).status == 0);
    }
    SECTION("in the body")
    {
        host.inject(scripted_fault::drop_after(250));
        const raw::http_response response = wire.post(raw::identify_envelope);
        CHECK(response.status == 200);
        CHECK_FALSE(response.complete);
        CHECK_FALSE(response.body.empty());
    }
    SECTION("before the answer")
    {
        host.inject(scripted_fault::drop_before_answering());
        CHECK(wire.post(raw::identify_envelope).status == 0);
    }
    SECTION("half the body")
    {
        host.inject(scripted_fault::truncated_body());
        const raw::http_response response = wire.post(raw::identify_envelope);
        CHECK(response.status == 200);
        CHECK_FALSE(response.complete);
    }
    CHECK(wire.at_end());
    CHECK(host.wait_until([](const endpoint_statistics& s) { return s.open_connections == 0; }));
}

TEST_CASE("a dropped request is not carried out, but one with a dropped answer is", "[endpoint][script]")
{
    endpoint host;
    host.inject(scripted_fault::drop_request().on("Create"));
    raw::connection first(host);
    CHECK(first.post(raw::create_text()).status == 0);
    CHECK(host.statistics().open_shells == 0);
    host.inject(scripted_fault::drop_before_answering().on("Create"));
    raw::connection second(host);
    CHECK(second.post(raw::create_text()).status == 0);
    CHECK(host.statistics().open_shells == 1);
}

TEST_CASE("a fault applies only to matching requests", "[endpoint][script]")
{
    endpoint host;
    raw::connection wire(host);
    host.inject(scripted_fault::empty_error().on("Create").nth(2).times(2));
    host.inject(scripted_fault::redirect("/a").on("Delete").times(0));
    CHECK(wire.post(raw::identify_envelope).status == 200);
    CHECK(wire.post(raw::create_text()).status == 200);
    CHECK(wire.post(raw::create_text()).status == 500);
    CHECK(wire.post(raw::create_text()).status == 500);
    CHECK(wire.post(raw::create_text()).status == 200);
    for (int i = 0; i < 3; ++i)
        CHECK(wire.post(raw::in_shell("x", "Delete", "")).status == 302);
    host.clear_faults();
    CHECK(wire.post(raw::in_shell("x", "Delete", "")).status == 500);
    CHECK(host.statistics().injected == 5);
}

TEST_CASE("a delay applies before other faults", "[endpoint][script]")
{
    endpoint host;
    raw::connection wire(host);
    host.inject(scripted_fault::unavailable());
    host.inject(scripted_fault::delay(50ms));
    const auto before = std::chrono::steady_clock::now();
    CHECK(wire.post(raw::identify_envelope).status == 503);
    CHECK(std::chrono::steady_clock::now() - before >= 50ms);
    CHECK(wire.post(raw::identify_envelope).status == 200);
}

TEST_CASE(
    "a request hangs without blocking others, until its client closes or the endpoint stops", "[endpoint][script]"
)
{
    endpoint host;
    host.inject(scripted_fault::hang().times(2));
    raw::connection stays(host);
    stays.send(raw::identify_envelope);
    {
        raw::connection leaves(host);
        leaves.send(raw::identify_envelope);
        REQUIRE(host.wait_until([](const endpoint_statistics& s) { return s.injected == 2; }));
    }
    CHECK(host.wait_until([](const endpoint_statistics& s) { return s.open_connections == 1; }));
    raw::connection other(host);
    CHECK(other.post(raw::identify_envelope).status == 200);
    host.stop();
    CHECK(stays.receive().status == 0);
}

TEST_CASE("a connection can be closed after it was accepted", "[endpoint][script]")
{
    endpoint host;
    host.inject(scripted_fault::refuse_connection());
    raw::connection refused(host);
    CHECK(refused.at_end());
    raw::connection taken(host);
    CHECK(taken.post(raw::identify_envelope).status == 200);
    CHECK(host.statistics().connections_accepted == 2);
}
