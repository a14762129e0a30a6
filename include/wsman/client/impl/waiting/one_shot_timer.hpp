//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>

#include <memory>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

namespace asio = boost::asio;

/// A timer with one owner; it calls back once.
class one_shot_timer {
public:
    explicit one_shot_timer(const asio::any_io_executor& strand) : timer_(strand) {}

    /// Effects: calls `ring(*owner)` on the strand at that time, unless the owner has been destroyed or has called
    /// `cancel` or `set` again.
    template <class Owner, class Ring>
    void set(asio::steady_timer::time_point when, std::weak_ptr<Owner> owner, Ring ring)
    {
        timer_.expires_at(when);
        timer_.async_wait([this, when, owner = std::move(owner), ring](const boost::system::error_code& cancelled) {
            const std::shared_ptr<Owner> self = owner.lock();
            // The timer may have expired before it was cancelled. Its handler then runs later and must do nothing.
            if (cancelled || !self || timer_.expiry() != when) return;
            ring(*self);
        });
    }
    void cancel() { timer_.expires_at((asio::steady_timer::time_point::min)()); }

private:
    asio::steady_timer timer_;
};

} // namespace wsman::detail
