//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <utility>

#include "../run_options.hpp"
#include "verbs.hpp"

namespace cli {

namespace {

wsman::command_line command_of(run_arguments& parsed)
{
    std::string program = std::move(parsed.words.front());
    parsed.words.erase(parsed.words.begin());
    if (!parsed.raw) return wsman::command(std::move(program), std::move(parsed.words));
    for (const std::string& word : parsed.words)
        program += ' ' + word;
    return wsman::raw_command_line(std::move(program));
}

} // namespace

boost::asio::awaitable<wsman::result<int>> run(wsman::client* client, std::shared_ptr<const job> work)
{
    wsman::result<run_arguments> parsed = parse_run_arguments(work->options);
    if (!parsed) co_return parsed.error();
    wsman::command_line command = command_of(*parsed);
    if (work->options.json) {
        const wsman::result<wsman::command_result> ended =
            co_await client->try_run(std::move(command), std::move(parsed->options));
        if (!ended) co_return ended.error();
        work->out->print_result(ended->exit_code, ended->standard_output.bytes(), ended->standard_error.bytes());
        co_return work->out->exit_status_of(ended->exit_code);
    }
    wsman::output_sink sink = sink_to(work->out);
    const wsman::result<wsman::exit_status> ended =
        co_await client->try_run(std::move(command), std::move(sink), std::move(parsed->options));
    if (!ended) co_return ended.error();
    work->out->finish();
    co_return work->out->exit_status_of(ended->exit_code);
}

} // namespace cli
