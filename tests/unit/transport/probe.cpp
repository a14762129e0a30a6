//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/client.hpp>
#include <wsman/client/probe.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "pools.hpp"
#include "proxy/scripted_proxy.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

constexpr std::string_view identify_answer =
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header/><s:Body>"
    "<id:IdentifyResponse xmlns:id='http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd'>"
    "<id:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</id:ProtocolVersion>"
    "<id:ProductVendor>Vendor</id:ProductVendor><id:ProductVersion>OS: 1 SP: 0 Stack: 3.0</id:ProductVersion>"
    "</id:IdentifyResponse></s:Body></s:Envelope>";

/// How a service answers the three messages of a probe.
class service_habits {
public:
    service_habits() = default;

    std::string challenges = "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: Basic realm=\"WSMAN\"\r\n";
    std::string date; ///< a header line
    bool says_who_it_is = true;
    bool hears_only_logins = false; ///< closes a connection whose request carries none
    bool takes_the_login = true;
};

class service {
public:
    explicit service(service_habits habits = {}, const certificate* tls = nullptr)
        : habits_(std::move(habits)),
          host_(context, [this](std::shared_ptr<peer> one) { return serve(std::move(one)); }, tls)
    {
    }

    std::string url() const { return host_.url(); }
    std::uint16_t port() const { return host_.port(); }
    const std::vector<std::string>& seen() const { return seen_; }
    std::size_t logins() const
    {
        std::size_t count = 0;
        for (const std::string& one : seen_)
            if (one.find("Authorization:") != std::string::npos) ++count;
        return count;
    }

    asio::io_context context;

private:
    asio::awaitable<void> serve(std::shared_ptr<peer> one)
    {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            seen_.push_back(got);
            const bool logs_in = got.find("Authorization:") != std::string::npos;
            if (habits_.hears_only_logins && !logs_in) {
                one->close();
                co_return;
            }
            std::string answer = answer_to(got, logs_in);
            co_await one->write(std::move(answer));
        }
    }
    std::string answer_to(const std::string& got, bool logs_in) const
    {
        const bool anonymous = got.find("WSMANIDENTIFY: unauthenticated") != std::string::npos;
        if ((logs_in && habits_.takes_the_login) || (anonymous && habits_.says_who_it_is))
            return http_answer_text(
                "200 OK", identify_answer, "Content-Type: application/soap+xml;charset=UTF-8\r\n" + habits_.date
            );
        return http_answer_text("401 ", "", habits_.challenges + habits_.date);
    }

    service_habits habits_;
    std::vector<std::string> seen_;
    scripted_host host_;
};

client_options patient_options()
{
    client_options options;
    options.transport = quick_options();
    options.transport.connect_timeout = std::chrono::seconds(10);
    options.transport.connect_retries = 0;
    return options;
}

result<probe_report> try_probe(
    asio::io_context& context, const session& target, std::chrono::milliseconds timeout = std::chrono::seconds(20)
)
{
    client looking(context.get_executor(), target, patient_options());
    result<probe_report> report = run(context, looking.try_probe(timeout));
    CHECK(run(context, looking.try_close()));
    return report;
}

probe_report probe(asio::io_context& context, const session& target)
{
    return try_probe(context, target).value();
}

/// Checks the outcomes in the order of the stages, and that stages after `stop` are skipped.
void check_outcomes(const probe_report& report, const std::array<probe_outcome, 8>& expected)
{
    CAPTURE(to_string(report));
    REQUIRE(report.steps.size() == expected.size());
    for (std::size_t i = 0; i != expected.size(); ++i) {
        const probe_step& one = report.steps[i];
        CAPTURE(to_string(one.stage), one.detail);
        CHECK(one.stage == static_cast<probe_stage>(i));
        CHECK(one.outcome == expected[i]);
        CHECK_FALSE(one.detail.empty());
        CHECK(one.why.has_value() == (one.outcome == probe_outcome::failed));
    }
    CHECK(report.ready() == (report.find(probe_stage::log_in)->outcome == probe_outcome::ok));
}

