//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// wsman-cli: what the library does, from a shell. `wsman-cli --help` says how.
#include <wsman/testing/endpoint.hpp>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "arguments.hpp"
#include "hosts.hpp"
#include "make_session.hpp"
#include "report.hpp"
#include "trace.hpp"
#include "verbs.hpp"

namespace {

struct verb {
    std::string_view name;
    cli::host_verb talk; ///< nullptr: needs no host
};
constexpr verb verbs[] = {
    {"identify", &cli::identify},
    {"session", nullptr},
    {"run", &cli::run},
    {"powershell", &cli::powershell},
    {"probe", &cli::probe},
};
constexpr std::string_view later_verbs[] = {
    "get", "put", "create", "delete", "invoke", "enumerate", "subscribe", "copy", "fetch"
};

wsman::result<const verb*> find_verb(const std::string& name)
{
    if (name.empty()) return cli::usage_error("no verb given");
    for (const verb& row : verbs)
        if (row.name == name) return &row;
    for (const std::string_view later : later_verbs)
        if (later == name) return cli::usage_error("the verb " + name + " is not in this version yet");
    return cli::usage_error("unknown verb " + name);
}

std::unique_ptr<wsman::testing::endpoint> start_endpoint(const cli::arguments& options)
{
    wsman::testing::endpoint_options how;
    how.tls = options.use_ssl;
    how.program = wsman::testing::first_of({wsman::testing::cmd_stand_in(), wsman::testing::powershell_stand_in()});
    return std::make_unique<wsman::testing::endpoint>(std::move(how));
}

struct target {
    wsman::session session;
    std::string label; // what its output begins with; empty for a host that is alone
};

wsman::result<std::vector<target>> many_targets(wsman::session_draft draft, const cli::arguments& options)
{
    if (!options.connect.empty() || !options.connect_address.empty() || options.demo)
        return cli::usage_error("--hosts names the hosts, so --connect, --connect-address and --demo do not fit");
    if (options.parallel && *options.parallel == 0) return cli::usage_error("--parallel takes 1 or more");
    const wsman::result<std::vector<std::string>> hosts = cli::read_hosts(options.hosts_file);
    if (!hosts) return hosts.error();
    // The password is read once, with the first: its file may be a pipe.
    cli::arguments first = options;
    first.connect = hosts->front();
    wsman::result<wsman::session> made = cli::make_session(std::move(draft), first);
    if (!made) return made.error();
    std::vector<target> targets;
    for (const std::string& host : *hosts) {
        wsman::result<wsman::session> session = made->with_connection(host);
        if (!session) return session.error();
        targets.push_back({*std::move(session), host});
    }
    return targets;
}

wsman::result<std::vector<target>> targets_of(wsman::session_draft draft, const cli::arguments& options)
{
    if (!options.hosts_file.empty()) return many_targets(std::move(draft), options);
    wsman::result<wsman::session> made = cli::make_session(std::move(draft), options);
    if (!made) return made.error();
    return std::vector<target>(1, target{*std::move(made), {}});
}

wsman::result<int> perform(const cli::arguments& options)
{
    const wsman::result<const verb*> chosen = find_verb(options.verb);
    if (!chosen) return chosen.error();
    if (!(*chosen)->talk && !options.hosts_file.empty())
        return cli::usage_error(options.verb + " is about one session, so --hosts does not fit");
    wsman::result<wsman::session_draft> draft = cli::configured_draft(options);
    if (!draft) return draft.error();
    std::unique_ptr<wsman::testing::endpoint> endpoint;
    if (options.demo) {
        if (!options.connect.empty()) return cli::usage_error("--demo brings its own host, so --connect does not fit");
        endpoint = start_endpoint(options);
        // Another scheme than the endpoint's own is to be seen at work; what is no scheme is told with the session.
        const auto scheme = wsman::from_string<wsman::authentication_scheme>(options.auth);
        draft = (scheme ? endpoint->session(*scheme) : endpoint->session()).draft();
    }
    wsman::result<std::vector<target>> targets = targets_of(*std::move(draft), options);
    if (!targets) return targets.error();

    wsman::client_options client;
    if (options.retries) client.transport.connect_retries = *options.retries;
    client.transport.lenient_answers = options.lenient;
    if (!options.trace_file.empty()) {
        wsman::result<wsman::observer> trace = cli::trace_to(options.trace_file);
        if (!trace) return trace.error();
        client.watch = *std::move(trace);
        client.transport.observe_envelopes = true;
    }
    std::vector<std::shared_ptr<const cli::job>> jobs;
    for (target& one : *targets) {
        auto out = std::make_shared<cli::output>(options.json, std::move(one.label));
        jobs.push_back(
            std::make_shared<const cli::job>(cli::job{options, std::move(one.session), client, std::move(out)})
        );
    }
    if (!(*chosen)->talk) return cli::print_session(*jobs.front());
    constexpr unsigned hosts_at_once = 16;
    return cli::drive((*chosen)->talk, jobs, options.parallel.value_or(hosts_at_once));
}

int report(const wsman::failure& why, bool json)
{
    cli::output(json).report(why);
    return cli::failure_status;
}

// For words that make no sense as a whole: scripts that asked for JSON get it for that, too.
bool asks_for_json(const std::vector<std::string>& words)
{
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == "--output=json" || (words[i] == "json" && i > 0 && words[i - 1] == "--output")) return true;
    return false;
}

int perform_and_report(const std::vector<std::string>& words)
{
    const wsman::result<cli::arguments> options = cli::parse_arguments(words);
    if (!options) return report(options.error(), asks_for_json(words));
    if (options->help) {
        std::cout << cli::usage();
        return 0;
    }
    const wsman::result<int> status = perform(*options);
    return status ? *status : report(status.error(), options->json);
}

} // namespace

int main(int argument_count, char** argument_values)
{
#if defined(SIGPIPE)
    // Whoever stops reading gets no more; but what was started at the host has to be ended first.
    std::signal(SIGPIPE, SIG_IGN);
#endif
    int status = cli::failure_status;
    try {
        status = perform_and_report({argument_values + 1, argument_values + argument_count});
    }
    catch (const wsman::exception& thrown) {
        status = report(thrown.error(), false);
    }
    catch (const std::exception& error) {
        std::cerr << "wsman-cli: internal: " << error.what() << '\n';
    }
    // Not `return`: a thread that reads a terminal cannot be joined.
    if (!std::cout.flush() && status != cli::failure_status)
        status = report(wsman::failure(wsman::client_errc::sink_failed, "standard output takes no more"), false);
    std::quick_exit(status);
}
