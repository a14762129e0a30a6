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

/// The nonces that an endpoint has given out for Digest, on whatever connection, and how often each was used.
class digest_nonces {
public:
    /// `uses`: after how many requests a nonce is stale; 0: never.
    explicit digest_nonces(unsigned uses) : uses_(uses) {}

    std::string issue()
    {
        if (given_out_.size() == most) given_out_.pop_front();
        given_out_.emplace_back(uuid::random().text());
        return given_out_.back().text;
    }

    /// Effects: takes note of a request with this nonce count.
    /// Returns: whether nonce and count are good; else the client needs a fresh nonce, and nothing is wrong with its
    /// password.
    bool use(std::string_view text, std::uint32_t count)
    {
        for (nonce& one : given_out_)
            if (one.text == text) return (uses_ == 0 || one.uses < uses_) && one.take(count);
        return false;
    }

private:
    static constexpr std::size_t most = 256;

    class nonce {
    public:
        explicit nonce(std::string its_text) : text(std::move(its_text)) {}

        /// A count may come once only. Requests on several connections overtake each other a little.
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
        std::uint64_t seen = 0; // bit n: the count n below the highest
        std::uint32_t highest = 0;
        unsigned uses = 0;
    };

    unsigned uses_;
    std::deque<nonce> given_out_;
};

} // namespace wsman::testing::detail
