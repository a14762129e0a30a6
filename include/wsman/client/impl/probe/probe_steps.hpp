//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/probe.hpp>
#include <wsman/core/config.hpp>
#include <wsman/session/session.hpp>
#include <wsman/transport/host_probe.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Turns the result of each stage into a step of the report; without I/O.
namespace wsman::inline WSMAN_FORM::detail {

/// Kerberos refuses a larger difference (RFC 4120, 7.5.3: a typical value, used by Windows and MIT).
inline constexpr std::chrono::seconds kerberos_clock_limit{300};

/// If the host has not answered a request without a log-in by then, the probe continues with the log-in.
inline constexpr std::chrono::milliseconds longest_unauthenticated_wait{2000};

WSMAN_DECL probe_step failed_step(probe_stage stage, failure why, std::string found = {});
WSMAN_DECL probe_step skipped_step(probe_stage stage, std::string because);

WSMAN_DECL probe_step judge_name(const session& target, const result<std::vector<std::string>>& found);
/// Returns: the step for the TCP connection.
WSMAN_DECL probe_step judge_port(const session& target, const host_opening& opening);
/// Returns: the step for the TLS handshake. Preconditions: https, and the port is open.
WSMAN_DECL probe_step judge_tls(const session& target, const host_opening& opening);
WSMAN_DECL probe_step judge_http(const result<unauthenticated_answer>& said);
/// Returns: true if the host may be a WS-Management service.
WSMAN_DECL bool may_be_our_service(const probe_step& http);
WSMAN_DECL probe_step judge_identity(const result<identity>& known);
WSMAN_DECL probe_step judge_clock(const session& target, std::optional<std::chrono::seconds> difference);
WSMAN_DECL probe_step judge_session(const session& target, const std::vector<std::string>& offered);
WSMAN_DECL probe_step judge_log_in(const session& target, const result<identity>& known);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/probe/probe_steps.ipp>
#endif
