//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/client.hpp>
#include <wsman/core/config.hpp>
#include <wsman/transport/connection_pool.hpp>
#include <wsman/client/impl/client_core.hpp>
#include <wsman/client/impl/commands/command_calls.hpp>
#include <wsman/client/impl/commands/run.hpp>
#include <wsman/client/impl/identify.hpp>
#include <wsman/client/impl/powershell/powershell.hpp>
#include <wsman/client/impl/probe/probe.hpp>
#include <wsman/client/impl/readiness.hpp>
#include <wsman/client/impl/waiting/handoff.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// A shell that is being opened for the user, who may change his mind.
class shell_opening {
public:
    explicit shell_opening(const core_pointer& core) : core_(core), timer_(core->strand) {}

    /// Effects: a shell that the host is about to open would be left behind. So its answer is waited for, but not long.
    void give_up()
    {
        given_up_ = true;
        if (group_) abort_after(timer_, core_->options.cleanup_timeout, group_);
    }
    bool given_up() const noexcept { return given_up_; }
    std::shared_ptr<call_group> begin() { return group_ = core_->opening_calls->child(); }
    void end() { timer_.cancel(); }

private:
    core_pointer core_;
    asio::steady_timer timer_;
    std::shared_ptr<call_group> group_;
    bool given_up_ = false;
};

[[nodiscard]] inline asio::awaitable<result<shell_pointer>>
open_shell_on_strand(core_pointer core, shell_options wanted, std::shared_ptr<shell_opening> opening)
{
    if (core->closing()) co_return core->closed("Create");
    if (opening->given_up()) co_return core->complete(failure(client_errc::cancelled), "Create");
    const auto sh = std::make_shared<shell_state>(core->strand, std::move(wanted), shell_state::use::explicit_handle);
    result<void> opened = co_await open_on_host(core, sh, opening->begin());
    opening->end();
    if (!opened) co_return opened.error();
    if (!opening->given_up() && !core->closing()) co_return sh;
    co_await delete_on_host(core, sh);
    if (!opening->given_up()) co_return core->closed("Create");
    co_return core->complete(failure(client_errc::cancelled), "Create");
}

[[nodiscard]] inline asio::awaitable<result<shell>> open_shell_of(core_pointer core, shell_options wanted)
{
    const auto opening = std::make_shared<shell_opening>(core);
    stop_handler on_stop = [opening](asio::cancellation_type) { opening->give_up(); };
    result<shell_pointer> opened = co_await handoff<result<shell_pointer>>(
        core->strand, std::move(on_stop), open_shell_on_strand(core, std::move(wanted), opening)
    );
    if (!opened) co_return opened.error();
    co_return shell(core, *opened);
}

/// Closes the client in the background, and waits for it until the caller leaves.
[[nodiscard]] inline asio::awaitable<result<void>> close_and_wait(core_pointer core, std::shared_ptr<call_group> caller)
{
    asio::co_spawn(core->strand, close_client(core), asio::detached);
    const wait_end end = co_await core->finished.wait(caller.get());
    if (end != wait_end::notified) co_return core->complete(failure(client_errc::cancelled), "Delete");
    co_return result<void>();
}

[[nodiscard]] inline asio::awaitable<result<void>> close_client_of(core_pointer core)
{
    const auto caller = std::make_shared<call_group>();
    result<void> closed = co_await handoff<result<void>>(core->strand, abort_of(caller), close_and_wait(core, caller));
    co_return closed;
}

