//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Runs one command on a host and prints its output.
//
//   1_run_command                                    on an endpoint that the program starts
//   WSMAN_PASSWORD=… 1_run_command https://host user on a host that accepts Basic over TLS
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <future>
#include <optional>
// [readme]
#include <wsman.hpp>

#include <iostream>

wsman::session session_for(std::string host, std::string user)
{
    using enum wsman::session_flag;
    return wsman::session_builder{}
        .flags<use_basic | use_ssl | cred_username_password>()
        .credentials(wsman::user_password(user, wsman::secret_from_env("WSMAN_PASSWORD")))
        .connection(host)
        .build();
}

boost::asio::awaitable<void> show_host_name(wsman::session session)
{
    wsman::client client(co_await boost::asio::this_coro::executor, session);
    const wsman::command_result result = co_await client.run(wsman::command("hostname"));
    std::cout << result.standard_output.text() << "exit code " << result.exit_code.value_or(-1) << '\n';
    co_await client.close();
}
// [/readme]

int main(int argument_count, char** arguments)
try {
    std::optional<wsman::testing::endpoint> endpoint;
    if (argument_count < 3) endpoint.emplace();
    const wsman::session session = endpoint ? endpoint->session() : session_for(arguments[1], arguments[2]);

    boost::asio::io_context context;
    std::future<void> done = boost::asio::co_spawn(context, show_host_name(session), boost::asio::use_future);
    context.run();
    done.get();
}
catch (const wsman::exception& thrown) {
    std::cerr << thrown.error().message() << "\nhint: " << thrown.error().hint() << '\n';
    return 1;
}
