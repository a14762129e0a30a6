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
#include <cstdint>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// The signals for a command.
enum class signal_code : std::uint8_t {
    /// Ends the command; a client also sends it after the end of a command, so that the host frees its resources
    terminate,
    ctrl_c,     ///< as after pressing Ctrl-C
    ctrl_break, ///< as after pressing Ctrl-Break
};

/// Returns: the URI of the signal (MS-WSMV 2.2.5.6).
WSMAN_DECL std::string_view signal_uri(signal_code code) noexcept;

/// Sends a signal to a command.
///
/// Errors: `condition::shell_gone`; those of the host.
/// Specification: MS-WSMV 3.1.4.12 (Signal), 2.2.4.39.
class signal_command {
public:
    using value_type = acknowledged;

    WSMAN_DECL signal_command(
        const soap_context& context, shell_id shell, command_id command, signal_code code = signal_code::terminate
    );
    /// For a shell of another kind, which defines other codes.
    WSMAN_DECL signal_command(const soap_context& context, shell_id shell, command_id command, std::string code_uri);

    WSMAN_DECL step start();
    WSMAN_DECL step resume(result<response>& answer);
    acknowledged value() && { return acknowledged(); }

private:
    soap_call call_;
    shell_id shell_;
    command_id command_;
    std::string code_;
    std::chrono::milliseconds timeout_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/signal_command.ipp>
#endif
