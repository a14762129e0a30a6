//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/impl/command_state.hpp>
#include <wsman/client/impl/receive_turns.hpp>

#include <algorithm>

namespace wsman::detail {

WSMAN_DECL asio::awaitable<bool> receive_turns::take(std::shared_ptr<command_state> cmd, bool lively)
{
    const auto self = std::make_shared<waiter>(waiter{cmd, lively, false});
    waiting_.push_back(self);
    grant();
    while (!self->granted && !cmd->read_no_more()) co_await cmd->changed.wait();
    if (!self->granted) {
        std::erase(waiting_, self);
        co_return false;
    }
    if (!cmd->read_no_more()) co_return true;
    give_back();
    co_return false;
}

WSMAN_DECL void receive_turns::give_back()
{
    --taken_;
    grant();
}

WSMAN_DECL void receive_turns::grant()
{
    for (const bool lively : {true, false})
        while (has_place_for(lively)) {
            const auto next = std::find_if(waiting_.begin(), waiting_.end(),
                                           [lively](const auto& one) { return one->lively == lively; });
            if (next == waiting_.end()) break;
            ++taken_;
            (*next)->granted = true;
            if (const command_pointer called = (*next)->cmd.lock()) called->changed.notify();
            waiting_.erase(next);
        }
}

WSMAN_DECL std::chrono::milliseconds receive_turns::patience(std::chrono::milliseconds whole) const
{
    using std::chrono::milliseconds;
    constexpr milliseconds round{2'000};
    constexpr milliseconds shortest{500};
    // Half of the places may be held for long.
    if (taken_ * 2 <= places_ + 1) return whole;
    const std::size_t wanted = taken_ + waiting_.size();
    const milliseconds share = round * static_cast<int>(places_) / static_cast<int>((std::max)(wanted, places_));
    return (std::min)(whole, (std::max)(shortest, share));
}

} // namespace wsman::detail
