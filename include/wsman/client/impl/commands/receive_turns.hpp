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

/// How a command is read: one that had output the last time, or is new, is talkative; one that had none is silent.
enum class reader_kind : std::uint8_t { talkative, silent };

/// Whose turn it is to wait for output.
///
/// A Receive holds its connection until there is output or its time is over, so that few silent commands could keep all
/// others from being read, and many talkative ones could keep a silent one from being looked at. Therefore
/// - only so many Receives are under way as there are connections to spare; the others queue;
/// - talkative commands go before silent ones, and silent ones never hold the last place (if there are three or more);
/// - nobody is overtaken more than `most_overtakes` times by those who queued later: then it is the next whom a free
///   place fits;
/// - while few commands run, a Receive may take the whole operation timeout, and the less the more commands there are.
class receive_turns {
public:
    static constexpr unsigned most_overtakes = 16;

    receive_turns(asio::any_io_executor strand, std::size_t connections)
        : strand_(std::move(strand)), places_(connections > 2 ? connections - 1 : 1)
    {
    }

    /// Waits for a turn; `who` may cancel the wait.
    /// Returns: whether it is granted; then `give_back` has to follow, with the same kind.
    WSMAN_DECL asio::awaitable<bool> take(std::shared_ptr<call_group> who, reader_kind kind);
    WSMAN_DECL void give_back(reader_kind kind);

    /// Returns: how long the Receive whose turn it is may hold its place, at most `whole`.
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
