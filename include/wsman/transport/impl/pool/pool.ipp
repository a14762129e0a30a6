//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/http_status.hpp>
#include <wsman/transport/sealed_loss.hpp>
#include <wsman/transport/impl/connection_ended.hpp>
#include <wsman/transport/impl/http/http_request.hpp>
#include <wsman/transport/impl/pool/pool.hpp>

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

inline constexpr std::size_t spare_body_limit = std::size_t{1} << 20;

inline constexpr std::string_view refused_tab_hint =
    "look at the host before you repeat it; some hosts (OMI) close the connection at the tab in the part headers of "
    "sealed messages: call identify first, which finds that out, or set client_policy::tab_in_sealed_parts to false "
    "(wsman-cli --no-tab-in-sealed-parts)";

class connection_pool::round {
public:
    round(request&& what, const transport_options& options)
        : asked(std::move(what)), since(std::chrono::steady_clock::now()),
          // Clients that fail together began at different nanoseconds; more chance than that is not needed.
          patience(options, static_cast<std::uint32_t>(since.time_since_epoch().count()))
    {
    }

    request asked;
    std::chrono::steady_clock::time_point since;
    back_off patience;
    unsigned attempts = 0;
    std::optional<std::chrono::seconds> retry_after;
    std::shared_ptr<connection> last; // where the last try was made
    bool opening = false;             // the last try did not get beyond opening
    bool reused = false;              // its connection had served before
    bool fresh_only = false;          // a kept connection let it down already
    bool logged_in_again = false;
    bool without_tab = false; // it was sent again without the tab of sealed parts

    /// Returns: whether it is known what became of the request: it was not sent, or there is an answer that counts. A
    /// sealed one does; one in clear text only where the request was not sealed.
    bool known() const noexcept
    {
        if (opening || !last->wrote()) return true;
        return !last->proves_nothing() && last->answer_complete();
    }
};

WSMAN_DECL connection_pool::connection_pool(
    boost::asio::any_io_executor executor, connection_settings settings, transport_options options, observer watch
)
    : executor_(std::move(executor)), environment_(std::make_shared<connection_environment>()),
      prefix_(make_head_prefix(settings)), admission_(std::make_shared<admission>(executor_, options.connections))
{
    environment_->cookies = cookie_jar(settings.host, settings.host_is_address, settings.path, settings.tls);
    environment_->tab = sealed_tab(settings.tab_in_sealed_parts);
    environment_->settings = std::move(settings);
    environment_->options = options;
    environment_->watch = std::move(watch);
    if (prefix_.has_value()) environment_->head_prefix = *prefix_;
}

WSMAN_DECL connection_pool::~connection_pool()
{
    close_idle();
}

WSMAN_DECL boost::asio::awaitable<result<response>> connection_pool::round_trip(request asked)
{
    return run(shared_from_this(), std::move(asked));
}

WSMAN_DECL boost::asio::awaitable<result<response>>
connection_pool::run(std::shared_ptr<connection_pool> self, request asked)
{
    // Inside, a cancellation is a result like any other; the caller's setting comes back at the end.
    const bool throwing = co_await boost::asio::this_coro::throw_if_cancelled();
    co_await boost::asio::this_coro::throw_if_cancelled(false);
    result<response> outcome = co_await self->try_until_done(std::move(asked));
    co_await boost::asio::this_coro::throw_if_cancelled(throwing);
    co_return outcome;
}

WSMAN_DECL boost::asio::awaitable<result<response>> connection_pool::try_until_done(request asked)
{
    round state(std::move(asked), environment_->options);
    if (prefix_.has_error()) co_return prefix_.error();
    for (;;) {
        ++state.attempts;
        result<response> outcome = co_await try_once(state);
        const verdict next = judge(state, outcome);
        if (next == verdict::at_once) continue;
        std::optional<std::chrono::milliseconds> wait;
        if (next == verdict::later) {
            const auto elapsed = std::chrono::steady_clock::now() - state.since;
            wait =
                state.patience.next(std::chrono::duration_cast<std::chrono::milliseconds>(elapsed), state.retry_after);
        }
        if (!wait) {
            complete(state, outcome);
            co_return outcome;
        }
        tell_retry(state, outcome, *wait);
        const result<void> rested = co_await pause(state, *wait);
        if (rested.has_error()) {
            outcome = rested.error();
            complete(state, outcome);
            co_return outcome;
        }
    }
}

WSMAN_DECL boost::asio::awaitable<result<response>> connection_pool::try_once(round& state)
{
    state.last.reset();
    state.opening = true;
    result<admission::ticket> place = co_await admission::enter(admission_, state.asked.waits);
    if (place.has_error()) co_return place.error();
    std::shared_ptr<connection> line;
    if (!state.fresh_only) line = idle_connection();
    state.reused = line != nullptr;
    if (!line) {
        line = std::make_shared<connection>(executor_, environment_, ++opened_);
        state.last = line;
        result<void> opened = co_await line->open();
        if (opened.has_error()) co_return opened.error();
    }
    state.last = line;
    if (!state.asked.anonymous && !line->logged_in()) {
        result<void> logged_in = co_await line->log_in();
        if (logged_in.has_error()) co_return logged_in.error();
    }
    state.opening = false;
    response buffers = spare();
    result<response> answer = co_await line->converse(state.asked, std::move(buffers));
    release(std::move(line));
    co_return answer;
}

