//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <vector>

#include "proxy/scripted_proxy.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

std::size_t count_of(const std::vector<std::string>& heads, const std::string& text)
{
    std::size_t found = 0;
    for (const std::string& head : heads)
        found += head.find(text) != std::string::npos ? 1 : 0;
    return found;
}

/// The texts of all events that an observer received, and their kinds in order.
class told_events {
public:
    observer watch()
    {
        return [this](const event& seen) {
            kinds.push_back(seen.kind);
            text.append(seen.detail).append(seen.host).append(seen.envelope).append(seen.code.message()).append("\n");
            if (seen.kind != event_kind::proxy) return;
            proxy_detail = seen.detail;
            proxy_status = seen.http_status;
            proxy_code = seen.code;
        };
    }

    std::vector<event_kind> kinds;
    std::string text;
    std::string proxy_detail;
    unsigned proxy_status = 0;
    error_code proxy_code;
};

proxy_settings
with(const scripted_proxy& proxy, flags<proxy_authentication> schemes, std::string_view password = "canary-7")
{
    return at(proxy).with_account(schemes, "user", secret(password));
}

std::string md5(const std::string& text)
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    must(EVP_Digest(text.data(), text.size(), bytes, &size, EVP_md5(), nullptr) == 1, "MD5");
    std::string digits;
    append_hex(digits, std::string_view(reinterpret_cast<const char*>(bytes), size));
    return digits;
}

/// Returns: the value of a parameter, without quotes.
std::string parameter(const std::string& head, const std::string& name)
{
    const std::size_t line = head.find("Proxy-Authorization: Digest ");
    std::size_t at = head.find(name + "=", line);
    if (line == std::string::npos || at == std::string::npos) return {};
    at += name.size() + 1;
    if (head[at] == '"') ++at;
    return head.substr(at, head.find_first_of("\",\r", at) - at);
}

bool right_digest(const std::string& head, const std::string& password)
{
    const std::string key = md5("user:squid:" + password);
    const std::string request_hash = md5("CONNECT:host.example:5986");
    return parameter(head, "uri") == "host.example:5986" &&
           parameter(head, "response") == md5(key + ":" + parameter(head, "nonce") + ":" + parameter(head, "nc") + ":" +
                                              parameter(head, "cnonce") + ":auth:" + request_hash);
}

std::string digest_challenge(const std::string& nonce, std::string_view more = {}, bool stale = false)
{
    const std::string flag = stale ? ", stale=true" : "";
    return proxy_challenge("Digest realm=\"squid\", qop=\"auth\", nonce=\"" + nonce + "\"" + flag, more);
}

} // namespace

TEST_CASE("a host behind a proxy is reached by CONNECT, and its name is not resolved here", "[transport][proxy]")
{
    asio::io_context context;
    host_behind host(context);
    scripted_proxy proxy(context, [](const std::string&) { return connected; }, host.port());
    told_events events;
    const auto wire = pool_through(context, at(proxy), quick_options(), events.watch());
    const result<response> answer = ask(context, *wire);
    REQUIRE(answer);
    CHECK(answer->body == "<a/>");
    REQUIRE(proxy.heads.size() == 1);
    CHECK(
        proxy.heads[0] ==
        "CONNECT host.example:5986 HTTP/1.1\r\nHost: host.example:5986\r\nUser-Agent: wsman-cpp\r\n\r\n"
    );
    CHECK(
        events.kinds ==
        std::vector{
            event_kind::resolve,
            event_kind::connect,
            event_kind::proxy,
            event_kind::tls_handshake,
            event_kind::request,
            event_kind::response
        }
    );
    CHECK(events.proxy_detail == proxy.name() + ", none");
    CHECK(events.proxy_status == 200);
    REQUIRE(ask(context, *wire));
    CHECK(proxy.connections() == 1);
    CHECK(host.connections() == 1);
}

