//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/impl/client_core.hpp>
#include <wsman/client/impl/handoff.hpp>

#include <memory>

namespace wsman::detail {

/// The stop of an operation that leaves nothing behind on the host, and the group that it aborts.
class abortable {
public:
    stop_handler on_stop() const
    {
        return [held = held_](asio::cancellation_type) {
            held->stopped = true;
            if (held->group) held->group->abort();
        };
    }
    bool stopped() const noexcept { return held_->stopped; }
    std::shared_ptr<call_group> begin(client_core& core) const
    {
        held_->group = core.new_group();
        if (held_->stopped) held_->group->abort();
        return held_->group;
    }

private:
    struct state {
        std::shared_ptr<call_group> group;
        bool stopped = false;
    };
    std::shared_ptr<state> held_ = std::make_shared<state>();
};

} // namespace wsman::detail
