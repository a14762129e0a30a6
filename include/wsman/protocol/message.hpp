//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/protocol/repeatability.hpp>

#include <chrono>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace wsman::inline WSMAN_FORM {

/// One envelope for the host, and the properties that a transport needs without parsing it.
///
/// Object lifetimes: the views refer to the operation that created the request, and are valid until that operation is
/// resumed, moved or destroyed.
class request {
public:
    request() = default;
    request(std::string_view operation_name, std::string_view action_uri, std::string_view envelope_text)
        : operation(operation_name), action(action_uri), envelope(envelope_text)
    {
    }

    std::string_view operation;                     ///< "Receive": for errors, observers and logs
    std::string_view action;                        ///< URI; empty for Identify
    std::string_view envelope;                      ///< UTF-8; the transport converts it if the session uses UTF-16
    std::string_view message_id;                    ///< "uuid:…"; empty for Identify, which has no addressing headers
    std::chrono::milliseconds operation_timeout{0}; ///< the value of the header; the transport waits longer
    bool waits = false; ///< the host may delay the answer (Receive), so the request must not block short requests
    /// Whether the request may be sent again if its answer is lost
    repeatability after_loss = repeatability::outcome_unknown;
    bool anonymous = false; ///< unauthenticated Identify: header `WSMANIDENTIFY: unauthenticated`, no log-in
};

/// The HTTP answer of the host, decoded (without transfer coding and sealing), but not parsed.
class response {
public:
    response() = default;
    response(unsigned http_status, std::string media_type, std::string text)
        : status(http_status), content_type(std::move(media_type)), body(std::move(text))
    {
    }

    unsigned status = 0;
    std::string content_type; ///< as received
    std::string body;         ///< UTF-8; an operation parses it in place and changes it
    std::string location;     ///< the location of a redirect, else empty
    std::string challenges;   ///< values of WWW-Authenticate, joined by ", "
    std::optional<std::chrono::seconds> retry_after;
};

/// The end of an operation. After success `value()` of the operation is available.
class finish {
public:
    finish() = default;
    finish(result<void> ended) : outcome(std::move(ended)) {}

    result<void> outcome;
};

/// The next step of an operation: a request to send, or the end.
using step = std::variant<request, finish>;

/// A WS-Management operation that performs no I/O itself.
///
/// `start()` returns the first step. For each `request` the driver sends the envelope and passes the answer or the
/// failure of the transport to `resume()`, which returns the next step. After a successful `finish` the driver may call
/// `value()` once. It must not move the operation between `start()` and `finish`.
template <class Op>
concept operation = requires(Op op, result<response> answer) {
    typename Op::value_type;
    { op.start() } -> std::same_as<step>;
    { op.resume(answer) } -> std::same_as<step>;
    { std::move(op).value() } -> std::same_as<typename Op::value_type>;
};

/// The value of operations without a result.
class acknowledged {
public:
    acknowledged() = default;
};

} // namespace wsman
