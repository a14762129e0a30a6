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

/// Makes the exchange that talks to the session's host: HTTP/1.1 over TCP or TLS, on at most
/// `options.connections` connections, which are made when they are needed, logged in once and kept.
///
/// - One request is in flight on a connection. Requests that find none free wait in order; one place is kept for short
///   requests (`request::waits == false`), so that Receives that wait never starve the Send they wait for.
/// - Connecting is tried again with back-off, and so is a request that was answered with 503 or 429. A log-in that the
///   host refused is never tried again.
/// - A kept connection that turns out to be closed before one byte of an answer came is replaced. The request is sent
///   again only if its `after_loss` is `repeatable` or no byte of it was written; else the failure is `client_errc::outcome_unknown`.
/// - An answer in clear text to a sealed request proves nothing, whatever its status: sealed_loss_table says what becomes
///   of the request, and the connection is closed.
/// - Once a proof of the password has left, no failure is tried again until the host has once accepted one.
/// - Nothing is sent before the host proved who it is, redirects are never followed, and the environment's proxy
///   settings are not looked at.
///
/// Preconditions: `strand` runs one handler at a time (a strand, or the executor of an io_context that one thread runs),
/// and the exchange is used from there only.
/// Object lifetimes: coroutines under way keep the pool's parts alive; the exchange may be released while they run.
WSMAN_DECL std::shared_ptr<exchange>
make_connection_pool(asio::any_io_executor strand, session target, transport_options options = {}, observer watch = {});

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/pool/connection_pool.ipp>
#endif
