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

/// The result of one Receive: bytes of both streams, and the state of the command.
class output_chunk {
public:
    output_chunk() = default;

    std::string standard_output;   ///< bytes, in the order the program wrote them
    std::string standard_error;    ///< bytes, in the order the program wrote them
    std::vector<output_run> order; ///< the runs of both streams, in the order of the answer
    bool standard_output_ended = false;
    bool standard_error_ended = false;
    bool done = false;                     ///< the command has ended; no more output follows
    std::optional<std::int32_t> exit_code; ///< a host may omit it; an absent code is not 0
    bool output_gap_possible = false;      ///< an answer was lost, which may have contained output

    /// Effects: clears the members and keeps the buffers.
    WSMAN_DECL void clear() noexcept;

    /// Effects: appends bytes to a stream, and to `order`.
    WSMAN_DECL void append(output_stream stream, std::string_view bytes);

    /// Returns: a chunk for each run, in order; at least one chunk, which may have no bytes. The first chunk has
    /// output_gap_possible, the last chunk the state of the streams and the command. Bytes that `order` does not
    /// contain follow at the end.
    WSMAN_DECL std::vector<output_chunk> runs() &&;
};

/// The options of a Receive.
class receive_options {
public:
    receive_options() = default;

    std::string streams = "stdout stderr"; ///< names, separated by blanks
    bool keepalive = true;                 ///< WSMAN_CMDSHELL_OPTION_KEEPALIVE: the host keeps the request open
    std::chrono::milliseconds operation_timeout{0}; ///< 0: the timeout of the session
    /// False: if there is no output within the timeout, the operation ends with an empty chunk
    bool repeat_after_timeout = true;
};

/// Waits for the next output of a command.
///
/// If there is no output within the operation timeout, the host answers with a fault. The operation then sends the
/// request again, unless `repeat_after_timeout` is false. Only a timeout of the caller ends the repetition.
///
/// Errors: `condition::shell_gone`; those of the host, if another client ended the command;
/// protocol_errc::receive_response_missing, invalid_value (base64, exit code), unrelated_answer (output of another
/// command). After a lost connection details().output_gap_possible is true, unless the host supports retransmissions.
///
/// The driver may start the operation again after the loss of an answer. The operation then sends the same message as a
/// retransmission. A host that supports OperationIDs (`soap_context::identify_operations`) repeats its answer.
/// Specification: MS-WSMV 3.1.4.14 (Receive), 2.2.4.33 (ReceiveResponse).
class receive_output {
public:
    using value_type = output_chunk;

    /// A shell of another kind than cmd may have output without a command.
    WSMAN_DECL receive_output(
        const soap_context& context, shell_id shell, std::optional<command_id> command, receive_options options = {}
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
    bool lost_ = false; ///< the answer to the last message was lost, so start() sends that message again
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/receive_output.ipp>
#endif
