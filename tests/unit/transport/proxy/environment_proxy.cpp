//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/transport/impl/proxy/environment_proxy.hpp>

#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "proxy/scripted_proxy.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

using variables = std::map<std::string, std::string>;

result<std::optional<host_and_port>>
asked(const variables& values, const std::string& host = "host.example", bool has_account = false)
{
    const auto read = [&](const char* name) -> const char* {
        const auto found = values.find(name);
        return found == values.end() ? nullptr : found->second.c_str();
    };
    return detail::environment_proxy(read, host, 5986, has_account);
}

/// Returns: the proxy's address, "direct", or the error's text.
std::string found(const result<std::optional<host_and_port>>& outcome)
{
    if (outcome.has_error()) return outcome.error().message();
    return *outcome ? (*outcome)->text() : "direct";
}

class variable {
public:
    variable(const char* name, const std::string& value) : name_(name) { ::setenv(name, value.c_str(), 1); }
    ~variable() { ::unsetenv(name_); }
    variable(const variable&) = delete;
    variable& operator=(const variable&) = delete;

private:
    const char* name_;
};

} // namespace

TEST_CASE("https_proxy names the proxy, in lower case first", "[transport][proxy]")
{
    CHECK(found(asked({})) == "direct");
    CHECK(found(asked({{"http_proxy", "http://p:1"}, {"ALL_PROXY", "http://p:1"}})) == "direct");
    CHECK(found(asked({{"https_proxy", "http://p:1"}})) == "p:1");
    CHECK(found(asked({{"HTTPS_PROXY", "p:2"}})) == "p:2");
    CHECK(found(asked({{"https_proxy", "http://p:1/"}, {"HTTPS_PROXY", "http://p:2"}})) == "p:1");
    CHECK(found(asked({{"https_proxy", ""}, {"HTTPS_PROXY", "HTTP://[::1]"}})) == "[::1]:80");
    CHECK(found(asked({{"https_proxy", "p:1"}, {"no_proxy", "other"}, {"NO_PROXY", "*"}})) == "p:1");
    CHECK(found(asked({{"https_proxy", "p:1"}, {"no_proxy", ""}, {"NO_PROXY", "*"}})) == "direct");
}

TEST_CASE("a variable that cannot be used is an error that does not repeat it", "[transport][proxy][secret]")
{
    for (const char* const value :
         {"https://canary@p:1",
          "socks5://canary:canary@p",
          "http://canary:canary@p:1",
          "canary@p:1",
          "http://canary p:1",
          "http://p:canary",
          "http://:3128"}) {
        const auto outcome = asked({{"HTTPS_PROXY", value}});
        INFO(value);
        REQUIRE(outcome.has_error());
        CHECK(outcome.error().message().find("HTTPS_PROXY") != std::string::npos);
        CHECK(outcome.error().message().find("canary") == std::string::npos);
    }
    CHECK(asked({{"https_proxy", "https://p:1"}}).error().code() == session_errc::unsupported);
    CHECK(asked({{"https_proxy", "http://u:p@p:1"}}).error().code() == session_errc::unsupported);
    // The session's own account takes precedence over the variable's.
    CHECK(found(asked({{"https_proxy", "http://u:p@p:1"}}, "host.example", true)) == "p:1");
}

TEST_CASE("no_proxy excludes hosts", "[transport][proxy]")
{
    class row {
    public:
        std::string list;
        std::string host;
        bool excepted;
    };
    const std::vector<row> rows{
        {"", "host.example", false},
        {"*", "host.example", true},
        {" * ", "::1", true},
        {"host.example", "host.example", true},
        {"HOST.Example", "host.exAMPLE", true},
        {"host.example.", "host.example", true},
        {"host.example", "host.example.", true},
        {"example", "host.example", true},
        {".example", "host.example", true},
        {"*.example", "host.example", true},
        {".host.example", "host.example", true},
        {"xample", "host.example", false},
        {"st.example", "host.example", false},
        {"a.host.example", "host.example", false},
        {".", "host.example", false},
        {",,", "host.example", false},
        {"other, host.example,third", "host.example", true},
        {"other\thost.example", "host.example", true},
        {"other host.examples", "host.example", false},
        {"host.example:5986", "host.example", true},
        {"host.example:443", "host.example", false},
        {"host.example:", "host.example", false},
        {"host.example:x", "host.example", false},
        {"*:443", "host.example", false},
        {"*:5986", "host.example", true},
        {"10.1.2.3", "10.1.2.3", true},
        {"10.1.2.3:5986", "10.1.2.3", true},
        {"10.1.2.3:5985", "10.1.2.3", false},
        {"1.2.3", "10.1.2.3", false},
        {"2.3", "10.1.2.3", false},
        {"10.0.0.0/8", "10.1.2.3", true},
        {"10.1.2.2/31", "10.1.2.3", true},
        {"10.1.2.0/31", "10.1.2.3", false},
        {"10.1.2.3/33", "10.1.2.3", false},
        {"10.1.2.3/", "10.1.2.3", false},
        {"0.0.0.0/0", "10.1.2.3", true},
        {"0.0.0.0/0", "::1", false},
        {"0.0.0.0/0", "host.example", false},
        {"::1", "::1", true},
        {"0:0:0:0:0:0:0:1", "::1", true},
        {"[::1]", "::1", true},
        {"[::1]:5986", "::1", true},
        {"[::1]:5985", "::1", false},
        {"[::1]x", "::1", false},
        {"[::1", "::1", false},
        {"fe80::/10", "fe90::1", true},
        {"fe80::/10", "fec0::1", false},
    };
    for (const row& one : rows) {
        INFO(one.list << " | " << one.host);
        CHECK(detail::is_excepted(one.list, one.host, 5986) == one.excepted);
    }
}

TEST_CASE("the environment is read only for sessions that ask for it, at each connection", "[transport][proxy]")
{
    asio::io_context context;
    host_behind host(context);
    scripted_proxy proxy(context, [](const std::string&) { return connected; }, host.port());
    const auto through = pool_through(context, proxy_settings::from_environment());
    const session direct = session_to(url_behind, host_behind::policy())
                               .with_connect_address(host_and_port("127.0.0.1", host.port()))
                               .value();
    const variable https("https_proxy", proxy.url());
    REQUIRE(ask(context, *through));
    CHECK(proxy.heads.size() == 1);
    REQUIRE(ask(context, *make_connection_pool(context.get_executor(), direct, quick_options())));
    CHECK(proxy.heads.size() == 1);

    const session asks = direct.with_proxy(proxy_settings::from_environment()).value();
    {
        const variable none("no_proxy", "example");
        REQUIRE(ask(context, *make_connection_pool(context.get_executor(), asks, quick_options())));
        CHECK(proxy.heads.size() == 1);
    }
    REQUIRE(ask(context, *make_connection_pool(context.get_executor(), asks, quick_options())));
    REQUIRE(proxy.heads.size() == 2);
    CHECK(proxy.heads[1].starts_with("CONNECT 127.0.0.1:" + std::to_string(host.port())));
}