WSMAN_DECL boost::asio::awaitable<result<void>> connection_pool::pause(round&, std::chrono::milliseconds how_long)
{
    const boost::asio::cancellation_state state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return failure(client_errc::cancelled);
    boost::asio::steady_timer timer(executor_);
    timer.expires_after(how_long);
    boost::system::error_code code;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, code));
    if (code) co_return failure(client_errc::cancelled);
    if (admission_->closed()) co_return failure(client_errc::closed);
    co_return result<void>();
}

WSMAN_DECL connection_pool::verdict connection_pool::judge(round& state, result<response>& outcome)
{
    const verdict proposed = propose(state, outcome);
    if (proposed == verdict::final || !state.last || !state.last->proof_unanswered()) return proposed;
    // Whatever ended it may have been a refusal of the password, and a second one brings the account nearer to its
    // lock-out.
    failure why = outcome.has_value() ? http_failure(*outcome, state.asked.operation) : outcome.error();
    why.details().hint =
        "it is not tried again by itself: the proof of the password had left, and this may have been its "
        "refusal; check the account";
    outcome = std::move(why);
    return verdict::final;
}

/// Returns: whether a later handshake of TLS failed because one side did not take the other's certificate. A host that
/// asks for one after the request carries nothing out before.
inline bool refused_by_handshake(const result<response>& outcome)
{
    if (outcome.has_value()) return false;
    const error_code code = outcome.error().code();
    return code == transport_errc::client_certificate_refused ||
           (code == condition::untrusted_peer && code.category() == transport_category());
}

WSMAN_DECL connection_pool::verdict connection_pool::propose(round& state, result<response>& outcome)
{
    state.retry_after.reset();
    if (outcome.has_error()) {
        const error_code code = outcome.error().code();
        if (code == client_errc::cancelled || code == client_errc::closed) return verdict::final;
        if (state.opening)
            return worth_another_try(outcome.error(), state.patience.keeps_trying()) ? verdict::later : verdict::final;
    }
    if (may_have_refused_tab(state, outcome) && leave_out_tab(state)) return verdict::at_once;
    if (!state.known() && !refused_by_handshake(outcome) && state.asked.after_loss != repeatability::repeatable)
        return judge_unknown(state, outcome);
    if (outcome.has_value()) return judge_answer(state, *outcome);
    if (state.last->login_lost()) {
        // What is repeatable may go out again whoever refused it, and the rest where the refusal is authentic.
        if (state.logged_in_again) return verdict::final;
        state.logged_in_again = state.fresh_only = true;
        state.last->close("the host forgot the log-in");
        return verdict::at_once;
    }
    return judge_broken(state, outcome.error());
}

WSMAN_DECL connection_pool::verdict connection_pool::judge_answer(round& state, const response& answer) const
{
    if (after_plain_status(answer.status) != after_sealed_loss::wait_and_retry) return verdict::final;
    // Some hosts send faults with 503; those are answers and no reason to ask again.
    if (!answer.body.empty() && parse_media_type(answer.content_type).is_xml()) return verdict::final;
    state.retry_after = answer.retry_after;
    return verdict::later;
}

/// A status in clear text where a sealed answer was due.
inline failure plain_status(const failure& why)
{
    const unsigned status = why.details().http_status.value_or(0);
    failure told(
        security_errc::plain_answer,
        status == 0 ? why.details().client_text
                    : "HTTP " + std::to_string(status) + ", which anybody on the way can make up"
    );
    told.details().cause = why.code();
    told.details().http_status = why.details().http_status;
    return told;
}

/// Makes of an ending that leaves open whether the host carried the request out what the caller has to know of it.
WSMAN_DECL connection_pool::verdict connection_pool::judge_unknown(round& state, result<response>& outcome)
{
    failure why = outcome.has_value() ? http_failure(*outcome, state.asked.operation) : outcome.error();
    const bool made_up = state.last->proves_nothing() && state.last->answer_complete();
    if (made_up && why.code().category() != security_category()) why = plain_status(why);
    if (state.asked.after_loss == repeatability::gap) {
        why.details().output_gap_possible = true;
        outcome = std::move(why);
        return verdict::final;
    }
    std::string text = why.code().message();
    if (!why.details().client_text.empty()) text.append(": ").append(why.details().client_text);
    failure unknown(client_errc::outcome_unknown, std::move(text));
    unknown.details().cause = why.code();
    unknown.details().http_status = why.details().http_status;
    if (may_have_refused_tab(state, outcome)) unknown.details().hint = refused_tab_hint;
    outcome = std::move(unknown);
    return verdict::final;
}

