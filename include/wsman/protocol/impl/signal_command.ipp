//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/signal_command.hpp>
#include <wsman/session/session.hpp>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL std::string_view signal_uri(signal_code code) noexcept
{
    switch (code) {
    case signal_code::terminate: return uris::signal_terminate;
    case signal_code::ctrl_c: return uris::signal_ctrl_c;
    case signal_code::ctrl_break: return uris::signal_ctrl_break;
    }
    return uris::signal_terminate;
}

WSMAN_DECL
signal_command::signal_command(const soap_context& context, shell_id shell, command_id command, signal_code code)
    : signal_command(context, std::move(shell), std::move(command), std::string(signal_uri(code)))
{
}

WSMAN_DECL
signal_command::signal_command(const soap_context& context, shell_id shell, command_id command, std::string code_uri)
    : call_(context), shell_(std::move(shell)), command_(std::move(command)), code_(std::move(code_uri)),
      timeout_(context.configuration().operation_timeout(session_option::timeout_signal_shell))
{
}

WSMAN_DECL step signal_command::start()
{
    const selector_set selectors = shell_.selectors();
    const bool terminates = code_ == uris::signal_terminate;
    message_head head(
        terminates ? operation_kind::terminate : operation_kind::signal, actions::shell_signal, shell_.resource_uri()
    );
    head.selectors = &selectors;
    head.operation_timeout = timeout_;
    return call_.send(head, [this](xml::writer& body) {
        body.start("rsp:Signal").namespace_declaration("rsp", ns::shell).attribute("CommandId", command_.text());
        body.element("rsp:Code", code_).end();
    });
}

WSMAN_DECL step signal_command::resume(result<response>& answer)
{
    const result<envelope_view> envelope = call_.read(answer);
    if (!envelope) return finish(envelope.error());
    return finish();
}

} // namespace wsman
