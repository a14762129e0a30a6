//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/run_command.hpp>
#include <wsman/session/session.hpp>

namespace wsman::inline WSMAN_FORM {

namespace detail::shells {

inline option_set command_option_set(const command_request& command)
{
    option_set all;
    if (command.console_input)
        all.add(std::string(shell_constants::option_console_mode_stdin), *command.console_input ? "TRUE" : "FALSE");
    if (command.skip_cmd_shell)
        all.add(std::string(shell_constants::option_skip_cmd_shell), *command.skip_cmd_shell ? "TRUE" : "FALSE");
    for (const option_set::option& one : command.options)
        all.add(one.name, one.value, one.must_comply);
    return all;
}

inline void write_command(xml::writer& body, const command_request& command)
{
    body.start("rsp:CommandLine").namespace_declaration("rsp", ns::shell);
    if (!command.id.empty()) body.attribute("CommandId", command.id);
    body.element("rsp:Command", command.command);
    for (const std::string& argument : command.arguments)
        body.element("rsp:Arguments", argument);
    body.end();
}

} // namespace detail::shells

WSMAN_DECL run_command::run_command(const soap_context& context, shell_id shell, command_request command)
    : call_(context), shell_(std::move(shell)), command_(std::move(command)),
      timeout_(context.configuration().operation_timeout(session_option::timeout_run_shell_command)),
      value_(std::string())
{
}

WSMAN_DECL step run_command::start()
{
    const selector_set selectors = shell_.selectors();
    const option_set options = detail::shells::command_option_set(command_);
    message_head head(operation_kind::command, actions::shell_command, shell_.resource_uri());
    head.selectors = &selectors;
    head.options = &options;
    head.operation_timeout = command_.operation_timeout.count() > 0 ? command_.operation_timeout : timeout_;
    return call_.send(head, [this](xml::writer& body) { detail::shells::write_command(body, command_); });
}

WSMAN_DECL step run_command::resume(result<response>& answer)
{
    const result<envelope_view> envelope = call_.read(answer);
    if (!envelope) return finish(envelope.error());
    const std::optional<xml::element> found = envelope->content(ns::shell, "CommandResponse");
    const std::optional<xml::element> id = found ? found->child(ns::shell, "CommandId") : std::nullopt;
    std::string text = id ? id->trimmed_text() : std::string();
    if (text.empty()) return finish(call_.fail(protocol_errc::command_id_missing));
    value_ = command_id(std::move(text));
    return finish();
}

} // namespace wsman
