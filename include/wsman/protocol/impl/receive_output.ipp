//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/protocol/receive_output.hpp>
#include <wsman/session/session.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

namespace detail::shells {

/// Returns: whether the fault means that there was no output within the operation timeout. Hosts other than Windows
/// send only the subcode.
inline bool is_receive_timeout(const failure& why)
{
    if (why.code() == windows_errc::operation_timedout) return true;
    const failure_details& details = why.details();
    if (details.fault_code) return false;
    const std::string& subcode = details.soap_subcode;
    return subcode == "{" + std::string(ns::wsman) + "}TimedOut" ||
           subcode == "{" + std::string(ns::enumeration) + "}TimedOut";
}

inline bool same_identifier(std::string_view a, std::string_view b) noexcept
{
    if (ascii_iequals(a, b)) return true;
    const std::optional<uuid> one = uuid::parse(a);
    return one && one == uuid::parse(b);
}

/// Parses an exit code, which hosts send as a signed or an unsigned number: 3221225786 and -1073741510 are the same
/// code.
inline std::optional<std::int32_t> parse_exit_code(std::string_view text) noexcept
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    constexpr std::int64_t smallest = std::numeric_limits<std::int32_t>::lowest();
    constexpr std::int64_t largest = 0xFFFFFFFF;
    if (value < smallest || value > largest) return std::nullopt;
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
}

/// Effects: extends the last run, or begins a new one.
inline void note_run(std::vector<output_run>& order, output_stream stream, std::size_t bytes)
{
    if (bytes == 0) return;
    if (order.empty() || order.back().stream != stream)
        order.emplace_back(stream, bytes);
    else
        order.back().bytes += bytes;
}

inline bool is_true(std::string_view text) noexcept
{
    return text == "1" || ascii_iequals(text, "true");
}

} // namespace detail::shells

WSMAN_DECL void output_chunk::clear() noexcept
{
    standard_output.clear();
    standard_error.clear();
    order.clear();
    standard_output_ended = standard_error_ended = done = output_gap_possible = false;
    exit_code.reset();
}

WSMAN_DECL void output_chunk::append(output_stream stream, std::string_view bytes)
{
    (stream == output_stream::standard_error ? standard_error : standard_output) += bytes;
    detail::shells::note_run(order, stream, bytes.size());
}

WSMAN_DECL std::vector<output_chunk> output_chunk::runs() &&
{
    std::vector<output_chunk> pieces;
    std::size_t taken_output = 0;
    std::size_t taken_error = 0;
    // Usually there is a single run; its buffer is moved.
    const auto cut = [&pieces](output_stream stream, std::string& from, std::size_t& taken, std::size_t bytes) {
        bytes = (std::min)(bytes, from.size() - taken);
        if (bytes == 0) return;
        output_chunk& piece = pieces.emplace_back();
        std::string& to = stream == output_stream::standard_error ? piece.standard_error : piece.standard_output;
        if (bytes == from.size()) {
            to = std::move(from);
            from.clear();
            taken = 0;
        } else {
            to.assign(from, taken, bytes);
            taken += bytes;
        }
        piece.order.emplace_back(stream, bytes);
    };
    for (const output_run& run : order) {
        const bool error = run.stream == output_stream::standard_error;
        cut(run.stream, error ? standard_error : standard_output, error ? taken_error : taken_output, run.bytes);
    }
    cut(output_stream::standard_output, standard_output, taken_output, standard_output.size());
    cut(output_stream::standard_error, standard_error, taken_error, standard_error.size());
    if (pieces.empty()) pieces.emplace_back();
    pieces.front().output_gap_possible = output_gap_possible;
    pieces.back().standard_output_ended = standard_output_ended;
    pieces.back().standard_error_ended = standard_error_ended;
    pieces.back().done = done;
    pieces.back().exit_code = exit_code;
    clear();
    return pieces;
}

WSMAN_DECL receive_output::receive_output(
    const soap_context& context, shell_id shell, std::optional<command_id> command, receive_options options
)
    : call_(context), shell_(std::move(shell)), command_(std::move(command)), options_(std::move(options)),
      timeout_(context.configuration().operation_timeout(session_option::timeout_receive_shell_output))
{
}

