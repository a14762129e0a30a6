//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/protocol/output_stream.hpp>
#include <wsman/protocol/shell_id.hpp>
#include <wsman/protocol/soap.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// What one Receive brought: bytes of both streams, and how the command stands.
class output_chunk {
public:
    output_chunk() = default;

    std::string standard_output;   ///< bytes, in the order the program wrote them
    std::string standard_error;    ///< bytes, in the order the program wrote them
    std::vector<output_run> order; ///< how the two lie between each other: the runs, in the order of the answer
    bool standard_output_ended = false;
    bool standard_error_ended = false;
    bool done = false;                     ///< the command has ended; nothing more follows
    std::optional<std::int32_t> exit_code; ///< absent is not 0: hosts may leave it out
    bool output_gap_possible = false;      ///< an answer was lost on the way, and perhaps output with it

    /// Effects: empties it and keeps the buffers.
    WSMAN_DECL void clear() noexcept;

    /// Effects: appends bytes to a stream, and to `order`.
    WSMAN_DECL void append(output_stream stream, std::string_view bytes);

    /// Returns: the same in pieces that have bytes of one stream only, in order; one piece, perhaps without bytes, at
    /// least. The first says whether output may be missing before it, the last how the streams and the command stand.
    /// What `order` does not tell about follows at the end.
    WSMAN_DECL std::vector<output_chunk> runs() &&;
};

/// How output is asked for.
class receive_options {
public:
    receive_options() = default;

    std::string streams = "stdout stderr"; ///< names with blanks between them
    bool keepalive = true;                 ///< WSMAN_CMDSHELL_OPTION_KEEPALIVE: the host holds the request open
    std::chrono::milliseconds operation_timeout{0}; ///< 0: the session's
    bool repeat_after_timeout = true;               ///< false: a host with nothing to tell ends it, with an empty chunk
};

/// Waits for the next output of a command.
///
/// A host that has nothing to tell within the operation timeout answers with a fault; the request is then sent again,
/// as often as it takes unless `repeat_after_timeout` is off. Only a deadline of the caller's ends that.
///
/// Errors: `condition::shell_gone`; those of the host, if the command was ended from elsewhere;
/// protocol_errc::receive_response_missing, invalid_value (base64, exit code), unrelated_answer (another command's
/// output). After a lost connection details().output_gap_possible is true, unless the host knows retransmissions.
///
/// An operation whose answer was lost may be started again: it then sends the same message as a retransmission, which
/// a host that knows OperationIDs (`soap_context::identify_operations`) answers with what it had answered before.
/// Specification: MS-WSMV 3.1.4.14 (Receive), 2.2.4.33 (ReceiveResponse).
class receive_output {
public:
    using value_type = output_chunk;

    /// A shell of another kind than cmd may be read without a command. `reused` lends its buffers.
    WSMAN_DECL receive_output(
        const soap_context& context,
        shell_id shell,
        std::optional<command_id> command,
        receive_options options = {},
        output_chunk reused = {}
    );

    WSMAN_DECL step start();
    WSMAN_DECL step resume(result<response>& answer);
    output_chunk value() && { return std::move(value_); }

private:
    [[nodiscard]] WSMAN_DECL result<void> read_streams(const xml::element& received);
    [[nodiscard]] WSMAN_DECL result<void> read_stream(const xml::element& stream);
    [[nodiscard]] WSMAN_DECL result<void> read_state(const xml::element& state);
    [[nodiscard]] WSMAN_DECL result<void> check_command(const xml::element& part) const;

    soap_call call_;
    shell_id shell_;
    std::optional<command_id> command_;
    receive_options options_;
    std::chrono::milliseconds timeout_;
    output_chunk value_;
    bool lost_ = false; ///< the answer to the last message, which is the one to send again
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/receive_output.ipp>
#endif
