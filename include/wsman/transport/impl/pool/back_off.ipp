//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/pool/back_off.hpp>

#include <algorithm>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL std::optional<back_off::milliseconds>
back_off::next(milliseconds elapsed, std::optional<std::chrono::seconds> retry_after)
{
    if (loss_.retries()) {
        if (elapsed >= loss_.duration()) return std::nullopt;
    } else {
        if (retries_ == 0) return std::nullopt;
        --retries_;
    }
    // Between half of the pause and all of it, so that clients that failed together do not retry together (xorshift,
    // Marsaglia).
    random_ ^= random_ << 13;
    random_ ^= random_ >> 17;
    random_ ^= random_ << 5;
    milliseconds pause = next_ / 2 + next_ / 2 * static_cast<int>(random_ % 1001) / 1000;
    next_ = (std::min)(next_ * 2, longest_);
    if (retry_after) pause = (std::max)(pause, milliseconds(*retry_after));
    pause = (std::min)(pause, longest_);
    // A pause is shortened so that the last attempt is made when the time has passed, and not earlier.
    if (loss_.retries()) pause = (std::min)(pause, loss_.duration() - elapsed);
    return pause;
}

WSMAN_DECL bool proxy_misses_host(const failure& why) noexcept
{
    const unsigned status = why.details().http_status.value_or(0);
    return why.code() == transport_errc::proxy_refused && status >= 502 && status <= 504;
}

WSMAN_DECL bool worth_another_try(const failure& why, bool keeps_trying) noexcept
{
    const error_code& code = why.code();
    if (code == transport_errc::connection_refused || code == transport_errc::host_unreachable) return true;
    // In the login: nothing that must not be repeated was sent yet.
    if (code == transport_errc::http_service_unavailable || code == transport_errc::http_too_many_requests) return true;
    if (code == transport_errc::proxy_unreachable && why.details().cause == transport_errc::connection_refused)
        return true;
    if (!keeps_trying) return false;
    if (code == transport_errc::proxy_refused) return proxy_misses_host(why);
    return code == condition::unreachable || code == condition::connection_lost || code == transport_errc::tls_failed ||
           code == security_errc::realm_unreachable;
}

} // namespace wsman::detail
