//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/send_input.hpp>
#include <wsman/session/session.hpp>

#include <string_view>

namespace wsman::inline WSMAN_FORM {

namespace detail::shells {

// a reserve for bytes that a host may count in addition; other clients use the same value
inline constexpr std::size_t envelope_reserve = 256;

} // namespace detail::shells

WSMAN_DECL std::size_t max_payload(
    const soap_context& context,
    const shell_id& shell,
    const std::optional<command_id>& command,
    std::string_view stream
)
{
    // Builds an envelope with one base64 group and measures its size.
    send_input least(context, shell, command, "xyz", true, std::string(stream));
    static_cast<void>(least.start());
    const std::size_t limit = context.max_envelope_size();
    const std::size_t used = least.call_.envelope_size() + detail::shells::envelope_reserve;
    if (limit < used) return 0;
    const std::size_t bytes_a_character = context.configuration().utf16() ? 2 : 1;
    return 3 + (limit - used) / bytes_a_character / 4 * 3;
}

WSMAN_DECL send_input::send_input(
    const soap_context& context,
    shell_id shell,
    std::optional<command_id> command,
    std::string bytes,
    bool end,
    std::string stream
)
    : call_(context), shell_(std::move(shell)), command_(std::move(command)), bytes_(std::move(bytes)),
      stream_(std::move(stream)),
      timeout_(context.configuration().operation_timeout(session_option::timeout_send_shell_input)), end_(end)
{
}

WSMAN_DECL step send_input::start()
{
    const selector_set selectors = shell_.selectors();
    message_head head(operation_kind::send, actions::shell_send, shell_.resource_uri());
    head.selectors = &selectors;
    head.operation_timeout = timeout_;
    return call_.send(head, [this](xml::writer& body) {
        body.start("rsp:Send").namespace_declaration("rsp", ns::shell);
        body.start("rsp:Stream").attribute("Name", stream_);
        if (command_) body.attribute("CommandId", command_->text());
        if (end_) body.attribute("End", "true");
        if (!bytes_.empty()) body.base64(bytes_);
        body.end().end();
    });
}

WSMAN_DECL step send_input::resume(result<response>& answer)
{
    const result<envelope_view> envelope = call_.read(answer);
    if (!envelope) return finish(envelope.error());
    return finish();
}

} // namespace wsman
