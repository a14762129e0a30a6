//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>

namespace wsman::detail {

namespace asio = boost::asio;

class command_state;

/// Whose turn it is to wait for output.
///
/// A Receive holds its connection until there is output or its time is over, so that few silent commands could keep all
/// others from being read. Therefore
/// - only so many Receives are under way as there are connections to spare; the others queue here;
/// - commands that are new, or had something to tell the last time, come before silent ones, and one place is theirs;
/// - while few commands run, a Receive may take the whole operation timeout, and the less the more commands there are.
class receive_turns {
public:
    explicit receive_turns(std::size_t connections) noexcept : places_(connections > 2 ? connections - 1 : 1) {}

    /// Waits for a turn.
    /// Returns: false, and there is no turn, if the command was stopped meanwhile.
    WSMAN_DECL asio::awaitable<bool> take(std::shared_ptr<command_state> cmd, bool lively);
    WSMAN_DECL void give_back();

    /// Returns: how long the Receive whose turn it is may hold its place.
    WSMAN_DECL std::chrono::milliseconds patience(std::chrono::milliseconds whole) const;

private:
    struct waiter {
        std::weak_ptr<command_state> cmd; ///< weak: the command holds the core, and the core this
        bool lively;
        bool granted;
    };

    bool has_place_for(bool lively) const noexcept
    {
        return taken_ < (lively || places_ < 3 ? places_ : places_ - 1);
    }
    WSMAN_DECL void grant();

    std::size_t places_;
    std::size_t taken_ = 0;
    std::deque<std::shared_ptr<waiter>> waiting_;
};

} // namespace wsman::detail
