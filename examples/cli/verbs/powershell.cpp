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

// The readable text of the streams, without the XML.
std::string messages(const wsman::powershell_streams& streams)
{
    return streams.error + streams.warning + streams.verbose + streams.debug + streams.plain;
}

boost::asio::awaitable<wsman::result<int>> powershell_as_json(
    wsman::client* client, std::shared_ptr<const job> work, std::string script, wsman::run_options options
)
{
    const wsman::result<wsman::powershell_result> ended =
        co_await client->try_run_powershell(std::move(script), std::move(options));
    if (!ended) {
        wsman::failure why = ended.error();
        if (auto& output = why.details().output)
            output->standard_error = messages(wsman::parse_clixml(output->standard_error));
        co_return why;
    }
    work->out->print_result(ended->exit_code, ended->standard_output.bytes(), messages(ended->streams));
    co_return work->out->exit_status_of(ended->exit_code);
}

} // namespace

boost::asio::awaitable<wsman::result<int>> powershell(wsman::client* client, std::shared_ptr<const job> work)
{
    wsman::result<run_arguments> parsed = parse_run_arguments(work->options);
    if (!parsed) co_return parsed.error();
    std::string script = parsed->words.front();
    if (work->options.json) {
        wsman::result<int> status =
            co_await powershell_as_json(client, work, std::move(script), std::move(parsed->options));
        co_return status;
    }
    wsman::output_sink sink = sink_to(work->out);
    const wsman::result<wsman::exit_status> ended =
        co_await client->try_run_powershell(std::move(script), std::move(sink), std::move(parsed->options));
    if (!ended) co_return ended.error();
    work->out->finish();
    co_return work->out->exit_status_of(ended->exit_code);
}

} // namespace cli
