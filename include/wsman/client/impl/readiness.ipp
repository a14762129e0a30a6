//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/duration.hpp>
#include <wsman/client/impl/commands/command_calls.hpp>
#include <wsman/client/impl/identify.hpp>
#include <wsman/client/impl/readiness.hpp>
#include <wsman/client/impl/waiting/handoff.hpp>
#include <wsman/transport/impl/pool/back_off.hpp>

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: true if a starting host may give this result to a request without a log-in: no answer, a refused
/// connection, or 503. Hosts that require a log-in close the connection, which counts as an answer.
inline bool may_be_starting(const failure& why) noexcept
{
    return why.code() == condition::retryable || why.code() == condition::timeout || proxy_misses_host(why);
}

/// Waits for a host that is starting.
///
/// Until the host answers, requests are sent without a log-in, so that no password is refused repeatedly; then the
/// client logs in once. If the host accepts the connection but does not answer, the client also logs in, provided that
/// the scheme's first message contains no proof of the password. The wait continues only if the host has gone away
/// before it could check a password.
class readiness_wait {
public:
    using clock = std::chrono::steady_clock;

    readiness_wait(core_pointer core, std::chrono::milliseconds time, std::shared_ptr<call_group> caller)
        : core_(std::move(core)), caller_(std::move(caller)), pauses_(core_->strand), ends_(began_ + time),
          backoff_(core_->options.transport.first_backoff), last_(client_errc::deadline_exceeded)
    {
    }

    [[nodiscard]] asio::awaitable<result<identity>> run()
    {
        caller_->join(*core_->calls);
        for (;;) {
            result<identity> known = co_await ask(identify_as::anonymous);
            if (stopped()) co_return why_stopped();
            if (!goes_on(known) || may_want_a_login(known)) {
                if (!logs_in() || is_untrusted(known)) co_return finished(std::move(known));
                known = co_await ask(identify_as::authenticated);
                if (!goes_on(known)) co_return finished(std::move(known));
            }
            if (stopped()) co_return why_stopped();
            core_->report("Identify", last_);
            if (clock::now() >= ends_) co_return not_ready();
            co_await pauses_.wait(caller_.get(), next_attempt());
            if (stopped()) co_return why_stopped();
            if (clock::now() >= ends_) co_return not_ready();
        }
    }

private:
    [[nodiscard]] asio::awaitable<result<identity>> ask(identify_as who)
    {
        ++attempts_;
        const std::shared_ptr<call_group> group = caller_->child();
        asio::steady_timer bound(core_->strand);
        abort_after(bound, (std::max)(left(), std::chrono::milliseconds(0)), group);
        result<identity> answer = co_await identify_on_strand(core_, group, who);
        bound.cancel();
        if (answer) co_return answer;
        failure why = answer.error();
        if (why.code() == client_errc::cancelled && !stopped()) {
            // The time is over; an earlier error says more about the reason.
            why = core_->complete(failure(client_errc::deadline_exceeded), "Identify");
            if (!last_known_) last_ = why;
        } else {
            last_ = why;
            last_known_ = true;
        }
        co_return why;
    }

    bool logs_in() const { return core_->target.authentication().scheme != authentication_scheme::none; }
    static bool is_untrusted(const result<identity>& known)
    {
        return known.has_error() && known.error().code() == condition::untrusted_peer;
    }
    /// Returns: true if the host should be tried again after this result.
    bool goes_on(const result<identity>& known) const
    {
        if (known) return false;
        const failure& why = known.error();
        if (why.details().proof_unanswered) return false; // the host may have refused the password
        if (may_be_starting(why)) return true;
        // Without a log-in another attempt cannot lock an account.
        return !logs_in() && (why.code() == condition::connection_lost || why.code() == transport_errc::empty_answer);
    }
    /// Returns: true if the host may be silent because it requires a log-in (OMI), and a log-in has no risk: the first
    /// message of these schemes contains no proof of the password, so that a starting host cannot refuse one.
    bool may_want_a_login(const result<identity>& known) const
    {
        using enum authentication_scheme;
        const authentication_scheme scheme = core_->target.authentication().scheme;
        const bool begins_without_proof =
            scheme == negotiate || scheme == ntlm || scheme == kerberos || scheme == credssp;
        return begins_without_proof && known.has_error() && known.error().code() == transport_errc::read_timeout;
    }
    bool stopped() const noexcept { return caller_->aborted(); }
    failure why_stopped() const
    {
        return core_->closing() ? core_->closed("Identify")
                                : core_->complete(failure(client_errc::cancelled), "Identify");
    }
    std::chrono::milliseconds left() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(ends_ - clock::now());
    }

    [[nodiscard]] result<identity> finished(result<identity> known) const
    {
        if (known) return known;
        failure why = known.error();
        if (stopped()) return why_stopped();
        if (why.code() == client_errc::deadline_exceeded) return not_ready();
        why.details().attempts = attempts_;
        return why;
    }

    /// Returns: the time of the next attempt. The last pause is shortened, so that attempts continue until the end.
    clock::time_point next_attempt()
    {
        const clock::time_point now = clock::now();
        constexpr std::chrono::milliseconds shortest{50};
        const clock::duration left_now = ends_ - now;
        clock::duration pause = backoff_;
        if (pause >= left_now) pause = left_now / 2 > shortest ? left_now / 2 : left_now;
        backoff_ = (std::min)(backoff_ * 2, core_->options.transport.longest_backoff);
        return now + pause;
    }

    failure not_ready() const
    {
        failure why =
            core_->complete(failure(client_errc::not_ready, "the last attempt: " + last_.code().message()), "Identify");
        why.details().cause = last_.code();
        if (last_.code() == transport_errc::read_timeout)
            why.details().hint = "some hosts (OMI) answer only requests with a log-in: identify sends one";
        why.details().http_status = last_.details().http_status;
        why.details().server_text = last_.details().server_text;
        why.details().attempts = attempts_;
        why.details().elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - began_);
        return why;
    }

    core_pointer core_;
    std::shared_ptr<call_group> caller_;
    notification pauses_; // never notified: only the caller and the time end a pause
    const clock::time_point began_ = clock::now();
    const clock::time_point ends_;
    std::chrono::milliseconds backoff_;
    failure last_;
    bool last_known_ = false;
    unsigned attempts_ = 0;
};

[[nodiscard]] inline asio::awaitable<result<identity>>
wait_on_strand(core_pointer core, std::chrono::milliseconds time, std::shared_ptr<call_group> caller)
{
    readiness_wait waiting(std::move(core), time, std::move(caller));
    result<identity> answer = co_await waiting.run();
    co_return answer;
}

WSMAN_DECL asio::awaitable<result<identity>> wait_for_host(core_pointer core, std::chrono::milliseconds time)
{
    const auto caller = std::make_shared<call_group>();
    result<identity> answer =
        co_await handoff<result<identity>>(core->strand, abort_of(caller), wait_on_strand(core, time, caller));
    co_return answer;
}

} // namespace wsman::detail
