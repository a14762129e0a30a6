//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/security/kerberos.hpp>
#include <wsman/security/proxy_authentication.hpp>

#include <string>

using namespace wsman;

namespace {

proxy_settings
settings(flags<proxy_authentication> schemes, std::string user = "user", std::string_view password = "pass")
{
    return proxy_settings(proxy_access::winhttp_config, schemes, std::move(user), secret(password));
}

result<std::unique_ptr<authenticator>> made(const proxy_settings& from, std::string host = "proxy.example")
{
    return make_proxy_authenticator(from, host_and_port(std::move(host), 3128));
}

} // namespace

TEST_CASE("the scheme at a proxy is the one that the settings request", "[security][proxy]")
{
    CHECK(made(settings({}, "", "")).value()->scheme() == authentication_scheme::none);
    const auto basic = made(settings(proxy_authentication::use_basic)).value();
    CHECK(basic->scheme() == authentication_scheme::basic);
    CHECK(basic->authorization("CONNECT", "h:1").value().reveal() == "Basic dXNlcjpwYXNz");
    CHECK(made(settings(proxy_authentication::use_digest)).value()->scheme() == authentication_scheme::digest);
    CHECK(made(settings(proxy_authentication::use_negotiate)).value()->scheme() == authentication_scheme::negotiate);
    // An account without a scheme must not be sent in clear text.
    CHECK(made(settings({})).value()->scheme() == authentication_scheme::negotiate);
    CHECK_FALSE(made(settings({})).value()->seals());
}

TEST_CASE(
    "Negotiate without an account at a proxy is Kerberos, and therefore needs the proxy's name", "[security][proxy]"
)
{
    const proxy_settings implicit = settings(proxy_authentication::use_negotiate, "", "");
    const error_code nothing =
        kerberos_available() ? error_code(security_errc::no_ticket) : error_code(transport_errc::scheme_not_supported);
    for (const char* const nameless : {"127.0.0.1", "10.1.2.3", "::1", "localhost"})
        CHECK(made(implicit, nameless).error().code() == nothing);
    CHECK(made(implicit).has_value() == kerberos_available());
}

TEST_CASE("a proxy gets NTLM only if the settings request it and the policy allows it", "[security][proxy]")
{
    const auto first = [](const proxy_settings& from, mechanism narrowed) {
        const auto login = make_proxy_authenticator(from, host_and_port("127.0.0.1", 3128), narrowed);
        REQUIRE(login);
        return (*login)->authorization("CONNECT", "h:1");
    };
    for (const auto schemes : {flags<proxy_authentication>(), flags(proxy_authentication::use_negotiate)})
        for (const mechanism narrowed : {mechanism::any, mechanism::ntlm, mechanism::kerberos}) {
            const result<secret> refused = first(settings(schemes), narrowed);
            REQUIRE(refused.has_error());
            CHECK(refused.error().code() == security_errc::no_ticket);
            CHECK(refused.error().hint().find("with_ntlm") != std::string::npos);
        }
    const proxy_settings asked = settings({}).with_ntlm();
    CHECK(asked.authentication() == flags(proxy_authentication::use_negotiate));
    CHECK(first(asked, mechanism::any).value().reveal().starts_with("Negotiate YE"));
    CHECK(first(asked, mechanism::ntlm));
    CHECK(first(asked, mechanism::kerberos).has_error());
}

TEST_CASE("an account that a scheme cannot encode is reported before a connection is opened", "[security][proxy]")
{
    CHECK(made(settings(proxy_authentication::use_basic, "a:b")).error().code() == client_errc::invalid_argument);
    CHECK(
        made(settings(proxy_authentication::use_basic, "user", "p\n")).error().code() == client_errc::invalid_argument
    );
    CHECK(made(settings(proxy_authentication::use_negotiate, "\\user")).error().details().rule == "R37");
}
