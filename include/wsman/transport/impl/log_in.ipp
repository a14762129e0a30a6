//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/transport/impl/connection.hpp>
#include <wsman/transport/impl/http_request.hpp>

#include <utility>

namespace wsman::detail {

/// CredSSP needs most, about ten; what takes more is a loop.
inline constexpr unsigned login_legs_limit = 24;

WSMAN_DECL boost::asio::awaitable<result<void>> connection::log_in()
{
    const auto since = std::chrono::steady_clock::now();
    if (logged_in_ || login_->scope() != login_scope::connection) {
        logged_in_ = true;
        co_return result<void>();
    }
    // A connection that served before it logged in has long used up the time of its opening.
    if (used_) open_deadline_ = since + environment_->options.connect_timeout;
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
    tell(event_kind::log_in, nullptr, since, to_string(login_->scheme()), &outcome);
    if (outcome.has_error()) close("the log-in failed");
    co_return outcome;
}

/// One leg: an empty body with a token, and what the host says to it. The token rides alone, so that nothing is sent
/// in clear to a host that has not logged in itself.
WSMAN_DECL boost::asio::awaitable<result<login_step>> connection::leg()
{
    result<secret> token = login_->authorization("POST", environment_->settings.path);
    if (token.has_error()) co_return token.error();
    request_head head;
    head.content_type = envelope_type_utf8;
    head.authorization = token->reveal();
    const result<void> ready = write_head(head_, environment_->head_prefix, head);
    if (ready.has_error()) co_return ready.error();
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(open_deadline_ - std::chrono::steady_clock::now());
    result<void> sent = co_await exchange_bytes(std::string_view(), left);
    if (sent.has_error()) {
        if (sent.error().code() == transport_errc::read_timeout)
            co_return failure(transport_errc::connect_timeout, "in the log-in");
        co_return sent.error();
    }
    const http_answer& answer = reader_.answer();
    co_return login_->answered(login_answer(answer.status, answer.challenges));
}

} // namespace wsman::detail