WSMAN_DECL step receive_output::start()
{
    value_.clear();
    if (lost_) return call_.retransmit();
    const selector_set selectors = shell_.selectors();
    option_set options;
    if (options_.keepalive) options.add("WSMAN_CMDSHELL_OPTION_KEEPALIVE", "TRUE");
    message_head head(operation_kind::receive, actions::shell_receive, shell_.resource_uri());
    head.selectors = &selectors;
    head.options = &options;
    head.operation_timeout = options_.operation_timeout.count() > 0 ? options_.operation_timeout : timeout_;
    head.waits = true;
    return call_.send(head, [this](xml::writer& body) {
        body.start("rsp:Receive").namespace_declaration("rsp", ns::shell);
        body.start("rsp:DesiredStream");
        if (command_) body.attribute("CommandId", command_->text());
        body.text(options_.streams).end().end();
    });
}

WSMAN_DECL step receive_output::resume(result<response>& answer)
{
    if (!answer) {
        failure why = call_.fail(answer.error());
        bool& gap = why.details().output_gap_possible;
        gap = gap || why.code() == condition::connection_lost;
        lost_ = lost_ || gap;
        if (call_.host_knows_operations()) gap = false;
        return finish(std::move(why));
    }
    lost_ = false;
    const result<envelope_view> envelope = call_.read(answer);
    if (!envelope) {
        if (!detail::shells::is_receive_timeout(envelope.error())) return finish(envelope.error());
        if (options_.repeat_after_timeout) return call_.send_again();
        return finish();
    }
    const std::optional<xml::element> received = envelope->content(ns::shell, "ReceiveResponse");
    if (!received) return finish(call_.fail(protocol_errc::receive_response_missing));
    if (result<void> read = read_streams(*received); !read) return finish(call_.fail(std::move(read).error()));
    return finish();
}

WSMAN_DECL result<void> receive_output::read_streams(const xml::element& received)
{
    for (const xml::element part : received.children()) {
        result<void> read;
        if (part.is(ns::shell, "Stream")) {
            read = read_stream(part);
        } else if (part.is(ns::shell, "CommandState")) {
            read = read_state(part);
        }
        if (!read) return read;
    }
    return {};
}

WSMAN_DECL result<void> receive_output::check_command(const xml::element& part) const
{
    const std::optional<std::string_view> id = part.attribute("", "CommandId");
    if (!command_ || !id || id->empty() || detail::shells::same_identifier(*id, command_->text())) return {};
    return failure(protocol_errc::unrelated_answer, "the answer is for another command");
}

WSMAN_DECL result<void> receive_output::read_stream(const xml::element& stream)
{
    if (result<void> ours = check_command(stream); !ours) return ours;
    const std::string_view name = stream.attribute("", "Name").value_or("stdout");
    const bool error = ascii_iequals(name, "stderr");
    if (!error && !ascii_iequals(name, "stdout")) return {}; // a stream that was not requested
    std::string& out = error ? value_.standard_error : value_.standard_output;
    if (!stream.nil()) {
        const std::size_t before = out.size();
        const std::optional<std::string_view> text = stream.text_view();
        if (!append_base64_decoded(out, text ? *text : std::string_view(stream.text())))
            return failure(protocol_errc::invalid_value, "the output is not base64");
        const output_stream which = error ? output_stream::standard_error : output_stream::standard_output;
        detail::shells::note_run(value_.order, which, out.size() - before);
    }
    if (detail::shells::is_true(stream.attribute("", "End").value_or("")))
        (error ? value_.standard_error_ended : value_.standard_output_ended) = true;
    return {};
}

WSMAN_DECL result<void> receive_output::read_state(const xml::element& state)
{
    if (result<void> ours = check_command(state); !ours) return ours;
    // One answer may contain several states; Done is final.
    if (!ascii_iequals(state.attribute("", "State").value_or(""), uris::command_done)) return {};
    value_.done = true;
    const std::optional<xml::element> code = state.child(ns::shell, "ExitCode");
    if (!code || code->nil()) return {};
    const std::string text = code->trimmed_text();
    if (text.empty()) return {};
    value_.exit_code = detail::shells::parse_exit_code(text);
    if (!value_.exit_code) return failure(protocol_errc::invalid_value, "the exit code is not a 32-bit number");
    return {};
}

} // namespace wsman
