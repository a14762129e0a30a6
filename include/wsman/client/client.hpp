//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/client_options.hpp>
#include <wsman/client/command.hpp>
#include <wsman/client/command_result.hpp>
#include <wsman/client/output_sink.hpp>
#include <wsman/client/powershell_result.hpp>
#include <wsman/client/powershell_script.hpp>
#include <wsman/client/probe.hpp>
#include <wsman/client/run_options.hpp>
#include <wsman/client/running_command.hpp>
#include <wsman/client/shell.hpp>
#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/core/result.hpp>
#include <wsman/protocol/identify.hpp>
#include <wsman/session/session.hpp>
#include <wsman/transport/exchange.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/assert/source_location.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace wsman::inline WSMAN_FORM {

namespace asio = boost::asio;

/// Drives one session: runs commands and scripts on a host.
///
/// Every operation exists twice: `try_x` returns a `result`, `x` throws `wsman::exception`. Both are coroutines.
///
/// Destroying a client without `close` hands its shells and commands to a reaper that runs on the executor, within
/// `client_options::cleanup_timeout`. If the executor is stopped before the reaper has run, nothing can be said to the
/// host any more: its shells end with their idle time-out (15 minutes by default). So `co_await client.close()` where
/// the program ends with the client.
///
/// Object lifetimes: the executor's context has to outlive the client. Nothing has to outlive a call.
/// Executor: what talks to the host runs on a strand of the client's own; a call returns on the executor of its caller.
/// Thread safety: operations may be called from any thread, and at the same time.
class client {
public:
    /// Effects: none on the network: the first operation connects.
    WSMAN_DECL client(asio::any_io_executor executor, session target, client_options options = client_options());
    /// Uses an exchange of the caller's (a recorded one, a test's) in place of connections to the session's host.
    ///
    /// `make_exchange` is called once, within the constructor, with the strand that the client works on; the exchange is
    /// used on that strand only, also where several threads run `executor`. An empty function stands for the
    /// connections.
    WSMAN_DECL client(
        asio::any_io_executor executor,
        session target,
        exchange_factory make_exchange,
        client_options options = client_options()
    );
    /// The same with an exchange that was made before, and that needs to know no strand.
    /// Preconditions: it may be called on whatever thread runs `executor`, though never on two at the same time.
    WSMAN_DECL client(
        asio::any_io_executor executor,
        session target,
        std::shared_ptr<exchange> wire,
        client_options options = client_options()
    );
    /// Operations of a client that was moved from fail with `client_errc::closed`.
    client(client&&) noexcept = default;
    WSMAN_DECL client& operator=(client&& other) noexcept;
    WSMAN_DECL ~client();

    /// Asks the host who it is. If it is known to take larger envelopes by its answer, they are used from then on,
    /// unless the session's size was set on purpose.
    /// Per-operation cancellation: any type.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<identity>> try_identify();
    WSMAN_DECL asio::awaitable<identity> identify(boost::source_location where = BOOST_CURRENT_LOCATION);

    /// Waits until the host is ready, as after a restart.
    ///
    /// The host is asked without a log-in, with back-off, for as long as it is silent, refuses or loses the connection,
    /// or answers 503 or 429. When anything else has come, the log-in is tried once: a refused log-in or an untrusted
    /// certificate fails at once, so that no account is locked out.
    /// Errors: `client_errc::not_ready` when the whole time has passed; `details().cause` is the last reason.
    /// Per-operation cancellation: any type.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<identity>> try_wait_until_ready(std::chrono::milliseconds timeout);
    WSMAN_DECL asio::awaitable<identity>
    wait_until_ready(std::chrono::milliseconds timeout, boost::source_location where = BOOST_CURRENT_LOCATION);

    /// Looks at what stands between this client and the host, step by step: name, port, TLS and certificate, HTTP and
    /// the schemes that are offered, identity, clocks, what the session is going to do, and the log-in itself.
    ///
    /// The log-in comes last and once. Nothing but an empty message and an Identify without a log-in is sent before,
    /// and nothing at all to a host whose certificate the session does not trust.
    /// Returns: the report; a step that failed is part of it. `ready()` says whether the session can be used.
    /// Errors: `client_errc::cancelled`, `client_errc::closed`.
    /// Per-operation cancellation: any type.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<probe_report>>
    try_probe(std::chrono::milliseconds timeout = defaults::connect_timeout);
    WSMAN_DECL asio::awaitable<probe_report> probe(
        std::chrono::milliseconds timeout = defaults::connect_timeout,
        boost::source_location where = BOOST_CURRENT_LOCATION
    );

