//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/uuid.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// The nonces that an endpoint has issued for Digest on all connections, and how often each was used.
class digest_nonces {
public:
    /// `uses`: the number of requests after which a nonce is stale; 0: never.
    explicit digest_nonces(unsigned uses) : uses_(uses) {}

    std::string issue()
    {
        if (issued_.size() == most) issued_.pop_front();
        issued_.emplace_back(uuid::random().text());
        return issued_.back().text;
    }

    /// Effects: records a request with this nonce count.
    /// Returns: true if nonce and count are valid; otherwise the nonce is stale, which says nothing about the password.
    bool use(std::string_view text, std::uint32_t count)
    {
        for (nonce& one : issued_)
            if (one.text == text) return (uses_ == 0 || one.uses < uses_) && one.take(count);
        return false;
    }

private:
    static constexpr std::size_t most = 256;

    class nonce {
    public:
        explicit nonce(std::string its_text) : text(std::move(its_text)) {}

        /// Accepts each count once. Requests on several connections may arrive slightly out of order.
        bool take(std::uint32_t count)
        {
            if (count > highest) {
                const std::uint32_t further = count - highest;
                seen = further < 64 ? seen << further : 0;
                highest = count;
            }
            const std::uint32_t back = highest - count;
            if (count == 0 || back >= 64 || (seen >> back & 1) != 0) return false;
            seen |= std::uint64_t{1} << back;
            ++uses;
            return true;
        }

        std::string text;
        std::uint64_t seen = 0; // bit n: the count n below the highest was used
        std::uint32_t highest = 0;
        unsigned uses = 0;
    };

    unsigned uses_;
    std::deque<nonce> issued_;
};

} // namespace wsman::testing::detail
