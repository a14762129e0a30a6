//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// The public client and a host that behaves like Microsoft OMI.
#include <wsman/client/client.hpp>
#include <wsman/client/probe.hpp>
#include <wsman/protocol/create_shell.hpp>

#include "servers/omi_host.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

/// Short limits for expected silence, long ones for expected answers.
client_options options_for_omi(std::chrono::milliseconds connecting = std::chrono::seconds(20))
{
    client_options options;
    options.transport = quick_options();
    options.transport.connect_timeout = connecting;
    options.transport.connect_retries = 0;
    return options;
}

/// One client and its host.
class meeting {
public:
    explicit meeting(const session& target, asio::io_context& context, client_options options = options_for_omi())
        : context_(context), client_(context.get_executor(), target, std::move(options))
    {
    }
    ~meeting() { static_cast<void>(run(context_, client_.try_close())); } // the host may have left shells unopened

    result<identity> identify() { return run(context_, client_.try_identify()); }
    result<command_result> dir() { return run(context_, client_.try_run(command("dir"))); }

private:
    asio::io_context& context_;
    client client_;
};

client_policy without_tab()
{
    client_policy policy;
    policy.tab_in_sealed_parts = false;
    return policy;
}

} // namespace

TEST_CASE("IdentifyResponse in the namespace of SOAP is accepted, with Basic", "[servers][omi]")
{
    asio::io_context context;
    omi_host host(context);
    meeting one(basic_session_to(host.url(), "omi", "Password"), context);
    const result<identity> who = one.identify();
    REQUIRE(who);
    CHECK(who->product_version == "OMI-1.0.8");
    host.identity_space = "urn:elsewhere";
    const result<identity> strange = one.identify();
    REQUIRE(strange.has_error());
    CHECK(strange.error().code() == protocol_errc::missing_element);
}

TEST_CASE("after a connection closed because of the tab the client logs in once more without it", "[servers][omi]")
{
    asio::io_context context;
    omi_host host(context);
    SECTION("by closing") {}
    SECTION("by a reset")
    {
        host.resets = true;
    }
    meeting one(ntlm_session_to(host.url()), context);
    const result<identity> who = one.identify();
    REQUIRE(who);
    CHECK(who->product_version == "OMI-1.0.8");
    CHECK(host.with_tab == 1);
    CHECK(host.bare == 1);
    CHECK(host.proofs == 2);
    CHECK(host.connections() == 2);
    REQUIRE(one.identify());
    CHECK(host.with_tab == 1);
    CHECK(host.connections() == 2);
    // Another client has its own state.
    meeting other(ntlm_session_to(host.url()), context);
    REQUIRE(other.identify());
    CHECK(host.with_tab == 2);
}

TEST_CASE("concurrent requests all succeed if the host closes connections because of the tab", "[servers][omi]")
{
    asio::io_context context;
    omi_host host(context);
    const auto wire =
        make_connection_pool(context.get_executor(), ntlm_session_to(host.url()), options_for_omi().transport);
    request asked = simple_request();
    asked.envelope = "<e:Identify/>";
    std::vector<std::unique_ptr<pending>> all;
    for (int i = 0; i != 3; ++i)
        all.push_back(std::make_unique<pending>(context, wire, asked));
    for (const auto& one : all) {
        REQUIRE(run_until(context, [&] { return one->done(); }));
        CHECK(one->outcome());
    }
    CHECK(host.bare == 3);
}

TEST_CASE("no tab is sent if the policy omits it", "[servers][omi]")
{
    asio::io_context context;
    omi_host host(context);
    meeting one(ntlm_session_to(host.url(), without_tab()), context);
    REQUIRE(one.identify());
    CHECK(host.with_tab == 0);
    CHECK(host.connections() == 1);
    SECTION("and a loss then has no hint about the tab")
    {
        host.takes_bare = false;
        meeting other(ntlm_session_to(host.url(), without_tab()), context);
        const result<identity> lost = other.identify();
        REQUIRE(lost.has_error());
        CHECK(lost.error().code() == condition::connection_lost);
        CHECK(host.with_tab == 0);
        CHECK(host.connections() == 2);
    }
}

TEST_CASE(
    "a first request that must not be repeated is lost because of the tab, with a hint about the policy",
    "[servers][omi]"
)
{
    asio::io_context context;
    omi_host host(context);
    meeting one(ntlm_session_to(host.url()), context);
    const result<command_result> lost = one.dir();
    REQUIRE(lost.has_error());
    CHECK(lost.error().code() == client_errc::outcome_unknown);
    CHECK(lost.error().hint().find("client_policy::tab_in_sealed_parts") != std::string::npos);
    CHECK(lost.error().hint().find("--no-tab-in-sealed-parts") != std::string::npos);
    CHECK(host.with_tab == 1);
    CHECK(host.bare == 0);
    // Identify detects it, and later requests have no tab.
    REQUIRE(one.identify());
    const result<command_result> again = one.dir();
    REQUIRE(again.has_error());
    CHECK(again.error().hint().find("tab_in_sealed_parts") == std::string::npos);
    CHECK(host.with_tab == 2);
}

