//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/core/duration.hpp>
#include <wsman/client/impl/commands/command_calls.hpp>
#include <wsman/client/impl/readiness.hpp>
#include <wsman/client/impl/waiting/handoff.hpp>
#include <wsman/transport/impl/pool/back_off.hpp>

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL asio::awaitable<result<identity>>
identify_on_strand(core_pointer core, std::shared_ptr<call_group> group, identify_as who)
{
    if (core->closing()) co_return core->closed("Identify");
    identify question(core->soap, who);
    result<identity> answer = co_await core->call(std::move(group), std::move(question));
    if (!answer) co_return core->complete(answer.error(), "Identify");
    // WinRM 3.0 and later take 500 KB by default; a size that was set on purpose stays.
    constexpr unsigned first_stack_with_larger_envelopes = 3;
    if (answer->stack().value_or(0) >= first_stack_with_larger_envelopes)
        core->soap.raise_max_envelope_size(defaults::raised_envelope_size);
    co_return answer;
}

[[nodiscard]] inline asio::awaitable<result<identity>>
identify_once(core_pointer core, std::shared_ptr<call_group> caller)
{
    caller->join(*core->calls);
    result<identity> answer = co_await identify_on_strand(core, caller);
    co_return answer;
}

WSMAN_DECL asio::awaitable<result<identity>> identify_host(core_pointer core)
{
    const auto caller = std::make_shared<call_group>();
    result<identity> answer =
        co_await handoff<result<identity>>(core->strand, abort_of(caller), identify_once(core, caller));
    co_return answer;
}

/// Returns: whether a host that is starting may answer so to a request without a log-in: by silence, by a refused
/// connection, or by 503. Hosts that hear nobody without a log-in close the connection, which is an answer.
inline bool may_be_starting(const failure& why) noexcept
{
    return why.code() == condition::retryable || why.code() == condition::timeout || proxy_misses_host(why);
}

/// Waits for a host that is starting.
///
/// Until the host answers it is asked without a log-in, so that no password is refused time after time; then the log-in
/// is tried once. Silence is answered by a log-in, too, where that begins without a proof of the password. Only if the
/// host was gone again before it could look at a password, the wait goes on.
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
            // The time is over. What came before says more than that.
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
    /// Returns: whether the host is to be asked again after this.
    bool goes_on(const result<identity>& known) const
    {
        if (known) return false;
        const failure& why = known.error();
        if (why.details().proof_unanswered) return false; // it may have been the refusal of a password
        if (may_be_starting(why)) return true;
        // Where there is nothing to log in with, asking again costs nothing.
        return !logs_in() && (why.code() == condition::connection_lost || why.code() == transport_errc::empty_answer);
    }
    /// Returns: whether the host may be silent because it answers nobody without a log-in (OMI), and a log-in costs nothing:
    /// the first message of these schemes proves no password, so a host that is only starting refuses none.
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

    /// Returns: when to ask again. The pause before the end is cut short, so that attempts go on until then.
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
            why.details().hint = "some hosts (OMI) answer only requests with a log-in: identify asks with one";
        why.details().http_status = last_.details().http_status;
        why.details().server_text = last_.details().server_text;
        why.details().attempts = attempts_;
        why.details().elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - began_);
        return why;
    }

    core_pointer core_;
    std::shared_ptr<call_group> caller_;
    notification pauses_; // never comes: only the caller and the time end a pause
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
