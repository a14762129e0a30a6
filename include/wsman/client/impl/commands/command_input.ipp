//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/send_input.hpp>
#include <wsman/client/impl/commands/command_state.hpp>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Sends bytes in as many requests as they need; the last one carries `end`.
[[nodiscard]] inline asio::awaitable<result<void>>
send_all(command_pointer cmd, std::string bytes, bool end, std::shared_ptr<call_group> caller)
{
    const core_pointer core = cmd->core;
    const std::size_t block = max_payload(core->soap, *cmd->place.shell()->id(), cmd->id());
    if (block == 0) co_return core->complete(failure(protocol_errc::envelope_too_large), "Send");
    std::size_t sent = 0;
    do {
        if (sent > 0 && cmd->has_ended()) co_return why_ended(cmd, "Send");
        const std::size_t size = (std::min)(block, bytes.size() - sent);
        const bool last = sent + size == bytes.size();
        send_input send(core->soap, *cmd->place.shell()->id(), cmd->id(), bytes.substr(sent, size), last && end);
        result<acknowledged> answer = co_await core->call(caller, std::move(send));
        if (!answer) co_return core->complete(answer.error(), "Send");
        sent += size;
    } while (sent < bytes.size());
    co_return result<void>();
}

/// Returns: the reason why nothing can be written, or nothing.
inline std::optional<failure> why_no_input(const command_pointer& cmd)
{
    if (cmd->at() != command_state::phase::running) return why_ended(cmd, "Send");
    if (cmd->input_closed()) return cmd->core->complete(failure(client_errc::input_closed), "Send");
    return std::nullopt;
}

/// Performs one write while the caller holds the writers' lock.
[[nodiscard]] inline asio::awaitable<result<void>>
write_alone(command_pointer cmd, std::string bytes, bool end, std::shared_ptr<call_group> caller)
{
    if (std::optional<failure> why = why_no_input(cmd)) co_return *why;
    if (bytes.empty() && !end) co_return result<void>();
    if (end) cmd->close_input();
    const bool only_the_end = bytes.empty();
    const user_request under_way(cmd, *caller);
    result<void> sent = co_await send_all(cmd, std::move(bytes), end, std::move(caller));
    if (sent) co_return sent;
    // It is unknown how much of the input has arrived, so nothing may follow it.
    cmd->close_input();
    const failure& why = sent.error();
    if (why.code() == condition::shell_gone)
        refused_by_shell(cmd, why);
    else if (!why.details().fault_code && why.code() != client_errc::cancelled)
        cmd->stop(why, false);
    // The end of the input came too late, because the program has ended without it.
    if (only_the_end && cmd->has_ended() && why.details().fault_code) co_return result<void>();
    if (why.code() == client_errc::cancelled && cmd->user_requests->aborted()) co_return why_ended(cmd, "Send");
    co_return why;
}

WSMAN_DECL asio::awaitable<result<void>>
write_input(command_pointer cmd, std::string bytes, bool end, std::shared_ptr<call_group> caller)
{
    const std::shared_ptr<call_group> waiting = caller->child();
    waiting->join(*cmd->user_calls);
    const wait_end turn = co_await cmd->writers.lock(*waiting);
    if (turn != wait_end::notified) {
        if (cmd->user_calls->aborted()) co_return why_ended(cmd, "Send");
        co_return cmd->core->complete(failure(client_errc::cancelled), "Send");
    }
    result<void> written = co_await write_alone(cmd, std::move(bytes), end, std::move(caller));
    cmd->writers.unlock();
    co_return written;
}

/// Returns: true if the fault says that the program no longer reads its input, as `head -1` does: not an error of the
/// command.
inline bool program_reads_no_further(const failure& why) noexcept
{
    constexpr std::uint32_t broken_pipe = 109;
    constexpr std::uint32_t pipe_closing = 232;
    constexpr std::uint32_t command_terminated = 0x803381CC;
    const std::optional<std::uint32_t> code = why.details().fault_code;
    return code && (*code == broken_pipe || *code == pipe_closing || *code == command_terminated);
}

[[nodiscard]] inline asio::awaitable<result<std::string>> next_of(standard_input::source source)
{
    std::string bytes = co_await source();
    co_return bytes;
}

[[nodiscard]] inline asio::awaitable<result<void>> feed_from_source(command_pointer cmd)
{
    for (;;) {
        result<std::string> bytes = co_await within<std::string>(
            cmd->user_calls, cmd->core->strand, next_of(cmd->input.next()), client_errc::source_failed
        );
        if (!bytes) co_return cmd->core->complete(bytes.error(), "Send");
        const bool end = bytes->empty();
        result<void> sent = co_await write_input(cmd, std::move(*bytes), end, std::make_shared<call_group>());
        if (end || !sent) co_return sent;
    }
}

WSMAN_DECL asio::awaitable<void> feed(command_pointer cmd)
{
    result<void> fed;
    if (cmd->input.bytes())
        fed = co_await write_input(cmd, std::move(*cmd->input.bytes()), true, std::make_shared<call_group>());
    else
        fed = co_await feed_from_source(cmd);
    if (!fed && cmd->at() == command_state::phase::running && !program_reads_no_further(fed.error())) {
        // A command that has just ended refuses its input before the client has received its end: that is not a
        // failure.
        if (fed.error().details().fault_code) {
            const auto grace = std::chrono::steady_clock::now() + cmd->core->options.cleanup_timeout / 5;
            co_await cmd->gone.wait(cmd->user_calls.get(), grace);
        }
        if (cmd->at() == command_state::phase::running) cmd->stop(fed.error(), false);
    }
    cmd->fed.set();
}

} // namespace wsman::detail