error_code why(const probe_report& report, probe_stage stage)
{
    const probe_step* const found = report.find(stage);
    return found && found->why ? found->why->code() : error_code();
}

tls_policy trusting(const certificate& authority)
{
    tls_policy policy;
    policy.system_store = false;
    policy.ca_pem = authority.pem();
    return policy;
}

const certificate& authority()
{
    static const certificate one = make_authority();
    return one;
}

const certificate& good_leaf()
{
    static const certificate one =
        make_certificate(certificate_request("host", "DNS:host.example,IP:127.0.0.1"), &authority());
    return one;
}

constexpr auto ok = probe_outcome::ok;
constexpr auto warning = probe_outcome::warning;
constexpr auto failed = probe_outcome::failed;
constexpr auto skipped = probe_outcome::skipped;

} // namespace

TEST_CASE("a probe of a good host over TLS finds all facts, and logs in once", "[transport][probe]")
{
    service host({}, &good_leaf());
    const session target = basic_session_to(host.url()).with_tls(trusting(authority())).value();
    const probe_report report = probe(host.context, target);
    check_outcomes(report, {ok, ok, ok, ok, ok, skipped, ok, ok}); // no Date header, so the clocks are not compared
    CHECK(report.url == target.connection().url());
    CHECK(report.addresses == std::vector<std::string>{"127.0.0.1"});
    CHECK(report.schemes == std::vector<std::string>{"Negotiate", "Basic"});
    REQUIRE(report.tls);
    CHECK(report.tls->version == "TLSv1.3");
    REQUIRE(report.tls->certificate);
    CHECK(report.tls->certificate->sha256 == good_leaf().sha256());
    CHECK(report.tls->certificate->subject == "CN=host");
    CHECK(report.tls->certificate->issuer == "CN=wsman test authority");
    CHECK(report.tls->certificate->names == std::vector<std::string>{"host.example", "127.0.0.1"});
    CHECK(*report.tls->certificate->not_before < *report.tls->certificate->not_after);
    CHECK(report.anonymous->product_vendor == "Vendor");
    CHECK(report.logged_in->stack() == 3);
    CHECK(host.logins() == 1);
    const std::string text = to_string(report);
    CHECK(text.find("the host is ready") != std::string::npos);
    CHECK(text.find(good_leaf().sha256()) != std::string::npos);
    CHECK(text.find("pass") == std::string::npos);
}

TEST_CASE("a probe reports the difference of the clocks", "[transport][probe]")
{
    service_habits habits;
    habits.date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    service host(habits);
    const probe_report report = probe(host.context, basic_session_to(host.url()));
    check_outcomes(
        report, {ok, ok, skipped, ok, ok, warning, warning, ok}
    ); // there is also a warning about Basic over http
    REQUIRE(report.clock_difference);
    CHECK(*report.clock_difference < -std::chrono::hours(24 * 365 * 30));
    CHECK(report.find(probe_stage::clock)->detail.find("behind") != std::string::npos);
    CHECK(report.find(probe_stage::session)->hint.find("no_encryption") != std::string::npos);
}

TEST_CASE("a host that refuses the log-in is reported with the schemes that it offers", "[transport][probe]")
{
    service_habits habits;
    habits.takes_the_login = habits.says_who_it_is = false;
    service host(habits);
    const probe_report report = probe(host.context, basic_session_to(host.url()));
    check_outcomes(report, {ok, ok, skipped, ok, skipped, skipped, warning, failed});
    CHECK(why(report, probe_stage::log_in) == transport_errc::http_unauthorized);
    CHECK_FALSE(report.find(probe_stage::log_in)->hint.empty());
    CHECK(host.logins() == 1);
    CHECK(to_string(report).find("cannot be used") != std::string::npos);
}

