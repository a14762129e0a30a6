//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/client/impl/commands/command_calls.hpp>
#include <wsman/client/impl/commands/run.hpp>
#include <wsman/client/impl/powershell/clixml_stream.hpp>
#include <wsman/client/impl/powershell/powershell.hpp>
#include <wsman/client/impl/waiting/handoff.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// A running script: a sequence of commands with common options, time-out and cancellation.
class script_run {
public:
    script_run(core_pointer core, run_options options) : core_(std::move(core)), options_(std::move(options)) {}

    const core_pointer& core() const noexcept { return core_; }

    /// Effects: ends the current step; afterwards only clean-up steps run.
    void stop(asio::cancellation_type type)
    {
        stopped_ = true;
        if (current_) stop_of(current_)(type);
    }
    bool stopped() const noexcept { return stopped_; }

    /// Returns: the options for the script itself, with the rest of the time-out.
    run_options options() const
    {
        run_options left = options_;
        if (!options_.timeout) return left;
        const auto used = std::chrono::steady_clock::now() - began_;
        left.timeout = (std::max)(
            *options_.timeout - std::chrono::duration_cast<std::chrono::milliseconds>(used),
            std::chrono::milliseconds(0)
        );
        return left;
    }
    /// Returns: the options for a preparation step.
    run_options preparing() const
    {
        run_options left = options();
        left.input = standard_input();
        return left;
    }
    /// Returns: the options for a clean-up step: neither the script's time-out nor a cancellation ends it.
    run_options cleaning_up() const
    {
        run_options bounded = preparing();
        bounded.timeout = core_->options.cleanup_timeout;
        return bounded;
    }

    void current(command_pointer cmd) noexcept { current_ = std::move(cmd); }

private:
    core_pointer core_;
    run_options options_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    command_pointer current_;
    bool stopped_ = false;
};

using script_pointer = std::shared_ptr<script_run>;

/// Returns: the command of a step, not started.
[[nodiscard]] inline result<command_pointer>
command_of_step(const core_pointer& core, powershell_step step, run_options options)
{
    if (step.standard_input) options.input = standard_input(std::move(*step.standard_input));
    result<command_request> line = step.run.request();
    if (!line) return line.error();
    return command_to_run(core, *std::move(line), std::move(options));
}

[[nodiscard]] inline asio::awaitable<result<command_result>>
run_step(script_pointer script, powershell_step step, run_options options, bool stoppable)
{
    if (stoppable && script->stopped()) co_return failure(client_errc::cancelled);
    const std::size_t limit = options.output_limit;
    result<command_pointer> cmd = command_of_step(script->core(), std::move(step), std::move(options));
    if (!cmd) co_return cmd.error();
    if (stoppable) script->current(*cmd);
    result<command_result> ended = co_await begin_and_collect(*cmd, limit);
    script->current(nullptr);
    co_return ended;
}

/// Runs a step whose output is not returned.
[[nodiscard]] inline asio::awaitable<result<void>>
run_quietly(script_pointer script, powershell_step step, run_options options, bool stoppable)
{
    result<command_result> ended = co_await run_step(script, std::move(step), std::move(options), stoppable);
    if (!ended) co_return ended.error();
    if (ended->exit_code.value_or(0) == 0) co_return result<void>();
    failure why(client_errc::script_not_stored);
    why.details().server_text = ended->standard_error.text();
    co_return why;
}

[[nodiscard]] inline asio::awaitable<result<void>>
prepare_script(script_pointer script, std::vector<powershell_step> preparation)
{
    result<void> prepared;
    for (powershell_step& one : preparation) {
        prepared = co_await run_quietly(script, std::move(one), script->preparing(), true);
        if (!prepared) break;
    }
    co_return prepared;
}

/// Runs the clean-up steps. Returns: the script's error, which errors of these steps do not replace.
[[nodiscard]] inline asio::awaitable<failure>
clean_up_script(script_pointer script, std::vector<powershell_step> steps, failure why)
{
    const core_pointer core = script->core();
    for (powershell_step& one : steps) {
        result<void> cleaned = co_await run_quietly(script, std::move(one), script->cleaning_up(), false);
        if (!cleaned) core->report("Command", cleaned.error());
    }
    failure completed = core->complete(std::move(why), "Command");
    co_return completed;
}

