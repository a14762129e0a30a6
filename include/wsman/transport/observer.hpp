//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/error.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// What an event tells of, and which fields of it are filled; all others are empty or 0.
///
/// `host` always is. Events of a connection have its number in `connection`, and those of a request its `operation` and
/// `message_id` (which an Identify lacks). Where something failed, `code` says how, and what did not become known is
/// empty.
enum class event_kind {
    /// Of a connection: the name was resolved, behind a proxy the proxy's. `detail` is the first address, `bytes` the
    /// number of addresses; `elapsed`.
    resolve,
    /// Of a connection: TCP stands (or not). `detail` is the address; `elapsed`.
    connect,
    /// Of a connection: a proxy let it through to the host (or not). `detail` is the proxy and the log-in at it,
    /// `http_status` its answer's; `elapsed`.
    proxy,
    /// Of a connection: TLS stands and the host was verified (or not). `detail` is the version; `elapsed`.
    tls_handshake,
    /// Of a connection: the host took its log-in (or not). `detail` is the scheme, "negotiate (ntlm)"; `elapsed`.
    log_in,
    /// Of a request and a connection: it is written. `bytes` is its size; `envelope`, where that is wanted.
    request,
    /// Of a request and a connection: the answer was read. `bytes` is its size, `http_status`, `elapsed` runs from the
    /// request; `envelope`, where that is wanted.
    response,
    /// Of a request: it failed. `code`, `attempt` says how many were made, `elapsed` runs from the first; `http_status`
    /// and `connection`, where it came so far. Of what a client does in the background when it cleans up there are
    /// `operation` and `code` only.
    fault,
    /// Of a request: it is tried again. `code` and `http_status` say why, `attempt` is the one to come, `elapsed` how
    /// long it waits first.
    retry,
    /// Of a connection: it was closed. `detail` says why.
    close,
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
    std::string_view message_id;          ///< of the request; empty where it serves no single one
    std::string_view detail;              ///< see `event_kind`
    std::string_view envelope;            ///< redacted, and only with `transport_options::observe_envelopes`
    std::size_t bytes = 0;                ///< of the HTTP body, see `event_kind`
    std::chrono::microseconds elapsed{0}; ///< how long it took, see `event_kind`
    unsigned http_status = 0;             ///< of the answer, or of the proxy's
    error_code code;                      ///< how it failed, if it did
    unsigned attempt = 0;                 ///< 1 for the first; of a fault and a retry
    std::size_t connection = 0;           ///< which one of the pool, counted from 1
};

/// Called on the strand of the exchange, between two steps of an operation: must return soon and must not throw.
/// An empty one costs nothing.
using observer = std::function<void(const event&)>;

} // namespace wsman
