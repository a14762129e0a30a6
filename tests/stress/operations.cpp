//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "operations.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <optional>
#include <utility>

namespace wsman::stress {

namespace {

using namespace std::chrono_literals;

using chunk_result = result<std::optional<output_chunk>>;

asio::awaitable<void> nap(std::chrono::microseconds time)
{
    asio::steady_timer timer(co_await asio::this_coro::executor);
    timer.expires_after(time);
    boost::system::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<chunk_result> read_listening(running_command* from)
{
    co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
    co_await asio::this_coro::throw_if_cancelled(false);
    chunk_result got = co_await from->try_read();
    co_return got;
}

/// A read that is cancelled (total) after a while, which must not lose output.
asio::awaitable<chunk_result> read_with_timeout(running_command* from, std::chrono::microseconds timeout)
{
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const auto stop = std::make_shared<asio::cancellation_signal>();
    asio::steady_timer timer(executor);
    timer.expires_after(timeout);
    timer.async_wait([stop](const boost::system::error_code& code) {
        if (!code) stop->emit(asio::cancellation_type::total);
    });
    auto token = asio::bind_cancellation_slot(stop->slot(), asio::use_awaitable);
    chunk_result got = co_await asio::co_spawn(executor, read_listening(from), std::move(token));
    co_return got;
}

class operation {
public:
    operation(std::shared_ptr<client> with, unsigned number, worker_step* here, result_counts* results)
        : client_(std::move(with)), number_(number), here_(here), results_(results)
    {
    }

    asio::awaitable<void> identify();
    asio::awaitable<void> echo();
    asio::awaitable<void> echo_input();
    asio::awaitable<void> sleep_briefly();
    asio::awaitable<void> exceed_timeout();
    asio::awaitable<void> stream();
    asio::awaitable<void> write_and_read();
    asio::awaitable<void> read_in_pieces();
    asio::awaitable<void> terminate_one_of_two();

    asio::awaitable<void> listen()
    {
        co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
        co_await asio::this_coro::throw_if_cancelled(false);
        state_ = co_await asio::this_coro::cancellation_state;
    }

private:
    bool stopped() const noexcept { return state_.cancelled() != asio::cancellation_type::none; }

    /// Returns: true if the outcome is a value. A failure is checked and counted.
    template <class T>
    bool good(const result<T>& outcome)
    {
        if (outcome.has_value()) return true;
        const failure& why = outcome.error();
        if (!stopped())
            results_->fault(std::string(here_->name()) + " failed without a cancellation: " + why.message());
        else
            results_->ended_early(why.code().message());
        return false;
    }

    void check(bool right, const std::string& text)
    {
        if (!right) results_->fault(std::string(here_->name()) + ": " + text);
    }

    std::shared_ptr<client> client_;
    unsigned number_;
    worker_step* here_;
    result_counts* results_;
    asio::cancellation_state state_;
};

asio::awaitable<void> operation::identify()
{
    here_->enter("identify", number_);
    const result<identity> identified = co_await client_->try_identify();
    if (good(identified)) check(identified->product_vendor == "wsman-cpp", "the host is " + identified->product_vendor);
}

asio::awaitable<void> operation::echo()
{
    here_->enter("run echo", number_);
    const std::string text = "text " + std::to_string(number_);
    const command line("echo", text);
    run_options options;
    options.own_shell = number_ % 4 == 0;
    const result<command_result> ended = co_await client_->try_run(line, options);
    if (!good(ended)) co_return;
    check(ended->standard_output.text() == text + "\n", "wrong output: " + ended->standard_output.text());
    check(ended->success(), "no success");
}

asio::awaitable<void> operation::echo_input()
{
    here_->enter("run cat with input", number_);
    const std::string text(1000 + number_ * 97, static_cast<char>('a' + number_ % 26));
    const command line("cat");
    run_options options;
    options.input = text;
    const result<command_result> ended = co_await client_->try_run(line, options);
    if (good(ended)) check(ended->standard_output.text() == text, "the input was not returned unchanged");
}

asio::awaitable<void> operation::sleep_briefly()
{
    here_->enter("run sleep", number_);
    const command line("sleep", "0.05");
    run_options options;
    options.own_shell = number_ % 2 == 0;
    const result<command_result> ended = co_await client_->try_run(line, options);
    if (good(ended)) check(ended->success(), "no success");
}

asio::awaitable<void> operation::exceed_timeout()
{
    here_->enter("run sleep past its timeout", number_);
    const command line("sleep", "600");
    run_options options;
    options.timeout = std::chrono::milliseconds(1 + number_ % 40);
    const result<command_result> ended = co_await client_->try_run(line, options);
    check(ended.has_error(), "it ended before its timeout");
    if (ended.has_error() && ended.error().code() != client_errc::deadline_exceeded) good(ended);
}

asio::awaitable<void> operation::stream()
{
    here_->enter("run head into a sink", number_);
    const command line("head", "-c", "300000", "/dev/zero");
    std::size_t bytes = 0;
    const bool slow = number_ % 3 == 0;
    auto take = [&bytes, slow](output_stream, std::string block) -> asio::awaitable<void> {
        bytes += block.size();
        if (slow) co_await nap(2ms);
    };
    const output_sink sink(take);
    const result<exit_status> ended = co_await client_->try_run(line, sink);
    if (good(ended)) check(bytes == 300000, std::to_string(bytes) + " bytes");
}

asio::awaitable<void> operation::write_and_read()
{
    here_->enter("open_shell", number_);
    result<shell> opened = co_await client_->try_open_shell();
    if (!good(opened)) co_return;
    shell in = *std::move(opened);
    here_->step("start cat");
    const command program("cat");
    result<running_command> started = co_await in.try_start(program);
    if (!good(started)) co_return;
    running_command cat = *std::move(started);
    const std::string line = "line " + std::to_string(number_) + "\n";
    const unsigned lines = 1 + number_ % 3;
    std::string all;
    for (unsigned i = 0; i != lines; ++i) {
        here_->step("write");
        all += line;
        const result<void> written = co_await cat.try_write(line);
        if (!good(written)) co_return;
    }
    const bool interrupted = number_ % 5 == 0;
    here_->step(interrupted ? "signal ctrl_c" : "close_input");
    result<void> ending;
    if (interrupted)
        ending = co_await cat.try_signal(signal_code::ctrl_c);
    else
        ending = co_await cat.try_close_input();
    if (!good(ending)) co_return;
    here_->step(interrupted ? "wait after ctrl_c" : "wait after close_input");
    const result<command_result> ended = co_await cat.try_wait();
    if (!good(ended)) co_return;
    if (!interrupted) check(ended->standard_output.text() == all, "wrong output: " + ended->standard_output.text());
    if (number_ % 2 == 0) co_return; // the shell's destructor closes it
    here_->step("close the shell");
    const result<void> closed = co_await in.try_close();
    good(closed);
}

asio::awaitable<void> operation::read_in_pieces()
{
    here_->enter("open_shell to read", number_);
    result<shell> opened = co_await client_->try_open_shell();
    if (!good(opened)) co_return;
    shell in = *std::move(opened);
    here_->step("start head");
    const command line("sh", "-c", "head -c 40000 /dev/zero; sleep 0.02; head -c 40000 /dev/zero");
    result<running_command> started = co_await in.try_start(line);
    if (!good(started)) co_return;
    running_command head = *std::move(started);
    std::size_t bytes = 0;
    here_->step("read");
    for (;;) {
        if (stopped()) co_return;
        const chunk_result got = co_await read_with_timeout(&head, std::chrono::microseconds(number_ * 13));
        if (got.has_error() && got.error().code() == client_errc::cancelled) continue; // the reader's own cancellation
        if (!good(got)) co_return;
        if (!got->has_value()) break;
        bytes += (**got).standard_output.size();
    }
    check(bytes == 80000, std::to_string(bytes) + " bytes in pieces");
}

asio::awaitable<void> operation::terminate_one_of_two()
{
    here_->enter("open_shell for two", number_);
    result<shell> opened = co_await client_->try_open_shell();
    if (!good(opened)) co_return;
    shell in = *std::move(opened);
    here_->step("start the command that is terminated");
    const command endless("sleep", "600");
    result<running_command> first = co_await in.try_start(endless);
    if (!good(first)) co_return;
    running_command silent = *std::move(first);
    here_->step("start the other command");
    const command line("sh", "-c", "sleep 0.01; echo over");
    result<running_command> second = co_await in.try_start(line);
    if (!good(second)) co_return;
    running_command talking = *std::move(second);
    here_->step("signal terminate");
    const result<void> told = co_await silent.try_signal(signal_code::terminate);
    if (!good(told)) co_return;
    here_->step("wait while the other was terminated");
    const result<command_result> ended = co_await talking.try_wait();
    if (good(ended)) check(ended->standard_output.text() == "over\n", "wrong: " + ended->standard_output.text());
    here_->step("wait after terminate");
    const result<command_result> over = co_await silent.try_wait();
    // The host keeps no state of it, so the exit code may be unknown, but the end must be reported.
    if (over.has_value()) check(over->standard_output.text().empty(), "output of a silent program");
}

} // namespace

asio::awaitable<void>
run_operation(std::shared_ptr<client> with, unsigned kind, unsigned number, worker_step* here, result_counts* results)
{
    operation one(std::move(with), number, here, results);
    co_await one.listen();
    switch (kind) {
    case 0: co_await one.identify(); break;
    case 1: co_await one.echo(); break;
    case 2: co_await one.echo_input(); break;
    case 3: co_await one.sleep_briefly(); break;
    case 4: co_await one.exceed_timeout(); break;
    case 5: co_await one.stream(); break;
    case 6: co_await one.write_and_read(); break;
    case 7: co_await one.read_in_pieces(); break;
    default: co_await one.terminate_one_of_two(); break;
    }
    results->done();
}

} // namespace wsman::stress
