//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/envelope.hpp>
#include <wsman/protocol/fault.hpp>
#include <wsman/protocol/http_status.hpp>
#include <wsman/transport/impl/connection/connection.hpp>
#include <wsman/transport/impl/http/http_request.hpp>
#include <wsman/transport/impl/log_in/login_thread.hpp>
#include <wsman/transport/impl/log_in/repeated_login.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// CredSSP needs most, about ten; what takes more is a loop.
inline constexpr unsigned login_legs_limit = 24;

/// The legs belong to one connection: a host that closes it in between ends the log-in.
inline failure closed_between_legs(authentication_scheme scheme, std::span<const std::string> challenges)
{
    failure why = refused_login(scheme, challenges);
    why.details().client_text.insert(
        0, "the connection was closed in the middle of the log-in, which belongs to one: "
    );
    why.details().hint =
        "a proxy or load balancer that does not keep connections stands between, or the host refuses the "
        "log-in so";
    return why;
}

WSMAN_DECL boost::asio::awaitable<result<void>> connection::log_in()
{
    const auto since = std::chrono::steady_clock::now();
    // A connection that served before it logged in has long used up the time of its opening.
    if (used_) open_deadline_ = since + environment_->options.connect_timeout;
    if (logged_in_ || login_->scope() != login_scope::connection) {
        result<void> ready;
        if (!logged_in_ && login_->wants_challenge()) ready = co_await fetch_challenge();
        logged_in_ = ready.has_value();
        if (ready.has_error()) close("the log-in failed");
        co_return ready;
    }
    result<void> outcome;
    for (unsigned legs = 0; !logged_in_ && outcome.has_value(); ++legs) {
        result<login_step> next = co_await leg();
        if (next.has_error())
            outcome = next.error();
        else if (*next == login_step::done)
            logged_in_ = environment_->proof_accepted = true;
        else if (legs == login_legs_limit)
            outcome = refused_login(login_->scheme(), reader_.answer().challenges);
        else if (!reader_.reusable())
            outcome = closed_between_legs(login_->scheme(), reader_.answer().challenges);
    }
    if (outcome.has_value() && !reader_.reusable())
        outcome = failure(transport_errc::connection_closed, "after the log-in");
    if (environment_->watch) {
        std::string how(to_string(login_->scheme()));
        const std::string_view mechanism = step_given_up_ ? std::string_view() : login_->mechanism_name();
        if (!mechanism.empty() && mechanism != how) how.append(" (").append(mechanism).append(")");
        tell(event_kind::log_in, nullptr, since, how, &outcome);
    }
    if (outcome.has_error()) close("the log-in failed");
    co_return outcome;
}

/// Sends an empty body with a token, or with none, and reads what the host says to it.
WSMAN_DECL boost::asio::awaitable<result<void>> connection::exchange_token(secret token)
{
    const bool with_token = !token.empty();
    request_head head;
    head.content_type = envelope_type_utf8;
    head.authorization = token.reveal();
    result<void> outcome = write_request_head(head);
    if (outcome.has_error()) co_return outcome;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(open_deadline_ - std::chrono::steady_clock::now());
    outcome = co_await exchange_bytes(std::string_view(), left);
    // The time may also have run out beside the last byte of the answer, and have taken the connection with it.
    const bool late = outcome.has_value() ? timed_out_ : outcome.error().code() == transport_errc::read_timeout;
    if (late) co_return late_login(with_token);
    co_return outcome;
}

/// Lets the host say how it wants to be logged in to, for schemes that cannot begin by themselves. A host that does not
/// ask for a log-in here will say to the request what it has to say.
WSMAN_DECL boost::asio::awaitable<result<void>> connection::fetch_challenge()
{
    const auto since = std::chrono::steady_clock::now();
    secret none;
    result<void> outcome = co_await exchange_token(std::move(none));
    if (outcome.has_value() && reader_.answer().status == 401) {
        const result<login_step> next = login_->answered(login_answer(401, reader_.answer().challenges));
        if (next.has_error()) outcome = next.error();
    }
    if (outcome.has_value() && !reader_.reusable()) outcome = co_await open_again();
    if (outcome.has_error()) tell(event_kind::log_in, nullptr, since, to_string(login_->scheme()), &outcome);
    co_return outcome;
}

