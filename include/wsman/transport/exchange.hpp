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

/// Sends a request to a host and returns the host's response.
///
/// `make_connection_pool` makes the library's implementation; `recording_exchange` and `replaying_exchange` are two
/// others, and a test may implement its own. The layers above (operations, client) use this interface and no socket.
///
/// Thread safety: an exchange belongs to the strand that its owner runs on. Calls may overlap there.
class exchange {
public:
    exchange() = default;
    exchange(const exchange&) = delete;
    exchange& operator=(const exchange&) = delete;
    virtual ~exchange() = default;

    /// Sends one request and returns the host's response, whatever its HTTP status.
    ///
    /// Returns: the response, with a body in UTF-8 that may be changed in place. A 401 is never returned: it becomes
    /// `transport_errc::http_unauthorized`, because the exchange handles authentication.
    /// Errors: those of `transport_errc`; `client_errc::cancelled`; `client_errc::outcome_unknown` if the connection
    /// was lost, or no authenticated response was received, after a request was sent whose `after_loss` is
    /// `outcome_unknown`; the loss itself with `output_gap_possible` if `after_loss` is `gap`; `client_errc::closed`
    /// after `close()`.
    /// Exception safety: I/O failures are returned, never thrown.
    /// Object lifetimes: the data that the request's views refer to must live until the coroutine has completed.
    /// Per-operation cancellation: terminal. If the response is outstanding, the connection is closed, and the caller
    /// cannot know whether the host carried out the request.
    [[nodiscard]] virtual asio::awaitable<result<response>> round_trip(request asked) = 0;

    /// Effects: closes idle connections at once and the others when their request completes. Queued requests fail with
    /// `client_errc::closed`, and so does every later `round_trip`.
    virtual asio::awaitable<void> close() = 0;

    /// Effects: takes back the buffers of a response that was processed, so that the next response can reuse them.
    virtual void recycle(response&& used) noexcept { static_cast<void>(used); }

    /// Returns: the host's URL for error texts: "https://build01:5986"; may be empty.
    virtual std::string_view host() const noexcept { return {}; }
};

/// Makes an exchange that runs on the given strand.
using exchange_factory = std::function<std::shared_ptr<exchange>(asio::any_io_executor strand)>;

} // namespace wsman
