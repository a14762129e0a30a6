//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/delete_shell.hpp>
#include <wsman/session/session.hpp>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL delete_shell::delete_shell(const soap_context& context, shell_id shell)
    : call_(context), shell_(std::move(shell)),
      timeout_(context.configuration().operation_timeout(session_option::timeout_close_shell))
{
}

WSMAN_DECL step delete_shell::start()
{
    const selector_set selectors = shell_.selectors();
    message_head head(operation_kind::delete_shell, actions::transfer_delete, shell_.resource_uri());
    head.selectors = &selectors;
    head.operation_timeout = timeout_;
    return call_.send(head, [](xml::writer&) {});
}

WSMAN_DECL step delete_shell::resume(result<response>& answer)
{
    const result<envelope_view> envelope = call_.read(answer);
    if (!envelope) return finish(envelope.error());
    return finish();
}

} // namespace wsman
