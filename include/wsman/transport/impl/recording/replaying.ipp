//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/recording.hpp>
#include <wsman/transport/impl/recording/envelope_meaning.hpp>

#include <algorithm>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL asio::awaitable<result<response>> replaying_exchange::round_trip(request asked)
{
    co_return answer(asked);
}

WSMAN_DECL asio::awaitable<void> replaying_exchange::close()
{
    closed_ = true;
    co_return;
}

WSMAN_DECL std::size_t replaying_exchange::left() const noexcept
{
    return static_cast<std::size_t>(std::count(used_.begin(), used_.end(), false));
}

WSMAN_DECL result<response> replaying_exchange::answer(const request& asked)
{
    if (closed_) return failure(client_errc::closed);
    for (std::size_t i = 0; i != source_.exchanges.size(); ++i) {
        const recorded_exchange& one = source_.exchanges[i];
        if (used_[i] || !detail::means_the_same(one.request, asked.envelope)) continue;
        used_[i] = true;
        response found(one.status, one.content_type, one.response);
        // The response must relate to the message that was sent now.
        const std::string then = detail::message_id_of(one.request);
        const std::string now = detail::message_id_of(asked.envelope);
        if (then.empty() || now.empty()) return found;
        for (std::size_t at = found.body.find(then); at != std::string::npos;
             at = found.body.find(then, at + now.size()))
            found.body.replace(at, then.size(), now);
        return found;
    }
    std::string text = "requested " + detail::operation_of(asked.envelope);
    const auto next = std::find(used_.begin(), used_.end(), false);
    if (next == used_.end())
        text += ", but the recording has no more exchanges";
    else {
        const auto place = static_cast<std::size_t>(next - used_.begin());
        text += ", but the next recorded operation (number " + std::to_string(place + 1) + ") is " +
                detail::operation_of(source_.exchanges[place].request);
    }
    failure why(transport_errc::replay_mismatch, std::move(text));
    why.details().operation = asked.operation;
    return why;
}

} // namespace wsman
