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

/// What a finding means, for each stage: no network, no time.
namespace wsman::inline WSMAN_FORM::detail {

/// Kerberos refuses what is further away (RFC 4120, 7.5.3: a typical value, and that of Windows and MIT).
inline constexpr std::chrono::seconds kerberos_clock_limit{300};

/// A host that has not answered a request without a log-in by then is logged in to without having been heard.
inline constexpr std::chrono::milliseconds longest_unauthenticated_wait{2000};

WSMAN_DECL probe_step failed_step(probe_stage stage, failure why, std::string found = {});
WSMAN_DECL probe_step skipped_step(probe_stage stage, std::string because);

WSMAN_DECL probe_step judge_name(const session& target, const result<std::vector<std::string>>& found);
/// Returns: how the TCP connection went.
WSMAN_DECL probe_step judge_port(const session& target, const host_opening& opening);
/// Returns: how the handshake went; preconditions: https, and the port answered.
WSMAN_DECL probe_step judge_tls(const session& target, const host_opening& opening);
WSMAN_DECL probe_step judge_http(const result<unauthenticated_answer>& said);
/// Returns: whether who answered so may be a service to log in to.
WSMAN_DECL bool may_be_our_service(const probe_step& http);
WSMAN_DECL probe_step judge_identity(const result<identity>& known);
WSMAN_DECL probe_step judge_clock(const session& target, std::optional<std::chrono::seconds> difference);
WSMAN_DECL probe_step judge_session(const session& target, const std::vector<std::string>& offered);
WSMAN_DECL probe_step judge_log_in(const session& target, const result<identity>& known);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/probe/probe_steps.ipp>
#endif