    /// Runs a command to its end and collects its output.
    ///
    /// Without shell options the commands of a client share a shell. It is opened when needed; one that the host has
    /// closed, or whose quota is used up, is replaced by another.
    /// Errors: before anything is sent `client_errc::command_too_long` and `client_errc::unquotable_argument`; then
    /// `client_errc::output_limit`, `client_errc::deadline_exceeded`, `client_errc::cancelled`, each of which has
    /// terminated the command; `client_errc::outcome_unknown`: a command is never sent twice; `condition::quota`;
    /// those of
    /// the host and of the transport. `details().output` holds what was written until then.
    /// Per-operation cancellation: any type terminates the command and takes at most the clean-up time; terminal also
    /// gives up the connection of the outstanding Receive.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<command_result>>
    try_run(command_line what, run_options how = run_options());
    WSMAN_DECL asio::awaitable<command_result>
    run(command_line what, run_options how = run_options(), boost::source_location where = BOOST_CURRENT_LOCATION);

    /// Runs a command to its end, and hands its output to a sink as it comes, in flat memory.
    ///
    /// Errors: as above, but for `output_limit`; `client_errc::sink_failed` if the sink threw.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<exit_status>>
    try_run(command_line what, output_sink sink, run_options how = run_options());
    WSMAN_DECL asio::awaitable<exit_status>
    run(command_line what,
        output_sink sink,
        run_options how = run_options(),
        boost::source_location where = BOOST_CURRENT_LOCATION);

    /// Runs a PowerShell script of any length with `powershell.exe` on the host.
    ///
    /// Progress is silent; what PowerShell writes to standard error as CLIXML is split into its streams. The exit
    /// code is
    /// that of `exit` or of the last program, 1 if the script ended with an error.
    /// Errors: as `run`.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<powershell_result>>
    try_run_powershell(powershell_script script, run_options how = run_options());
    WSMAN_DECL asio::awaitable<powershell_result> run_powershell(
        powershell_script script, run_options how = run_options(), boost::source_location where = BOOST_CURRENT_LOCATION
    );

    /// Runs a PowerShell script and hands its output to a sink as it comes, in flat memory.
    ///
    /// Standard output comes as bytes. Standard error comes as text: CLIXML is decoded, each document when it is whole,
    /// and its errors, warnings, verbose and debug messages are handed over; what other programs write comes as it is.
    /// After a time-out or a lost connection the sink gets what can be read of a document that was cut.
    /// Errors: as `run` with a sink.
    /// Per-operation cancellation: any type terminates the script, as for `run`.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<exit_status>>
    try_run_powershell(powershell_script script, output_sink sink, run_options how = run_options());
    WSMAN_DECL asio::awaitable<exit_status> run_powershell(
        powershell_script script,
        output_sink sink,
        run_options how = run_options(),
        boost::source_location where = BOOST_CURRENT_LOCATION
    );

    /// Opens a shell for several commands.
    /// Per-operation cancellation: any type; a shell that the host has opened by then is deleted.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<shell>> try_open_shell(shell_options how = shell_options());
    WSMAN_DECL asio::awaitable<shell>
    open_shell(shell_options how = shell_options(), boost::source_location where = BOOST_CURRENT_LOCATION);

    /// Ends what runs, deletes all shells, closes the connections: in bounded time. Operations fail with
    /// `client_errc::closed` from then on. Errors of the clean-up go to the observer.
    /// Per-operation cancellation: any type only stops waiting; the client is closed all the same.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<void>> try_close();
    WSMAN_DECL asio::awaitable<void> close(boost::source_location where = BOOST_CURRENT_LOCATION);

private:
    std::shared_ptr<detail::client_core> core_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/bodies.ipp>
#include <wsman/client/impl/client.ipp>
#include <wsman/client/impl/powershell/powershell.ipp>
#include <wsman/client/impl/probe/probe.ipp>
#include <wsman/client/impl/readiness.ipp>
#endif
