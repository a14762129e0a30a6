//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/transport/exchange.hpp>

#include <boost/asio/awaitable.hpp>

#include <string_view>
#include <utility>
#include <variant>

namespace wsman::inline WSMAN_FORM {

/// Runs one operation over an exchange. This function is the only coupling between protocol and I/O.
///
/// Returns: the operation's value, or the failure it finished with, with operation and host filled in.
/// Object lifetimes: `wire`, and what the operation refers to, must outlive the coroutine.
/// Per-operation cancellation: that of the exchange.
///
/// Every value that crosses a `co_await` has a name here, and a statement has at most one `co_await`: g++ 12 destroys
/// some temporaries of such expressions twice.
template <operation Op>
[[nodiscard]] asio::awaitable<result<typename Op::value_type>> drive(exchange& wire, Op op)
{
    step next = op.start();
    std::string_view name;
    while (request* asked = std::get_if<request>(&next)) {
        name = asked->operation;
        request sent(std::move(*asked));
        result<response> answer = co_await wire.round_trip(std::move(sent));
        next = op.resume(answer);
        if (answer.has_value()) wire.recycle(std::move(*answer));
    }
    finish& last = std::get<finish>(next);
    if (last.outcome.has_error()) {
        failure why(std::move(last.outcome).error());
        if (why.details().operation.empty()) why.details().operation = name;
        if (why.details().host.empty()) why.details().host = wire.host();
        co_return why;
    }
    co_return std::move(op).value();
}

} // namespace wsman
