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

/// The kind of an event; it defines which fields are set. All others are empty or 0.
///
/// `host` is always set. Events of a connection set `connection`; events of a request set `operation` and `message_id`
/// (Identify has none). If the step failed, `code` is set, and fields whose values are not known are empty.
enum class event_kind {
    /// Of a connection: the name was resolved (through a proxy: the proxy's name), or resolving failed. `detail` is the
    /// first address, `bytes` the number of addresses; `elapsed`.
    resolve,
    /// Of a connection: the TCP connection was established, or failed. `detail` is the address; `elapsed`.
    connect,
    /// Of a connection: the proxy opened the tunnel to the host, or refused. `detail` is the proxy and the log-in at it,
    /// `http_status` the status of its response; `elapsed`.
    proxy,
    /// Of a connection: the TLS handshake completed and the host was verified, or it failed. `detail` is the TLS
    /// version; `elapsed`.
    tls_handshake,
    /// Of a connection: the host accepted the log-in, or refused it. `detail` is the scheme, "negotiate (ntlm)";
    /// `elapsed`.
    log_in,
    /// Of a request and a connection: the request is about to be written. `bytes` is its size; `envelope`, if
    /// `observe_envelopes` is set.
    request,
    /// Of a request and a connection: the response was read. `bytes` is its size; `http_status`; `elapsed` is measured
    /// from the request; `envelope`, if `observe_envelopes` is set.
    response,
    /// Of a request: it failed. `code`; `attempt` is the number of attempts; `elapsed` is measured from the first;
    /// `http_status` and `connection`, if a response or a connection existed. Background clean-up of a client sets
    /// `operation` and `code` only.
    fault,
    /// Of a request: it will be sent again. `code` and `http_status` are the reason, `attempt` is the number of the
    /// next attempt, `elapsed` the pause before it.
    retry,
    /// Of a connection: it was closed. `detail` is the reason.
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

/// An event. It never holds a secret: no `Authorization` value, no token, and no body except the redacted one.
///
/// Object lifetimes: the views are valid during the call of the observer only.
class event {
public:
    explicit event(event_kind event_type) noexcept : kind(event_type) {}

    event_kind kind;
    std::string_view operation;           ///< "Receive"; empty if the event belongs to no single operation
    std::string_view host;                ///< "https://build01:5986"
    std::string_view message_id;          ///< of the request; empty if the event belongs to no single request
    std::string_view detail;              ///< see `event_kind`
    std::string_view envelope;            ///< redacted, and only with `transport_options::observe_envelopes`
    std::size_t bytes = 0;                ///< of the HTTP body, see `event_kind`
    std::chrono::microseconds elapsed{0}; ///< duration, see `event_kind`
    unsigned http_status = 0;             ///< of the host's or the proxy's response
    error_code code;                      ///< the error, if the step failed
    unsigned attempt = 0;                 ///< counted from 1; set for `fault` and `retry`
    std::size_t connection = 0;           ///< the connection's number in the pool, counted from 1
};

/// Called on the exchange's strand, between two steps of an operation. It must return quickly and must not throw. An
/// empty observer costs nothing.
using observer = std::function<void(const event&)>;

} // namespace wsman
