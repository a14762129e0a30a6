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

/// One envelope on its way to the host, and what a transport must know of it without reading it.
///
/// Object lifetimes: the views belong to the operation that made the request, and live until that operation
/// is resumed, moved or destroyed.
class request {
public:
    request() = default;
    request(std::string_view operation_name, std::string_view action_uri, std::string_view envelope_text)
        : operation(operation_name), action(action_uri), envelope(envelope_text)
    {
    }

    std::string_view operation;  ///< "Receive": for errors, observers and logs
    std::string_view action;     ///< URI; empty for Identify
    std::string_view envelope;   ///< UTF-8; the transport converts it where the session asks for UTF-16
    std::string_view message_id; ///< "uuid:…"; empty for Identify, which has no addressing headers
    std::chrono::milliseconds operation_timeout{0}; ///< as told to the host; the transport waits longer than that
    bool waits = false; ///< the host may hold it (Receive): it must not take the place of short requests
    repeatability after_loss = repeatability::outcome_unknown; ///< whether it may be sent again when its answer is lost
    bool anonymous = false; ///< unauthenticated Identify: header `WSMANIDENTIFY: unauthenticated`, no log-in
};

/// What the host answered over HTTP, decoded (no transfer coding, no sealing), not yet looked at.
class response {
public:
    response() = default;
    response(unsigned http_status, std::string media_type, std::string text)
        : status(http_status), content_type(std::move(media_type)), body(std::move(text))
    {
    }

    unsigned status = 0;
    std::string content_type; ///< as received
    std::string body;         ///< UTF-8; an operation reads it in place and so changes it
    std::string location;     ///< of a redirect, else empty
    std::string challenges;   ///< values of WWW-Authenticate, joined by ", "
    std::optional<std::chrono::seconds> retry_after;
};

/// The end of an operation; when it went well, `value()` of the operation is ready.
class finish {
public:
    finish() = default;
    finish(result<void> ended) : outcome(std::move(ended)) {}

    result<void> outcome;
};

/// What an operation wants next: an envelope sent, or nothing more.
using step = std::variant<request, finish>;

/// A WS-Management operation without any input or output of its own.
///
/// `start()` gives the first step. For each `request`, the driver sends the envelope and passes what came of it,
/// an answer or the transport's failure, to `resume()`, which gives the next step. After a `finish` with a good
/// outcome, `value()` may be called once. An operation is not moved between `start()` and its `finish`.
template <class Op>
concept operation = requires(Op op, result<response> answer) {
    typename Op::value_type;
    { op.start() } -> std::same_as<step>;
    { op.resume(answer) } -> std::same_as<step>;
    { std::move(op).value() } -> std::same_as<typename Op::value_type>;
};

/// The value of operations that answer with nothing but success.
class acknowledged {
public:
    acknowledged() = default;
};

} // namespace wsman