TEST_CASE("CONNECT uses addresses as they are written, and connect_address if it is set", "[transport][proxy]")
{
    asio::io_context context;
    host_behind host(context);
    scripted_proxy proxy(context, [](const std::string&) { return connected; }, host.port());
    const auto connect_to = [&](const session& target) {
        const auto wire = make_connection_pool(context.get_executor(), target, quick_options());
        REQUIRE(ask(context, *wire));
        const std::string head = proxy.heads.back();
        return head.substr(0, head.find("\r\nUser-Agent"));
    };
    CHECK(
        connect_to(session_through(at(proxy), "https://[0:0::1]")) == "CONNECT [::1]:5986 HTTP/1.1\r\nHost: [::1]:5986"
    );
    CHECK(connect_to(session_through(at(proxy), "https://192.0.2.7:443")).starts_with("CONNECT 192.0.2.7:443 HTTP"));
    const session elsewhere =
        session_through(at(proxy)).with_connect_address(host_and_port("inner.example", 15986)).value();
    CHECK(connect_to(elsewhere) == "CONNECT inner.example:15986 HTTP/1.1\r\nHost: inner.example:15986");
    // A zone is valid on this computer only.
    const session zoned = session_through(at(proxy)).with_connect_address(host_and_port("fe80::1%eth0", 5986)).value();
    CHECK(connect_to(zoned).starts_with("CONNECT [fe80::1]:5986 HTTP"));
}

TEST_CASE("a proxy may have an IPv6 address, and any valid 2xx opens the tunnel", "[transport][proxy]")
{
    for (const char* const answer :
         {"HTTP/1.0 200 Connection established\r\n\r\n",
          "HTTP/1.1 200 OK\r\nProxy-agent: x\r\nContent-Length: 5\r\nContent-Type: text/html\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 Fine\r\n\r\n"}) {
        asio::io_context context;
        host_behind host(context);
        const proxy_reply reply(answer, proxy_reply::then::relay);
        scripted_proxy proxy(context, [&](const std::string&) { return reply; }, host.port(), "::1");
        const auto wire = pool_through(context, at(proxy));
        const result<response> got = ask(context, *wire);
        INFO(answer);
        CHECK(got);
    }
}

TEST_CASE("the host must prove its name behind a proxy, too", "[transport][proxy][tls]")
{
    asio::io_context context;
    std::size_t requests = 0;
    host_behind host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        const std::string got = co_await one->read_request();
        requests += got.empty() ? 0 : 1;
    });
    scripted_proxy proxy(context, [](const std::string&) { return connected; }, host.port());
    const session other = session_through(at(proxy), "https://other.example:5986");
    const auto wire = make_connection_pool(context.get_executor(), other, quick_options());
    CHECK(code_of(ask(context, *wire)) == transport_errc::certificate_name_mismatch);
    CHECK(proxy.relayed == 1);
    CHECK(requests == 0);
}

TEST_CASE("errors of the proxy and of the host are distinguished", "[transport][proxy]")
{
    asio::io_context context;
    host_behind host(context, answer_always(http_answer_text("502 Bad Gateway", "")));
    bool refuses = false;
    scripted_proxy proxy(
        context,
        [&](const std::string&) -> proxy_reply {
            if (refuses) return "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";
            return connected;
        },
        host.port()
    );
    const auto wire = pool_through(context, at(proxy));
    const result<response> of_the_host = ask(context, *wire);
    REQUIRE(of_the_host);
    CHECK(of_the_host->status == 502);
    refuses = true;
    const auto other = pool_through(context, at(proxy));
    CHECK(code_of(ask(context, *other)) == transport_errc::proxy_refused);
}

TEST_CASE("requests that overlap use one tunnel each", "[transport][proxy][pool]")
{
    asio::io_context context;
    std::size_t waiting = 0;
    host_behind host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        const std::string got = co_await one->read_request();
        ++waiting;
        // Both requests must have arrived before one is answered.
        while (waiting < 2)
            co_await asio::post(context, asio::use_awaitable);
        co_await one->write(good_envelope);
        co_await one->until_closed();
    });
    scripted_proxy proxy(context, [](const std::string&) { return connected; }, host.port());
    const auto wire = pool_through(context, with(proxy, proxy_authentication::use_basic));
    pending first(context, wire, simple_request());
    pending second(context, wire, simple_request());
    REQUIRE(run_until(context, [&] { return first.done() && second.done(); }));
    CHECK(first.outcome());
    CHECK(second.outcome());
    CHECK(proxy.heads.size() == 2);
    CHECK(count_of(proxy.heads, "Proxy-Authorization: Basic ") == 2);
}

