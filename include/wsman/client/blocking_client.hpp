//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/client.hpp>
#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <boost/assert/source_location.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace wsman::inline WSMAN_FORM {

namespace detail {
class blocking_context;
} // namespace detail

/// `running_command` for code without coroutines.
///
/// Thread safety: as `running_command`; one thread may write while another reads.
class blocking_command {
public:
    blocking_command() = default;
    WSMAN_DECL blocking_command(std::shared_ptr<detail::blocking_context> context, running_command command);
    blocking_command(blocking_command&&) noexcept = default;
    WSMAN_DECL blocking_command& operator=(blocking_command&& other) noexcept;
    ~blocking_command() = default;

    [[nodiscard]] WSMAN_DECL result<std::optional<output_chunk>> try_read();
    WSMAN_DECL std::optional<output_chunk> read(boost::source_location location = BOOST_CURRENT_LOCATION);
    [[nodiscard]] WSMAN_DECL result<void> try_write(std::string bytes);
    WSMAN_DECL void write(std::string bytes, boost::source_location location = BOOST_CURRENT_LOCATION);
    [[nodiscard]] WSMAN_DECL result<void> try_close_input();
    WSMAN_DECL void close_input(boost::source_location location = BOOST_CURRENT_LOCATION);
    [[nodiscard]] WSMAN_DECL result<void> try_signal(signal_code code);
    WSMAN_DECL void signal(signal_code code, boost::source_location location = BOOST_CURRENT_LOCATION);
    [[nodiscard]] WSMAN_DECL result<command_result> try_wait();
    WSMAN_DECL command_result wait(boost::source_location location = BOOST_CURRENT_LOCATION);

private:
    std::shared_ptr<detail::blocking_context> context_; // declared first: it must outlive the command
    running_command command_;
};

/// `shell` for code without coroutines.
class blocking_shell {
public:
    blocking_shell() = default;
    WSMAN_DECL blocking_shell(std::shared_ptr<detail::blocking_context> context, shell opened);
    blocking_shell(blocking_shell&&) noexcept = default;
    WSMAN_DECL blocking_shell& operator=(blocking_shell&& other) noexcept;
    ~blocking_shell() = default;

    const std::string& id() const noexcept { return shell_.id(); }
    [[nodiscard]] WSMAN_DECL result<blocking_command>
    try_start(command_line command, command_options options = command_options());
    WSMAN_DECL blocking_command start(
        command_line command,
        command_options options = command_options(),
        boost::source_location location = BOOST_CURRENT_LOCATION
    );
    [[nodiscard]] WSMAN_DECL result<void> try_close();
    WSMAN_DECL void close(boost::source_location location = BOOST_CURRENT_LOCATION);

private:
    std::shared_ptr<detail::blocking_context> context_; // declared first: it must outlive the shell
    shell shell_;
};

/// `client` for code without coroutines: the same operations; each returns when it has completed.
///
/// It runs its own thread, which calls sinks, sources and observers. Such a callback must not call the client, which
/// would fail with `client_errc::invalid_argument`. The destructor closes everything in bounded time.
///
/// Thread safety: operations may be called from any thread, also concurrently.
class blocking_client {
public:
    WSMAN_DECL explicit blocking_client(session target, client_options options = client_options());
    /// Uses the caller's exchange, which the factory makes for the client's executor. The executor ends with the last
    /// handle of the client: an exchange that the caller keeps for longer must not hold it.
    WSMAN_DECL
    blocking_client(session target, exchange_factory make_exchange, client_options options = client_options());

    [[nodiscard]] WSMAN_DECL result<identity> try_identify();
    WSMAN_DECL identity identify(boost::source_location location = BOOST_CURRENT_LOCATION);
    [[nodiscard]] WSMAN_DECL result<identity> try_wait_until_ready(std::chrono::milliseconds timeout);
    WSMAN_DECL identity
    wait_until_ready(std::chrono::milliseconds timeout, boost::source_location location = BOOST_CURRENT_LOCATION);
    [[nodiscard]] WSMAN_DECL result<probe_report>
    try_probe(std::chrono::milliseconds timeout = defaults::connect_timeout);
    WSMAN_DECL probe_report probe(
        std::chrono::milliseconds timeout = defaults::connect_timeout,
        boost::source_location location = BOOST_CURRENT_LOCATION
    );
    [[nodiscard]] WSMAN_DECL result<command_result> try_run(command_line command, run_options options = run_options());
    WSMAN_DECL command_result
    run(command_line command,
        run_options options = run_options(),
        boost::source_location location = BOOST_CURRENT_LOCATION);
    [[nodiscard]] WSMAN_DECL result<exit_status>
    try_run(command_line command, output_sink sink, run_options options = run_options());
    WSMAN_DECL exit_status
    run(command_line command,
        output_sink sink,
        run_options options = run_options(),
        boost::source_location location = BOOST_CURRENT_LOCATION);
    [[nodiscard]] WSMAN_DECL result<powershell_result>
    try_run_powershell(powershell_script script, run_options options = run_options());
    WSMAN_DECL powershell_result run_powershell(
        powershell_script script,
        run_options options = run_options(),
        boost::source_location location = BOOST_CURRENT_LOCATION
    );
    [[nodiscard]] WSMAN_DECL result<exit_status>
    try_run_powershell(powershell_script script, output_sink sink, run_options options = run_options());
    WSMAN_DECL exit_status run_powershell(
        powershell_script script,
        output_sink sink,
        run_options options = run_options(),
        boost::source_location location = BOOST_CURRENT_LOCATION
    );
    [[nodiscard]] WSMAN_DECL result<blocking_shell> try_open_shell(shell_options options = shell_options());
    WSMAN_DECL blocking_shell
    open_shell(shell_options options = shell_options(), boost::source_location location = BOOST_CURRENT_LOCATION);
    [[nodiscard]] WSMAN_DECL result<void> try_close();
    WSMAN_DECL void close(boost::source_location location = BOOST_CURRENT_LOCATION);

private:
    std::shared_ptr<detail::blocking_context> context_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/blocking_client.ipp>
#endif
