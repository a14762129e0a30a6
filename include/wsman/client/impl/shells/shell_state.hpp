//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/failure.hpp>
#include <wsman/protocol/create_shell.hpp>
#include <wsman/client/impl/waiting/call_group.hpp>
#include <wsman/client/impl/waiting/notification.hpp>
#include <wsman/client/impl/waiting/one_shot_timer.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// A shell on the host, from the wish to open it until the host has been told to forget it.
class shell_state : public std::enable_shared_from_this<shell_state> {
public:
    enum class phase : std::uint8_t {
        opening,  ///< Create is under way
        open,     ///< commands may be started in it
        gone,     ///< the host has said that it does not know it any more
        deleting, ///< Delete is under way
        closed,   ///< it could not be opened, or nothing is left of it
    };
    /// Who uses it: all commands of the client, the one command it was made for, or the user who opened it.
    enum class use : std::uint8_t { shared, one_command, explicit_handle };

    shell_state(const asio::any_io_executor& strand, shell_options wanted, use whose)
        : options(std::move(wanted)), used_by(whose), settled(strand), over(strand), give_up_opening(strand)
    {
    }

    phase at() const noexcept { return at_; }
    bool open() const noexcept { return at_ == phase::open; }
    const std::optional<shell_id>& id() const noexcept { return id_; } ///< present once it was open
    /// Returns: why it could not be opened, or why it is gone.
    const std::optional<failure>& trouble() const noexcept { return trouble_; }
    /// Returns: whether further commands may go there.
    bool takes_commands() const noexcept { return !retired_ && (at_ == phase::opening || at_ == phase::open); }
    bool retired() const noexcept { return retired_; }

    void opened(shell_id id)
    {
        id_ = std::move(id);
        at_ = phase::open;
        settled.set();
    }
    void not_opened(failure why)
    {
        trouble_ = std::move(why);
        closed();
    }
    void found_gone(failure why)
    {
        if (at_ != phase::open) return;
        trouble_ = std::move(why);
        at_ = phase::gone;
    }
    void delete_begins() noexcept { at_ = phase::deleting; }
    void closed()
    {
        at_ = phase::closed;
        settled.set();
        over.set();
    }
    /// Effects: no further command goes there.
    void retire() noexcept { retired_ = true; }

    const shell_options options;
    const use used_by;
    one_time_event settled; ///< it is open, or it could not be opened
    one_time_event over;    ///< it is closed
    std::shared_ptr<call_group> opening;
    one_shot_timer give_up_opening; ///< set while a shared shell is being opened that no command waits for any more

    std::size_t commands = 0;     ///< that have a place in it
    std::size_t running = 0;      ///< that the host has accepted and that have not ended
    std::size_t most_running = 0; ///< at the same time
    std::size_t accepted = 0;     ///< in all

private:
    phase at_ = phase::opening;
    bool retired_ = false;
    std::optional<shell_id> id_;
    std::optional<failure> trouble_;
};

using shell_pointer = std::shared_ptr<shell_state>;

/// A command's place in a shell: what the shell's counts are made of.
class shell_place {
public:
    shell_place() = default;
    explicit shell_place(shell_pointer where) : shell_(std::move(where)) { ++shell_->commands; }

    explicit operator bool() const noexcept { return shell_ != nullptr; }
    const shell_pointer& shell() const noexcept { return shell_; }

    /// Effects: the host has accepted the command.
    void accepted()
    {
        accepted_ = true;
        ++shell_->accepted;
        shell_->most_running = (std::max)(shell_->most_running, ++shell_->running);
    }
    /// Effects: gives the place back.
    /// Returns: the shell it was in.
    shell_pointer leave()
    {
        --shell_->commands;
        if (std::exchange(accepted_, false)) --shell_->running;
        return std::exchange(shell_, nullptr);
    }

private:
    shell_pointer shell_;
    bool accepted_ = false;
};

} // namespace wsman::detail
