//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/client/probe.hpp>

#include <boost/json/array.hpp>

#include "../option_words.hpp"
#include "../report.hpp"
#include "verbs.hpp"

namespace cli {

namespace {

boost::json::array array_of(const std::vector<std::string>& texts)
{
    return boost::json::array(texts.begin(), texts.end());
}

void add_tls(boost::json::object& step, const wsman::tls_facts& tls)
{
    if (!tls.version.empty()) step["version"] = tls.version;
    if (!tls.cipher.empty()) step["cipher"] = tls.cipher;
    if (!tls.certificate) return;
    boost::json::object shown;
    shown["subject"] = tls.certificate->subject;
    shown["issuer"] = tls.certificate->issuer;
    shown["names"] = array_of(tls.certificate->names);
    if (tls.certificate->not_before) shown["not_before"] = wsman::iso_8601(*tls.certificate->not_before);
    if (tls.certificate->not_after) shown["not_after"] = wsman::iso_8601(*tls.certificate->not_after);
    shown["sha256"] = tls.certificate->sha256;
    step["certificate"] = std::move(shown);
}

// Adds the structured results of a step.
void add_findings(boost::json::object& step, const wsman::probe_report& report, wsman::probe_stage stage)
{
    using enum wsman::probe_stage;
    if (stage == name && !report.addresses.empty()) step["addresses"] = array_of(report.addresses);
    if (stage == tls && report.tls) add_tls(step, *report.tls);
    if (stage == http && !report.schemes.empty()) step["schemes"] = array_of(report.schemes);
    if (stage == identity && report.anonymous) step["identity"] = identity_json(*report.anonymous);
    if (stage == clock && report.clock_difference) step["seconds"] = report.clock_difference->count();
    if (stage == log_in && report.logged_in) step["identity"] = identity_json(*report.logged_in);
}

boost::json::object object_of(const wsman::probe_report& report)
{
    boost::json::array steps;
    for (const wsman::probe_step& one : report.steps) {
        boost::json::object step;
        step["step"] = wsman::to_string(one.stage);
        step["outcome"] = wsman::to_string(one.outcome);
        step["ok"] = one.outcome == wsman::probe_outcome::ok || one.outcome == wsman::probe_outcome::warning;
        step["detail"] = one.detail;
        if (!one.hint.empty()) step["hint"] = one.hint;
        if (one.outcome != wsman::probe_outcome::skipped) step["elapsed_us"] = one.elapsed.count();
        if (one.why) step["error"] = failure_json(*one.why);
        add_findings(step, report, one.stage);
        steps.emplace_back(std::move(step));
    }
    boost::json::object line;
    line["url"] = report.url;
    line["ready"] = report.ready();
    line["steps"] = std::move(steps);
    return line;
}

} // namespace

boost::asio::awaitable<wsman::result<int>> probe(wsman::client* client, std::shared_ptr<const job> work)
{
    const auto timeout = work->options.timeout.value_or(wsman::defaults::connect_timeout);
    wsman::result<wsman::probe_report> report = co_await client->try_probe(timeout);
    if (!report) co_return report.error();
    for (wsman::probe_step& step : report->steps)
        step.hint = in_option_words(std::move(step.hint));
    if (work->options.json)
        work->out->print(object_of(*report));
    else
        work->out->write(wsman::output_stream::standard_output, wsman::to_string(*report));
    co_return report->ready() ? 0 : failure_status;
}

} // namespace cli
