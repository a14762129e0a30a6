//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/error.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string_view>

namespace wsman {

/// What an event tells of.
enum class event_kind {
    resolve, ///< the name was resolved, behind a proxy the proxy's; `detail` is the first address, `bytes` the number of addresses
    connect, ///< a TCP connection stands (or not); `detail` is the address
    proxy,   ///< a proxy let the connection through to the host (or not); `detail` is the proxy and the log-in at it
    tls_handshake, ///< TLS stands and the host was verified (or not); `detail` is the version
    log_in,        ///< the host took the log-in of a connection (or not); `detail` is the scheme, "negotiate (ntlm)"
    request,       ///< a request was written; `bytes` is its size
    response,      ///< an answer was read; `bytes` is its size, `elapsed` runs from the request
    fault,         ///< an operation failed; `code` says how
    retry,         ///< something is tried again; `code` says why, `elapsed` how long it waits first
    close,         ///< a connection was closed; `detail` says why
};

/// Returns: the enumerator's name, "tls_handshake".
constexpr std::string_view to_string(event_kind kind) noexcept
{
    switch (kind) {
    case event_kind::resolve: return "resolve";
    case event_kind::connect: return "connect";
    case event_kind::proxy: return "proxy";
    case event_kind::tls_handshake: return "tls_handshake";
    case event_kind::log_in: return "log_in";
    case event_kind::request: return "request";
    case event_kind::response: return "response";
    case event_kind::fault: return "fault";
    case event_kind::retry: return "retry";
    case event_kind::close: return "close";
    }
    return "unknown";
}

/// One thing that happened. Never holds a secret: no `Authorization`, no token, and no body but the redacted one.
///
/// Object lifetimes: the views live as long as the call of the observer.
class event {
public:
    explicit event(event_kind what) noexcept : kind(what) {}

    event_kind kind;
    std::string_view operation;           ///< "Receive"; empty where it serves no single one
    std::string_view host;                ///< "https://build01:5986"
    std::string_view message_id;          ///< of the request
    std::string_view detail;              ///< see `event_kind`
    std::string_view envelope;            ///< redacted, and only with `transport_options::observe_envelopes`
    std::size_t bytes = 0;                ///< of the HTTP body
    std::chrono::microseconds elapsed{0}; ///< how long it took
    unsigned http_status = 0;             ///< of a response, or of the proxy's
    error_code code;                      ///< how it failed, if it did
    unsigned attempt = 0;                 ///< 1 for the first
    std::size_t connection = 0;           ///< which one of the pool, counted from 1
};

/// Called on the strand of the exchange, between two steps of an operation: must return soon and must not throw.
/// An empty one costs nothing.
using observer = std::function<void(const event&)>;

} // namespace wsman
