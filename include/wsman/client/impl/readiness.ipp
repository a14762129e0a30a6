//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/impl/abortable.hpp>
#include <wsman/client/impl/handoff.hpp>
#include <wsman/client/impl/readiness.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/core/duration.hpp>
#include <wsman/transport/impl/back_off.hpp>

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <utility>

namespace wsman::detail {

WSMAN_DECL asio::awaitable<result<identity>> identify_on_strand(core_pointer core, std::shared_ptr<call_group> group)
{
    if (core->closing) co_return core->closed("Identify");
    identify question(core->soap);
    result<identity> answer = co_await core->call(std::move(group), std::move(question));
    if (!answer) co_return core->complete(answer.error(), "Identify");
    // WinRM 3.0 and later take 500 KB by default; a size that was set on purpose stays.
    constexpr unsigned first_stack_with_larger_envelopes = 3;
    if (answer->stack().value_or(0) >= first_stack_with_larger_envelopes)
        core->soap.raise_max_envelope_size(defaults::raised_envelope_size);
    co_return answer;
}

inline asio::awaitable<result<identity>> identify_once(core_pointer core, abortable stop)
{
    result<identity> answer = co_await identify_on_strand(core, stop.begin(*core));
    co_return answer;
}

WSMAN_DECL asio::awaitable<result<identity>> identify_host(core_pointer core)
{
    const abortable stop;
    result<identity> answer =
        co_await handoff<result<identity>>(core->strand, stop.on_stop(), identify_once(core, stop));
    co_return answer;
}

/// Returns: whether a host that starts may fail so. A refused log-in is not among it: repeating it locks accounts out.
inline bool may_pass_with_time(const failure& why) noexcept
{
    return why.code() == condition::retryable || why.code() == condition::timeout ||
           why.code() == transport_errc::connection_reset || why.code() == transport_errc::connection_closed ||
           why.code() == transport_errc::empty_answer || proxy_misses_host(why);
}

inline failure not_ready(const client_core& core, const failure& last, unsigned attempts,
                         std::chrono::milliseconds elapsed)
{
    failure why =
        core.complete(failure(client_errc::not_ready, "the last attempt: " + last.code().message()), "Identify");
    why.details().cause = last.code();
    why.details().http_status = last.details().http_status;
    why.details().server_text = last.details().server_text;
    why.details().attempts = attempts;
    why.details().elapsed = elapsed;
    return why;
}

inline asio::awaitable<result<identity>> poll_until_ready(core_pointer core, std::chrono::milliseconds deadline,
                                                          abortable stop)
{
    using clock = std::chrono::steady_clock;
    const clock::time_point began = clock::now();
    const auto elapsed = [began] {
        return std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - began);
    };
    std::chrono::milliseconds backoff = core->options.transport.first_backoff;
    asio::steady_timer waiting(core->strand);
    failure last(client_errc::deadline_exceeded);
    for (unsigned attempt = 1;; ++attempt) {
        const std::shared_ptr<call_group> group = stop.begin(*core);
        asio::steady_timer bound(core->strand);
        abort_after(bound, (std::max)(deadline - elapsed(), std::chrono::milliseconds(0)), group);
        result<identity> answer = co_await identify_on_strand(core, group);
        bound.cancel();
        if (answer) co_return answer;
        failure why = answer.error();
        if (stop.stopped() || core->closing) co_return why;
        const bool out_of_time = elapsed() >= deadline;
        if (!(out_of_time && why.code() == client_errc::cancelled)) {
            if (!may_pass_with_time(why)) {
                why.details().attempts = attempt;
                co_return why;
            }
            last = std::move(why);
        }
        if (out_of_time || elapsed() + backoff >= deadline) co_return not_ready(*core, last, attempt, elapsed());
        core->report("Identify", last);
        if (!group->aborted()) co_await group->run(core->strand, pause(waiting, backoff));
        if (stop.stopped()) co_return core->complete(failure(client_errc::cancelled), "Identify");
        backoff = (std::min)(backoff * 2, core->options.transport.longest_backoff);
    }
}

WSMAN_DECL asio::awaitable<result<identity>> wait_for_host(core_pointer core, std::chrono::milliseconds deadline)
{
    const abortable stop;
    result<identity> answer =
        co_await handoff<result<identity>>(core->strand, stop.on_stop(), poll_until_ready(core, deadline, stop));
    co_return answer;
}

} // namespace wsman::detail
