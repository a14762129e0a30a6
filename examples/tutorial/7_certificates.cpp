//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Certificates on both sides: verification of the host's, and a client certificate instead of a password.
//
//   7_certificates                                          on an endpoint that the program starts
//   7_certificates https://host CLIENT.pem KEY.pem CA.pem   on a host that maps the certificate to an account
#include <wsman.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <iostream>
#include <optional>
#include <string>

namespace asio = boost::asio;

wsman::session session_for(std::string host, std::string certificate, std::string key, std::string authority)
{
    using enum wsman::session_flag;
    wsman::tls_policy tls;
    tls.ca_file = authority; // in addition to the system's authorities; system_store = false uses only this one
    return wsman::session_builder{}
        .flags<use_client_certificate>() // requires https: with http this would not compile
        .credentials(wsman::client_certificate(certificate, key))
        .tls(tls)
        .connection(host)
        .build();
}

// The client sends nothing to an untrusted host. The report shows the host's certificate, which can then be pinned.
asio::awaitable<bool> pin_a_stranger(wsman::session session)
{
    wsman::tls_policy nobody;
    nobody.system_store = false;
    const wsman::session distrustful = session.with_tls(nobody).value();
    wsman::client stranger(co_await asio::this_coro::executor, distrustful);
    const wsman::probe_report seen = co_await stranger.probe();
    co_await stranger.close();
    std::cout << to_string(seen);
    if (seen.ready() || !seen.tls || !seen.tls->certificate) co_return false;

    // Verify the fingerprint by another channel first: the pin replaces the checks of chain and name.
    nobody.pin_sha256 = seen.tls->certificate->sha256;
    const wsman::session pinned = session.with_tls(nobody).value();
    wsman::client known(co_await asio::this_coro::executor, pinned);
    const wsman::identity who = co_await known.identify();
    co_await known.close();
    std::cout << "pinned: " << who.product_version << '\n';
    co_return true;
}

asio::awaitable<bool> run_with_certificate(wsman::session session)
{
    wsman::client client(co_await asio::this_coro::executor, session);
    const wsman::command_result result = co_await client.run(wsman::command("hostname"));
    co_await client.close();
    std::cout << result.standard_output.text();
    co_return result.exit_code == 0;
}

asio::awaitable<bool> tell_all(wsman::session session)
{
    const bool ran = co_await run_with_certificate(session);
    if (!ran) co_return false;
    const bool pinned = co_await pin_a_stranger(session);
    co_return pinned;
}

int main(int argument_count, char** arguments)
try {
    std::optional<wsman::testing::endpoint> endpoint;
    if (argument_count < 5) {
        wsman::testing::endpoint_options options;
        options.tls = true;
        endpoint.emplace(options);
    }
    const wsman::session session = endpoint ? endpoint->session(wsman::authentication_scheme::certificate)
                                            : session_for(arguments[1], arguments[2], arguments[3], arguments[4]);
    std::cout << session.explain() << '\n';

    asio::io_context context;
    std::future<bool> good = asio::co_spawn(context, tell_all(session), asio::use_future);
    context.run();
    return good.get() ? 0 : 1;
}
catch (const wsman::exception& thrown) {
    std::cerr << thrown.error().message() << "\nhint: " << thrown.error().hint() << '\n';
    return 1;
}
