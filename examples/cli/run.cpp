//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <iostream>
#include <stdexcept>
#include <utility>

#include "report.hpp"
#include "run_options.hpp"
#include "verbs.hpp"

namespace cli {

namespace {

wsman::command_line command_of(run_arguments& what)
{
    std::string program = std::move(what.words.front());
    what.words.erase(what.words.begin());
    if (!what.raw) return wsman::command(std::move(program), std::move(what.words));
    for (const std::string& word : what.words)
        program += ' ' + word;
    return wsman::raw_command_line(std::move(program));
}

void write_live(wsman::output_stream stream, const std::string& bytes)
{
    const bool errors = stream == wsman::output_stream::standard_error;
    std::ostream& out = errors ? std::cerr : std::cout;
    // Thrown, so that the program at the other end is stopped when nobody reads it any more.
    if (!(out << bytes << std::flush))
        throw std::runtime_error(errors ? "standard error takes no more" : "standard output takes no more");
}

} // namespace

boost::asio::awaitable<wsman::result<int>> run(wsman::client* client, std::shared_ptr<const job> work)
{
    wsman::result<run_arguments> what = parse_run_arguments(work->options);
    if (!what) co_return what.error();
    if (what->words.empty()) co_return usage_error("run needs a program");
    wsman::command_line command = command_of(*what);
    if (work->options.json) {
        const wsman::result<wsman::command_result> ended =
            co_await client->try_run(std::move(command), std::move(what->how));
        if (!ended) co_return ended.error();
        print_result(ended->exit_code, ended->standard_output.bytes(), ended->standard_error.bytes());
        co_return exit_status_of(ended->exit_code);
    }
    wsman::output_sink sink(&write_live);
    const wsman::result<wsman::exit_status> ended =
        co_await client->try_run(std::move(command), std::move(sink), std::move(what->how));
    if (!ended) co_return ended.error();
    co_return exit_status_of(ended->code());
}

} // namespace cli
