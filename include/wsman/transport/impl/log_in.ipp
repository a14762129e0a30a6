//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/protocol/http_status.hpp>
#include <wsman/transport/impl/connection.hpp>
#include <wsman/transport/impl/http_request.hpp>
#include <wsman/transport/impl/on_a_thread.hpp>

#include <functional>
#include <optional>
#include <utility>

namespace wsman::detail {

/// CredSSP needs most, about ten; what takes more is a loop.
inline constexpr unsigned login_legs_limit = 24;

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
            logged_in_ = true;
        // The legs belong to one connection: a host that closes it in between ends the log-in.
        else if (legs == login_legs_limit || !reader_.reusable())
            outcome = refused_login(login_->scheme(), reader_.answer().challenges);
    }
    if (outcome.has_value() && !reader_.reusable())
        outcome = failure(transport_errc::connection_closed, "after the log-in");
    if (environment_->watch) {
        std::string how(to_string(login_->scheme()));
        const std::string_view mechanism = login_->mechanism_name();
        if (!mechanism.empty() && mechanism != how) how.append(" (").append(mechanism).append(")");
        tell(event_kind::log_in, nullptr, since, how, &outcome);
    }
    if (outcome.has_error()) close("the log-in failed");
    co_return outcome;
}

/// Sends an empty body with a token, or with none, and reads what the host says to it.
WSMAN_DECL boost::asio::awaitable<result<void>> connection::exchange_token(secret token)
{
    request_head head;
    head.content_type = envelope_type_utf8;
    head.authorization = token.reveal();
    result<void> outcome = write_request_head(head);
    if (outcome.has_error()) co_return outcome;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(open_deadline_ - std::chrono::steady_clock::now());
    outcome = co_await exchange_bytes(std::string_view(), left);
    if (outcome.has_error() && outcome.error().code() == transport_errc::read_timeout)
        co_return failure(transport_errc::connect_timeout, "in the log-in");
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
        co_return next;
    }
    // Neither yes nor no: the service is elsewhere, or not in a state to log anybody in.
    sent_login_ = *std::move(token);
    hide_repeated_login();
    sent_login_ = secret();
    response meaning;
    meaning.status = answer.status;
    meaning.content_type = answer.content_type;
    meaning.location = answer.location;
    meaning.body = std::move(answer.body);
    failure why = http_failure(meaning, "log-in");
    why.details().operation.clear();
    co_return why;
}

inline failure late_token()
{
    return failure(
        transport_errc::connect_timeout, "in the log-in, while its next token was made (waiting for a KDC?)"
    );
}

WSMAN_DECL boost::asio::awaitable<result<secret>> connection::next_token()
{
    if (!login_->may_block()) co_return login_->authorization("POST", environment_->settings.path);
    std::function<result<secret>()> work = [login = login_, path = environment_->settings.path] {
        return login->authorization("POST", path);
    };
    std::optional<result<secret>> made = co_await on_a_thread<result<secret>>(std::move(work), open_deadline_);
    if (made) co_return *std::move(made);
    const bool stopped = co_await cancelled();
    if (stopped) co_return failure(client_errc::cancelled);
    co_return late_token();
}

WSMAN_DECL boost::asio::awaitable<result<login_step>> connection::judge_leg()
{
    const http_answer& answer = reader_.answer();
    if (!login_->may_block()) co_return login_->answered(login_answer(answer.status, answer.challenges));
    std::function<result<login_step>()> work =
        [login = login_, status = answer.status, challenges = answer.challenges] {
            return login->answered(login_answer(status, challenges));
        };
    std::optional<result<login_step>> judged =
        co_await on_a_thread<result<login_step>>(std::move(work), open_deadline_);
    if (judged) co_return *std::move(judged);
    const bool stopped = co_await cancelled();
    if (stopped) co_return failure(client_errc::cancelled);
    co_return late_token();
}

} // namespace wsman::detail
