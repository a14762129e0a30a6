//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <iostream>
#include <iterator>
#include <utility>

#include "run_options.hpp"
#include "verbs.hpp"

namespace cli {

namespace {

std::string script_of(const std::string& word)
{
    if (word != "-") return word;
    // Many hosts get the same.
    static const std::string read{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
    return read;
}

// People read what the script said, not the XML around it.
std::string messages(const wsman::powershell_result& result)
{
    return result.streams.error + result.streams.warning + result.streams.verbose + result.streams.debug +
           result.streams.plain;
}

} // namespace

boost::asio::awaitable<wsman::result<int>> powershell(wsman::client* client, std::shared_ptr<const job> work)
{
    wsman::result<run_arguments> what = parse_run_arguments(work->options);
    if (!what) co_return what.error();
    if (what->raw) co_return usage_error("--raw belongs to run");
    if (what->words.size() != 1) co_return usage_error("powershell needs one script, or -");
    std::string script = script_of(what->words.front());
    const wsman::result<wsman::powershell_result> ended =
        co_await client->try_run_powershell(std::move(script), std::move(what->how));
    if (!ended) co_return ended.error();
    if (work->options.json) {
        work->out->print_result(ended->exit_code, ended->standard_output.bytes(), messages(*ended));
        co_return work->out->exit_status_of(ended->exit_code);
    }
    work->out->write(wsman::output_stream::standard_output, ended->standard_output.bytes());
    work->out->write(wsman::output_stream::standard_error, messages(*ended));
    work->out->finish();
    co_return work->out->exit_status_of(ended->exit_code);
}

} // namespace cli
