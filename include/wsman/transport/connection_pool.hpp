//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/session/session.hpp>
#include <wsman/transport/exchange.hpp>
#include <wsman/transport/observer.hpp>
#include <wsman/transport/transport_options.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace wsman::inline WSMAN_FORM {

/// Makes the exchange that talks to the session's host: HTTP/1.1 over TCP or TLS, on at most `options.connections`
/// connections. Connections are opened when needed, authenticated once and kept open.
///
/// - A connection carries one request at a time. Requests that find no free connection wait in FIFO order. One
///   connection is reserved for short requests (`request::waits == false`), so that long-polling Receives cannot block
///   the Send that would end their wait.
/// - Failed connection attempts are retried with back-off, and so are requests that were answered with 503 or 429. A
///   log-in that the host refused is never retried.
/// - If an idle connection turns out to be closed before the first byte of a response, the pool opens a new one. It
///   sends the request again only if `after_loss` is `repeatable` or no byte of the request was written; otherwise the
///   failure is `client_errc::outcome_unknown`.
/// - An unsealed response to a sealed request is not authenticated, whatever its status: sealed_loss_table defines
///   whether the request is sent again. The connection is closed.
/// - Once a proof of the password was sent, no failure is retried until the host has accepted a proof of this client.
/// - No request is sent before the host's identity was verified, redirects are never followed, and the environment's
///   proxy variables are not read.
///
/// Preconditions: `strand` runs one handler at a time (a strand, or the executor of an io_context that one thread
/// runs), and the exchange is used on it only.
/// Object lifetimes: running coroutines keep the pool's internals alive; the exchange may be released while they run.
WSMAN_DECL std::shared_ptr<exchange>
make_connection_pool(asio::any_io_executor strand, session target, transport_options options = {}, observer watch = {});

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/pool/connection_pool.ipp>
#endif
