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

#include "arguments.hpp"
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
};
constexpr std::string_view later_verbs[] = {
    "get", "put", "create", "delete", "invoke", "enumerate", "subscribe", "copy", "fetch", "probe"
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

wsman::result<int> perform(const cli::arguments& options)
{
    const wsman::result<const verb*> chosen = find_verb(options.verb);
    if (!chosen) return chosen.error();
    wsman::result<wsman::session_draft> draft = cli::configured_draft(options);
    if (!draft) return draft.error();
    std::unique_ptr<wsman::testing::endpoint> endpoint;
    if (options.demo) {
        if (!options.connect.empty()) return cli::usage_error("--demo brings its own host, so --connect does not fit");
        endpoint = start_endpoint(options);
        draft = endpoint->session().draft();
    }
    wsman::result<wsman::session> session = cli::make_session(*std::move(draft), options);
    if (!session) return session.error();

    wsman::client_options client;
    if (options.retries) client.transport.connect_retries = *options.retries;
    if (!options.trace_file.empty()) {
        wsman::result<wsman::observer> trace = cli::trace_to(options.trace_file);
        if (!trace) return trace.error();
        client.watch = *std::move(trace);
        client.transport.observe_envelopes = true;
    }
    const auto work = std::make_shared<const cli::job>(cli::job{options, *std::move(session), std::move(client)});
    if (!(*chosen)->talk) return cli::print_session(*work);
    return cli::drive((*chosen)->talk, work);
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
    if (!options) return cli::report(options.error(), asks_for_json(words));
    if (options->help) {
        std::cout << cli::usage();
        return 0;
    }
    const wsman::result<int> status = perform(*options);
    return status ? *status : cli::report(status.error(), options->json);
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
    catch (const wsman::exception& error) {
        status = cli::report(error.why(), false);
    }
    catch (const std::exception& error) {
        std::cerr << "wsman-cli: internal: " << error.what() << '\n';
    }
    // Not `return`: a thread that reads a terminal cannot be joined.
    if (!std::cout.flush() && status != cli::failure_status)
        status = cli::report(wsman::failure(wsman::client_errc::sink_failed, "standard output takes no more"), false);
    std::quick_exit(status);
}