TEST_CASE("a scheme that the host does not offer is detected before the log-in", "[transport][probe]")
{
    service_habits habits;
    habits.challenges = "WWW-Authenticate: Negotiate, Kerberos\r\n";
    habits.takes_the_login = false;
    service host(habits);
    const probe_report report = probe(host.context, basic_session_to(host.url()));
    check_outcomes(report, {ok, ok, skipped, ok, ok, skipped, warning, failed});
    CHECK(report.find(probe_stage::session)->hint.find("only Negotiate, Kerberos") != std::string::npos);
}

TEST_CASE("a host without any scheme is reported", "[transport][probe]")
{
    service_habits habits;
    habits.challenges = "";
    habits.takes_the_login = false;
    service host(habits);
    const probe_report report = probe(host.context, basic_session_to(host.url()));
    check_outcomes(report, {ok, ok, skipped, warning, skipped, skipped, warning, failed});
    CHECK(report.find(probe_stage::http)->hint.find("AllowUnencrypted") != std::string::npos);
}

TEST_CASE("a host that ignores requests without a log-in can still be ready", "[transport][probe]")
{
    service_habits habits;
    habits.hears_only_logins = true;
    service host(habits);
    const probe_report report = probe(host.context, basic_session_to(host.url()));
    check_outcomes(report, {ok, ok, skipped, warning, skipped, skipped, warning, ok});
    CHECK(report.find(probe_stage::http)->detail.find("closes the connection") != std::string::npos);
}

TEST_CASE("a probe of a closed port ends there", "[transport][probe]")
{
    std::string url;
    {
        asio::io_context gone;
        const scripted_host host(gone, answer_always(""));
        url = host.url();
    }
    asio::io_context context;
    const probe_report report = probe(context, basic_session_to(url));
    check_outcomes(report, {ok, failed, skipped, skipped, skipped, skipped, warning, skipped});
    CHECK(why(report, probe_stage::port) == transport_errc::connection_refused);
}

TEST_CASE("a probe of a name without an address ends there", "[transport][probe]")
{
    asio::io_context context;
    const probe_report report = probe(context, basic_session_to("https://no-such-host.invalid"));
    check_outcomes(report, {failed, skipped, skipped, skipped, skipped, skipped, ok, skipped});
    CHECK(why(report, probe_stage::name) == transport_errc::name_not_resolved);
}

TEST_CASE("a probe reports an untrusted certificate, and sends nothing to its host", "[transport][probe]")
{
    const certificate self_signed = make_certificate(certificate_request("host", "IP:127.0.0.1"));
    service host({}, &self_signed);
    const probe_report report =
        probe(host.context, basic_session_to(host.url()).with_tls(trusting(authority())).value());
    check_outcomes(report, {ok, ok, failed, skipped, skipped, skipped, ok, skipped});
    CHECK(why(report, probe_stage::tls) == transport_errc::certificate_untrusted);
    REQUIRE(report.tls);
    REQUIRE(report.tls->certificate);
    CHECK(report.tls->certificate->sha256 == self_signed.sha256());
    CHECK(report.tls->certificate->issuer == report.tls->certificate->subject);
    CHECK(to_string(report).find("signed by itself") != std::string::npos);
    CHECK(host.seen().empty());
}

TEST_CASE("a probe of a host with another name reports it, also with connect_address", "[transport][probe]")
{
    service host({}, &good_leaf());
    const session target = basic_session_to("https://other.example:5986")
                               .with_tls(trusting(authority()))
                               .value()
                               .with_connect_address(host_and_port("127.0.0.1", host.port()))
                               .value();
    const probe_report report = probe(host.context, target);
    check_outcomes(report, {ok, ok, failed, skipped, skipped, skipped, ok, skipped});
    CHECK(why(report, probe_stage::tls) == transport_errc::certificate_name_mismatch);
    CHECK(report.find(probe_stage::name)->detail.find("127.0.0.1:" + std::to_string(host.port())) != std::string::npos);
    CHECK(host.seen().empty());
}

