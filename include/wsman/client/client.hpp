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
/// Destroying a client without `close` hands its shells and commands to a reaper, which runs on the executor for at
/// most `client_options::cleanup_timeout`. If the executor stops before the reaper has run, the client can send nothing
/// more: its shells end with their idle time-out (15 minutes by default). Call `co_await client.close()` if the program
/// ends with the client.
///
/// Object lifetimes: the executor's context must outlive the client. Nothing has to outlive a call.
/// Executor: all I/O runs on the client's own strand; a call completes on the executor of its caller.
/// Thread safety: operations may be called from any thread, also concurrently.
class client {
public:
    /// Effects: no network traffic; the first operation connects.
    WSMAN_DECL client(asio::any_io_executor executor, session target, client_options options = client_options());
    /// Uses the caller's exchange, for example in tests, instead of connections to the session's host.
    ///
    /// The constructor calls `make_exchange` once, with the client's strand. The exchange is used on that strand only,
    /// even if several threads run `executor`. An empty function means the default connections.
    WSMAN_DECL client(
        asio::any_io_executor executor,
        session target,
        exchange_factory make_exchange,
        client_options options = client_options()
    );
    /// Uses an exchange that exists already and does not need the strand.
    /// Preconditions: it may be called on any thread that runs `executor`, but never on two at the same time.
    WSMAN_DECL client(
        asio::any_io_executor executor,
        session target,
        std::shared_ptr<exchange> wire,
        client_options options = client_options()
    );
    /// Operations of a moved-from client fail with `client_errc::closed`.
    client(client&&) noexcept = default;
    WSMAN_DECL client& operator=(client&& other) noexcept;
    WSMAN_DECL ~client();

    /// Sends Identify. If the answer shows that the host accepts larger envelopes, the client uses them from then on,
    /// unless the session sets the size.
    /// Per-operation cancellation: any type.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<identity>> try_identify();
    WSMAN_DECL asio::awaitable<identity> identify(boost::source_location location = BOOST_CURRENT_LOCATION);

    /// Waits until the host is ready, for example after a restart.
    ///
    /// The client sends Identify without a log-in, with back-off, while the host does not answer, refuses or loses the
    /// connection, or answers 503 or 429. After any other answer it logs in once: a refused log-in or an untrusted
    /// certificate fails at once, so that no account is locked out.
    /// Errors: `client_errc::not_ready` when the time-out has passed; `details().cause` is the reason of the last
    /// attempt.
    /// Per-operation cancellation: any type.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<identity>> try_wait_until_ready(std::chrono::milliseconds timeout);
    WSMAN_DECL asio::awaitable<identity>
    wait_until_ready(std::chrono::milliseconds timeout, boost::source_location location = BOOST_CURRENT_LOCATION);

    /// Checks the connection to the host step by step: name, port, TLS and certificate, HTTP and the offered schemes,
    /// identity, clocks, the session's plan, and the log-in.
    ///
    /// The log-in is the last step and happens once. Before it the client sends only an empty message and an Identify
    /// without a log-in. It sends nothing to a host whose certificate the session does not trust.
    /// Returns: the report, also if a step has failed. `ready()` is true if the session can be used.
    /// Errors: `client_errc::cancelled`, `client_errc::closed`.
    /// Per-operation cancellation: any type.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<probe_report>>
    try_probe(std::chrono::milliseconds timeout = defaults::connect_timeout);
    WSMAN_DECL asio::awaitable<probe_report> probe(
        std::chrono::milliseconds timeout = defaults::connect_timeout,
        boost::source_location location = BOOST_CURRENT_LOCATION
    );

    /// Runs a command to its end and collects its output.
    ///
    /// Without shell options all commands of a client share a shell. The client opens it on demand, and opens another
    /// one if the host has closed it or its quota is used up.
    /// Errors: before anything is sent `client_errc::command_too_long` and `client_errc::unquotable_argument`; later
    /// `client_errc::output_limit`, `client_errc::deadline_exceeded` and `client_errc::cancelled`, after which the
    /// command has been terminated; `client_errc::outcome_unknown`, because a command is never sent twice;
    /// `condition::quota`; those of the host and of the transport. `details().output` holds the output received before
    /// the error.
    /// Per-operation cancellation: any type terminates the command and takes at most the clean-up time; terminal also
    /// closes the connection of the outstanding Receive.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<command_result>>
    try_run(command_line command, run_options options = run_options());
    WSMAN_DECL asio::awaitable<command_result>
    run(command_line command,
        run_options options = run_options(),
        boost::source_location location = BOOST_CURRENT_LOCATION);

    /// Runs a command to its end, and passes its output to a sink as it arrives, in constant memory.
    ///
    /// Errors: as above, except `output_limit`; `client_errc::sink_failed` if the sink threw.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<exit_status>>
    try_run(command_line command, output_sink sink, run_options options = run_options());
    WSMAN_DECL asio::awaitable<exit_status>
    run(command_line command,
        output_sink sink,
        run_options options = run_options(),
        boost::source_location location = BOOST_CURRENT_LOCATION);

    /// Runs a PowerShell script of any length with `powershell.exe` on the host.
    ///
    /// Progress records are turned off. The CLIXML that PowerShell writes to standard error is split into its streams.
    /// The exit code is that of `exit` or of the last program, or 1 if the script ended with an error.
    /// Errors: as `run`.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<powershell_result>>
    try_run_powershell(powershell_script script, run_options options = run_options());
    WSMAN_DECL asio::awaitable<powershell_result> run_powershell(
        powershell_script script,
        run_options options = run_options(),
        boost::source_location location = BOOST_CURRENT_LOCATION
    );

    /// Runs a PowerShell script and passes its output to a sink as it arrives, in constant memory.
    ///
    /// Standard output arrives as bytes. Standard error arrives as text: each complete CLIXML document is decoded, and
    /// its errors, warnings, verbose and debug messages are passed on; output of other programs is passed on unchanged.
    /// After a time-out or a lost connection the sink gets the readable part of an incomplete document.
    /// Errors: as `run` with a sink.
    /// Per-operation cancellation: any type terminates the script, as for `run`.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<exit_status>>
    try_run_powershell(powershell_script script, output_sink sink, run_options options = run_options());
    WSMAN_DECL asio::awaitable<exit_status> run_powershell(
        powershell_script script,
        output_sink sink,
        run_options options = run_options(),
        boost::source_location location = BOOST_CURRENT_LOCATION
    );

    /// Opens a shell for several commands.
    /// Per-operation cancellation: any type; if the host has already opened the shell, the client deletes it.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<shell>> try_open_shell(shell_options options = shell_options());
    WSMAN_DECL asio::awaitable<shell>
    open_shell(shell_options options = shell_options(), boost::source_location location = BOOST_CURRENT_LOCATION);

    /// Terminates all commands, deletes all shells, and closes the connections, in bounded time. Later operations fail
    /// with `client_errc::closed`. Errors of the clean-up go to the observer.
    /// Per-operation cancellation: any type only stops waiting; the client still closes.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<void>> try_close();
    WSMAN_DECL asio::awaitable<void> close(boost::source_location location = BOOST_CURRENT_LOCATION);

private:
    std::shared_ptr<detail::client_core> core_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/bodies.ipp>
#include <wsman/client/impl/client.ipp>
#include <wsman/client/impl/identify.ipp>
#include <wsman/client/impl/powershell/powershell.ipp>
#include <wsman/client/impl/probe/probe.ipp>
#include <wsman/client/impl/readiness.ipp>
#endif
