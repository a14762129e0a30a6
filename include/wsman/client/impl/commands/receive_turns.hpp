//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/client/impl/waiting/call_group.hpp>
#include <wsman/client/impl/waiting/waiting.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// The class of a command for scheduling: talkative if it is new or its last Receive brought output, else silent.
enum class reader_kind : std::uint8_t { talkative, silent };

/// Schedules the Receives of one client over its connections.
///
/// A Receive holds its connection until there is output or its time-out passes. Without scheduling, a few silent
/// commands could block all others, and many talkative ones could block a silent one. Therefore:
/// - at most as many Receives are outstanding as there are connections minus one; the others queue;
/// - talkative commands are served before silent ones, and silent ones never hold the last place (with three or more);
/// - a queued Receive is served next after `most_overtakes` later ones were served before it;
/// - with few commands a Receive may last the whole operation timeout; the time-out falls as the number of commands
/// grows.
class receive_turns {
public:
    static constexpr unsigned most_overtakes = 16;

    receive_turns(asio::any_io_executor strand, std::size_t connections)
        : strand_(std::move(strand)), places_(connections > 2 ? connections - 1 : 1)
    {
    }

    /// Waits for a turn; aborting `group` cancels the wait.
    /// Returns: true if the turn was granted; `give_back` must follow then, with the same kind.
    WSMAN_DECL asio::awaitable<bool> take(std::shared_ptr<call_group> group, reader_kind kind);
    WSMAN_DECL void give_back(reader_kind kind);

    /// Returns: how long the next Receive may last, at most `whole`.
    WSMAN_DECL std::chrono::milliseconds holding_time(std::chrono::milliseconds whole) const;

private:
    class queued;

    bool has_place_for(reader_kind kind) const noexcept
    {
        const std::size_t silent_places = places_ < 3 ? places_ : places_ - 1;
        return taken_ < places_ && (kind == reader_kind::talkative || taken_by_silent_ < silent_places);
    }
    WSMAN_DECL queued* next() const;
    WSMAN_DECL void grant();

    asio::any_io_executor strand_;
    std::size_t places_;
    std::size_t taken_ = 0;
    std::size_t taken_by_silent_ = 0;
    std::deque<queued*> waiting_;
};

} // namespace wsman::detail
