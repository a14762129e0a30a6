//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/protocol/message.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

namespace asio = boost::asio;

/// One way to bring a request to a host and its answer back.
///
/// The library's own is made by `make_connection_pool`; `recording_exchange` and `replaying_exchange` are two more,
/// and a test may write its own. Everything above (operations, client) knows no socket, only this.
///
/// Thread safety: an exchange belongs to one strand, the one its owner runs on. Calls may overlap there.
class exchange {
public:
    exchange() = default;
    exchange(const exchange&) = delete;
    exchange& operator=(const exchange&) = delete;
    virtual ~exchange() = default;

    /// Sends one request and returns the host's answer to it, whatever its HTTP status means.
    ///
    /// Returns: the answer, with a body in UTF-8 that may be changed in place; 401 alone is never returned but becomes
    /// `transport_errc::http_unauthorized`, because the log-in is the exchange's own business.
    /// Errors: those of `transport_errc`; `client_errc::cancelled`; `client_errc::outcome_unknown` where the connection
    /// was lost, or nothing authentic came back, after a request was sent whose `after_loss` says so; the loss with
    /// `output_gap_possible` where that is `gap`; `client_errc::closed` after `close()`.
    /// Exception safety: failures of I/O are returned, never thrown.
    /// Object lifetimes: what the request's views point at must live until the coroutine is done.
    /// Per-operation cancellation: terminal. A request whose answer is outstanding takes its connection with it;
    /// whether the host carried it out is then unknown to the caller.
    [[nodiscard]] virtual asio::awaitable<result<response>> round_trip(request asked) = 0;

    /// Effects: closes idle connections at once and the others as they come free; what waits fails with
    /// `client_errc::closed`, and so does every later `round_trip`.
    virtual asio::awaitable<void> close() = 0;

    /// Effects: takes the buffers of an answer that was read, so that the next one need not allocate.
    virtual void recycle(response&& used) noexcept { static_cast<void>(used); }

    /// Returns: whom it talks to, for error texts: "https://build01:5986"; may be empty.
    virtual std::string_view host() const noexcept { return {}; }
};

/// Makes an exchange for the strand that it is going to be used on.
using exchange_factory = std::function<std::shared_ptr<exchange>(asio::any_io_executor strand)>;

} // namespace wsman
