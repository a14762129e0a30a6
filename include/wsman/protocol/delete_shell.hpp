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

namespace wsman::inline WSMAN_FORM {

/// Closes a shell and ends its commands.
///
/// Errors: `condition::shell_gone` if the host has already closed the shell; those of the host.
/// Specification: MS-WSMV 3.1.4.4 (wxf:Delete).
class delete_shell {
public:
    using value_type = acknowledged;

    WSMAN_DECL delete_shell(const soap_context& context, shell_id shell);

    WSMAN_DECL step start();
    WSMAN_DECL step resume(result<response>& answer);
    acknowledged value() && { return acknowledged(); }

private:
    soap_call call_;
    shell_id shell_;
    std::chrono::milliseconds timeout_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/delete_shell.ipp>
#endif
