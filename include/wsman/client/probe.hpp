//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/failure.hpp>
#include <wsman/protocol/identify.hpp>
#include <wsman/transport/tls_facts.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// What stands between a client and a host, in the order in which it is met.
enum class probe_stage : std::uint8_t {
    name,     ///< of the host, or of the proxy, to addresses
    port,     ///< a TCP connection, through the proxy where there is one
    tls,      ///< the handshake, and whether the certificate is trusted; skipped over http
    http,     ///< what an empty message without a log-in is answered with, within two seconds, and the schemes offered
    identity, ///< Identify without a log-in, which many hosts refuse
    clock,    ///< the host's against ours; Kerberos allows five minutes
    session,  ///< what the session is going to do: scheme, rule, protection, service name
    log_in,   ///< the log-in itself, with one Identify
};

enum class probe_outcome : std::uint8_t {
    ok,
    warning, ///< it works, or may work, but somebody should look at it
    failed,
    skipped, ///< the detail says why
};

WSMAN_DECL std::string_view to_string(probe_stage stage) noexcept;
WSMAN_DECL std::string_view to_string(probe_outcome outcome) noexcept;

/// What one stage came to.
class probe_step {
public:
    probe_step() = default;
    probe_step(probe_stage where, probe_outcome how, std::string text)
        : stage(where), outcome(how), detail(std::move(text))
    {
    }

    probe_stage stage{};
    probe_outcome outcome = probe_outcome::skipped;
    std::string detail;         ///< a sentence about what was found; no secret
    std::string hint;           ///< what to do about it; may be empty
    std::optional<failure> why; ///< of a failed step
    std::chrono::microseconds elapsed{0};
};

/// What `client::probe` found.
class probe_report {
public:
    probe_report() = default;

    std::string url;
    std::vector<probe_step> steps;                        ///< one for each stage, in their order
    std::vector<std::string> addresses;                   ///< that the name stands for
    std::optional<tls_facts> tls;                         ///< also where the certificate is not trusted
    std::vector<std::string> schemes;                     ///< that the host offers
    std::optional<identity> anonymous;                    ///< what the host says without a log-in
    std::optional<identity> logged_in;                    ///< what it says after the log-in
    std::optional<std::chrono::seconds> clock_difference; ///< the host's clock minus ours

    /// Returns: whether the session can be used: the log-in worked.
    WSMAN_DECL bool ready() const noexcept;
    /// Returns: the step of a stage; nullptr in a report that was not made by a client.
    WSMAN_DECL const probe_step* find(probe_stage stage) const noexcept;
};

/// Returns: a table for people, a line a step; failures and hints stand below their step.
WSMAN_DECL std::string to_string(const probe_report& report);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/probe/probe_report.ipp>
#endif
