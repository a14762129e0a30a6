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

/// A shell on the host, from the request to open it until it has been deleted.
class shell_state : public std::enable_shared_from_this<shell_state> {
public:
    enum class phase : std::uint8_t {
        opening,  ///< Create is outstanding
        open,     ///< commands may be started in it
        gone,     ///< the host has reported that the shell does not exist any more
        deleting, ///< Delete is outstanding
        closed,   ///< it could not be opened, or it is deleted
    };
    /// The owner: all commands of the client, one command, or the user who opened it.
    enum class use : std::uint8_t { shared, one_command, explicit_handle };

    shell_state(const asio::any_io_executor& strand, shell_options shell_settings, use owner)
        : options(std::move(shell_settings)), used_by(owner), settled(strand), over(strand), give_up_opening(strand)
    {
    }

    phase at() const noexcept { return at_; }
    bool open() const noexcept { return at_ == phase::open; }
    const std::optional<shell_id>& id() const noexcept { return id_; } ///< set when it is open
    /// Returns: the failure of Create, or the fault that reported the shell gone.
    const std::optional<failure>& trouble() const noexcept { return trouble_; }
    /// Returns: true if further commands may be started in it.
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
    /// Effects: excludes further commands.
    void retire() noexcept { retired_ = true; }

    const shell_options options;
    const use used_by;
    one_time_event settled; ///< it is open, or Create has failed
    one_time_event over;    ///< it is closed
    std::shared_ptr<call_group> opening;
    one_shot_timer give_up_opening; ///< set while a shared shell is being opened for which no command waits

    std::size_t commands = 0;     ///< commands that have a place in it
    std::size_t running = 0;      ///< commands that the host has accepted and that have not ended
    std::size_t most_running = 0; ///< the highest value of `running`
    std::size_t accepted = 0;     ///< all commands that were ever accepted

private:
    phase at_ = phase::opening;
    bool retired_ = false;
    std::optional<shell_id> id_;
    std::optional<failure> trouble_;
};

using shell_pointer = std::shared_ptr<shell_state>;

/// A command's place in a shell; it updates the shell's counts.
class shell_place {
public:
    shell_place() = default;
    explicit shell_place(shell_pointer chosen_shell) : shell_(std::move(chosen_shell)) { ++shell_->commands; }

    explicit operator bool() const noexcept { return shell_ != nullptr; }
    const shell_pointer& shell() const noexcept { return shell_; }

    /// Effects: counts the command as accepted by the host.
    void accepted()
    {
        accepted_ = true;
        ++shell_->accepted;
        shell_->most_running = (std::max)(shell_->most_running, ++shell_->running);
    }
    /// Effects: releases the place.
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
