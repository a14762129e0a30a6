//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The kinds of errors, and how a program distinguishes them without comparing texts.
#include <wsman.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <iostream>

namespace asio = boost::asio;

void explain(const wsman::failure& why)
{
    std::cout << why.code().category().name() << '/' << wsman::error_name(why.code()) << ": " << why.message() << '\n'
              << "  hint: " << why.hint() << '\n';
}

asio::awaitable<bool> deadline_keeps_output(wsman::session session)
{
    wsman::client client(co_await asio::this_coro::executor, session);
    wsman::run_options options;
    options.timeout = std::chrono::milliseconds(500);
    // try_run returns the failure; run throws it as wsman::exception.
    const wsman::result<wsman::command_result> stopped =
        co_await client.try_run(wsman::command("sh", "-c", "echo started; sleep 60"), options);
    co_await client.close();
    if (stopped || stopped.error().code() != wsman::condition::timeout) co_return false;
    explain(stopped.error());
    // The client has terminated the command on the host; the failure holds its output so far.
    co_return stopped.error().details().output->standard_output == "started\n";
}

asio::awaitable<bool> wrong_password(wsman::session session)
{
    wsman::client client(co_await asio::this_coro::executor, session);
    const wsman::result<wsman::identity> refused = co_await client.try_identify();
    co_await client.close();
    if (refused) co_return false;
    explain(refused.error());
    co_return refused.error().code() == wsman::condition::access_denied;
}

// An error in run-time data is reported as one typed error before any byte is sent.
bool rules_before_bytes()
{
    using enum wsman::session_flag;
    const wsman::result<wsman::session> refused = wsman::create_session("http://build01", use_basic | use_kerberos);
    if (refused) return false;
    explain(refused.error());
    return refused.error().code() == wsman::windows_errc::client_multiple_auth_flags &&
           refused.error().details().rule == "F2";
}

int main()
try {
    const wsman::testing::endpoint endpoint;
    const wsman::session good = endpoint.session();
    const wsman::session bad =
        good.with_credentials(wsman::user_password(endpoint.user(), wsman::secret("not this one"))).value();

    asio::io_context context;
    std::future<bool> first = asio::co_spawn(context, deadline_keeps_output(good), asio::use_future);
    std::future<bool> second = asio::co_spawn(context, wrong_password(bad), asio::use_future);
    context.run();
    return first.get() && second.get() && rules_before_bytes() ? 0 : 1;
}
catch (const wsman::exception& thrown) {
    std::cerr << thrown.error().message() << "\nhint: " << thrown.error().hint() << '\n';
    return 1;
}
