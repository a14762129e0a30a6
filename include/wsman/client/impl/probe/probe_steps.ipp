//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/protocol/http_status.hpp>
#include <wsman/security/make_authenticator.hpp>
#include <wsman/client/impl/probe/probe_steps.hpp>

#include <algorithm>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

inline std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const std::string& one : parts)
        text.append(text.empty() ? "" : ", ").append(one);
    return text;
}

inline std::string date_text(const std::optional<std::chrono::sys_seconds>& when)
{
    return when ? iso_8601(*when) : std::string("an unreadable time");
}

/// Returns: the peer of the TCP connection: the host, another address for it, or the proxy.
inline std::string dialled_at(const session& target)
{
    if (const proxy_settings* const proxy = target.proxy())
        return "the proxy " + (proxy->address() ? proxy->address()->text() : std::string("of the environment"));
    if (target.connect_address()) return target.connect_address()->text();
    return target.connection().authority();
}

WSMAN_DECL probe_step failed_step(probe_stage stage, failure why, std::string found)
{
    if (found.empty()) found = why.message();
    probe_step judged(stage, probe_outcome::failed, std::move(found));
    judged.hint = why.hint();
    judged.why = std::move(why);
    return judged;
}

WSMAN_DECL probe_step skipped_step(probe_stage stage, std::string because)
{
    return probe_step(stage, probe_outcome::skipped, std::move(because));
}

WSMAN_DECL probe_step judge_name(const session& target, const result<std::vector<std::string>>& found)
{
    if (found.has_error()) return failed_step(probe_stage::name, found.error());
    return probe_step(probe_stage::name, probe_outcome::ok, dialled_at(target) + " is at " + joined(*found));
}

WSMAN_DECL probe_step judge_port(const session& target, const host_opening& opening)
{
    if (!opening.address.empty() && (opening.outcome.has_value() || opening.tls))
        return probe_step(probe_stage::port, probe_outcome::ok, dialled_at(target) + " answers at " + opening.address);
    if (opening.outcome.has_value()) return skipped_step(probe_stage::port, "nothing was dialled");
    if (!opening.dialled && opening.outcome.error().code() == transport_errc::certificate_unreadable)
        return skipped_step(probe_stage::port, "what TLS needs cannot be loaded, so nothing was dialled");
    return failed_step(probe_stage::port, opening.outcome.error());
}

inline std::string certificate_text(const tls_facts& tls)
{
    std::string text = tls.version.empty() ? std::string("no version was agreed on") : tls.version;
    if (!tls.cipher.empty()) text += " with " + tls.cipher;
    if (!tls.certificate) return text + "; no certificate was shown";
    const certificate_facts& shown = *tls.certificate;
    text += "; certificate of " + shown.subject;
    if (!shown.names.empty()) text += " for " + joined(shown.names);
    text += shown.issuer == shown.subject ? std::string(", signed by itself") : ", issued by " + shown.issuer;
    text += ", valid from " + date_text(shown.not_before) + " to " + date_text(shown.not_after);
    return text + ", SHA-256 " + shown.sha256;
}

WSMAN_DECL probe_step judge_tls(const session& target, const host_opening& opening)
{
    const std::string found = opening.tls ? certificate_text(*opening.tls) : std::string();
    if (opening.outcome.has_error()) return failed_step(probe_stage::tls, opening.outcome.error(), found);
    probe_step judged(probe_stage::tls, probe_outcome::ok, found);
    const tls_policy& policy = target.tls();
    if (policy.pin_sha256.empty() && (policy.skip_ca_check || policy.skip_cn_check)) {
        judged.outcome = probe_outcome::warning;
        judged.hint = "checks are skipped, so the certificate is not verified; give ca_file or pin_sha256 instead";
    }
    return judged;
}

/// Some hosts (OMI) do not answer requests without a log-in, or close the connection.
inline probe_step judge_silence(const failure& why)
{
    const error_code code = why.code();
    if (code != condition::connection_lost) return failed_step(probe_stage::http, why);
    const bool silent = code == transport_errc::read_timeout;
    probe_step judged(
        probe_stage::http,
        probe_outcome::warning,
        silent ? "no answer to a request without a log-in"
               : "the host closes the connection at a request without a log-in"
    );
    judged.hint = "some hosts (OMI) answer only requests with a log-in; the log-in shows whether this is one";
    return judged;
}

