//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/basic_authentication.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/security/token_authentication.hpp>
#include <wsman/transport/impl/pool/pool.hpp>

#include <boost/asio/post.hpp>

#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "proxy/scripted_proxy.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

/// Sends "t1", "t2" … and is established after the given number of peer tokens.
class rehearsed_context final : public security_context {
public:
    rehearsed_context(int legs, std::shared_future<void> until) : legs_(legs), until_(std::move(until)) {}

    result<std::string> step(std::string_view token) override
    {
        if (until_.valid()) until_.wait();
        if (!token.empty() && token != "r" + std::to_string(said_))
            return failure(security_errc::unknown_service, "HTTP/proxy");
        return "t" + std::to_string(++said_);
    }
    bool established() const noexcept override { return said_ == legs_; }
    bool may_block() const noexcept override { return until_.valid(); }
    std::string_view mechanism_name() const noexcept override { return "kerberos"; }
    result<std::string> sign(std::string_view) override { return std::string(); }
    result<void> verify(std::string_view, std::string_view) override { return {}; }
    result<std::size_t> seal(std::string&, std::string_view) override { return std::size_t{0}; }
    result<std::string_view> open(std::span<char>, std::size_t) override { return std::string_view(); }

private:
    int legs_;
    std::shared_future<void> until_;
    int said_ = 0;
};

/// Returns: "Negotiate " and a token in base64.
std::string negotiate(const std::string& token)
{
    std::string value("Negotiate ");
    append_base64(value, token);
    return value;
}

/// A pool with a scripted authenticator for the proxy.
class negotiating {
public:
    negotiating(
        asio::io_context& context,
        const scripted_proxy& proxy,
        int legs,
        std::shared_future<void> until = {},
        const transport_options& options = quick_options()
    )
    {
        detail::connection_settings settings;
        settings.url = url_behind;
        settings.authority = "host.example:5986";
        settings.path = "/wsman";
        settings.host = settings.dial_host = "host.example";
        settings.port = settings.dial_port = 5986;
        settings.tls = true;
        settings.policy = host_behind::policy();
        settings.operation_timeout = std::chrono::seconds(20);
        settings.make_login = [](const connection_facts&) -> result<std::unique_ptr<authenticator>> {
            return std::unique_ptr<authenticator>(new no_authentication);
        };
        settings.proxy = at(proxy);
        settings.make_proxy_login = [this, legs, until](
                                        const proxy_settings&, const host_and_port& address
                                    ) -> result<std::unique_ptr<authenticator>> {
            asked_for = address.text();
            token_login_options login;
            login.scheme = authentication_scheme::negotiate;
            login.routes.emplace_back("Negotiate", "", [legs, until] {
                return std::unique_ptr<security_context>(new rehearsed_context(legs, until));
            });
            return std::unique_ptr<authenticator>(new token_authentication(std::move(login)));
        };
        wire = std::make_shared<detail::connection_pool>(
            context.get_executor(),
            settings,
            options,
            [this](const event& seen) {
                if (seen.kind == event_kind::proxy) detail = seen.detail;
            }
        );
    }

    std::string asked_for;
    std::string detail;
    std::shared_ptr<exchange> wire;
};

/// A proxy's side of a log-in with a given number of legs.
scripted_proxy::judge legs_of(int legs, std::string more = {}, proxy_reply::then next = proxy_reply::then::wait)
{
    const auto said = std::make_shared<int>(0);
    return [=](const std::string& head) -> proxy_reply {
        if (head.find("Proxy-Authorization: " + negotiate("t" + std::to_string(*said + 1)) + "\r\n") ==
            std::string::npos)
            return proxy_challenge("Negotiate");
        if (++*said == legs) return connected;
        return {proxy_challenge(negotiate("r" + std::to_string(*said)), more), next};
    };
}

/// A proxy's side of Negotiate with NTLM inside, for CORP\user with the password "canary-7".
class ntlm_judge {
public:
    ntlm_judge()
    {
        std::vector<spnego_candidate> candidates;
        candidates.emplace_back(spnego_mechanism::ntlm, [] {
            ntlm_acceptor_options options;
            options.password = [](std::string_view, std::string_view) { return secret("canary-7"); };
            return make_ntlm_acceptor(std::move(options));
        });
        acceptor_ = make_spnego_acceptor(std::move(candidates)).value();
    }

    proxy_reply operator()(const std::string& head) const
    {
        const std::string before = "Proxy-Authorization: Negotiate ";
        const std::size_t at = head.find(before);
        std::string token;
        if (at == std::string::npos) return proxy_challenge("Negotiate");
        const std::size_t begin = at + before.size();
        append_base64_decoded(token, head.substr(begin, head.find("\r\n", begin) - begin));
        const result<std::string> next = acceptor_->step(token);
        if (next.has_error()) return proxy_challenge("Negotiate");
        if (acceptor_->established()) return connected;
        return proxy_challenge(negotiate(*next));
    }

    std::string user() const { return acceptor_->peer_name(); }

private:
    std::shared_ptr<security_context> acceptor_;
};

} // namespace

