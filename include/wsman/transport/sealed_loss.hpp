//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/repeatability.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// What a client does with a repeatable request that got no authentic answer.
enum class after_sealed_loss : std::uint8_t {
    log_in_again,   ///< once more, over a new connection with a new log-in
    wait_and_retry, ///< again after a pause, as often as `transport_options` allow
    replace, ///< once more over a new connection, if the lost one had served before and no byte of an answer came
    report,  ///< never again
};

// How the exchange of a sealed request may end without an answer that opens. One line an ending:
// X(enumerator, in words, HTTP status or 0, what is done with a repeatable request, what it fails with in the end).
// clang-format off
#define WSMAN_SEALED_LOSSES(X) \
    X(unauthorized, "401", 401, log_in_again, "http_unauthorized") \
    X(too_many_requests, "429", 429, wait_and_retry, "http_too_many_requests") \
    X(service_unavailable, "503", 503, wait_and_retry, "http_service_unavailable") \
    X(empty_success, "200 without a body", 200, report, "empty_answer") \
    X(redirect, "302", 302, report, "http_redirect") \
    X(bad_request, "400", 400, report, "http_bad_request") \
    X(forbidden, "403", 403, report, "http_forbidden") \
    X(not_found, "404", 404, report, "http_not_found") \
    X(proxy_log_in, "407", 407, report, "http_status") \
    X(too_large, "413", 413, report, "http_request_too_large") \
    X(server_error, "500 without a body", 500, report, "http_server_error") \
    X(bad_gateway, "502", 502, report, "http_status") \
    X(gateway_timeout, "504", 504, report, "http_status") \
    X(clear_envelope, "an envelope in clear text, under any status", 0, report, "plain_answer") \
    X(broken_seal, "a seal that does not open", 0, report, "signature_mismatch") \
    X(closed, "the connection closed or reset", 0, replace, "connection_closed") \
    X(cut_short, "the connection closed in the middle of an answer", 0, report, "connection_closed") \
    X(silent, "no answer in time", 0, report, "read_timeout")
// clang-format on

/// Every way in which the exchange of a sealed request can end without an authentic answer.
///
/// Over plain http the seal is all that shows who speaks: a status, a closed connection and silence can come from anybody
/// on the way, also after the request was passed on. So none of them says whether the request was carried out.
enum class sealed_loss : std::uint8_t {
#define WSMAN_ENUMERATOR(ending, ...) ending,
    WSMAN_SEALED_LOSSES(WSMAN_ENUMERATOR)
#undef WSMAN_ENUMERATOR
};

/// One row of the table of such endings.
struct sealed_loss_row {
    sealed_loss ending;
    std::string_view words;
    unsigned status; ///< 0: it is no status alone
    after_sealed_loss repeatable;
    std::string_view error; ///< the name of the code that a repeatable request fails with in the end
};

inline constexpr sealed_loss_row sealed_loss_table[] = {
#define WSMAN_ROW(ending, words, status, then, error)                                                                  \
    {sealed_loss::ending, words, status, after_sealed_loss::then, error},
    WSMAN_SEALED_LOSSES(WSMAN_ROW)
#undef WSMAN_ROW
};

/// Returns: what is done with a repeatable request after an answer of this status in clear text.
constexpr after_sealed_loss after_plain_status(unsigned status) noexcept
{
    for (const sealed_loss_row& row : sealed_loss_table)
        if (row.status != 0 && row.status == status) return row.repeatable;
    return after_sealed_loss::report;
}

constexpr std::string_view to_string(after_sealed_loss what) noexcept
{
    switch (what) {
    case after_sealed_loss::log_in_again: return "once more with a new log-in";
    case after_sealed_loss::wait_and_retry: return "again after a pause, `connect_retries` times";
    case after_sealed_loss::replace:
        return "once more, if the connection had served before, or without the tab of sealed parts (below); else with "
               "`retry_for`";
    case after_sealed_loss::report: return "never sent again";
    }
    return {};
}

/// Returns: the table in Markdown, as `security/README.md` has it.
inline std::string sealed_loss_markdown()
{
    std::string text = "| the exchange of a sealed request ends with | `repeatable` | `outcome_unknown` | `gap` |\n";
    text += "|---|---|---|---|\n";
    for (const sealed_loss_row& row : sealed_loss_table) {
        text.append("| ").append(row.words).append(" | ").append(to_string(row.repeatable));
        text.append("; `").append(row.error).append("`");
        text += " | `outcome_unknown` | `output_gap_possible` |\n";
    }
    return text;
}

} // namespace wsman