WSMAN_DECL probe_step judge_http(const result<unauthenticated_answer>& said)
{
    if (said.has_error()) return judge_silence(said.error());
    const response& answer = said->answer;
    if (answer.status == 401 && !said->schemes.empty())
        return probe_step(
            probe_stage::http, probe_outcome::ok, "HTTP 401, as it should be; it offers " + joined(said->schemes)
        );
    failure why = http_failure(answer, {});
    const error_code code = why.code();
    // A service may refuse an empty message in any way, as long as the answer looks like a service's.
    const bool plain_refusal = code == transport_errc::http_bad_request || code == transport_errc::http_server_error ||
                               code == transport_errc::http_status || code == transport_errc::empty_answer ||
                               code == transport_errc::malformed_http;
    const bool like_a_service = answer.body.empty() || parse_media_type(answer.content_type).is_xml();
    if (plain_refusal && like_a_service)
        return probe_step(
            probe_stage::http, probe_outcome::ok, "HTTP " + std::to_string(answer.status) + "; no log-in is asked for"
        );
    if (code != transport_errc::http_unauthorized && code != transport_errc::http_forbidden)
        return failed_step(probe_stage::http, std::move(why));
    // A log-in may still succeed, so this step is only a warning.
    probe_step judged(probe_stage::http, probe_outcome::warning, why.message());
    judged.hint = why.hint();
    return judged;
}

WSMAN_DECL bool may_be_our_service(const probe_step& http)
{
    return http.outcome != probe_outcome::failed;
}

WSMAN_DECL probe_step judge_identity(const result<identity>& known)
{
    if (known.has_value())
        return probe_step(
            probe_stage::identity, probe_outcome::ok, known->product_vendor + ", " + known->product_version
        );
    if (known.error().code() == condition::access_denied)
        return skipped_step(probe_stage::identity, "the host does not say without a log-in, which is usual");
    return skipped_step(probe_stage::identity, "no identity without a log-in: " + known.error().message());
}

WSMAN_DECL probe_step judge_clock(const session& target, std::optional<std::chrono::seconds> difference)
{
    using enum authentication_scheme;
    if (!difference) return skipped_step(probe_stage::clock, "the host does not tell its time");
    const auto apart = difference->count() < 0 ? -*difference : *difference;
    std::string found = "the host's clock is " + std::to_string(apart.count()) + " s ";
    found += difference->count() < 0 ? "behind ours" : "ahead of ours";
    if (apart.count() <= 1) found = "the clocks agree";
    if (apart <= kerberos_clock_limit) return probe_step(probe_stage::clock, probe_outcome::ok, std::move(found));
    found += "; Kerberos allows " + std::to_string(kerberos_clock_limit.count()) + " s";
    const authentication_scheme scheme = target.authentication().scheme;
    if (scheme == kerberos) return failed_step(probe_stage::clock, failure(security_errc::clock_skew), found);
    probe_step judged(probe_stage::clock, probe_outcome::warning, std::move(found));
    judged.hint = "set the clocks; certificates and Kerberos depend on them";
    return judged;
}

/// Returns: true if the host offers the name under which the scheme is sent. Client certificates have no such name.
inline bool offers(const std::vector<std::string>& offered, authentication_scheme scheme)
{
    using enum authentication_scheme;
    const auto named = [&](std::string_view name) {
        return std::any_of(offered.begin(), offered.end(), [&](const std::string& one) {
            return ascii_iequals(one, name);
        });
    };
    switch (scheme) {
    case none:
    case certificate: return true;
    case negotiate:
    case ntlm: return named("Negotiate");
    default: return named(windows_name(scheme));
    }
}

inline std::string protection_text(const session& target)
{
    if (target.connection().transport() == transport_kind::https) return "TLS protects the messages";
    if (target.clear_text()) return "the messages go in clear text";
    return target.sealed() ? "the log-in seals the messages" : "nothing protects the messages";
}

WSMAN_DECL probe_step judge_session(const session& target, const std::vector<std::string>& offered)
{
    using enum authentication_scheme;
    const authentication_choice& choice = target.authentication();
    std::string plan(choice.scheme == none ? std::string_view("no log-in") : windows_name(choice.scheme));
    plan.append(" (").append(choice.rule).append(": ").append(choice.reason).append("); ");
    plan += protection_text(target);
    if (choice.scheme == kerberos || choice.scheme == negotiate || choice.scheme == credssp)
        plan += "; the service name is " + target.service_principal_name();
    const bool over_tls = target.connection().transport() == transport_kind::https;
    if (const result<void> possible = check_login(target, over_tls); possible.has_error())
        return failed_step(probe_stage::session, possible.error(), std::move(plan));
    probe_step judged(probe_stage::session, probe_outcome::ok, std::move(plan));
    if (!offered.empty() && !offers(offered, choice.scheme)) {
        judged.outcome = probe_outcome::warning;
        judged.hint = "the host does not offer this scheme, only " + joined(offered);
        return judged;
    }
    if (const std::vector<std::string> warnings = target.warnings(); !warnings.empty()) {
        judged.outcome = probe_outcome::warning;
        for (const std::string& one : warnings)
            judged.hint.append(judged.hint.empty() ? "" : "; ").append(one);
    }
    return judged;
}

WSMAN_DECL probe_step judge_log_in(const session& target, const result<identity>& known)
{
    if (known.has_error()) return failed_step(probe_stage::log_in, known.error());
    const bool nobody = target.authentication().scheme == authentication_scheme::none;
    const std::string found = known->product_vendor + ", " + known->product_version;
    return probe_step(probe_stage::log_in, probe_outcome::ok, (nobody ? "no log-in; " : "logged in; ") + found);
}

} // namespace wsman::detail