TEST_CASE("skipped checks give a warning beside the certificate", "[transport][probe]")
{
    const certificate self_signed = make_certificate(certificate_request("host", "IP:127.0.0.1"));
    service host({}, &self_signed);
    const session target = basic_session_to(host.url()).with_flags(session_flag::skip_ca_check).value();
    check_outcomes(probe(host.context, target), {ok, ok, warning, ok, ok, skipped, warning, ok});
}

TEST_CASE("a file of authorities that cannot be read is reported before a connection is opened", "[transport][probe]")
{
    service host({}, &good_leaf());
    tls_policy policy;
    policy.ca_file = "/no/such/file.pem";
    const probe_report report = probe(host.context, basic_session_to(host.url()).with_tls(policy).value());
    check_outcomes(report, {ok, skipped, failed, skipped, skipped, skipped, ok, skipped});
    CHECK(why(report, probe_stage::tls) == transport_errc::certificate_unreadable);
}

TEST_CASE("TLS to a plain port and plain text to a TLS port are distinguished", "[transport][probe]")
{
    std::string seen;
    const auto saying = [&](std::string answer) {
        return [&seen, answer](std::shared_ptr<peer> one) -> asio::awaitable<void> {
            co_await one->write(answer);
            seen += co_await one->read_request();
        };
    };
    asio::io_context plain;
    const scripted_host speaks_http(plain, saying("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
    const probe_report to_plain = probe(plain, basic_session_to("https" + speaks_http.url().substr(4)));
    check_outcomes(to_plain, {ok, ok, failed, skipped, skipped, skipped, ok, skipped});
    CHECK(why(to_plain, probe_stage::tls) == transport_errc::tls_to_plain_port);

    asio::io_context tls;
    const scripted_host speaks_tls(tls, saying(std::string("\x15\x03\x01\x00\x02\x02\x46", 7)));
    const probe_report to_tls = probe(tls, basic_session_to(speaks_tls.url()));
    check_outcomes(to_tls, {ok, ok, skipped, failed, skipped, skipped, warning, skipped});
    CHECK(why(to_tls, probe_stage::http) == transport_errc::plain_to_tls_port);
    CHECK(seen.find("Authorization") == std::string::npos);
}

TEST_CASE("a web server gets no log-in from a probe", "[transport][probe]")
{
    const auto look_at = [](std::string_view status, std::string_view headers, std::string_view body) {
        asio::io_context context;
        std::string seen;
        const std::string answer = http_answer_text(status, body, headers);
        const scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
            for (;;) {
                const std::string got = co_await one->read_request();
                if (got.empty()) co_return;
                seen += got;
                co_await one->write(answer);
            }
        });
        const probe_report report = probe(context, basic_session_to(host.url()));
        check_outcomes(report, {ok, ok, skipped, failed, skipped, skipped, warning, skipped});
        CHECK(seen.find("Authorization") == std::string::npos);
        return why(report, probe_stage::http);
    };
    CHECK(look_at("200 OK", "Content-Type: text/html\r\n", "<html>hi</html>") == transport_errc::html_answer);
    CHECK(look_at("405 No", "Content-Type: text/html\r\n", "<html>hi</html>") == transport_errc::html_answer);
    CHECK(look_at("404 No", "", "") == transport_errc::http_not_found);
    CHECK(look_at("302 Go", "Location: https://elsewhere/\r\n", "") == transport_errc::http_redirect);
    CHECK(look_at("200 OK", "Content-Type: application/json\r\n", "{}") == transport_errc::invalid_content_type);
}

