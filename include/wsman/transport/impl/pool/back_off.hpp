//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/transport/transport_options.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

namespace wsman::inline WSMAN_FORM::detail {

/// Decides whether to retry and computes the pauses. It reads no clock: the caller passes the elapsed time.
class back_off {
public:
    using milliseconds = std::chrono::milliseconds;

    back_off(const transport_options& options, std::uint32_t seed)
        : retries_(options.connect_retries), longest_(options.longest_backoff), next_(options.first_backoff),
          loss_(options.on_connection_loss), random_(seed | 1U)
    {
    }

    /// Returns: the pause before the next attempt, or nothing if there is none. With `connection_loss::retry_for` the
    /// last attempt is made when the time has passed.
    WSMAN_DECL std::optional<milliseconds> next(milliseconds elapsed, std::optional<std::chrono::seconds> retry_after);

    bool keeps_trying() const noexcept { return loss_.retries(); }

private:
    unsigned retries_;
    milliseconds longest_;
    milliseconds next_;
    connection_loss loss_;
    std::uint32_t random_;
};

/// Returns: whether opening a connection should be retried. Errors that take long or are permanent are retried only
/// with `connection_loss::retry_for`; a refused log-in or an untrusted host is never retried.
WSMAN_DECL bool worth_another_try(const failure& why, bool keeps_trying) noexcept;

/// Returns: whether a proxy could not reach the host, which happens while the host restarts.
WSMAN_DECL bool proxy_misses_host(const failure& why) noexcept;

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/pool/back_off.ipp>
#endif
