//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/protocol/receive_output.hpp>

#include <cstddef>
#include <deque>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Received output that the reader has not taken yet, in order.
class output_queue {
public:
    bool empty() const noexcept { return blocks_.empty(); }
    /// Returns: true if a block was dropped because the queue was full.
    bool overflowed() const noexcept { return overflowed_; }

    /// Effects: appends the block, or drops it if the queue would exceed `defaults::output_limit`.
    void push(output_chunk block)
    {
        const std::size_t size = block.standard_output.size() + block.standard_error.size();
        if (size == 0) return;
        if (overflowed_ || size > defaults::output_limit - bytes_) {
            overflowed_ = true;
            return;
        }
        bytes_ += size;
        blocks_.push_back(std::move(block));
    }
    std::optional<output_chunk> take()
    {
        if (blocks_.empty()) return std::nullopt;
        std::optional<output_chunk> first(std::move(blocks_.front()));
        blocks_.pop_front();
        bytes_ -= first->standard_output.size() + first->standard_error.size();
        return first;
    }

private:
    std::deque<output_chunk> blocks_;
    std::size_t bytes_ = 0;
    bool overflowed_ = false;
};

} // namespace wsman::detail
