//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/blocking_client.hpp>
#include <wsman/core/config.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <future>
#include <thread>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// The thread that a blocking client and its shells and commands share.
class blocking_context {
public:
    template <class MakeClient>
    explicit blocking_context(MakeClient make_client)
        : loop_(std::make_shared<loop>()), client_(make_client(loop_->context.get_executor())),
          thread_([loop = loop_] { loop->context.run(); })
    {
    }
    blocking_context(const blocking_context&) = delete;
    blocking_context& operator=(const blocking_context&) = delete;
    ~blocking_context()
    {
        client_.reset(); // its reaper runs yet
        loop_->work.reset();
        // The last handle may have been dropped by a sink, on this very thread: then it goes on until the reaper is
        // done, and destroys its context when `run` has returned.
        if (on_own_thread())
            thread_.detach();
        else
            thread_.join();
    }

    client& driven() noexcept { return *client_; }

    template <class T>
    [[nodiscard]] result<T> wait_for(asio::awaitable<result<T>> call)
    {
        if (on_own_thread())
            return failure(client_errc::invalid_argument, "a blocking client was called from its own thread");
        // The call may drop the last handle on the loop's thread before this thread has left `co_spawn`.
        const std::shared_ptr<loop> kept = loop_;
        std::promise<result<T>> promise;
        std::future<result<T>> outcome = promise.get_future();
        asio::co_spawn(kept->context, keep<T>(std::move(call), std::move(promise)), asio::detached);
        return outcome.get();
    }

private:
    template <class T>
    static asio::awaitable<void> keep(asio::awaitable<result<T>> call, std::promise<result<T>> promise)
    {
        std::exception_ptr thrown;
        try {
            promise.set_value(co_await std::move(call));
        }
        catch (...) {
            thrown = std::current_exception();
        }
        if (thrown) promise.set_exception(thrown);
    }

    struct loop {
        asio::io_context context{1};
        asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    };

    bool on_own_thread() const noexcept { return thread_.get_id() == std::this_thread::get_id(); }

    std::shared_ptr<loop> loop_; // the thread has a share in it
    std::optional<client> client_;
    std::thread thread_;
};

template <class T>
T value_or_throw(result<T> outcome, const boost::source_location& location)
{
    if constexpr (std::is_void_v<T>)
        outcome.value(location);
    else
        return std::move(outcome).value(location);
}

