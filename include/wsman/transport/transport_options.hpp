//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>

#include <chrono>
#include <cstddef>

namespace wsman::inline WSMAN_FORM {

/// What to do when a connection is lost, or cannot be made, while a request is under way.
class connection_loss {
public:
    /// The default: report it, after the few attempts to connect that `connect_retries` allows.
    static constexpr connection_loss fail() noexcept { return connection_loss(std::chrono::milliseconds(0)); }
    /// Keep trying for so long, for hosts that restart; the last try is made when the time is up. Requests that may not
    /// be sent twice are still sent once only.
    static constexpr connection_loss retry_for(std::chrono::milliseconds duration) noexcept
    {
        return connection_loss(duration);
    }

    constexpr bool retries() const noexcept { return duration_.count() > 0; }
    constexpr std::chrono::milliseconds duration() const noexcept { return duration_; }

private:
    explicit constexpr connection_loss(std::chrono::milliseconds duration) noexcept : duration_(duration) {}

    std::chrono::milliseconds duration_;
};

/// How requests are brought to the host. Time-outs of reading are not here: they follow from the operation time-out,
/// so that a bad pair cannot be set.
class transport_options {
public:
    transport_options() noexcept {}

    std::chrono::milliseconds connect_timeout = defaults::connect_timeout; ///< name, TCP, TLS and log-in together
    std::chrono::milliseconds network_delay = defaults::network_delay; ///< read time-out = operation time-out + this
    std::size_t body_limit = defaults::body_limit; ///< bytes of one answer's body; more is `transport_errc::body_limit`
    std::size_t header_limit = defaults::header_limit;    ///< bytes of one answer's headers
    std::size_t connections = defaults::connections;      ///< at most so many; one of them is kept for short exchanges
    unsigned connect_retries = defaults::connect_retries; ///< further attempts to connect, and after a 503 or 429
    std::chrono::milliseconds first_backoff = defaults::first_backoff;     ///< doubles with every attempt, with jitter
    std::chrono::milliseconds longest_backoff = defaults::longest_backoff; ///< bounds Retry-After, too
    /// An address family gets so much of a lead before the next address is tried beside it; RFC 8305, section 5.
    std::chrono::milliseconds connection_attempt_delay = std::chrono::milliseconds(250);
    connection_loss on_connection_loss = connection_loss::fail();
    /// Observers get envelopes, too (`event::envelope`), with input, output, commands and variables taken out.
    bool observe_envelopes = false;
    /// Good answers are read even where they hold bytes or characters that XML or their encoding forbids, as devices
    /// send them: each becomes U+FFFD. What a failure says is always read so.
    bool lenient_answers = false;
};

} // namespace wsman
