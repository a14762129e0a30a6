//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "run_options.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <charconv>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

namespace cli {

namespace asio = boost::asio;

namespace {

constexpr std::size_t input_block = 256 * 1024;

// Reading a terminal or a pipe blocks, so it runs on its own thread. Neither is ever destroyed: a read of a terminal
// cannot be cancelled, and the process must be able to end during the read.
asio::thread_pool& input_thread()
{
    static auto* const pool = new asio::thread_pool(1);
    return *pool;
}

std::string read_block(std::istream& from)
{
    std::string block(input_block, '\0');
    std::streamsize count = 0;
    // Reads the available bytes only, so that interactive input is sent line by line.
    if (from.peek() != std::char_traits<char>::eof()) {
        count = from.readsome(block.data(), static_cast<std::streamsize>(block.size()));
        if (count == 0) {
            from.read(block.data(), 1);
            count = from.gcount();
        }
    }
    block.resize(static_cast<std::size_t>(count));
    return block;
}

// The pending result of the input thread. Waiting for it can be cancelled; the read itself cannot.
struct arrival {
    explicit arrival(const asio::any_io_executor& where) : timer(where, (asio::steady_timer::time_point::max)()) {}

    asio::steady_timer timer;
    std::optional<std::string> block;
};

asio::awaitable<std::string> next_block(std::shared_ptr<std::istream> from)
{
    const asio::any_io_executor here = co_await asio::this_coro::executor;
    const auto awaited = std::make_shared<arrival>(here);
    asio::post(input_thread(), [from, here, awaited] {
        std::string block = read_block(*from);
        asio::post(here, [awaited, block = std::move(block)]() mutable {
            awaited->block = std::move(block);
            awaited->timer.cancel();
        });
    });
    boost::system::error_code woken;
    co_await awaited->timer.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    if (!awaited->block) throw boost::system::system_error(asio::error::operation_aborted);
    co_return std::move(*awaited->block);
}

wsman::result<wsman::standard_input> input_from(const std::string& name)
{
    std::shared_ptr<std::istream> stream;
    if (name == "-") {
        std::ios::sync_with_stdio(false);
        stream = std::shared_ptr<std::istream>(&std::cin, [](std::istream*) {});
    } else {
        stream = std::make_shared<std::ifstream>(name, std::ios::binary);
        if (!*stream) return wsman::failure(wsman::client_errc::invalid_argument, "cannot read the file " + name);
    }
    return wsman::standard_input::from([stream] { return next_block(stream); });
}

wsman::result<void> take_option(run_arguments& into, const verb_option& given)
{
    const std::string& value = given.value;
    if (given.name == "--raw") {
        into.raw = true;
    } else if (given.name == "--no-profile") {
        into.options.no_profile = true;
    } else if (given.name == "--cwd") {
        into.options.working_directory = value;
    } else if (given.name == "--env") {
        const std::size_t equals = value.find('=');
        if (equals == 0 || equals == std::string::npos)
            return usage_error("--env takes NAME=VALUE, not '" + value + "'");
        into.options.environment.emplace_back(value.substr(0, equals), value.substr(equals + 1));
    } else if (given.name == "--codepage") {
        const char* end = value.data() + value.size();
        const auto [stop, error] = std::from_chars(value.data(), end, into.options.code_page);
        if (error != std::errc{} || stop != end) return usage_error("--codepage takes a number, not '" + value + "'");
    }
    return {};
}

} // namespace

wsman::result<run_arguments> parse_run_arguments(const arguments& options)
{
    run_arguments parsed;
    parsed.options.timeout = options.timeout;
    for (const verb_option& given : options.verb_options)
        if (auto taken = take_option(parsed, given); !taken) return taken.error();
    for (const verb_option& given : options.verb_options) {
        if (given.name != "--stdin") continue;
        wsman::result<wsman::standard_input> input = input_from(given.value);
        if (!input) return input.error();
        parsed.options.input = *std::move(input);
    }
    parsed.words = options.rest;
    return parsed;
}

wsman::result<void> check_run_arguments(const arguments& options)
{
    run_arguments parsed;
    for (const verb_option& given : options.verb_options) {
        if (auto taken = take_option(parsed, given); !taken) return taken.error();
        if (given.name == "--stdin" && given.value == "-" && !options.hosts_file.empty())
            return usage_error("--stdin - has one reader, and --hosts names many; give a file");
    }
    if (options.verb == "run") {
        if (options.rest.empty()) return usage_error("run needs a program");
        return {};
    }
    if (parsed.raw) return usage_error("--raw belongs to run");
    if (options.rest.size() != 1) return usage_error("powershell needs one script, or -");
    return {};
}

} // namespace cli
