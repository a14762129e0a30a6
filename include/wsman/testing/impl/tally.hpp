//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/endpoint_statistics.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// The statistics: the endpoint's thread writes them, other threads read them.
class tally {
public:
    template <class Change>
    void change(Change&& apply)
    {
        {
            const std::lock_guard lock(mutex_);
            std::forward<Change>(apply)(statistics_);
            ++changes_;
        }
        changed_.notify_all();
    }

    endpoint_statistics copy() const
    {
        const std::lock_guard lock(mutex_);
        return statistics_;
    }

    bool
    wait_until(const std::function<bool(const endpoint_statistics&)>& wanted, std::chrono::milliseconds timeout) const
    {
        const auto end = std::chrono::steady_clock::now() + timeout;
        std::unique_lock lock(mutex_);
        for (;;) {
            const std::uint64_t seen = changes_;
            const endpoint_statistics now = statistics_;
            // `wanted` is the user's code: the endpoint's thread must not wait for the lock while it runs.
            lock.unlock();
            if (wanted(now)) return true;
            lock.lock();
            if (!changed_.wait_until(lock, end, [&] { return changes_ != seen; })) return false;
        }
    }

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    endpoint_statistics statistics_;
    std::uint64_t changes_ = 0;
};

} // namespace wsman::testing::detail