[[nodiscard]] inline asio::awaitable<result<command_result>> run_plan(script_pointer script, powershell_plan plan)
{
    result<void> prepared = co_await prepare_script(script, std::move(plan.preparation));
    result<command_result> ended = command_result();
    if (prepared)
        ended = co_await run_step(script, std::move(plan.run), script->options(), true);
    else
        ended = prepared.error();
    if (ended) co_return ended;
    failure why = co_await clean_up_script(script, std::move(plan.clean_up), ended.error());
    co_return why;
}

WSMAN_DECL asio::awaitable<result<powershell_result>>
run_script(core_pointer core, powershell_script script, run_options options)
{
    result<powershell_plan> plan = script.plan(options.input.given());
    if (!plan) co_return core->complete(plan.error(), "Command");
    const auto run = std::make_shared<script_run>(core, std::move(options));
    stop_handler on_stop = [run](asio::cancellation_type type) { run->stop(type); };
    result<command_result> ended =
        co_await handoff<result<command_result>>(core->strand, std::move(on_stop), run_plan(run, std::move(*plan)));
    if (!ended) co_return ended.error();
    co_return powershell_result(std::move(*ended));
}

/// A sink that converts standard error to readable text before it calls the caller's sink.
class readable_sink {
public:
    explicit readable_sink(output_sink sink) : kept_(std::make_shared<state>(std::move(sink))) {}

    asio::awaitable<void> operator()(output_stream stream, std::string bytes) const
    {
        return pass_on(kept_, stream, std::move(bytes));
    }
    /// Effects: passes on the text that was held back.
    asio::awaitable<void> finish() const { return pass_rest(kept_); }

private:
    struct state {
        explicit state(output_sink sink) : take(std::move(sink)) {}

        output_sink take;
        clixml_stream errors;
    };

    static asio::awaitable<void> pass_on(std::shared_ptr<state> kept, output_stream stream, std::string bytes)
    {
        if (stream == output_stream::standard_error) bytes = kept->errors.add(bytes);
        if (!bytes.empty()) co_await kept->take(stream, std::move(bytes));
    }
    static asio::awaitable<void> pass_rest(std::shared_ptr<state> kept)
    {
        std::string rest = kept->errors.finish();
        if (!rest.empty()) co_await kept->take(output_stream::standard_error, std::move(rest));
    }

    std::shared_ptr<state> kept_;
};

/// Runs the script itself. The sink sees the caller's cancellation state. Exceptions become a failure.
[[nodiscard]] inline asio::awaitable<result<exit_status>>
run_script_step(script_pointer script, powershell_step step, readable_sink sink)
{
    result<command_pointer> cmd = command_of_step(script->core(), std::move(step), script->options());
    if (!cmd) co_return cmd.error();
    result<exit_status> ended = exit_status();
    try {
        ended = co_await run_command_into_sink(*cmd, output_sink(sink));
        // After a time-out or a lost connection an incomplete document is left, which may contain the reason.
        const bool sink_works = ended || ended.error().code() != client_errc::sink_failed;
        if (sink_works) co_await sink.finish();
    }
    catch (...) {
        if (ended) ended = failure_of_sink(std::current_exception());
    }
    co_return ended;
}

WSMAN_DECL asio::awaitable<result<exit_status>>
run_script_into_sink(core_pointer core, powershell_script script, output_sink sink, run_options options)
{
    result<powershell_plan> plan = script.plan(options.input.given());
    if (!plan) co_return core->complete(plan.error(), "Command");
    const auto run = std::make_shared<script_run>(core, std::move(options));
    stop_handler on_stop = [run](asio::cancellation_type type) { run->stop(type); };
    // If the caller is cancelled, the next co_await would throw, but the script's file must still be removed.
    const bool throws = co_await asio::this_coro::throw_if_cancelled();
    co_await asio::this_coro::throw_if_cancelled(false);
    result<exit_status> ended = exit_status();
    result<void> prepared = co_await handoff<result<void>>(
        core->strand, std::move(on_stop), prepare_script(run, std::move(plan->preparation))
    );
    if (prepared) {
        co_await asio::this_coro::throw_if_cancelled(throws);
        try {
            ended = co_await run_script_step(run, std::move(plan->run), readable_sink(std::move(sink)));
        }
        catch (...) {
            ended = failure_of_sink(std::current_exception());
        }
        co_await asio::this_coro::throw_if_cancelled(false);
    } else {
        ended = prepared.error();
    }
    if (!ended) {
        failure why = co_await handoff<failure>(
            core->strand, stop_handler(), clean_up_script(run, std::move(plan->clean_up), ended.error())
        );
        ended = std::move(why);
    }
    co_await asio::this_coro::throw_if_cancelled(throws);
    co_return ended;
}

} // namespace wsman::detail