TEST_CASE(
    "an account logs in at a proxy by NTLM if Kerberos is not possible, and a password is tried once",
    "[transport][proxy]"
)
{
    for (const std::string_view password : {"canary-7", "canary-8"}) {
        asio::io_context context;
        host_behind host(context);
        const ntlm_judge judge;
        scripted_proxy proxy(context, judge, host.port());
        std::string told;
        const auto watch = [&](const event& seen) {
            told.append(seen.detail).append(seen.code.message()).append("\n");
        };
        const proxy_settings through = at(proxy).with_account({}, "CORP\\user", secret(password)).with_ntlm();
        const result<response> answer = ask(context, *pool_through(context, through, quick_options(), watch));
        CHECK(proxy.heads.size() == 2);
        CHECK(proxy.connections() == 1);
        if (password == "canary-7") {
            CHECK(answer);
            CHECK(judge.user().find("user") != std::string::npos);
            CHECK(told.find(proxy.name() + ", negotiate (ntlm)") != std::string::npos);
        } else {
            REQUIRE(answer.has_error());
            CHECK(answer.error().code() == transport_errc::proxy_unauthorized);
            told += answer.error().message();
        }
        CHECK(told.find("canary") == std::string::npos);
    }
}

TEST_CASE("all legs of Negotiate use one connection to the proxy", "[transport][proxy]")
{
    for (const int legs : {1, 2, 4}) {
        asio::io_context context;
        host_behind host(context);
        scripted_proxy proxy(context, legs_of(legs), host.port());
        negotiating with(context, proxy, legs);
        CHECK(ask(context, *with.wire));
        CHECK(proxy.connections() == 1);
        CHECK(proxy.heads.size() == static_cast<std::size_t>(legs));
        CHECK(with.asked_for == proxy.name());
        CHECK(with.detail == proxy.name() + ", negotiate (kerberos)");
    }
}

TEST_CASE("Negotiate never continues on another connection, and never begins again", "[transport][proxy]")
{
    using then = proxy_reply::then;
    for (const bool says_so : {true, false}) {
        asio::io_context context;
        scripted_proxy proxy(context, legs_of(3, says_so ? "Connection: close\r\n" : "", then::close));
        negotiating with(context, proxy, 3);
        const result<response> refused = ask(context, *with.wire);
        CHECK(code_of(refused) == (says_so ? transport_errc::proxy_unauthorized : transport_errc::proxy_malformed));
        CHECK(refused.error().message().find("closed the connection") != std::string::npos);
        CHECK(proxy.connections() == 1);
    }
    asio::io_context context;
    scripted_proxy refusing(context, [](const std::string&) { return proxy_challenge("Negotiate"); });
    negotiating with(context, refusing, 2);
    CHECK(code_of(ask(context, *with.wire)) == transport_errc::proxy_unauthorized);
    CHECK(refusing.heads.size() == 1);
}

TEST_CASE("a proxy that does not support the scheme, or never ends it, is abandoned", "[transport][proxy]")
{
    asio::io_context context;
    scripted_proxy other(context, [](const std::string&) { return proxy_challenge("NTLM"); });
    negotiating with_other(context, other, 2);
    const result<response> refused = ask(context, *with_other.wire);
    CHECK(code_of(refused) == transport_errc::proxy_unauthorized);
    CHECK(refused.error().message().find("offers NTLM") != std::string::npos);
    CHECK(other.heads.size() == 1);

    scripted_proxy endless(context, legs_of(1000));
    negotiating with_endless(context, endless, 1000);
    CHECK(code_of(ask(context, *with_endless.wire)) == transport_errc::proxy_unauthorized);
    CHECK(endless.heads.size() < 40);
}

TEST_CASE("a failure of a mechanism at the proxy is reported as the proxy's, with cause and hint", "[transport][proxy]")
{
    asio::io_context context;
    scripted_proxy proxy(context, [](const std::string&) { return proxy_challenge(negotiate("nonsense")); });
    negotiating with(context, proxy, 2);
    const result<response> refused = ask(context, *with.wire);
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == transport_errc::proxy_unauthorized);
    CHECK(refused.error().details().cause == security_errc::unknown_service);
    CHECK(refused.error().message().find(proxy.name()) != std::string::npos);
    CHECK(refused.error().hint() == failure(security_errc::unknown_service).hint());
}

TEST_CASE("a slow token for the proxy delays no other operation, and ends at the time-out", "[transport][proxy]")
{
    std::promise<void> release;
    const std::shared_future<void> released = release.get_future().share();
    asio::io_context context;
    host_behind host(context);
    scripted_proxy proxy(context, legs_of(2), host.port());
    SECTION("the executor continues meanwhile")
    {
        negotiating with(context, proxy, 2, released);
        pending asked(context, with.wire, simple_request());
        REQUIRE(run_until(context, [&] { return proxy.connections() == 1; }));
        release.set_value();
        REQUIRE(run_until(context, [&] { return asked.done(); }));
        CHECK(asked.outcome());
    }
    SECTION("until the connect time-out")
    {
        negotiating with(context, proxy, 2, released, impatient_options());
        pending asked(context, with.wire, simple_request());
        REQUIRE(run_until(context, [&] { return asked.done(); }));
        CHECK(code_of(asked.outcome()) == transport_errc::proxy_timeout);
        CHECK(proxy.heads.empty());
        release.set_value();
    }
    SECTION("or until it is cancelled")
    {
        negotiating with(context, proxy, 2, released);
        pending asked(context, with.wire, simple_request());
        REQUIRE(run_until(context, [&] { return proxy.connections() == 1; }));
        asked.cancel();
        REQUIRE(run_until(context, [&] { return asked.done(); }));
        CHECK(code_of(asked.outcome()) == client_errc::cancelled);
        release.set_value();
    }
}
