//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/protocol/shell_id.hpp>
#include <wsman/protocol/soap.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM {

/// Returns: the maximum number of input bytes in one Send to this command, so that the envelope does not exceed its
/// limit.
WSMAN_DECL std::size_t max_payload(
    const soap_context& context,
    const shell_id& shell,
    const std::optional<command_id>& command,
    std::string_view stream = "stdin"
);

/// Sends bytes to the standard input of a command, at most `max_payload` bytes; `end` closes standard input.
///
/// Errors: protocol_errc::envelope_too_large; `condition::shell_gone`; those of the host, if the command has ended.
/// Specification: MS-WSMV 3.1.4.13 (Send), 2.2.4.37.
class send_input {
public:
    using value_type = acknowledged;

    WSMAN_DECL send_input(
        const soap_context& context,
        shell_id shell,
        std::optional<command_id> command,
        std::string bytes,
        bool end = false,
        std::string stream = "stdin"
    );

    WSMAN_DECL step start();
    WSMAN_DECL step resume(result<response>& answer);
    acknowledged value() && { return acknowledged(); }

private:
    friend WSMAN_DECL std::size_t
    max_payload(const soap_context&, const shell_id&, const std::optional<command_id>&, std::string_view);

    soap_call call_;
    shell_id shell_;
    std::optional<command_id> command_;
    std::string bytes_;
    std::string stream_;
    std::chrono::milliseconds timeout_;
    bool end_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/send_input.ipp>
#endif
