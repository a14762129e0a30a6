//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/client/impl/commands/command_calls.hpp>
#include <wsman/client/impl/commands/run.hpp>
#include <wsman/client/impl/powershell/powershell.hpp>
#include <wsman/client/impl/waiting/handoff.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// A script on its way: commands one after another, which share its options, its deadline and its cancellation.
class script_run {
public:
    script_run(core_pointer core, run_options how) : core_(std::move(core)), how_(std::move(how)) {}

    const core_pointer& core() const noexcept { return core_; }

    /// Effects: ends the step that runs, and lets only clean-up follow.
    void stop(asio::cancellation_type how)
    {
        stopped_ = true;
        if (current_) stop_of(current_)(how);
    }
    bool stopped() const noexcept { return stopped_; }

    /// Returns: the options of the script itself, with what is left of the deadline.
    run_options options() const
    {
        run_options left = how_;
        if (!how_.timeout) return left;
        const auto used = std::chrono::steady_clock::now() - began_;
        left.timeout = (std::max)(
            *how_.timeout - std::chrono::duration_cast<std::chrono::milliseconds>(used), std::chrono::milliseconds(0)
        );
        return left;
    }
    /// Returns: the options of a step before it.
    run_options preparing() const
    {
        run_options left = options();
        left.input = standard_input();
        return left;
    }
    /// Returns: the options of a step after it, which neither deadline nor cancellation reach.
    run_options cleaning_up() const
    {
        run_options bounded = preparing();
        bounded.timeout = core_->options.cleanup_timeout;
        return bounded;
    }

    void current(command_pointer cmd) noexcept { current_ = std::move(cmd); }

private:
    core_pointer core_;
    run_options how_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    command_pointer current_;
    bool stopped_ = false;
};

using script_pointer = std::shared_ptr<script_run>;

[[nodiscard]] inline asio::awaitable<result<command_result>>
run_step(script_pointer script, powershell_step what, run_options how, bool stoppable)
{
    if (stoppable && script->stopped()) co_return failure(client_errc::cancelled);
    if (what.standard_input) how.input = standard_input(std::move(*what.standard_input));
    const command_line line(std::move(what.run));
    result<command_request> request_line = line.request();
    if (!request_line) co_return request_line.error();
    const std::size_t limit = how.output_limit;
    const command_pointer cmd = command_to_run(script->core(), std::move(*request_line), std::move(how));
    if (stoppable) script->current(cmd);
    result<command_result> ended = co_await begin_and_collect(cmd, limit);
    script->current(nullptr);
    co_return ended;
}

/// Runs a step whose output nobody wants.
[[nodiscard]] inline asio::awaitable<result<void>>
run_quietly(script_pointer script, powershell_step what, run_options how, bool stoppable)
{
    result<command_result> ended = co_await run_step(script, std::move(what), std::move(how), stoppable);
    if (!ended) co_return ended.error();
    if (ended->exit_code.value_or(0) == 0) co_return result<void>();
    failure why(client_errc::script_not_stored);
    why.details().server_text = ended->standard_error.text();
    co_return why;
}

[[nodiscard]] inline asio::awaitable<result<command_result>> run_plan(script_pointer script, powershell_plan plan)
{
    const core_pointer core = script->core();
    result<void> prepared;
    for (powershell_step& one : plan.preparation) {
        prepared = co_await run_quietly(script, std::move(one), script->preparing(), true);
        if (!prepared) break;
    }
    result<command_result> ended = command_result();
    if (prepared)
        ended = co_await run_step(script, std::move(plan.run), script->options(), true);
    else
        ended = prepared.error();
    if (ended) co_return ended;
    for (powershell_step& one : plan.clean_up) {
        // Its errors do not hide how the script ended.
        result<void> cleaned = co_await run_quietly(script, std::move(one), script->cleaning_up(), false);
        if (!cleaned) core->report("Command", cleaned.error());
    }
    co_return core->complete(ended.error(), "Command");
}

WSMAN_DECL asio::awaitable<result<powershell_result>>
run_script(core_pointer core, powershell_script script, run_options how)
{
    result<powershell_plan> plan = script.plan(how.input.given());
    if (!plan) co_return core->complete(plan.error(), "Command");
    const auto run = std::make_shared<script_run>(core, std::move(how));
    stop_handler on_stop = [run](asio::cancellation_type type) { run->stop(type); };
    result<command_result> ended =
        co_await handoff<result<command_result>>(core->strand, std::move(on_stop), run_plan(run, std::move(*plan)));
    if (!ended) co_return ended.error();
    co_return powershell_result(std::move(*ended));
}

} // namespace wsman::detail
