//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// The public client and a host that behaves like openwsman.
#include <wsman/client/client.hpp>
#include <wsman/client/probe.hpp>

#include "servers/omi_host.hpp"
#include "servers/openwsman_host.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

client_options options_for_openwsman()
{
    client_options options;
    options.transport = quick_options();
    options.transport.connect_timeout = std::chrono::seconds(20);
    options.transport.connect_retries = 0;
    return options;
}

result<identity> identify_at(asio::io_context& context, const session& target)
{
    client asking(context.get_executor(), target, options_for_openwsman());
    return run(context, asking.try_identify());
}

result<command_result> run_at(asio::io_context& context, const session& target)
{
    client asking(context.get_executor(), target, options_for_openwsman());
    return run(context, asking.try_run(command("dir")));
}

} // namespace

TEST_CASE("Identify succeeds with the scheme that openwsman accepts of the two that it offers", "[servers][openwsman]")
{
    asio::io_context context;
    openwsman_host host(context);
    CHECK(identify_at(context, basic_session_to(host.url())).value().product_vendor == "Openwsman Project");
    host.takes = "Digest";
    CHECK(identify_at(context, digest_session_to(host.url())).value().product_version == "2.8.1");
    host.log_ins = 0;
    const result<identity> refused = identify_at(context, basic_session_to(host.url()));
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == transport_errc::http_unauthorized);
    CHECK(host.log_ins == 1);
}

TEST_CASE("a probe of a host that closes after every answer finds it ready", "[servers][openwsman]")
{
    asio::io_context context;
    openwsman_host host(context);
    client looking(context.get_executor(), basic_session_to(host.url()), options_for_openwsman());
    const result<probe_report> report = run(context, looking.try_probe(std::chrono::seconds(20)));
    REQUIRE(report);
    CAPTURE(to_string(*report));
    CHECK(report->ready());
    CHECK(report->schemes == std::vector<std::string>{"Basic", "Digest"});
    for (const probe_step& one : report->steps)
        CHECK(one.outcome != probe_outcome::failed);
}

TEST_CASE("a wrong path is reported for each form of the answer", "[servers][openwsman]")
{
    asio::io_context context;
    openwsman_host host(context);
    const session lost = basic_session_to(host.url() + "/elsewhere");
    const auto outcome = [&] { return identify_at(context, lost).error().code(); };
    for (const char* text :
         {"HTTP/1.0 404 Not foundn\n", "HTTP/1.0 404 Not foundn\n\n", "HTTP/1.0 404 Not foundn\r\n\r\n"}) {
        CAPTURE(text);
        host.wrong_path = text;
        CHECK(outcome() == transport_errc::http_not_found);
    }
    host.wrong_path = http_answer_text("403 Forbidden", "", "Connection: close\r\n");
    CHECK(outcome() == transport_errc::http_forbidden);
}

TEST_CASE("a host without shells is reported as such, without a hint about spelling", "[servers][openwsman]")
{
    struct row {
        const char* subcode;
        const char* detail;
    };
    const std::string details = "http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/";
    const std::string uri = details + "InvalidResourceURI";
    const row rows[] = {
        {"a:DestinationUnreachable", uri.c_str()},
        {"a:DestinationUnreachable", ""},
        {"w:InvalidResourceURI", ""},
        {"a:ActionNotSupported", ""},
    };
    asio::io_context context;
    openwsman_host host(context);
    for (const char* status :
         {"400 Bad Request", "500 Internal Server Error", "501 Not Implemented", "503 Service Unavailable", "200 OK"})
        for (const row& one : rows) {
            CAPTURE(status, one.subcode, one.detail);
            host.fault_status = status;
            host.subcode = one.subcode;
            host.detail = one.detail;
            const result<command_result> none = run_at(context, basic_session_to(host.url()));
            REQUIRE(none.has_error());
            CHECK(none.error().message().find("the host has no shells") != std::string::npos);
            CHECK(none.error().hint().find("spelling") == std::string::npos);
            CHECK(none.error().hint().find("identify") != std::string::npos);
        }
}

TEST_CASE("for a resource URI of the caller the hint says to check it", "[servers][openwsman]")
{
    asio::io_context context;
    openwsman_host host(context);
    client asking(context.get_executor(), basic_session_to(host.url()), options_for_openwsman());
    shell_options wanted;
    wanted.resource_uri = "http://example.org/shell/mine";
    const result<shell> none = run(context, asking.try_open_shell(wanted));
    REQUIRE(none.has_error());
    CHECK(none.error().code() == windows_errc::invalid_resource_uri);
    CHECK(none.error().message().find("no shells") == std::string::npos);
}
