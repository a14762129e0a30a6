//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/impl/command_state.hpp>
#include <wsman/protocol/send_input.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace wsman::detail {

/// Sends bytes in as many requests as it takes; `end` goes with the last.
inline asio::awaitable<result<void>> send_all(command_pointer cmd, std::string bytes, bool end)
{
    const core_pointer core = cmd->core;
    const std::size_t block = max_payload(core->soap, *cmd->shell->id, cmd->id);
    if (block == 0) co_return core->complete(failure(protocol_errc::envelope_too_large), "Send");
    std::size_t sent = 0;
    do {
        const std::size_t size = (std::min)(block, bytes.size() - sent);
        const bool last = sent + size == bytes.size();
        send_input send(core->soap, *cmd->shell->id, cmd->id, bytes.substr(sent, size), last && end);
        result<acknowledged> answer = co_await core->call(cmd->giving, std::move(send));
        if (!answer) co_return core->complete(answer.error(), "Send");
        sent += size;
    } while (sent < bytes.size());
    co_return result<void>();
}

WSMAN_DECL asio::awaitable<result<void>> write_input(command_pointer cmd, std::string bytes, bool end)
{
    while (cmd->sending && cmd->alive()) co_await cmd->changed.wait();
    if (cmd->trouble) co_return *cmd->trouble;
    if (!cmd->alive()) co_return cmd->core->closed("Send");
    if (cmd->input_closed) co_return cmd->core->complete(failure(client_errc::input_closed), "Send");
    if (bytes.empty() && !end) co_return result<void>();
    cmd->sending = true;
    cmd->input_closed = end;
    result<void> sent = co_await send_all(cmd, std::move(bytes), end);
    cmd->sending = false;
    cmd->changed.notify();
    if (sent) co_return sent;
    // What was written is not known to have arrived, so that nothing may follow it.
    cmd->input_closed = true;
    if (!sent.error().details().fault_code && sent.error().code() != client_errc::cancelled)
        cmd->stop(sent.error(), false);
    co_return sent.error();
}

/// Returns: whether the host says that the program reads no further, as `head -1` does: not an error of the command's.
inline bool program_reads_no_further(const failure& why) noexcept
{
    constexpr std::uint32_t broken_pipe = 109;
    constexpr std::uint32_t pipe_closing = 232;
    constexpr std::uint32_t command_terminated = 0x803381CC;
    const std::optional<std::uint32_t> code = why.details().fault_code;
    return code && (*code == broken_pipe || *code == pipe_closing || *code == command_terminated);
}

inline asio::awaitable<result<std::string>> next_of(standard_input::source source)
{
    std::string bytes = co_await source();
    co_return bytes;
}

inline asio::awaitable<result<void>> feed_from_source(command_pointer cmd)
{
    for (;;) {
        result<std::string> bytes = co_await within<std::string>(
            cmd->giving, cmd->core->strand, next_of(cmd->input.next()), client_errc::source_failed);
        if (!bytes) co_return cmd->core->complete(bytes.error(), "Send");
        const bool end = bytes->empty();
        result<void> sent = co_await write_input(cmd, std::move(*bytes), end);
        if (end || !sent) co_return sent;
    }
}

WSMAN_DECL asio::awaitable<void> feed(command_pointer cmd)
{
    cmd->feeding = true;
    result<void> fed;
    if (cmd->input.bytes())
        fed = co_await write_input(cmd, std::move(*cmd->input.bytes()), true);
    else
        fed = co_await feed_from_source(cmd);
    if (!fed && cmd->alive() && !program_reads_no_further(fed.error())) {
        // A command that has just ended refuses its input, and its end may be on the way: that is no failure.
        if (fed.error().details().fault_code) co_await pause(cmd->grace_timer, cmd->core->options.cleanup_timeout / 5);
        if (cmd->alive()) cmd->stop(fed.error(), false);
    }
    cmd->feeding = false;
    cmd->changed.notify();
}

} // namespace wsman::detail
