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

/// How often, and how long to wait before the next try. Knows no clock: what has passed is told to it.
class back_off {
public:
    using milliseconds = std::chrono::milliseconds;

    back_off(const transport_options& options, std::uint32_t seed)
        : retries_(options.connect_retries), longest_(options.longest_backoff), next_(options.first_backoff),
          loss_(options.on_connection_loss), random_(seed | 1U)
    {
    }

    /// Returns: the pause before the next try, or nothing where there is none. With `connection_loss::retry_for` the last
    /// try is made when the time is up.
    WSMAN_DECL std::optional<milliseconds> next(milliseconds elapsed, std::optional<std::chrono::seconds> retry_after);

    bool keeps_trying() const noexcept { return loss_.retries(); }

private:
    unsigned retries_;
    milliseconds longest_;
    milliseconds next_;
    connection_loss loss_;
    std::uint32_t random_;
};

/// Returns: whether a connection that could not be opened is worth another try. What takes long, or will not mend
/// itself, is only tried again where `connection_loss` asks for it; a refused log-in or an untrusted host never is.
WSMAN_DECL bool worth_another_try(const failure& why, bool keeps_trying) noexcept;

/// Returns: whether a proxy could not reach the host: what a host that restarts looks like from behind one.
WSMAN_DECL bool proxy_misses_host(const failure& why) noexcept;

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/pool/back_off.ipp>
#endif