/// One leg: an empty body with a token, and what the host says to it. The token rides alone, so that nothing is sent
/// in clear to a host that has not logged in itself.
WSMAN_DECL boost::asio::awaitable<result<login_step>> connection::leg()
{
    result<secret> token = co_await next_token();
    if (token.has_error()) co_return token.error();
    secret sent = *token;
    const result<void> exchanged = co_await exchange_token(std::move(sent));
    if (exchanged.has_error()) co_return exchanged.error();
    http_answer& answer = reader_.answer();
    if (answer.status == 200 || answer.status == 401) {
        result<login_step> next = co_await judge_leg();
        if (next.has_value()) co_return next;
        hide_login(answer, token->reveal());
        co_return refused_leg(next.error());
    }
    // Neither yes nor no: the service is elsewhere, or not in a state to log anybody in.
    hide_login(answer, token->reveal());
    response meaning;
    meaning.status = answer.status;
    meaning.content_type = answer.content_type;
    meaning.location = answer.location;
    meaning.body = answer.body;
    failure why = http_failure(meaning, "log-in");
    why.details().operation.clear();
    co_return refused_leg(std::move(why));
}

/// A host that ends a log-in with a SOAP fault says there why; nobody else does.
WSMAN_DECL failure connection::refused_leg(failure why)
{
    const http_answer& answer = reader_.answer();
    const bool refusal = why.code() == transport_errc::http_unauthorized || answer.status != 401;
    if (!refusal || !parse_media_type(answer.content_type).is_xml() || why.code().category() == security_category())
        return why;
    std::string body = answer.body;
    xml::document document;
    if (document.parse(body).has_error()) return why;
    const result<envelope_view> envelope = envelope_view::from(document);
    if (envelope.has_error()) return why;
    const std::optional<xml::element> element = envelope->fault();
    if (!element) return why;
    const result<soap_fault> fault = read_fault(*element);
    if (fault.has_error()) return why;
    failure told = make_fault(*fault, answer.status, {});
    told.details().client_text = "it ended the log-in";
    if (!why.details().client_text.empty()) told.details().client_text += ": " + why.details().client_text;
    return told;
}

WSMAN_DECL boost::asio::awaitable<result<secret>> connection::next_token()
{
    result<secret> made;
    if (!login_->may_block()) {
        made = login_->authorization("POST", environment_->settings.path);
    } else {
        std::function<result<secret>()> work = [login = login_, path = environment_->settings.path] {
            return login->authorization("POST", path);
        };
        step_given_up_ = true;
        failure late = late_token();
        result<blocking_outcome<secret>> step = co_await blocking_login_step<secret>(
            environment_->log_ins, std::move(work), open_deadline_, std::move(late)
        );
        if (step.has_error()) co_return step.error();
        step_given_up_ = false;
        made = std::move(step->value);
    }
    proof_left_ = proof_left_ || login_->proof_left();
    co_return made;
}

WSMAN_DECL boost::asio::awaitable<result<login_step>> connection::judge_leg()
{
    const http_answer& answer = reader_.answer();
    if (!login_->may_block()) co_return login_->answered(login_answer(answer.status, answer.challenges));
    std::function<result<login_step>()> work =
        [login = login_, status = answer.status, challenges = answer.challenges] {
            return login->answered(login_answer(status, challenges));
        };
    step_given_up_ = true;
    failure late = late_token();
    result<blocking_outcome<login_step>> step = co_await blocking_login_step<login_step>(
        environment_->log_ins, std::move(work), open_deadline_, std::move(late)
    );
    if (step.has_error()) co_return step.error();
    step_given_up_ = false;
    co_return std::move(step->value);
}

} // namespace wsman::detail
