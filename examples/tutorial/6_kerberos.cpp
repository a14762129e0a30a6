//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Logs in with Kerberos: the program has no password, and over plain http every message is sealed.
//
//   6_kerberos                                         explains the session, without a realm
//   6_kerberos http://build01.corp.example             with the tickets from kinit
//   6_kerberos http://build01.corp.example CACHE       with tickets from another cache, FILE:/run/agent/tickets
//   6_kerberos --endpoint KEYTAB HOST                  on an endpoint that the program starts, with a key of HTTP/HOST
#include <wsman.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace asio = boost::asio;

wsman::session session_for(const std::string& host, const std::string& ticket_cache)
{
    using enum wsman::session_flag;
    wsman::session_draft draft;
    draft.set_flags(use_kerberos).value();
    // A name, never an address: the ticket is for HTTP/name, and addresses are not registered as service names.
    draft.set_connection(host).value();
    // A named cache leaves the user's default cache alone; without a name the environment's cache is used.
    if (!ticket_cache.empty()) draft.set_credentials(wsman::ticket_source::cache(ticket_cache)).value();
    return draft.build().value();
}

asio::awaitable<int> look_and_run(wsman::session session)
{
    wsman::client client(co_await asio::this_coro::executor, session);
    // Kerberos may fail for many reasons: the name, the clocks, the tickets, the service name. A probe reports which.
    const wsman::probe_report report = co_await client.probe();
    std::cout << to_string(report);
    int status = 1;
    if (report.ready()) {
        const wsman::command_result result = co_await client.run(wsman::command("hostname"));
        std::cout << result.standard_output.text();
        status = result.exit_code.value_or(1);
    }
    co_await client.close();
    co_return status;
}

int explain()
{
    const wsman::session session = session_for("http://build01.corp.example", "FILE:/run/agent/tickets");
    std::cout << session.explain() << '\n';
    // The host may act in the user's name on other hosts (the second hop) only with delegation.
    std::cout << session.with_delegation(true).value().explain() << '\n';
    std::cout << "SKIPPED: Kerberos needs a realm: a host by its name, a ticket (kinit), and a build with "
                 "WSMAN_WITH_GSSAPI\n";
    return 0;
}

int main(int argument_count, char** arguments)
try {
    const std::vector<std::string> words(arguments + 1, arguments + argument_count);
    if (words.empty()) return explain();
    std::optional<wsman::testing::endpoint> endpoint;
    if (words.front() == "--endpoint" && words.size() == 3) {
        wsman::testing::endpoint_options options;
        options.key_table = words[1];
        options.service_host = words[2];
        endpoint.emplace(options);
    }
    const wsman::session session = endpoint ? endpoint->session(wsman::authentication_scheme::kerberos)
                                            : session_for(words[0], words.size() > 1 ? words[1] : std::string());

    asio::io_context context;
    std::future<int> status = asio::co_spawn(context, look_and_run(session), asio::use_future);
    context.run();
    return status.get();
}
catch (const wsman::exception& thrown) {
    std::cerr << thrown.error().message() << "\nhint: " << thrown.error().hint() << '\n';
    return 1;
}
