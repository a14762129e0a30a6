//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/client/impl/commands/receive_turns.hpp>

#include <algorithm>

namespace wsman::inline WSMAN_FORM::detail {

/// A coroutine that waits for its turn.
class receive_turns::queued {
public:
    queued(std::deque<queued*>& queue, const asio::any_io_executor& strand, reader_kind own_kind)
        : self(strand), kind(own_kind), queue_(queue)
    {
        queue_.push_back(this);
    }
    queued(const queued&) = delete;
    queued& operator=(const queued&) = delete;
    ~queued() { std::erase(queue_, this); }

    waiter self;
    const reader_kind kind;
    unsigned overtaken = 0; ///< how many later ones were served before this one

private:
    std::deque<queued*>& queue_;
};

WSMAN_DECL asio::awaitable<bool> receive_turns::take(std::shared_ptr<call_group> group, reader_kind kind)
{
    if (group->aborted()) co_return false;
    queued place(waiting_, strand_, kind);
    const waiter_list::entry there(group->waiters(), place.self);
    grant();
    const wait_end end = co_await place.self.sleep(no_time_limit);
    if (end != wait_end::notified) co_return false;
    if (!group->aborted()) co_return true;
    give_back(kind);
    co_return false;
}

WSMAN_DECL void receive_turns::give_back(reader_kind kind)
{
    --taken_;
    if (kind == reader_kind::silent) --taken_by_silent_;
    grant();
}

WSMAN_DECL receive_turns::queued* receive_turns::next() const
{
    queued* first_talkative = nullptr;
    queued* first_silent = nullptr;
    for (queued* one : waiting_) {
        if (one->self.woken() || !has_place_for(one->kind)) continue;
        if (one->overtaken >= most_overtakes) return one;
        queued*& first = one->kind == reader_kind::talkative ? first_talkative : first_silent;
        if (!first) first = one;
    }
    return first_talkative ? first_talkative : first_silent;
}

WSMAN_DECL void receive_turns::grant()
{
    while (queued* const chosen = next()) {
        for (queued* one : waiting_) {
            if (one == chosen) break;
            ++one->overtaken;
        }
        ++taken_;
        if (chosen->kind == reader_kind::silent) ++taken_by_silent_;
        std::erase(waiting_, chosen);
        chosen->self.wake(wait_end::notified);
    }
}

WSMAN_DECL std::chrono::milliseconds receive_turns::holding_time(std::chrono::milliseconds whole) const
{
    using std::chrono::milliseconds;
    constexpr milliseconds round{2'000};
    constexpr milliseconds shortest{500};
    // Up to half of the places may be held for the whole time.
    if (taken_ * 2 <= places_ + 1) return whole;
    const std::size_t wanted = taken_ + waiting_.size();
    const milliseconds share = round * static_cast<int>(places_) / static_cast<int>((std::max)(wanted, places_));
    return (std::min)(whole, (std::max)(shortest, share));
}

} // namespace wsman::detail