inline core_pointer
make_core(asio::any_io_executor strand, session target, const exchange_factory& make_exchange, client_options options)
{
    std::shared_ptr<exchange> wire =
        make_exchange ? make_exchange(strand) : make_connection_pool(strand, target, options.transport, options.watch);
    return std::make_shared<client_core>(std::move(strand), std::move(target), std::move(options), std::move(wire));
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL client::client(asio::any_io_executor executor, session target, client_options options)
    : client(std::move(executor), std::move(target), exchange_factory(), std::move(options))
{
}

WSMAN_DECL
client::client(asio::any_io_executor executor, session target, exchange_factory make_exchange, client_options options)
    : core_(detail::make_core(asio::make_strand(executor), std::move(target), make_exchange, std::move(options)))
{
}

WSMAN_DECL
client::client(asio::any_io_executor executor, session target, std::shared_ptr<exchange> wire, client_options options)
    : client(
          std::move(executor),
          std::move(target),
          exchange_factory([wire = std::move(wire)](const asio::any_io_executor&) { return wire; }),
          std::move(options)
      )
{
}

WSMAN_DECL client& client::operator=(client&& other) noexcept
{
    client dropped(std::move(*this));
    core_ = std::move(other.core_);
    return *this;
}

WSMAN_DECL client::~client()
{
    if (!core_) return;
    asio::post(core_->strand, [core = core_] {
        if (!core->closing()) asio::co_spawn(core->strand, detail::close_client(core), asio::detached);
    });
}

WSMAN_DECL asio::awaitable<result<identity>> client::try_identify()
{
    if (!core_) return detail::no_such_thing<identity>();
    return detail::identify_host(core_);
}

WSMAN_DECL asio::awaitable<identity> client::identify(boost::source_location location)
{
    return detail::or_throw(try_identify(), location);
}

WSMAN_DECL asio::awaitable<result<identity>> client::try_wait_until_ready(std::chrono::milliseconds timeout)
{
    if (!core_) return detail::no_such_thing<identity>();
    return detail::wait_for_host(core_, timeout);
}

WSMAN_DECL asio::awaitable<identity>
client::wait_until_ready(std::chrono::milliseconds timeout, boost::source_location location)
{
    return detail::or_throw(try_wait_until_ready(timeout), location);
}

WSMAN_DECL asio::awaitable<result<probe_report>> client::try_probe(std::chrono::milliseconds timeout)
{
    if (!core_) return detail::no_such_thing<probe_report>();
    return detail::probe_host(core_, timeout);
}

WSMAN_DECL asio::awaitable<probe_report>
client::probe(std::chrono::milliseconds timeout, boost::source_location location)
{
    return detail::or_throw(try_probe(timeout), location);
}

WSMAN_DECL asio::awaitable<result<command_result>> client::try_run(command_line command, run_options options)
{
    if (!core_) return detail::no_such_thing<command_result>();
    return detail::run_and_collect(core_, std::move(command), std::move(options));
}

WSMAN_DECL asio::awaitable<command_result>
client::run(command_line command, run_options options, boost::source_location location)
{
    return detail::or_throw(try_run(std::move(command), std::move(options)), location);
}

WSMAN_DECL asio::awaitable<result<exit_status>>
client::try_run(command_line command, output_sink sink, run_options options)
{
    if (!core_) return detail::no_such_thing<exit_status>();
    return detail::run_into_sink(core_, std::move(command), std::move(sink), std::move(options));
}

WSMAN_DECL asio::awaitable<exit_status>
client::run(command_line command, output_sink sink, run_options options, boost::source_location location)
{
    return detail::or_throw(try_run(std::move(command), std::move(sink), std::move(options)), location);
}

WSMAN_DECL asio::awaitable<result<powershell_result>>
client::try_run_powershell(powershell_script script, run_options options)
{
    if (!core_) return detail::no_such_thing<powershell_result>();
    return detail::run_script(core_, std::move(script), std::move(options));
}

WSMAN_DECL asio::awaitable<powershell_result>
client::run_powershell(powershell_script script, run_options options, boost::source_location location)
{
    return detail::or_throw(try_run_powershell(std::move(script), std::move(options)), location);
}

WSMAN_DECL asio::awaitable<result<exit_status>>
client::try_run_powershell(powershell_script script, output_sink sink, run_options options)
{
    if (!core_) return detail::no_such_thing<exit_status>();
    return detail::run_script_into_sink(core_, std::move(script), std::move(sink), std::move(options));
}

WSMAN_DECL asio::awaitable<exit_status>
client::run_powershell(powershell_script script, output_sink sink, run_options options, boost::source_location location)
{
    return detail::or_throw(try_run_powershell(std::move(script), std::move(sink), std::move(options)), location);
}

WSMAN_DECL asio::awaitable<result<shell>> client::try_open_shell(shell_options options)
{
    if (!core_) return detail::no_such_thing<shell>();
    return detail::open_shell_of(core_, std::move(options));
}

WSMAN_DECL asio::awaitable<shell> client::open_shell(shell_options options, boost::source_location location)
{
    return detail::or_throw(try_open_shell(std::move(options)), location);
}

WSMAN_DECL asio::awaitable<result<void>> client::try_close()
{
    if (!core_) return detail::no_such_thing<void>();
    return detail::close_client_of(core_);
}

WSMAN_DECL asio::awaitable<void> client::close(boost::source_location location)
{
    return detail::or_throw(try_close(), location);
}

} // namespace wsman