TEST_CASE("a host that closes with and without the tab gets two requests, and then the tab again", "[servers][omi]")
{
    asio::io_context context;
    omi_host host(context);
    host.takes_bare = false;
    meeting one(ntlm_session_to(host.url()), context);
    const result<identity> lost = one.identify();
    REQUIRE(lost.has_error());
    CHECK(lost.error().code() == condition::connection_lost);
    CHECK(host.with_tab == 1);
    CHECK(host.bare == 1);
    CHECK(one.identify().has_error());
    CHECK(host.with_tab == 2);
    CHECK(host.bare == 1);
    host.takes_tab = true;
    REQUIRE(one.identify());
    CHECK(host.with_tab == 3);
}

TEST_CASE("after an answer to a request with a tab a closed connection does not change the tab", "[servers][omi]")
{
    asio::io_context context;
    omi_host host(context);
    host.takes_tab = true;
    meeting one(ntlm_session_to(host.url()), context);
    REQUIRE(one.identify());
    host.takes_tab = false;
    CHECK(one.identify().has_error());
    CHECK(host.bare == 0);
    CHECK(host.connections() == 2); // the idle connection is replaced once, as usual
}

TEST_CASE("a refused password is sent once, without a second log-in without the tab", "[servers][omi]")
{
    asio::io_context context;
    omi_host host(context);
    meeting one(ntlm_session_to(host.url(), {}, "wrong"), context);
    const result<identity> refused = one.identify();
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == condition::access_denied);
    CHECK(host.proofs == 1);
    CHECK(host.with_tab + host.bare == 0);
    SECTION("also if the host accepts the first log-in and refuses the second")
    {
        asio::io_context other_context;
        omi_host changing(other_context);
        meeting other(ntlm_session_to(changing.url()), other_context);
        changing.on_tab = [&] { changing.password = "changed"; };
        const result<identity> second = other.identify();
        REQUIRE(second.has_error());
        CHECK(second.error().code() == condition::access_denied);
        CHECK(changing.proofs == 2);
        CHECK(changing.refused == 1);
    }
}

TEST_CASE("a probe warns about a host that does not answer without a log-in, and finds it ready", "[servers][omi]")
{
    asio::io_context context;
    omi_host host(context);
    client looking(context.get_executor(), basic_session_to(host.url(), "omi", "Password"), options_for_omi());
    // The silent step takes a third of it, less than its limit of two seconds.
    const result<probe_report> report = run(context, looking.try_probe(std::chrono::milliseconds(4500)));
    REQUIRE(report);
    CAPTURE(to_string(*report));
    CHECK(report->ready());
    CHECK(report->find(probe_stage::http)->outcome == probe_outcome::warning);
    CHECK(report->find(probe_stage::identity)->outcome == probe_outcome::skipped);
    for (const probe_step& one : report->steps)
        CHECK(one.outcome != probe_outcome::failed);
}

TEST_CASE("a log-in without an answer is reported with the steps that were reached", "[servers][omi]")
{
    asio::io_context context;
    omi_host host(context);
    SECTION("Digest, which needs a challenge")
    {
        meeting one(digest_session_to(host.url()), context, options_for_omi(std::chrono::milliseconds(500)));
        const result<identity> who = one.identify();
        REQUIRE(who.has_error());
        CHECK(who.error().code() == transport_errc::login_timeout);
        CHECK(who.error().message().find("reached: TCP to 127.0.0.1:") != std::string::npos);
        CHECK(who.error().message().find("awaited: the challenge of digest") != std::string::npos);
        CHECK(who.error().message().find("accept") == std::string::npos);
        CHECK(who.error().hint().find("firewall") == std::string::npos);
    }
    SECTION("no log-in")
    {
        const session quiet = session_to(host.url()).with_operation_timeout(std::chrono::milliseconds(500)).value();
        meeting one(quiet, context);
        const result<identity> who = one.identify();
        REQUIRE(who.has_error());
        CHECK(who.error().code() == transport_errc::read_timeout);
        CHECK(who.error().message().find("awaited: the answer to Identify") != std::string::npos);
        CHECK(who.error().hint().find("choose a log-in") != std::string::npos);
    }
    SECTION("TLS on a port for http")
    {
        const session secure = session_to("https" + host.url().substr(4));
        meeting one(secure, context, options_for_omi(std::chrono::milliseconds(500)));
        const result<identity> who = one.identify();
        REQUIRE(who.has_error());
        CHECK(who.error().code() == transport_errc::handshake_timeout);
        CHECK(who.error().hint().find("http://") != std::string::npos);
    }
}

TEST_CASE("an empty 500 for the Create of a shell is reported as a host that may have no shells", "[servers][omi]")
{
    asio::io_context context;
    omi_host host(context);
    meeting one(basic_session_to(host.url(), "omi", "Password"), context);
    const result<command_result> none = one.dir();
    REQUIRE(none.has_error());
    CHECK(none.error().code() == transport_errc::http_server_error);
    CHECK(none.error().message().find("the host may have no shells") != std::string::npos);
    CHECK(none.error().hint().find("identify") != std::string::npos);
}
