//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/client_options.hpp>
#include <wsman/core/config.hpp>
#include <wsman/protocol/soap.hpp>
#include <wsman/session/session.hpp>
#include <wsman/transport/exchange.hpp>
#include <wsman/client/impl/commands/receive_turns.hpp>
#include <wsman/client/impl/shells/shell_state.hpp>
#include <wsman/client/impl/waiting/call_group.hpp>
#include <wsman/client/impl/waiting/notification.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

class command_state;

/// The state that all handles of one client share. Only the strand uses it, except for the constant members.
class client_core {
public:
    enum class phase : std::uint8_t {
        open,
        closing, ///< no new operation begins; commands and shells are being ended
        closed,
    };

    client_core(
        asio::any_io_executor client_strand,
        session client_session,
        client_options settings,
        std::shared_ptr<exchange> client_exchange
    );

    template <operation Op>
    [[nodiscard]] asio::awaitable<result<typename Op::value_type>> call(std::shared_ptr<call_group> group, Op op)
    {
        return perform(std::move(group), strand, wire, std::move(op));
    }

    bool closing() const noexcept { return at != phase::open; }
    /// Effects: reports an error to the observer that no operation returns.
    void report(std::string_view operation, const failure& why) const;
    /// Returns: `why`, with the operation and the host added.
    failure complete(failure why, std::string_view operation) const;
    std::chrono::milliseconds receive_timeout() const
    {
        return target.operation_timeout(session_option::timeout_receive_shell_output);
    }
    failure closed(std::string_view operation) const { return complete(failure(client_errc::closed), operation); }

    const asio::any_io_executor strand;
    const session target;
    const client_options options;
    const std::shared_ptr<exchange> wire;
    soap_context soap;

    phase at = phase::open;
    std::vector<shell_pointer> shells;  ///< open, being opened, or being closed
    shell_pointer shared;               ///< the shell for the next command of `run`
    std::size_t commands_per_shell = 0; ///< 0: not known yet
    std::vector<std::shared_ptr<command_state>> commands;
    receive_turns turns;               ///< schedules the Receives
    notification room;                 ///< notified when a shell or command has ended, which may free quota for another
    std::shared_ptr<call_group> calls; ///< aborted when the client closes
    std::shared_ptr<call_group> opening_calls; ///< Create requests; aborted after the clean-up time, because an aborted
                                               ///< Create may leave a shell on the host
    one_time_event finished;                   ///< the client is closed
};

using core_pointer = std::shared_ptr<client_core>;
using command_pointer = std::shared_ptr<command_state>;

/// Returns: this machine's name if the session sends it, else an empty string.
WSMAN_DECL std::string own_machine_name(const session& target);

/// Effects: aborts the group after `time`, unless the timer is cancelled or destroyed before.
WSMAN_DECL void
abort_after(asio::steady_timer& timer, std::chrono::milliseconds time, std::shared_ptr<call_group> group);
/// Opens a shell on the host. Aborting `group` aborts the Create, which may leave a shell on the host.
[[nodiscard]] WSMAN_DECL asio::awaitable<result<void>>
open_on_host(core_pointer core, shell_pointer sh, std::shared_ptr<call_group> group);
/// Deletes a shell on the host, in bounded time. Errors go to the observer.
WSMAN_DECL asio::awaitable<void> delete_on_host(core_pointer core, shell_pointer sh);
/// Finds a place for a command in a shared shell; opens one if necessary.
[[nodiscard]] WSMAN_DECL asio::awaitable<result<shell_place>>
place_in_shared_shell(core_pointer core, command_pointer cmd);
/// Effects: releases the place; deletes a retired shell that has no commands left.
WSMAN_DECL void leave_shell(const core_pointer& core, shell_place& place);
/// Effects: excludes further commands from the shell.
WSMAN_DECL void retire_shell(const core_pointer& core, const shell_pointer& sh);
/// Effects: records that the host does not know the shell any more: fails all its commands, and sends nothing more to
/// it.
WSMAN_DECL void lose_shell(const core_pointer& core, const shell_pointer& sh, const failure& why);
/// Ends the commands of a shell and deletes it, in bounded time.
WSMAN_DECL asio::awaitable<void> close_shell(core_pointer core, shell_pointer sh);
/// Ends all commands, deletes all shells, closes the connections: everything in bounded time.
WSMAN_DECL asio::awaitable<void> close_client(core_pointer core);

} // namespace wsman::detail
