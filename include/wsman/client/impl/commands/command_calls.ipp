//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/client/impl/commands/command_calls.hpp>

#include <memory>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL stop_handler abort_of(const std::shared_ptr<call_group>& group)
{
    return [group](asio::cancellation_type) { group->abort(); };
}

WSMAN_DECL stop_handler stop_of(const command_pointer& cmd)
{
    return [cmd](asio::cancellation_type type) {
        const bool at_once = (type & asio::cancellation_type::terminal) != asio::cancellation_type::none;
        cmd->stop(failure(client_errc::cancelled), at_once);
    };
}

WSMAN_DECL asio::awaitable<result<std::optional<output_chunk>>> read_command(command_pointer cmd)
{
    using outcome = result<std::optional<output_chunk>>;
    const auto caller = std::make_shared<call_group>();
    stop_handler on_stop = [cmd, caller](asio::cancellation_type type) {
        if ((type & asio::cancellation_type::total) != asio::cancellation_type::none)
            caller->abort();
        else
            stop_of(cmd)(type);
    };
    outcome block = co_await handoff<outcome>(cmd->core->strand, std::move(on_stop), next_output(cmd, caller));
    co_return block;
}

WSMAN_DECL asio::awaitable<result<void>> begin_and_wait(command_pointer cmd)
{
    begin(cmd);
    result<void> started = co_await wait_until_started(cmd);
    co_return started;
}

} // namespace wsman::detail