template <class T>
[[nodiscard]] result<T> without_context()
{
    return failure(client_errc::closed);
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL
blocking_command::blocking_command(std::shared_ptr<detail::blocking_context> context, running_command command)
    : context_(std::move(context)), command_(std::move(command))
{
}

// The replaced command ends before its thread does; a memberwise assignment would end the thread first.
WSMAN_DECL blocking_command& blocking_command::operator=(blocking_command&& other) noexcept
{
    const blocking_command replaced(std::move(*this));
    context_ = std::move(other.context_);
    command_ = std::move(other.command_);
    return *this;
}

WSMAN_DECL result<std::optional<output_chunk>> blocking_command::try_read()
{
    if (!context_) return detail::without_context<std::optional<output_chunk>>();
    return context_->wait_for(command_.try_read());
}

WSMAN_DECL std::optional<output_chunk> blocking_command::read(boost::source_location location)
{
    return detail::value_or_throw(try_read(), location);
}

WSMAN_DECL result<void> blocking_command::try_write(std::string bytes)
{
    if (!context_) return detail::without_context<void>();
    return context_->wait_for(command_.try_write(std::move(bytes)));
}

WSMAN_DECL void blocking_command::write(std::string bytes, boost::source_location location)
{
    detail::value_or_throw(try_write(std::move(bytes)), location);
}

WSMAN_DECL result<void> blocking_command::try_close_input()
{
    if (!context_) return detail::without_context<void>();
    return context_->wait_for(command_.try_close_input());
}

WSMAN_DECL void blocking_command::close_input(boost::source_location location)
{
    detail::value_or_throw(try_close_input(), location);
}

WSMAN_DECL result<void> blocking_command::try_signal(signal_code code)
{
    if (!context_) return detail::without_context<void>();
    return context_->wait_for(command_.try_signal(code));
}

WSMAN_DECL void blocking_command::signal(signal_code code, boost::source_location location)
{
    detail::value_or_throw(try_signal(code), location);
}

WSMAN_DECL result<command_result> blocking_command::try_wait()
{
    if (!context_) return detail::without_context<command_result>();
    return context_->wait_for(command_.try_wait());
}

WSMAN_DECL command_result blocking_command::wait(boost::source_location location)
{
    return detail::value_or_throw(try_wait(), location);
}

WSMAN_DECL blocking_shell::blocking_shell(std::shared_ptr<detail::blocking_context> context, shell opened)
    : context_(std::move(context)), shell_(std::move(opened))
{
}

// The replaced shell ends before its thread does; a memberwise assignment would end the thread first.
WSMAN_DECL blocking_shell& blocking_shell::operator=(blocking_shell&& other) noexcept
{
    const blocking_shell replaced(std::move(*this));
    context_ = std::move(other.context_);
    shell_ = std::move(other.shell_);
    return *this;
}

WSMAN_DECL result<blocking_command> blocking_shell::try_start(command_line command, command_options options)
{
    if (!context_) return detail::without_context<blocking_command>();
    result<running_command> started = context_->wait_for(shell_.try_start(std::move(command), std::move(options)));
    if (!started) return started.error();
    return blocking_command(context_, std::move(*started));
}

WSMAN_DECL blocking_command
blocking_shell::start(command_line command, command_options options, boost::source_location location)
{
    return detail::value_or_throw(try_start(std::move(command), std::move(options)), location);
}

WSMAN_DECL result<void> blocking_shell::try_close()
{
    if (!context_) return detail::without_context<void>();
    return context_->wait_for(shell_.try_close());
}

WSMAN_DECL void blocking_shell::close(boost::source_location location)
{
    detail::value_or_throw(try_close(), location);
}

WSMAN_DECL blocking_client::blocking_client(session target, client_options options)
    : context_(std::make_shared<detail::blocking_context>([&](asio::any_io_executor executor) {
          return client(executor, std::move(target), std::move(options));
      }))
{
}

WSMAN_DECL blocking_client::blocking_client(session target, exchange_factory make_exchange, client_options options)
    : context_(std::make_shared<detail::blocking_context>([&](asio::any_io_executor executor) {
          return client(executor, std::move(target), std::move(make_exchange), std::move(options));
      }))
{
}

WSMAN_DECL result<identity> blocking_client::try_identify()
{
    if (!context_) return detail::without_context<identity>();
    return context_->wait_for(context_->driven().try_identify());
}

WSMAN_DECL identity blocking_client::identify(boost::source_location location)
{
    return detail::value_or_throw(try_identify(), location);
}

WSMAN_DECL result<identity> blocking_client::try_wait_until_ready(std::chrono::milliseconds timeout)
{
    if (!context_) return detail::without_context<identity>();
    return context_->wait_for(context_->driven().try_wait_until_ready(timeout));
}

WSMAN_DECL identity
blocking_client::wait_until_ready(std::chrono::milliseconds timeout, boost::source_location location)
{
    return detail::value_or_throw(try_wait_until_ready(timeout), location);
}

WSMAN_DECL result<probe_report> blocking_client::try_probe(std::chrono::milliseconds timeout)
{
    if (!context_) return detail::without_context<probe_report>();
    return context_->wait_for(context_->driven().try_probe(timeout));
}

WSMAN_DECL probe_report blocking_client::probe(std::chrono::milliseconds timeout, boost::source_location location)
{
    return detail::value_or_throw(try_probe(timeout), location);
}

WSMAN_DECL result<command_result> blocking_client::try_run(command_line command, run_options options)
{
    if (!context_) return detail::without_context<command_result>();
    return context_->wait_for(context_->driven().try_run(std::move(command), std::move(options)));
}

WSMAN_DECL command_result
blocking_client::run(command_line command, run_options options, boost::source_location location)
{
    return detail::value_or_throw(try_run(std::move(command), std::move(options)), location);
}

WSMAN_DECL result<exit_status> blocking_client::try_run(command_line command, output_sink sink, run_options options)
{
    if (!context_) return detail::without_context<exit_status>();
    return context_->wait_for(context_->driven().try_run(std::move(command), std::move(sink), std::move(options)));
}

WSMAN_DECL exit_status
blocking_client::run(command_line command, output_sink sink, run_options options, boost::source_location location)
{
    return detail::value_or_throw(try_run(std::move(command), std::move(sink), std::move(options)), location);
}

WSMAN_DECL result<powershell_result> blocking_client::try_run_powershell(powershell_script script, run_options options)
{
    if (!context_) return detail::without_context<powershell_result>();
    return context_->wait_for(context_->driven().try_run_powershell(std::move(script), std::move(options)));
}

WSMAN_DECL powershell_result
blocking_client::run_powershell(powershell_script script, run_options options, boost::source_location location)
{
    return detail::value_or_throw(try_run_powershell(std::move(script), std::move(options)), location);
}

WSMAN_DECL result<exit_status>
blocking_client::try_run_powershell(powershell_script script, output_sink sink, run_options options)
{
    if (!context_) return detail::without_context<exit_status>();
    return context_->wait_for(
        context_->driven().try_run_powershell(std::move(script), std::move(sink), std::move(options))
    );
}

WSMAN_DECL exit_status blocking_client::run_powershell(
    powershell_script script, output_sink sink, run_options options, boost::source_location location
)
{
    return detail::value_or_throw(try_run_powershell(std::move(script), std::move(sink), std::move(options)), location);
}

WSMAN_DECL result<blocking_shell> blocking_client::try_open_shell(shell_options options)
{
    if (!context_) return detail::without_context<blocking_shell>();
    result<shell> opened = context_->wait_for(context_->driven().try_open_shell(std::move(options)));
    if (!opened) return opened.error();
    return blocking_shell(context_, std::move(*opened));
}

WSMAN_DECL blocking_shell blocking_client::open_shell(shell_options options, boost::source_location location)
{
    return detail::value_or_throw(try_open_shell(std::move(options)), location);
}

WSMAN_DECL result<void> blocking_client::try_close()
{
    if (!context_) return detail::without_context<void>();
    return context_->wait_for(context_->driven().try_close());
}

WSMAN_DECL void blocking_client::close(boost::source_location location)
{
    detail::value_or_throw(try_close(), location);
}

} // namespace wsman
