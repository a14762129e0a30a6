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

/// What the client does when a connection is lost, or cannot be opened, during a request.
class connection_loss {
public:
    /// The default: the failure is reported, after the attempts that `connect_retries` allows.
    static constexpr connection_loss fail() noexcept { return connection_loss(std::chrono::milliseconds(0)); }
    /// Retries for this time, for hosts that restart; the last attempt is made when the time has passed. Requests that
    /// must not be sent twice are still sent only once.
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

/// Options of the transport. There is no read time-out: it is derived from the operation time-out, so that the two
/// cannot contradict each other.
class transport_options {
public:
    transport_options() noexcept {}

    std::chrono::milliseconds connect_timeout = defaults::connect_timeout; ///< name, TCP, TLS and log-in together
    std::chrono::milliseconds network_delay = defaults::network_delay; ///< read time-out = operation time-out + this
    std::size_t body_limit = defaults::body_limit; ///< bytes of one answer's body; more is `transport_errc::body_limit`
    std::size_t header_limit = defaults::header_limit; ///< bytes of one answer's headers
    std::size_t connections = defaults::connections;   ///< maximum number; one of them is reserved for short requests
    unsigned connect_retries =
        defaults::connect_retries; ///< further attempts to connect, and further attempts after a 503 or 429
    std::chrono::milliseconds first_backoff = defaults::first_backoff;     ///< doubles with every attempt, with jitter
    std::chrono::milliseconds longest_backoff = defaults::longest_backoff; ///< also limits Retry-After
    /// The pause before the next address is tried in parallel; RFC 8305, section 5.
    std::chrono::milliseconds connection_attempt_delay = std::chrono::milliseconds(250);
    connection_loss on_connection_loss = connection_loss::fail();
    /// Observers also receive envelopes (`event::envelope`), with input, output, commands and variables removed.
    bool observe_envelopes = false;
    /// Successful responses are also accepted if they hold bytes or characters that XML or their encoding forbids, as
    /// some devices send them: each becomes U+FFFD. Failure responses are always read this way.
    bool lenient_answers = false;
};

} // namespace wsman
