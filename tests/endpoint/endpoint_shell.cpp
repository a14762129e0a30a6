//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

#include <support/catch.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/testing/endpoint.hpp>

#include <chrono>
#include <string>

#include "endpoint_raw_client.hpp"

using namespace wsman::testing;
using namespace std::chrono_literals;

namespace {

bool nothing_left(const endpoint& host)
{
    return host.wait_until([](const endpoint_statistics& s) {
        return s.open_shells == 0 && s.open_commands == 0 && s.running_processes == 0;
    });
}

const std::string some_id = "0D6FCA9D-2D40-44C3-B691-E665BE7AA687";

} // namespace

TEST_CASE("a shell is created with the client's settings, and the answer contains them", "[endpoint][shell]")
{
    endpoint host;
    raw::connection wire(host);
    const raw::http_response response = wire.post(
        raw::create_text("<r:Environment><r:Variable Name=\"COLOUR\">a &lt;b> &amp; c</r:Variable></r:Environment>"
                         "<r:IdleTimeOut>PT90.000S</r:IdleTimeOut><r:Name>tester</r:Name>"
                         "<r:WorkingDirectory>/usr</r:WorkingDirectory>")
    );
    REQUIRE(response.status == 200);
    CHECK(response.text("Action") == "http://schemas.xmlsoap.org/ws/2004/09/transfer/CreateResponse");
    const std::string id = response.text("ShellId");
    CHECK(wsman::uuid::parse(id));
    CHECK(response.text("Selector") == id);
    CHECK(response.text("Address") == "http://localhost/wsman");
    CHECK(response.text("Owner") == host.user());
    CHECK(response.text("ClientIP") == "127.0.0.1");
    CHECK(response.text("Name") == "tester");
    CHECK(response.text("IdleTimeOut") == "PT90.000S");
    CHECK(response.text("Variable") == "a <b> & c");

    const raw::outcome where = raw::finish(wire, id, raw::start(wire, id, "sh -c \"pwd; echo $COLOUR\""));
    CHECK(where.output == "/usr\na <b> & c\n");
    CHECK(wire.post(raw::in_shell(id, "Get", "")).text("WorkingDirectory") == "/usr");
    CHECK(wire.post(raw::in_shell(id, "Delete", "")).status == 200);
    CHECK(nothing_left(host));
}

TEST_CASE("a client may choose a shell's identifier, once", "[endpoint][shell]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string attribute = " ShellId=\"" + some_id + "\"";
    CHECK(wire.post(raw::create_text({}, attribute)).text("ShellId") == some_id);
    CHECK(wire.post(raw::create_text({}, attribute)).fault_code() == "2150859223");
    CHECK(wire.post(raw::create_text({}, " ShellId=\"mine\"")).fault_code() == "2150859221");
    CHECK(host.statistics().open_shells == 1);
    // The same identifier in another form.
    CHECK(wire.post(raw::in_shell("uuid:" + wsman::ascii_lower(some_id), "Delete", "")).status == 200);
    CHECK(host.statistics().open_shells == 0);
}

TEST_CASE("an unknown shell is an unexpected selector", "[endpoint][shell]")
{
    endpoint host;
    raw::connection wire(host);
    std::string id = some_id;
    std::string expected = "2150858843";
    SECTION("never existed") {}
    SECTION("deleted")
    {
        id = raw::open_shell(wire);
        wire.post(raw::in_shell(id, "Delete", ""));
    }
    SECTION("no identifier")
    {
        id = "nonsense";
    }
    SECTION("no selector")
    {
        id.clear();
        expected = "2150858842";
    }
    for (const std::string operation : {"Delete", "Get", "Command", "Send", "Receive", "Signal"}) {
        const raw::http_response response = wire.post(raw::in_shell(id, operation, ""));
        CAPTURE(operation);
        CHECK(response.status == 500);
        CHECK(response.fault_code() == expected);
    }
}

TEST_CASE("an idle shell expires", "[endpoint][shell]")
{
    endpoint_options options;
    options.quotas.shortest_idle_timeout = 50ms;
    endpoint host(options);
    raw::connection wire(host);
    const std::string id = raw::open_shell(wire, "<r:IdleTimeOut>PT0.050S</r:IdleTimeOut>");
    raw::start(wire, id, "sleep 1000");
    CHECK(nothing_left(host));
    CHECK(host.statistics().shells_expired == 1);
    CHECK(wire.post(raw::in_shell(id, "Delete", "")).fault_code() == "2150858843");
}

