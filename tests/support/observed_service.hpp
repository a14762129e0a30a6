//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/scripted_exchange.hpp>

#include <cstddef>
#include <future>
#include <utility>

namespace scripted {

/// The state of a host after its last client has gone.
class last_state {
public:
    std::size_t shells = 0, unfinished = 0;
    unsigned most_terminates = 0;
    bool closed = false;
};

/// A scripted host that reports its destruction, after which nothing of its client is left.
class observed_service : public service {
public:
    observed_service(asio::any_io_executor executor, std::promise<last_state> gone)
        : service(std::move(executor)), gone_(std::move(gone))
    {
    }
    ~observed_service() override
    {
        last_state last;
        last.shells = shells.size();
        last.unfinished = unfinished_commands();
        last.most_terminates = most_terminates();
        last.closed = closed;
        gone_.set_value(last);
    }

private:
    std::promise<last_state> gone_;
};

} // namespace scripted
