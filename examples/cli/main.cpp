//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// wsman-cli: the library's operations as a command-line program. See `wsman-cli --help`.
#include <wsman/testing/endpoint.hpp>

#include <algorithm>
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
#include "process.hpp"
#include "report.hpp"
#include "run_options.hpp"
#include "text_file.hpp"
#include "trace.hpp"
#include "verbs/verbs.hpp"

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
    std::vector<std::string_view> names;
    for (const verb& row : verbs) {
        if (row.name == name) return &row;
        names.push_back(row.name);
    }
    for (const std::string_view later : later_verbs)
        if (later == name) return cli::usage_error("the verb " + name + " is not in this version yet");
    return cli::usage_error("unknown verb " + name, cli::did_you_mean(name, names));
}

bool runs_something(const cli::arguments& options)
{
    return options.verb == "run" || options.verb == "powershell";
}

// Checks the words after the verb before any connection.
wsman::result<void> check_operands(const cli::arguments& options)
{
    if (runs_something(options)) return cli::check_run_arguments(options);
    if (!options.verb_options.empty())
        return cli::usage_error(options.verb_options.front().name + " belongs to run and powershell");
    if (!options.rest.empty()) return cli::usage_error(options.verb + " takes no argument: " + options.rest.front());
    return {};
}

bool gives_input(const cli::arguments& options)
{
    return std::any_of(options.verb_options.begin(), options.verb_options.end(), [](const cli::verb_option& given) {
        return given.name == "--stdin";
    });
}

// Warns once that the data on standard input is not read.
class unread_input {
public:
    explicit unread_input(const cli::arguments& options, bool script_is_read)
        : watched_(runs_something(options) && !script_is_read && !gives_input(options)), json_(options.json),
          verb_(options.verb)
    {
    }

    void look()
    {
        if (!watched_ || cli::ends_by_signal() || !cli::standard_input_holds_data()) return;
        watched_ = false;
        cli::output(json_).note(
            "standard input holds data, which " + verb_ + " does not read; --stdin - passes it to the program"
        );
    }

private:
    bool watched_;
    bool json_;
    std::string verb_;
};

std::unique_ptr<wsman::testing::endpoint> start_endpoint(const cli::arguments& options)
{
    wsman::testing::endpoint_options settings;
    settings.tls = options.use_ssl;
    settings.program =
        wsman::testing::first_of({wsman::testing::cmd_stand_in(), wsman::testing::powershell_stand_in()});
    return std::make_unique<wsman::testing::endpoint>(std::move(settings));
}

struct target {
    wsman::session session;
    std::string label; // the prefix of its output lines; empty for a single host
};

