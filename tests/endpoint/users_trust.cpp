//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Only the session determines where requests go, and no recording of them contains the password.
#include <support/catch.hpp>
#include <support/temporary_file.hpp>
#include <wsman/client/blocking_client.hpp>
#include <wsman/client/client.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/testing/endpoint.hpp>
#include <wsman/transport/connection_pool.hpp>
#include <wsman/transport/recording.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdlib>
#include <memory>
#include <string>

using wsman::blocking_client;
using wsman::command;
using wsman::transport_errc;
using wsman::testing::endpoint;
using wsman::testing::endpoint_options;
using wsman::testing::scripted_fault;

namespace {

class variable {
public:
    variable(const char* name, const std::string& value) : name_(name) { ::setenv(name, value.c_str(), 1); }
    ~variable() { ::unsetenv(name_); }
    variable(const variable&) = delete;
    variable& operator=(const variable&) = delete;

private:
    const char* name_;
};

boost::asio::awaitable<void> identify_and_run(wsman::client* client, bool* ran)
{
    const wsman::result<wsman::identity> identified = co_await client->try_identify();
    const wsman::result<wsman::command_result> ended = co_await client->try_run(command("echo", "x"));
    *ran = identified.has_value() && ended.has_value();
    (void)co_await client->try_close();
}

} // namespace

TEST_CASE("proxies from the environment are not used", "[client][endpoint]")
{
    endpoint unused_proxy;
    const std::string proxy = "http://127.0.0.1:" + std::to_string(unused_proxy.port());
    const variable http("http_proxy", proxy), upper("HTTP_PROXY", proxy), https("https_proxy", proxy),
        upper_https("HTTPS_PROXY", proxy), all("ALL_PROXY", proxy), none("no_proxy", "");
    for (const bool tls : {false, true}) {
        endpoint_options options;
        options.tls = tls;
        const endpoint host(options);
        blocking_client client(host.session());
        CHECK(client.identify().product_vendor == "wsman-cpp");
        CHECK(host.statistics().connections_accepted == 1);
    }
    CHECK(unused_proxy.statistics().connections_accepted == 0);
}

TEST_CASE("a redirect is reported and never followed", "[client][endpoint]")
{
    const endpoint elsewhere;
    endpoint host;
    host.inject(scripted_fault::redirect(elsewhere.url()).times(0));
    blocking_client client(host.session());
    const wsman::result<wsman::identity> answer = client.try_identify();
    REQUIRE(answer.has_error());
    CHECK(answer.error().code() == transport_errc::http_redirect);
    CHECK(answer.error().details().server_text == elsewhere.url());
    CHECK(elsewhere.statistics().connections_accepted == 0);
    CHECK(host.statistics().count("Identify") == 1);
}

TEST_CASE("a recording in memory or in a file contains no log-in", "[client][endpoint][secrets]")
{
    const std::string canary = "Canary-7f3b91";
    endpoint_options options;
    options.password = wsman::secret(canary);
    const endpoint host(options);

    boost::asio::io_context context;
    std::shared_ptr<wsman::recording_exchange> wire;
    wsman::client client(context.get_executor(), host.session(), [&](const boost::asio::any_io_executor& strand) {
        wire = std::make_shared<wsman::recording_exchange>(
            wsman::make_connection_pool(strand, host.session()), "with a log-in"
        );
        return wire;
    });
    bool ran = false;
    boost::asio::co_spawn(context, identify_and_run(&client, &ran), boost::asio::detached);
    context.run();
    REQUIRE(ran);
    REQUIRE(wire->recorded().exchanges.size() >= 5);

    const wsman::tests::temporary_file file;
    REQUIRE(wire->recorded().save(file.path()));
    std::string log_in;
    wsman::append_base64(log_in, host.user() + ":" + canary);
    for (const std::string& kept : {file.content(), wire->recorded().to_json()})
        for (const std::string& secret : {canary, log_in, wsman::utf8_to_utf16le(canary), std::string("Authorization")})
            CHECK(kept.find(secret) == std::string::npos);
}
