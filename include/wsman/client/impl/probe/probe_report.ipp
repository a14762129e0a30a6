//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/probe.hpp>
#include <wsman/core/config.hpp>

#include <algorithm>

namespace wsman::inline WSMAN_FORM::detail {

/// Appends one line of the report's table, or a continuation line.
inline void add_probe_line(std::string& text, std::string_view stage, std::string_view outcome, std::string_view what)
{
    constexpr std::size_t stage_width = 10;
    constexpr std::size_t outcome_width = 9;
    text.append(stage).append(stage_width - (std::min)(stage_width, stage.size()), ' ');
    text.append(outcome).append(outcome_width - (std::min)(outcome_width, outcome.size()), ' ');
    text.append(what).append("\n");
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL std::string_view to_string(probe_stage stage) noexcept
{
    switch (stage) {
    case probe_stage::name: return "name";
    case probe_stage::port: return "port";
    case probe_stage::tls: return "tls";
    case probe_stage::http: return "http";
    case probe_stage::identity: return "identity";
    case probe_stage::clock: return "clock";
    case probe_stage::session: return "session";
    case probe_stage::log_in: return "log_in";
    }
    return "unknown";
}

WSMAN_DECL std::string_view to_string(probe_outcome outcome) noexcept
{
    switch (outcome) {
    case probe_outcome::ok: return "ok";
    case probe_outcome::warning: return "warning";
    case probe_outcome::failed: return "failed";
    case probe_outcome::skipped: return "skipped";
    }
    return "unknown";
}

WSMAN_DECL const probe_step* probe_report::find(probe_stage stage) const noexcept
{
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const auto& one) { return one.stage == stage; });
    return found == steps.end() ? nullptr : &*found;
}

WSMAN_DECL bool probe_report::ready() const noexcept
{
    const probe_step* const last = find(probe_stage::log_in);
    return last && last->outcome == probe_outcome::ok;
}

WSMAN_DECL std::string to_string(const probe_report& report)
{
    std::string text = report.url + "\n";
    for (const probe_step& one : report.steps) {
        detail::add_probe_line(text, to_string(one.stage), to_string(one.outcome), one.detail);
        if (one.why && !one.why->message().starts_with(one.detail))
            detail::add_probe_line(text, {}, {}, one.why->message());
        if (!one.hint.empty()) detail::add_probe_line(text, {}, {}, "hint: " + one.hint);
    }
    text += report.ready() ? "the host is ready\n" : "the host cannot be used with these settings\n";
    return text;
}

} // namespace wsman
