//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/pool/admission.hpp>

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL bool admission::has_place(bool waits) const noexcept
{
    if (inside_ >= places_) return false;
    return !waits || places_ == 1 || inside_waiting_ + 1 < places_;
}

WSMAN_DECL void admission::take(bool waits) noexcept
{
    ++inside_;
    if (waits) ++inside_waiting_;
}

WSMAN_DECL void admission::leave(bool waits)
{
    --inside_;
    if (waits) --inside_waiting_;
    call_next();
}

WSMAN_DECL void admission::call_next()
{
    for (auto next = queue_.begin(); next != queue_.end() && inside_ < places_;) {
        visitor& one = **next;
        if (!has_place(one.waits)) {
            ++next;
            continue;
        }
        take(one.waits);
        one.admitted = true;
        one.called.cancel();
        next = queue_.erase(next);
    }
}

WSMAN_DECL boost::asio::awaitable<result<admission::ticket>>
admission::enter(std::shared_ptr<admission> self, bool waits)
{
    namespace asio = boost::asio;
    if (self->closed_) co_return failure(client_errc::closed);
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) co_return failure(client_errc::cancelled);
    // No admissible waiter is ever queued, so FIFO order holds.
    if (self->has_place(waits)) {
        self->take(waits);
        co_return ticket(self, waits);
    }
    const auto own = std::make_shared<visitor>(self->executor_, waits);
    own->called.expires_at(asio::steady_timer::time_point::max());
    self->queue_.push_back(own);
    boost::system::error_code code;
    co_await own->called.async_wait(asio::redirect_error(asio::use_awaitable, code));
    if (own->admitted) {
        ticket place(self, waits);
        co_return place;
    }
    self->queue_.remove(own);
    if (self->closed_) co_return failure(client_errc::closed);
    co_return failure(client_errc::cancelled);
}

WSMAN_DECL void admission::close()
{
    closed_ = true;
    for (const auto& one : queue_)
        one->called.cancel();
    queue_.clear();
}

} // namespace wsman::detail