/// Returns: whether the host may have closed the connection because it cannot read sealed parts that begin with a tab: it
/// took the log-in, and then sent no byte, and it has never answered a request with a tab.
WSMAN_DECL bool connection_pool::may_have_refused_tab(const round& state, const result<response>& outcome) const
{
    return outcome.has_error() && connection_ended(outcome.error().code()) && state.last->sealed_with_tab() &&
           !state.last->answer_started() && environment_->tab.may_be_refused();
}

/// Effects: prepares a new log-in without the tab, once a client.
/// Returns: false where the request may not be sent again, or that was tried in vain.
WSMAN_DECL bool connection_pool::leave_out_tab(round& state)
{
    if (state.asked.after_loss != repeatability::repeatable || state.without_tab) return false;
    if (!environment_->tab.leave_out()) return false;
    state.without_tab = state.fresh_only = true;
    return true;
}

WSMAN_DECL connection_pool::verdict connection_pool::judge_broken(round& state, const failure& why)
{
    if (!connection_ended(why.code())) return verdict::final;
    if (state.reused && !state.last->answer_started() && !state.fresh_only) {
        state.fresh_only = true;
        return verdict::at_once;
    }
    return state.patience.keeps_trying() || !state.last->wrote() ? verdict::later : verdict::final;
}

WSMAN_DECL void connection_pool::complete(round& state, result<response>& outcome)
{
    if (state.without_tab) environment_->tab.tried();
    const auto elapsed =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - state.since);
    if (outcome.has_value()) {
        const unsigned status = outcome->status;
        // An answer that was asked for in vain more than once is told with its history.
        if (state.attempts == 1 || (status != 503 && status != 429)) return;
    }
    failure why = outcome.has_value() ? http_failure(*outcome, state.asked.operation) : outcome.error();
    failure_details& details = why.details();
    details.operation = state.asked.operation;
    details.host = environment_->settings.url;
    details.attempts = state.attempts;
    details.elapsed = elapsed;
    details.proof_unanswered = state.last && state.last->proof_unanswered();
    if (state.attempts > 1 && why.code() != client_errc::cancelled) {
        if (!details.client_text.empty()) details.client_text += "; ";
        details.client_text +=
            std::to_string(state.attempts) + " attempts in " + std::to_string(elapsed.count()) + " ms";
    }
    if (environment_->watch) {
        event what(event_kind::fault);
        what.operation = state.asked.operation;
        what.message_id = state.asked.message_id;
        what.code = why.code();
        what.http_status = details.http_status.value_or(0);
        what.attempt = state.attempts;
        what.elapsed = elapsed;
        what.connection = state.last ? state.last->number() : 0;
        environment_->tell(what);
    }
    outcome = std::move(why);
}

WSMAN_DECL void
connection_pool::tell_retry(const round& state, const result<response>& outcome, std::chrono::milliseconds wait) const
{
    if (!environment_->watch) return;
    const failure why = outcome.has_error() ? outcome.error() : http_failure(*outcome, state.asked.operation);
    event what(event_kind::retry);
    what.operation = state.asked.operation;
    what.message_id = state.asked.message_id;
    what.code = why.code();
    what.http_status = why.details().http_status.value_or(0);
    what.attempt = state.attempts + 1;
    what.elapsed = wait;
    environment_->tell(what);
}

WSMAN_DECL std::shared_ptr<connection> connection_pool::idle_connection()
{
    while (!idle_.empty()) {
        std::shared_ptr<connection> line = std::move(idle_.back());
        idle_.pop_back();
        const bool open = line->still_open();
        if (open && line->tab() == environment_->tab.sent()) return line;
        line->close(open ? "the host takes no tab in sealed parts" : "the host closed it");
    }
    return nullptr;
}

WSMAN_DECL void connection_pool::release(std::shared_ptr<connection> used)
{
    if (used->reusable() && !admission_->closed() && !used->login_lost())
        idle_.push_back(std::move(used));
    else
        used->close("it cannot be used again");
}

WSMAN_DECL boost::asio::awaitable<void> connection_pool::close()
{
    admission_->close();
    close_idle();
    co_return;
}

WSMAN_DECL void connection_pool::close_idle()
{
    for (const auto& line : idle_)
        line->close("the client closes");
    idle_.clear();
}

WSMAN_DECL void connection_pool::recycle(response&& used) noexcept
{
    if (spares_.size() >= environment_->options.connections || used.body.capacity() > spare_body_limit) return;
    if (spares_.capacity() == 0) spares_.reserve(environment_->options.connections);
    spares_.push_back(std::move(used));
}

WSMAN_DECL response connection_pool::spare()
{
    response buffers;
    if (spares_.empty()) return buffers;
    buffers = std::move(spares_.back());
    spares_.pop_back();
    return buffers;
}

} // namespace wsman::detail