TEST_CASE("a host that never answers does not hold a probe beyond its deadline", "[transport][probe]")
{
    asio::io_context context;
    const scripted_host host(context, [](std::shared_ptr<peer> one) { return one->until_closed(); });
    const result<probe_report> report =
        try_probe(context, basic_session_to(host.url()), std::chrono::milliseconds(300));
    REQUIRE(report);
    check_outcomes(*report, {ok, ok, skipped, warning, skipped, skipped, warning, failed});
    CHECK(why(*report, probe_stage::log_in) == condition::timeout);
}

TEST_CASE("a host that is silent in the handshake does not hold a probe beyond its deadline", "[transport][probe]")
{
    asio::io_context context;
    const scripted_host host(context, [](std::shared_ptr<peer> one) { return one->until_closed(); });
    const std::string https = "https" + host.url().substr(4);
    const result<probe_report> report = try_probe(context, basic_session_to(https), std::chrono::milliseconds(200));
    REQUIRE(report);
    check_outcomes(*report, {ok, ok, failed, skipped, skipped, skipped, ok, skipped});
    CHECK(why(*report, probe_stage::tls) == condition::timeout);
}

TEST_CASE("a probe can be cancelled at any time", "[transport][probe]")
{
    for (unsigned handlers = 0; handlers < 60; ++handlers) {
        CAPTURE(handlers);
        service host({}, &good_leaf());
        const session target = basic_session_to(host.url()).with_tls(trusting(authority())).value();
        client looking(host.context.get_executor(), target, patient_options());
        std::optional<result<probe_report>> outcome;
        bool thrown = false;
        asio::cancellation_signal stop;
        asio::co_spawn(
            host.context,
            looking.try_probe(),
            asio::bind_cancellation_slot(
                stop.slot(),
                [&](std::exception_ptr error, result<probe_report> report) {
                    thrown = error != nullptr;
                    if (!error) outcome.emplace(std::move(report));
                }
            )
        );
        for (unsigned ran = 0; ran < handlers && !outcome; ++ran)
            host.context.run_one();
        stop.emit(asio::cancellation_type::terminal);
        REQUIRE(run_until(host.context, [&] { return outcome.has_value() || thrown; }));
        if (outcome && outcome->has_error()) CHECK(outcome->error().code() == client_errc::cancelled);
        if (outcome && outcome->has_value()) CHECK(outcome->value().steps.size() == 8);
        CHECK(run(host.context, looking.try_close()));
    }
}

TEST_CASE("a closed client does not probe", "[transport][probe]")
{
    service host;
    client looking(host.context.get_executor(), basic_session_to(host.url()), patient_options());
    CHECK(run(host.context, looking.try_close()));
    const result<probe_report> report = run(host.context, looking.try_probe());
    REQUIRE(report.has_error());
    CHECK(report.error().code() == client_errc::closed);
    CHECK(host.seen().empty());
}

TEST_CASE(
    "a probe goes through the session's proxy, and distinguishes its faults from the host's", "[transport][probe]"
)
{
    const auto look = [](const proxy_reply& reply) {
        asio::io_context context;
        const std::string answer = http_answer_text("200 OK", identify_answer);
        host_behind host(context, answer_always(answer));
        scripted_proxy proxy(context, [&](const std::string&) { return reply; }, host.port());
        const probe_report report = probe(context, session_through(at(proxy)));
        CHECK(
            report.addresses == std::vector<std::string>{"127.0.0.1"}
        ); // the proxy's; host.example cannot be resolved here
        CHECK(report.find(probe_stage::name)->detail.find("the proxy " + proxy.name()) != std::string::npos);
        return report;
    };
    const probe_report open = look(connected);
    check_outcomes(open, {ok, ok, ok, ok, ok, skipped, ok, ok});
    const probe_report refused = look("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    check_outcomes(refused, {ok, failed, skipped, skipped, skipped, skipped, ok, skipped});
    CHECK(why(refused, probe_stage::port) == transport_errc::proxy_forbidden);
    CHECK(why(look(proxy_challenge("Basic realm=\"p\"")), probe_stage::port) == transport_errc::proxy_unauthorized);
}
