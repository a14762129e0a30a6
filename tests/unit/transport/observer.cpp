//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

/// A copy of an event that owns its texts.
class seen_event {
public:
    explicit seen_event(const event& seen)
        : kind(seen.kind), operation(seen.operation), host(seen.host), detail(seen.detail), envelope(seen.envelope),
          bytes(seen.bytes), status(seen.http_status), connection(seen.connection), code(seen.code)
    {
    }

    event_kind kind;
    std::string operation;
    std::string host;
    std::string detail;
    std::string envelope;
    std::size_t bytes;
    unsigned status;
    std::size_t connection;
    error_code code;
};

std::vector<event_kind> kinds(const std::vector<seen_event>& events)
{
    std::vector<event_kind> found;
    for (const seen_event& one : events)
        found.push_back(one.kind);
    return found;
}

} // namespace

TEST_CASE("an observer receives each step once, with sizes and without envelopes", "[transport][observer]")
{
    asio::io_context context;
    scripted_host host(context, answer_always(http_answer_text("200 OK", "<answer/>")));
    std::vector<seen_event> events;
    const auto watch = [&](const event& seen) { events.emplace_back(seen); };
    const auto wire = make_connection_pool(context.get_executor(), session_to(host.url()), {}, watch);
    REQUIRE(ask(context, *wire, simple_request("Receive")));
    CHECK(
        kinds(events) ==
        std::vector{event_kind::resolve, event_kind::connect, event_kind::request, event_kind::response}
    );
    for (const seen_event& one : events) {
        CHECK(one.host == host.url());
        CHECK(one.connection == 1);
        CHECK(one.envelope.empty());
        CHECK_FALSE(one.code);
    }
    CHECK(events[1].detail == "127.0.0.1");
    CHECK(events[2].operation == "Receive");
    CHECK(events[2].bytes == 11);
    CHECK(events[3].bytes == 9);
    CHECK(events[3].status == 200);
    events.clear();
    REQUIRE(ask(context, *wire));
    CHECK(kinds(events) == std::vector{event_kind::request, event_kind::response});
}

TEST_CASE("envelopes are observed only on request, and redacted", "[transport][observer]")
{
    asio::io_context context;
    const std::string out = "<r:Stream Name=\"stdout\">Y2FuYXJ5LTM=</r:Stream>";
    scripted_host host(context, answer_always(http_answer_text("200 OK", out)));
    std::string shown;
    const auto watch = [&](const event& seen) { shown.append(seen.envelope); };
    transport_options options;
    options.observe_envelopes = true;
    const auto wire = make_connection_pool(context.get_executor(), session_to(host.url()), options, watch);
    request asked = simple_request("Command");
    asked.envelope = "<r:Command>canary-3</r:Command>";
    REQUIRE(ask(context, *wire, asked));
    CHECK(shown.find("<r:Command>[8 bytes removed]</r:Command>") != std::string::npos);
    CHECK(shown.find("<r:Stream Name=\"stdout\">[") != std::string::npos);
    CHECK(shown.find("canary-3") == std::string::npos);
    CHECK(shown.find("Y2FuYXJ5LTM=") == std::string::npos);
}

TEST_CASE("a log-in is observed once it is accepted or refused", "[transport][observer]")
{
    asio::io_context context;
    std::vector<seen_event> events;
    const auto watch = [&](const event& seen) {
        if (seen.kind == event_kind::log_in) events.emplace_back(seen);
    };
    scripted_host host(context, answer_always(http_answer_text("200 OK", "<a/>")));
    const auto wire = make_connection_pool(context.get_executor(), basic_session_to(host.url()), {}, watch);
    REQUIRE(ask(context, *wire));
    REQUIRE(ask(context, *wire));
    REQUIRE(events.size() == 1);
    CHECK(events[0].detail == "basic");
    CHECK_FALSE(events[0].code);
    scripted_host stern(context, answer_always(http_answer_text("401 Unauthorized", "", "")));
    const auto refused = make_connection_pool(context.get_executor(), basic_session_to(stern.url()), {}, watch);
    REQUIRE(ask(context, *refused).has_error());
    REQUIRE(events.size() == 2);
    CHECK(events[1].code == transport_errc::http_unauthorized);
}

TEST_CASE("a failed connection is observed with its code", "[transport][observer]")
{
    asio::io_context context;
    std::vector<seen_event> events;
    const auto watch = [&](const event& seen) { events.emplace_back(seen); };
    const certificate stranger = make_certificate(certificate_request("host", "IP:127.0.0.1"));
    scripted_host host(context, answer_always(""), &stranger);
    const auto wire = make_connection_pool(context.get_executor(), session_to(host.url()), quick_options(), watch);
    REQUIRE(ask(context, *wire).has_error());
    CHECK(
        kinds(events) ==
        std::vector{
            event_kind::resolve, event_kind::connect, event_kind::tls_handshake, event_kind::close, event_kind::fault
        }
    );
    CHECK(events[2].code == transport_errc::certificate_untrusted);
    CHECK(events[4].code == transport_errc::certificate_untrusted);
}
