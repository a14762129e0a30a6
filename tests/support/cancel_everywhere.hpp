//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/client_scene.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace scripted {

/// A shell with a command, which most operations need.
class stage {
public:
    std::shared_ptr<void> other_end; ///< for example a listener
    wsman::shell in;
    wsman::running_command cmd;
};

/// Cancels an operation after zero, one, two … steps of the program, until it completes before the cancellation; so at
/// every point at which it may wait. A step is a handler that runs, so no clock is involved.
template <class Operation>
class cancellation_course {
public:
    using prepare_function = std::function<void(scene&, stage&)>;
    using call_function = std::function<Operation(scene&, stage&)>;
    /// Inspects the state after the operation has ended; `done` if it was not cancelled.
    using look_function = std::function<void(scene&, stage&, asio::cancellation_type type, bool done)>;

    cancellation_course(prepare_function prepare, call_function call)
        : prepare_(std::move(prepare)), call_(std::move(call))
    {
    }
    cancellation_course& then(look_function look)
    {
        look_ = std::move(look);
        return *this;
    }
    /// The operation closes the client.
    cancellation_course& closes()
    {
        closes_ = true;
        return *this;
    }
    /// It waits for something that never happens: it must be cancelled.
    cancellation_course& waits_for_ever()
    {
        waits_for_ever_ = true;
        return *this;
    }

    void run() const
    {
        for (const asio::cancellation_type type : every_cancellation_type) {
            unsigned steps = 0;
            while (cancelled_after(steps, type)) {
                ++steps;
                REQUIRE(steps < 2000);
            }
            CHECK(steps > 1);
        }
    }

private:
    /// Returns: whether the operation was still running.
    bool cancelled_after(unsigned steps, asio::cancellation_type type) const
    {
        CAPTURE(name_of(type), steps);
        scene at;
        auto held = std::make_unique<stage>();
        prepare_(at, *held);
        auto one = at.begin(call_(at, *held));
        at.context.restart();
        bool stalled = false;
        for (unsigned ran = 0; ran < steps && !one.over() && !stalled; ++ran)
            stalled = at.context.run_one_for(stall) == 0;
        const bool done = one.over();
        if (!done) one.cancel(type);
        REQUIRE(at.ends(one));
        judge(one, steps, done);
        one.drop_outcome(); // a shell or command inside it is destroyed
        if (look_) look_(at, *held, type, done);
        if (!closes_) at.check_still_usable();
        held.reset();
        at.check_clean();
        CHECK(stalled == (stalled && waits_for_ever_));
        return !done && !stalled;
    }

    template <class Call>
    void judge(Call& one, unsigned steps, bool done) const
    {
        // It may throw only if it was cancelled before it began.
        if (steps == 0 && !one.has_outcome()) return;
        if (done) {
            CHECK(one.outcome());
            return;
        }
        if (one.outcome().has_error()) {
            INFO(one.outcome().error().message());
            CHECK(one.code() == wsman::client_errc::cancelled);
        }
    }

    static constexpr std::chrono::seconds stall{1};

    prepare_function prepare_;
    call_function call_;
    look_function look_;
    bool closes_ = false;
    bool waits_for_ever_ = false;
};

/// Starts a command for operations on it.
inline void put_on_stage(scene& at, stage& on, const char* line)
{
    on.in = at.open();
    on.cmd = at.start(on.in, line);
}

} // namespace scripted
