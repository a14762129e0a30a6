//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Runs a PowerShell script of any length. The endpoint has no PowerShell: a stand-in decodes the script and runs it
// with `sh`. Without a host of your own this program therefore sends a script for `sh`.
//
//   3_powershell                                    on an endpoint that the program starts
//   WSMAN_PASSWORD=… 3_powershell https://host user on a host that accepts Basic over TLS
#include <wsman.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <iostream>

namespace asio = boost::asio;

asio::awaitable<int> run_script(wsman::session session, std::string script)
{
    wsman::client client(co_await asio::this_coro::executor, session);
    const wsman::powershell_result result = co_await client.run_powershell(std::move(script));
    std::cout << result.standard_output.text();
    // PowerShell writes its other streams as XML to standard error; the result has them as separate strings.
    if (!result.streams.error.empty()) std::cerr << "errors: " << result.streams.error << '\n';
    co_await client.close();
    co_return result.exit_code.value_or(-1);
}

wsman::session session_for(const char* host, const char* user)
{
    using enum wsman::session_flag;
    return wsman::session_builder{}
        .flags<use_basic | cred_username_password>()
        .credentials(wsman::user_password(user, wsman::secret_from_env("WSMAN_PASSWORD")))
        .connection(host)
        .build();
}

int main(int argument_count, char** arguments)
try {
    std::optional<wsman::testing::endpoint> endpoint;
    if (argument_count < 3) {
        wsman::testing::endpoint_options options;
        options.program = wsman::testing::powershell_stand_in();
        endpoint.emplace(options);
    }
    const wsman::session session = endpoint ? endpoint->session() : session_for(arguments[1], arguments[2]);
    const std::string script = endpoint ? "echo hello from the stand-in" : "Get-Service WinRM | ConvertTo-Json";

    asio::io_context context;
    std::future<int> exit_code = asio::co_spawn(context, run_script(session, script), asio::use_future);
    context.run();
    return exit_code.get();
}
catch (const wsman::exception& thrown) {
    std::cerr << thrown.error().message() << "\nhint: " << thrown.error().hint() << '\n';
    return 1;
}