TEST_CASE("a shell with an outstanding request does not expire", "[endpoint][shell]")
{
    endpoint_options options;
    options.quotas.shortest_idle_timeout = 50ms;
    endpoint host(options);
    raw::connection wire(host);
    const std::string id = raw::open_shell(wire, "<r:IdleTimeOut>PT0.050S</r:IdleTimeOut>");
    const raw::outcome result = raw::finish(wire, id, raw::start(wire, id, "sh -c \"sleep 0.4; echo late\""));
    CHECK(result.output == "late\n");
}

TEST_CASE("idle time-outs are limited by the endpoint's quotas", "[endpoint][shell]")
{
    endpoint_options options;
    options.quotas.shortest_idle_timeout = 60s;
    options.quotas.longest_idle_timeout = 600s;
    endpoint host(options);
    raw::connection wire(host);
    const auto granted = [&wire](const std::string& inside) {
        return wire.post(raw::create_text(inside)).text("IdleTimeOut");
    };
    CHECK(granted("<r:IdleTimeOut>PT1.000S</r:IdleTimeOut>") == "PT60.000S");
    CHECK(granted("<r:IdleTimeOut>PT7200.000S</r:IdleTimeOut>") == "PT600.000S");
    CHECK(granted("") == "PT600.000S");
}

TEST_CASE("each quota of the endpoint has its own fault", "[endpoint][shell]")
{
    endpoint_options options;
    options.quotas.shells = 2;
    options.quotas.operations = 3;
    options.quotas.processes_per_shell = 2;
    endpoint host(options);
    raw::connection wire(host);
    const std::string one = raw::open_shell(wire);
    const std::string two = raw::open_shell(wire);
    CHECK(wire.post(raw::create_text()).fault_code() == "2150859173");

    const std::string first = raw::start(wire, one, "sleep 1000");
    raw::start(wire, one, "sleep 1000");
    const raw::http_response third = raw::try_start(wire, one, "sleep 1000");
    CHECK(third.fault_code() == "2150858815");
    CHECK(third.body.find("QuotaLimit") != std::string::npos);
    raw::start(wire, two, "sleep 1000");
    CHECK(raw::try_start(wire, two, "sleep 1000").fault_code() == "2150859174");
    // A command counts until the client has sent its last Signal.
    CHECK(wire.post(raw::signal_text(one, first, "terminate")).status == 200);
    CHECK(raw::try_start(wire, one, "true").status == 200);
    wire.post(raw::in_shell(one, "Delete", ""));
    wire.post(raw::in_shell(two, "Delete", ""));
    CHECK(nothing_left(host));
}

TEST_CASE("deleting a shell ends its programs and the outstanding requests", "[endpoint][shell]")
{
    endpoint host;
    raw::connection wire(host);
    raw::connection other(host);
    const std::string shell = raw::open_shell(wire);
    const std::string command = raw::start(wire, shell, "sh -c \"sleep 1000 & sleep 1000; true\"");
    wire.send(raw::receive_text(shell, command));
    REQUIRE(host.wait_until([](const endpoint_statistics& s) { return s.count("Receive") == 1; }));
    CHECK(other.post(raw::in_shell(shell, "Delete", "")).status == 200);
    CHECK(wire.receive().fault_code() == "995");
    CHECK(nothing_left(host));
}

TEST_CASE("stopping an endpoint ends everything, and may be repeated", "[endpoint][shell]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string shell = raw::open_shell(wire);
    wire.send(raw::receive_text(shell, raw::start(wire, shell, "sleep 1000")));
    host.stop();
    CHECK_FALSE(wire.receive().complete);
    const endpoint_statistics after = host.statistics();
    CHECK(after.open_shells == 0);
    CHECK(after.running_processes == 0);
    CHECK(after.open_connections == 0);
    host.stop();
}

TEST_CASE("shells outlive their connections", "[endpoint][shell]")
{
    endpoint host;
    raw::connection first(host);
    const std::string shell = raw::open_shell(first);
    const std::string command = raw::start(first, shell, "echo still here");
    host.drop_connections();
    CHECK(first.at_end());
    raw::connection second(host);
    CHECK(raw::finish(second, shell, command).output == "still here\n");
}
