//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/session/session.hpp>
#include <wsman/session/session_draft.hpp>
#include <wsman/transport/connection_pool.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scripted_host.hpp"

namespace wsman::test {

inline session session_to(const std::string& url)
{
    return create_session(url, session_flag::use_no_authentication).value();
}

inline session session_to(const std::string& url, tls_policy policy)
{
    return session_to(url).with_tls(std::move(policy)).value();
}

inline session basic_session_to(const std::string& url, std::string user = "user", std::string_view password = "pass")
{
    session_draft draft;
    draft.set_connection(url).value();
    session_flags flags = session_flag::use_basic | session_flag::cred_username_password;
    if (url.starts_with("http:")) flags |= session_flag::no_encryption;
    draft.set_flags(flags).value();
    client_policy policy;
    policy.allow_unencrypted = true;
    policy.allow_basic = true;
    draft.set_policy(policy).value();
    draft.set_credentials(user_password(std::move(user), secret(password))).value();
    return draft.build().value();
}

/// Short pauses between two attempts. The connect time-out is long, so that success does not depend on the machine's load.
inline transport_options quick_options()
{
    transport_options options;
    options.connect_timeout = std::chrono::seconds(60);
    options.network_delay = std::chrono::milliseconds(100);
    options.first_backoff = std::chrono::milliseconds(2);
    options.longest_backoff = std::chrono::milliseconds(20);
    return options;
}

/// For tests that expect the connect time-out, which comes soon.
inline transport_options impatient_options()
{
    transport_options options = quick_options();
    options.connect_timeout = std::chrono::milliseconds(300);
    return options;
}

inline request quick_request(std::string_view operation = "Identify", bool repeatable = true)
{
    request asked = simple_request(operation, repeatable);
    asked.operation_timeout = std::chrono::milliseconds(100);
    return asked;
}

/// One round trip with a time limit.
inline result<response> ask(asio::io_context& context, exchange& wire, request asked = simple_request())
{
    return run(context, wire.round_trip(std::move(asked)));
}

inline error_code code_of(const result<response>& outcome)
{
    return outcome.has_error() ? outcome.error().code() : error_code();
}

/// A round trip that can be cancelled and inspected later.
class pending {
public:
    pending(asio::io_context& context, std::shared_ptr<exchange> wire, request asked)
    {
        asio::co_spawn(
            context,
            go(std::move(wire), std::move(asked), outcome_),
            asio::bind_cancellation_slot(signal_->slot(), [kept = signal_](std::exception_ptr) {})
        );
    }
    void cancel() { signal_->emit(asio::cancellation_type::terminal); }
    bool done() const noexcept { return outcome_->has_value(); }
    const result<response>& outcome() const { return outcome_->value(); }

private:
    using slot = std::optional<result<response>>;
    static asio::awaitable<void> go(std::shared_ptr<exchange> wire, request asked, std::shared_ptr<slot> into)
    {
        result<response> outcome = co_await wire->round_trip(std::move(asked));
        into->emplace(std::move(outcome));
    }

    std::shared_ptr<slot> outcome_ = std::make_shared<slot>();
    std::shared_ptr<asio::cancellation_signal> signal_ = std::make_shared<asio::cancellation_signal>();
};

/// Effects: runs the context until `done` returns true; a hanging test ends after 30 s.
template <class Done>
bool run_until(asio::io_context& context, Done done)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    context.restart();
    while (!done()) {
        if (context.run_one_until(end) == 0) return done();
    }
    return true;
}

} // namespace wsman::test