TEST_CASE(
    "a proxy that requires a log-in and gets none is reported with the schemes that it offers", "[transport][proxy]"
)
{
    asio::io_context context;
    scripted_proxy proxy(context, [](const std::string&) {
        return proxy_challenge("Negotiate", "Proxy-Authenticate: Basic realm=\"squid\"\r\n");
    });
    told_events events;
    const auto wire = pool_through(context, at(proxy), quick_options(), events.watch());
    const result<response> refused = ask(context, *wire);
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == transport_errc::proxy_unauthorized);
    CHECK(refused.error().code() == condition::access_denied);
    CHECK(refused.error().details().http_status == 407U);
    CHECK(refused.error().message().find("Negotiate, Basic") != std::string::npos);
    CHECK(refused.error().message().find(proxy.name()) != std::string::npos);
    CHECK(proxy.heads.size() == 1);
    CHECK(events.proxy_code == transport_errc::proxy_unauthorized);
    CHECK(events.proxy_status == 407);
}

TEST_CASE(
    "Basic is sent to the proxy and not to the host, once, and a refused password never again", "[transport][proxy]"
)
{
    std::string token;
    append_base64(token, "user:canary-7");
    const std::string line = "Proxy-Authorization: Basic " + token + "\r\n";
    asio::io_context context;
    std::string seen;
    host_behind host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        seen = co_await one->read_request();
        co_await one->write(good_envelope);
        co_await one->until_closed();
    });
    bool takes = true;
    scripted_proxy proxy(
        context,
        [&](const std::string& head) -> proxy_reply {
            if (takes && head.find(line) != std::string::npos) return connected;
            return proxy_challenge("Basic realm=\"squid\"");
        },
        host.port()
    );
    told_events events;
    transport_options options = quick_options();
    options.on_connection_loss = connection_loss::retry_for(std::chrono::seconds(10));
    const auto wire = pool_through(context, with(proxy, proxy_authentication::use_basic), options, events.watch());
    REQUIRE(ask(context, *wire));
    CHECK(events.proxy_detail == proxy.name() + ", basic");
    CHECK(seen.starts_with("POST "));
    CHECK(seen.find("uthorization") == std::string::npos);

    takes = false;
    const auto other = pool_through(context, with(proxy, proxy_authentication::use_basic), options, events.watch());
    const result<response> refused = ask(context, *other);
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == transport_errc::proxy_unauthorized);
    CHECK(proxy.heads.size() == 2);
    const std::string all = events.text + refused.error().message();
    CHECK(all.find("canary-7") == std::string::npos);
    CHECK(all.find(token) == std::string::npos);
}

TEST_CASE(
    "a proxy that repeats the log-in in its response does not get it into error texts", "[transport][proxy][secret]"
)
{
    std::string token;
    append_base64(token, "user:canary-7");
    const std::vector<std::string> answers{
        "HTTP/1.1 403 Not for " + token + "\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://login/" + token + "\r\nContent-Length: 0\r\n\r\n",
        proxy_challenge(token + " realm=\"" + token + "\""),
    };
    for (const std::string& answer : answers) {
        asio::io_context context;
        scripted_proxy proxy(context, [&](const std::string&) { return answer; });
        told_events events;
        const auto wire =
            pool_through(context, with(proxy, proxy_authentication::use_basic), quick_options(), events.watch());
        const result<response> refused = ask(context, *wire);
        REQUIRE(refused.has_error());
        const std::string all = events.text + refused.error().message();
        INFO(all);
        CHECK(all.find("***") != std::string::npos);
        CHECK(all.find(token) == std::string::npos);
    }
}

TEST_CASE("Basic is sent only to a proxy for which it is set, whatever the proxy offers", "[transport][proxy]")
{
    for (const auto scheme : {proxy_authentication::use_digest, proxy_authentication::use_negotiate}) {
        asio::io_context context;
        scripted_proxy proxy(context, [](const std::string&) { return proxy_challenge("Basic realm=\"squid\""); });
        const auto wire = pool_through(context, with(proxy, scheme));
        const result<response> refused = ask(context, *wire);
        REQUIRE(refused.has_error());
        CHECK(count_of(proxy.heads, "Authorization: Basic") == 0);
        if (scheme != proxy_authentication::use_digest) continue;
        CHECK(refused.error().code() == transport_errc::proxy_unauthorized);
        CHECK(refused.error().message().find("offers Basic") != std::string::npos);
        CHECK(proxy.heads.size() == 1);
    }
}

