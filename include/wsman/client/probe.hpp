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

/// The stages of a connection to a host, in their order.
enum class probe_stage : std::uint8_t {
    name,     ///< resolving the name of the host, or of the proxy
    port,     ///< a TCP connection, through the proxy if there is one
    tls,      ///< the TLS handshake and the check of the certificate; skipped for http
    http,     ///< the answer to an empty message without a log-in (within two seconds), and the offered schemes
    identity, ///< Identify without a log-in, which many hosts refuse
    clock,    ///< the difference of the clocks; Kerberos allows five minutes
    session,  ///< the session's plan: scheme, rule, protection, service principal name
    log_in,   ///< the log-in, with one Identify
};

enum class probe_outcome : std::uint8_t {
    ok,
    warning, ///< the stage works or may work, but deserves attention
    failed,
    skipped, ///< `detail` gives the reason
};

WSMAN_DECL std::string_view to_string(probe_stage stage) noexcept;
WSMAN_DECL std::string_view to_string(probe_outcome outcome) noexcept;

/// The result of one stage.
class probe_step {
public:
    probe_step() = default;
    probe_step(probe_stage probed_stage, probe_outcome its_outcome, std::string text)
        : stage(probed_stage), outcome(its_outcome), detail(std::move(text))
    {
    }

    probe_stage stage{};
    probe_outcome outcome = probe_outcome::skipped;
    std::string detail;         ///< a sentence about the result; contains no secret
    std::string hint;           ///< a remedy; may be empty
    std::optional<failure> why; ///< the error of a failed step
    std::chrono::microseconds elapsed{0};
};

/// The result of `client::probe`.
class probe_report {
public:
    probe_report() = default;

    std::string url;
    std::vector<probe_step> steps;                        ///< one for each stage, in their order
    std::vector<std::string> addresses;                   ///< to which the name resolves
    std::optional<tls_facts> tls;                         ///< present even if the certificate is not trusted
    std::vector<std::string> schemes;                     ///< offered by the host
    std::optional<identity> anonymous;                    ///< the answer to Identify without a log-in
    std::optional<identity> logged_in;                    ///< the answer to Identify after the log-in
    std::optional<std::chrono::seconds> clock_difference; ///< the host's clock minus ours

    /// Returns: true if the log-in succeeded, so that the session can be used.
    WSMAN_DECL bool ready() const noexcept;
    /// Returns: the step of a stage; nullptr in a report that no client has made.
    WSMAN_DECL const probe_step* find(probe_stage stage) const noexcept;
};

/// Returns: a table with one line for each step; errors and hints stand below their step.
WSMAN_DECL std::string to_string(const probe_report& report);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/probe/probe_report.ipp>
#endif
