//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>

#include <memory>

#include "loops.hpp"

using namespace threads;

namespace {

enum class call { run, open_shell, start, read, write, wait, terminate };
constexpr call all_calls[] = {
    call::run, call::open_shell, call::start, call::read, call::write, call::wait, call::terminate
};

/// A call that another thread may cancel: its signal is emitted on the call's executor, as Asio requires.
class cancellable {
public:
    explicit cancellable(asio::io_context& context) : strand_(asio::make_strand(context)) {}

    std::future<void> begin(asio::awaitable<void> work)
    {
        return asio::co_spawn(strand_, std::move(work), asio::bind_cancellation_slot(signal_.slot(), asio::use_future));
    }
    /// Effects: cancels the call if it is outstanding; may be called from any thread. The posted handler shares
    /// ownership.
    static void cancel(const std::shared_ptr<cancellable>& one, asio::cancellation_type type)
    {
        asio::post(one->strand_, [one, type] { one->signal_.emit(type); });
    }

private:
    asio::strand<asio::io_context::executor_type> strand_;
    asio::cancellation_signal signal_;
};

/// `wrong` counts calls that succeeded although they cannot end by themselves.
asio::awaitable<void> talk(client* with, call kind, std::atomic<unsigned>* wrong)
{
    result<wsman::shell> opened = co_await with->try_open_shell();
    if (opened.has_error()) co_return;
    wsman::shell in = *std::move(opened);
    const command line(kind == call::write ? "sleep" : "cat", kind == call::write ? "600" : "-");
    result<wsman::running_command> started = co_await in.try_start(line);
    if (started.has_error()) co_return;
    wsman::running_command running = *std::move(started);
    switch (kind) {
    case call::read: {
        const result<std::optional<wsman::output_chunk>> got = co_await running.try_read();
        if (!got.has_error()) ++*wrong; // there is no input
        break;
    }
    case call::write: {
        // More than the buffers hold while nothing is read.
        const std::string much(3'000'000, 'x');
        const result<void> written = co_await running.try_write(much);
        if (!written.has_error()) ++*wrong;
        break;
    }
    case call::terminate: {
        const result<void> told = co_await running.try_signal(wsman::signal_code::terminate);
        static_cast<void>(told); // either of the two may have come first
        break;
    }
    default: {
        const result<command_result> ended = co_await running.try_wait();
        if (!ended.has_error()) ++*wrong;
    }
    }
}

/// Starts a call that does not end by itself, except `open_shell` and `terminate`.
asio::awaitable<void> never_ending(client* with, call kind, std::atomic<unsigned>* wrong)
{
    co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
    co_await asio::this_coro::throw_if_cancelled(false);
    if (kind == call::run) {
        const command line("sleep", "600");
        const result<command_result> ended = co_await with->try_run(line);
        if (!ended.has_error()) ++*wrong;
    } else {
        co_await talk(with, kind, wrong);
    }
}

} // namespace

TEST_CASE("every call is cancelled from another thread with every type", "[cancellation][endpoint][threads]")
{
    using type = asio::cancellation_type;
    endpoint host;
    loop runners(4);
    client shared(runners.context.get_executor(), host.session(), patient());
    std::atomic<unsigned> wrong = 0;
    for (const type sent : {type::terminal, type::partial, type::total}) {
        std::vector<std::shared_ptr<cancellable>> calls;
        std::vector<std::future<void>> ended;
        for (const call kind : all_calls) {
            calls.push_back(std::make_shared<cancellable>(runners.context));
            ended.push_back(calls.back()->begin(never_ending(&shared, kind, &wrong)));
        }
        // Some are cancelled while they start, the others while they wait. Asio loses a signal that is emitted while
        // no operation waits, so it is repeated until the call has ended.
        std::thread canceller([&] {
            const auto end = std::chrono::steady_clock::now() + time_limit;
            for (std::size_t i = 0; i != calls.size(); ++i)
                do
                    cancellable::cancel(calls[i], sent);
                while (ended[i].wait_for(2ms) != std::future_status::ready && std::chrono::steady_clock::now() < end);
        });
        canceller.join();
        REQUIRE(all_end(ended));
    }
    CHECK(wrong == 0);
    // Other calls are not affected.
    std::atomic<unsigned> good = 0;
    runners.begin(echo(&shared, 1, &good)).get();
    CHECK(good == 1);
    runners.begin(shared.close()).get();
    runners.finish();
    CHECK(holds_nothing(host));
}