TEST_CASE("Digest answers the proxy's challenge on a kept connection, or else on a new one", "[transport][proxy]")
{
    using then = proxy_reply::then;
    class variant {
    public:
        std::string more;
        then next;
        std::size_t connections;
    };
    const std::vector<variant> variants{
        {"", then::wait, 1},
        {"Connection: close\r\n", then::close, 2},
        {"Proxy-Connection: close\r\n", then::close, 2},
        {"", then::close, 2}, // without Connection: close
    };
    for (const variant& one : variants) {
        asio::io_context context;
        host_behind host(context);
        scripted_proxy proxy(
            context,
            [&](const std::string& head) -> proxy_reply {
                if (right_digest(head, "canary-7")) return connected;
                return {digest_challenge("n1", one.more), one.next};
            },
            host.port()
        );
        told_events events;
        const auto wire =
            pool_through(context, with(proxy, proxy_authentication::use_digest), quick_options(), events.watch());
        CHECK(ask(context, *wire));
        CHECK(proxy.connections() == one.connections);
        CHECK(count_of(proxy.heads, "Proxy-Authorization: Digest username=\"user\"") == 1);
        CHECK(events.proxy_detail == proxy.name() + ", digest");
    }
}

TEST_CASE("Digest tries a refused password once, and a stale nonce only once more", "[transport][proxy]")
{
    asio::io_context context;
    host_behind host(context);
    std::size_t nonces = 0;
    bool stale = false;
    scripted_proxy proxy(
        context,
        [&](const std::string& head) -> proxy_reply {
            const std::string wanted = "n" + std::to_string(nonces);
            if (!stale && right_digest(head, "canary-7") && parameter(head, "nonce") == wanted) return connected;
            const bool once_good = !parameter(head, "nonce").empty() && right_digest(head, "canary-7");
            return digest_challenge("n" + std::to_string(++nonces), {}, once_good);
        },
        host.port()
    );
    const auto wrong = pool_through(context, with(proxy, proxy_authentication::use_digest, "wrong"));
    CHECK(code_of(ask(context, *wrong)) == transport_errc::proxy_unauthorized);
    CHECK(proxy.heads.size() == 2);
    stale = true;
    const auto hopeless = pool_through(context, with(proxy, proxy_authentication::use_digest));
    CHECK(code_of(ask(context, *hopeless)) == transport_errc::proxy_unauthorized);
    CHECK(proxy.heads.size() == 5);
}

TEST_CASE(
    "a log-in at a host that closes after its challenge goes through the proxy again", "[transport][proxy][digest]"
)
{
    asio::io_context context;
    std::size_t carried_out = 0;
    host_behind host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        const std::string got = co_await one->read_request();
        const bool logs_in = got.find("\r\nAuthorization: Digest ") != std::string::npos;
        carried_out += logs_in ? 1 : 0;
        const std::string challenge =
            "WWW-Authenticate: Digest realm=\"r\", qop=\"auth\", nonce=\"n\"\r\nConnection: close\r\n";
        std::string answer = good_envelope;
        if (!logs_in) answer = http_answer_text("401 Unauthorized", "", challenge);
        co_await one->write(answer);
        if (!logs_in) one->close();
        if (logs_in) co_await one->until_closed();
    });
    scripted_proxy proxy(context, [](const std::string&) { return connected; }, host.port());
    session_draft draft;
    draft.set_connection(url_behind).value();
    draft.set_flags(session_flag::use_digest | session_flag::cred_username_password).value();
    draft.set_credentials(user_password("host-user", secret("host-pass"))).value();
    draft.set_tls(host_behind::policy()).value();
    draft.set_proxy(with(proxy, proxy_authentication::use_basic)).value();
    const auto wire = make_connection_pool(context.get_executor(), draft.build().value(), quick_options());
    REQUIRE(ask(context, *wire, simple_request("Command", false)));
    CHECK(carried_out == 1);
    CHECK(count_of(proxy.heads, "Proxy-Authorization: Basic ") == 2);
    CHECK(count_of(proxy.heads, "host-user") == 0);
}