wsman::result<std::vector<target>> many_targets(wsman::session_draft draft, const cli::arguments& options)
{
    if (!options.connect.empty() || !options.connect_address.empty() || options.demo)
        return cli::usage_error("--hosts names the hosts, so --connect, --connect-address and --demo do not fit");
    if (options.parallel && *options.parallel == 0) return cli::usage_error("--parallel takes 1 or more");
    const wsman::result<std::vector<cli::listed_host>> hosts = cli::read_hosts(options.hosts_file);
    if (!hosts) return hosts.error();
    for (const auto& [host, place] : *hosts)
        if (const auto parsed = wsman::parse_connection_string(host, options.use_ssl); !parsed)
            return cli::at_place(parsed.error(), place);
    // The password is read once, with the first host, because its file may be a pipe.
    cli::arguments first = options;
    first.connect = hosts->front().host;
    wsman::result<wsman::session> made = cli::make_session(std::move(draft), first);
    // A broken rule is caused by this host, or by the options for every host.
    if (!made)
        return made.error().details().rule.empty() ? made.error() : cli::at_place(made.error(), hosts->front().place);
    std::vector<target> targets;
    for (const auto& [host, place] : *hosts) {
        wsman::result<wsman::session> session = made->with_connection(host);
        if (!session) return cli::at_place(session.error(), place);
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

wsman::result<wsman::client_options> client_options_of(const cli::arguments& options)
{
    wsman::client_options client;
    if (options.retries) client.transport.connect_retries = *options.retries;
    client.transport.lenient_answers = options.lenient;
    if (options.trace_file.empty()) return client;
    wsman::result<wsman::observer> trace = cli::trace_to(options.trace_file);
    if (!trace) return trace.error();
    client.watch = *std::move(trace);
    client.transport.observe_envelopes = true;
    return client;
}

int talk_to(
    cli::host_verb verb, std::vector<target> targets, const cli::arguments& options, const wsman::client_options& client
)
{
    std::vector<std::shared_ptr<const cli::job>> jobs;
    for (target& one : targets) {
        auto out = std::make_shared<cli::output>(options.json, std::move(one.label));
        jobs.push_back(
            std::make_shared<const cli::job>(cli::job{options, std::move(one.session), client, std::move(out)})
        );
    }
    if (!verb) return cli::print_session(*jobs.front());
    constexpr unsigned hosts_at_once = 16;
    return cli::drive(verb, jobs, options.parallel.value_or(hosts_at_once));
}

wsman::result<int> perform(cli::arguments options)
{
    const wsman::result<const verb*> chosen = find_verb(options.verb);
    if (!chosen) return chosen.error();
    if (auto good = check_operands(options); !good) return good.error();
    if (!(*chosen)->talk && !options.hosts_file.empty())
        return cli::usage_error(options.verb + " is about one session, so --hosts does not fit");
    wsman::result<wsman::session_draft> draft = cli::configured_draft(options);
    if (!draft) return draft.error();
    std::unique_ptr<wsman::testing::endpoint> endpoint;
    if (options.demo) {
        if (!options.connect.empty()) return cli::usage_error("--demo brings its own host, so --connect does not fit");
        endpoint = start_endpoint(options);
        // Selects another scheme than the endpoint's default; the session reports an unknown scheme.
        const auto scheme = wsman::from_string<wsman::authentication_scheme>(options.auth);
        draft = (scheme ? endpoint->session(*scheme) : endpoint->session()).draft();
    }
    wsman::result<std::vector<target>> targets = targets_of(*std::move(draft), options);
    if (!targets) return targets.error();

    const wsman::result<wsman::client_options> client = client_options_of(options);
    if (!client) return client.error();
    // Before the signal handlers are installed, because only a signal can end reading a terminal.
    const bool script_is_read = options.verb == "powershell" && options.rest.front() == "-";
    if (script_is_read) {
        wsman::result<std::string> script = cli::read_text_from_standard_input();
        if (!script) return script.error();
        options.rest.front() = *std::move(script);
    }
    unread_input unread(options, script_is_read);
    unread.look();
    const int status = talk_to((*chosen)->talk, *std::move(targets), options, *client);
    unread.look();
    return status;
}

int report(const wsman::failure& why, bool json)
{
    cli::output(json).report(why);
    return cli::failure_status;
}

// For usage errors: scripts that asked for JSON get them as JSON, too.
bool asks_for_json(const std::vector<std::string>& words)
{
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == "--output=json" || (words[i] == "json" && i > 0 && words[i - 1] == "--output")) return true;
    return false;
}

int print_help(const std::string& verb)
{
    if (verb.empty()) {
        std::cout << cli::usage();
        return 0;
    }
    if (const auto text = cli::usage_of(verb)) {
        std::cout << *text;
        return 0;
    }
    return report(find_verb(verb).error(), false);
}

int perform_and_report(const std::vector<std::string>& words)
{
    const wsman::result<cli::arguments> options = cli::parse_arguments(words);
    if (!options) return report(options.error(), asks_for_json(words));
    if (options->version) {
        std::cout << "wsman-cli " << WSMAN_CLI_VERSION << '\n';
        return 0;
    }
    if (options->help) return print_help(options->verb);
    const wsman::result<int> status = perform(*options);
    return status ? *status : report(status.error(), options->json);
}

} // namespace

int main(int argument_count, char** argument_values)
{
#if defined(SIGPIPE)
    // If the reader closes the output, the commands on the host must be ended first.
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
    if (!std::cout.flush() && !cli::ends_by_signal()) {
#if defined(SIGPIPE)
        if (cli::reader_has_left()) cli::end_by_signal(SIGPIPE);
#endif
        if (!cli::ends_by_signal() && status != cli::failure_status)
            status =
                report(wsman::failure(wsman::client_errc::sink_failed, "standard output cannot be written"), false);
    }
    cli::end_process(status);
}
