//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/client/impl/commands/command_calls.hpp>
#include <wsman/client/impl/identify.hpp>
#include <wsman/client/impl/probe/probe.hpp>
#include <wsman/client/impl/probe/probe_steps.hpp>
#include <wsman/client/impl/waiting/handoff.hpp>

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// The report of a running probe, and the remaining time.
class probe_course {
public:
    using clock = std::chrono::steady_clock;

    probe_course(core_pointer core, std::chrono::milliseconds timeout)
        : core_(std::move(core)), whole_(timeout), began_(clock::now()), ends_(began_ + timeout)
    {
        report.url = core_->target.connection().url();
    }

    const session& target() const noexcept { return core_->target; }
    std::chrono::milliseconds left() const
    {
        const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(ends_ - clock::now());
        return (std::max)(time, std::chrono::milliseconds(1));
    }
    /// Returns: the time limit for an answer to a request without a log-in. Some hosts never answer one.
    std::chrono::milliseconds share() const { return (std::min)({left(), whole_ / 3, longest_unauthenticated_wait}); }

    /// Effects: appends the step to the report. Its duration is the time since the previous step.
    const probe_step& add(probe_step judged)
    {
        const clock::time_point now = clock::now();
        if (judged.outcome != probe_outcome::skipped)
            judged.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(now - began_);
        began_ = now;
        if (judged.why) judged.why = core_->complete(*std::move(judged.why), {});
        report.steps.push_back(std::move(judged));
        return report.steps.back();
    }
    /// Effects: appends skipped steps for the stages in [from, to).
    void skip(probe_stage from, probe_stage to, const std::string& because)
    {
        for (auto stage = static_cast<unsigned>(from); stage < static_cast<unsigned>(to); ++stage)
            add(skipped_step(static_cast<probe_stage>(stage), because));
    }

    std::shared_ptr<host_probe> start_probe() const
    {
        return std::make_shared<host_probe>(core_->strand, core_->target, core_->options.transport);
    }
    identify anonymous_question() const { return identify(core_->soap, identify_as::anonymous); }

    probe_report report;
    std::string obstacle; ///< the reason for not logging in; empty: none

private:
    core_pointer core_;
    std::chrono::milliseconds whole_;
    clock::time_point began_; // the beginning of the current step
    clock::time_point ends_;
};

using probe_course_pointer = std::shared_ptr<probe_course>;

/// Checks name, port and TLS. Returns: true if there is a connection to the session's host.
inline asio::awaitable<bool> reach(probe_course_pointer course, std::shared_ptr<host_probe> probe)
{
    const bool over_tls = course->target().connection().transport() == transport_kind::https;
    probe->set_timeout(course->left());
    const result<std::vector<std::string>> found = co_await probe->resolve();
    if (found.has_value()) course->report.addresses = *found;
    if (course->add(judge_name(course->target(), found)).why) {
        course->skip(probe_stage::port, probe_stage::session, "the name has no address");
        co_return false;
    }
    probe->set_timeout(course->left());
    const host_opening opening = co_await probe->open();
    course->report.tls = opening.tls;
    if (course->add(judge_port(course->target(), opening)).why) {
        course->skip(probe_stage::tls, probe_stage::session, "the port does not answer");
        co_return false;
    }
    if (!over_tls)
        course->add(skipped_step(probe_stage::tls, "the connection is http"));
    else if (course->add(judge_tls(course->target(), opening)).why) {
        course->skip(probe_stage::http, probe_stage::session, "nothing is sent to an unauthenticated host");
        co_return false;
    }
    co_return true;
}

/// Sends the requests without a log-in. Returns: true if the host may be a WS-Management service.
inline asio::awaitable<bool> listen_to(probe_course_pointer course, std::shared_ptr<host_probe> probe)
{
    probe->set_timeout(course->share());
    result<unauthenticated_answer> said = co_await probe->ask();
    if (said.has_value()) course->report.schemes = said->schemes;
    const probe_step http = course->add(judge_http(said));
    if (http.outcome != probe_outcome::ok) {
        course->add(skipped_step(probe_stage::identity, "the host does not answer without a log-in"));
    } else {
        probe->set_timeout(course->share());
        identify question = course->anonymous_question();
        const result<identity> known = co_await drive(*probe, std::move(question));
        if (known.has_value()) course->report.anonymous = *known;
        course->add(judge_identity(known));
    }
    if (said.has_value() && said->host_clock && said->our_clock)
        course->report.clock_difference = *said->host_clock - *said->our_clock;
    course->add(judge_clock(course->target(), course->report.clock_difference));
    co_return may_be_our_service(http);
}

[[nodiscard]] inline asio::awaitable<result<void>> look_at_host(probe_course_pointer course)
{
    const std::shared_ptr<host_probe> probe = course->start_probe();
    const bool reached = co_await reach(course, probe);
    if (!reached) {
        course->obstacle = "the host was not reached, or is not authenticated";
    } else {
        const bool ours = co_await listen_to(course, probe);
        if (!ours) course->obstacle = "this is not a WS-Management service";
    }
    co_await probe->close();
    if (course->add(judge_session(course->target(), course->report.schemes)).why)
        course->obstacle = "the session cannot log in";
    co_return result<void>();
}

inline asio::awaitable<void>
try_log_in(core_pointer core, probe_course_pointer course, std::shared_ptr<call_group> group)
{
    asio::steady_timer bound(core->strand);
    abort_after(bound, course->left(), group);
    result<identity> known = co_await identify_on_strand(core, group);
    bound.cancel();
    if (known.has_error() && known.error().code() == client_errc::cancelled && group->aborted())
        known = core->complete(failure(client_errc::deadline_exceeded), "Identify");
    if (known.has_value()) course->report.logged_in = *known;
    course->add(judge_log_in(core->target, known));
}

[[nodiscard]] inline asio::awaitable<result<probe_report>>
probe_on_strand(core_pointer core, std::chrono::milliseconds timeout, std::shared_ptr<call_group> caller)
{
    if (core->closing()) co_return core->closed("probe");
    caller->join(*core->calls);
    const auto course = std::make_shared<probe_course>(core, timeout);
    const result<void> looked = co_await within<void>(caller, core->strand, look_at_host(course));
    if (looked.has_error()) co_return core->complete(looked.error(), "probe");
    if (!course->obstacle.empty())
        course->add(skipped_step(probe_stage::log_in, course->obstacle));
    else
        co_await try_log_in(core, course, caller->child());
    if (core->closing()) co_return core->closed("probe");
    if (caller->aborted()) co_return core->complete(failure(client_errc::cancelled), "probe");
    co_return std::move(course->report);
}

WSMAN_DECL asio::awaitable<result<probe_report>> probe_host(core_pointer core, std::chrono::milliseconds timeout)
{
    const auto caller = std::make_shared<call_group>();
    result<probe_report> report =
        co_await handoff<result<probe_report>>(core->strand, abort_of(caller), probe_on_strand(core, timeout, caller));
    co_return report;
}

} // namespace wsman::detail
