//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/duration.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/protocol/create_shell.hpp>
#include <wsman/session/session.hpp>
#include <wsman/session/shell_flag.hpp>

#include <string_view>

namespace wsman::inline WSMAN_FORM {

namespace detail::shells {

inline std::size_t characters(std::string_view utf8) noexcept
{
    std::size_t count = 0;
    for (const char c : utf8)
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
    return count;
}

/// Refuses the same options as the Windows client, with the same codes, before a request is sent.
[[nodiscard]] inline result<void> check_shell_options(const shell_options& options)
{
    const auto refuse = [](std::uint32_t code, std::string text) {
        return failure(error_code(static_cast<int>(code), windows_category()), std::move(text));
    };
    if (characters(options.name) > shell_constants::longest_shell_name)
        return refuse(0x803381C2, "the name of the shell is too long");
    for (const environment_variable& variable : options.environment)
        if (variable.name.empty()) return refuse(0x80338149, "an environment variable has no name");
    constexpr std::string_view blanks = " \t\r\n";
    for (const std::string* streams : {&options.input_streams, &options.output_streams})
        if (!streams->empty() && streams->find_first_not_of(blanks) == std::string::npos)
            return refuse(0x8033814B, "a stream has no name");
    if (!options.id.empty() && !uuid::parse(options.id))
        return refuse(0x803381D5, "the identifier of the shell is not a GUID");
    return {};
}

inline option_set shell_option_set(const shell_options& options)
{
    option_set all;
    if (options.no_profile) all.add(std::string(shell_constants::option_no_profile), "TRUE");
    if (options.code_page) all.add(std::string(shell_constants::option_code_page), std::to_string(*options.code_page));
    for (const option_set::option& one : options.options)
        all.add(one.name, one.value, one.must_comply);
    return all;
}

inline void write_duration(xml::writer& body, xml::name name, const std::optional<std::chrono::milliseconds>& value)
{
    if (!value) return;
    std::string text;
    append_duration(text, *value);
    body.element(name, text);
}

/// Writes the children in the order of the schema in MS-WSMV. Hosts accept any order.
inline void write_shell(xml::writer& body, const shell_options& options)
{
    body.start("rsp:Shell").namespace_declaration("rsp", ns::shell);
    if (!options.id.empty()) body.attribute("ShellId", options.id);
    if (!options.name.empty()) body.element("rsp:Name", options.name);
    if (!options.environment.empty()) {
        body.start("rsp:Environment");
        for (const environment_variable& variable : options.environment)
            body.start("rsp:Variable").attribute("Name", variable.name).text(variable.value).end();
        body.end();
    }
    if (!options.working_directory.empty()) body.element("rsp:WorkingDirectory", options.working_directory);
    write_duration(body, "rsp:Lifetime", options.lifetime);
    write_duration(body, "rsp:IdleTimeOut", options.idle_timeout);
    if (!options.input_streams.empty()) body.element("rsp:InputStreams", options.input_streams);
    if (!options.output_streams.empty()) body.element("rsp:OutputStreams", options.output_streams);
    body.end();
}

/// Returns: the value of the selector ShellId in an endpoint reference, at any depth.
inline std::string selected_shell(const xml::element& reference)
{
    for (const xml::element parameters : reference.children()) {
        const bool named = parameters.is(ns::addressing, "ReferenceParameters") ||
                           parameters.is(ns::addressing, "ReferenceProperties");
        if (!named) continue;
        const std::optional<xml::element> selectors = parameters.child(ns::wsman, "SelectorSet");
        if (!selectors) continue;
        for (const xml::element selector : selectors->children()) {
            const auto name = selector.attribute("", "Name");
            if (selector.is(ns::wsman, "Selector") && name && ascii_iequals(*name, "ShellId"))
                return selector.trimmed_text();
        }
    }
    return {};
}

/// Returns: the identifier of the shell, which hosts send in the endpoint reference or in the shell.
inline std::string created_shell_id(const envelope_view& envelope)
{
    if (const auto created = envelope.content(ns::transfer, "ResourceCreated")) {
        std::string id = selected_shell(*created);
        if (!id.empty()) return id;
        if (const auto reference = created->child(ns::addressing, "EndpointReference")) id = selected_shell(*reference);
        if (!id.empty()) return id;
    }
    if (const auto shell = envelope.content(ns::shell, "Shell")) {
        if (const auto id = shell->child(ns::shell, "ShellId")) return id->trimmed_text();
        if (const auto id = shell->attribute("", "ShellId")) return std::string(*id);
    }
    return {};
}

inline void read_shell(const xml::element& shell, created_shell& value)
{
    const auto text = [&shell](std::string_view local) {
        const std::optional<xml::element> part = shell.child(ns::shell, local);
        return part ? part->trimmed_text() : std::string();
    };
    value.name = text("Name");
    value.owner = text("Owner");
    value.client_address = text("ClientIP");
    value.state = text("State");
    value.input_streams = text("InputStreams");
    value.output_streams = text("OutputStreams");
    value.idle_timeout = parse_duration(text("IdleTimeOut"));
}

/// Effects: explains ERROR_INVALID_PARAMETER. Windows does not name the parameter that it refuses, and it refuses variables
/// whose value contains a percent sign.
inline void explain_refused_parameter(failure& why, const shell_options& options)
{
    if (why.code() != windows_errc::invalid_parameter && why.code() != windows_errc::wsman_invalid_parameter) return;
    std::string names;
    for (const environment_variable& variable : options.environment)
        if (variable.value.find('%') != std::string::npos) names += (names.empty() ? "" : ", ") + variable.name;
    if (!names.empty())
        why.details().hint = "Windows refuses variables whose value contains a percent sign: " + names +
                             "; set it in the program or script instead";
    else if (!options.environment.empty() || !options.working_directory.empty())
        why.details().hint = "Windows does not name the parameter: check the variables and the working directory";
}

inline constexpr std::string_view no_shells_hint = "run and powershell need a host with remote shells (WinRM on "
                                                   "Windows); this one may have management resources only, like "
                                                   "OMI and openwsman: identify shows the service";

/// Returns: the failure of a Create with an explanation for hosts without cmd shells. The library sets the resource URI,
/// so a hint about its spelling would not help.
inline failure explain_no_shells(failure why, bool empty_500)
{
    const error_code code = why.code();
    const bool refused = code == windows_errc::invalid_resource_uri || code == windows_errc::destination_unreachable ||
                         code == windows_errc::action_not_supported;
    failure_details& details = why.details();
    if (refused) {
        details.client_text = "the host has no shells to run commands in";
        details.hint = no_shells_hint;
    } else if (empty_500) {
        details.client_text += "; the host may have no shells to run commands in";
        details.hint = no_shells_hint;
        details.hint += "; with WinRM, an empty 500 often means that it refused the envelope size or clear text";
    }
    return why;
}

} // namespace detail::shells

WSMAN_DECL create_shell::create_shell(const soap_context& context, shell_options options)
    : call_(context), options_(std::move(options)),
      timeout_(context.configuration().operation_timeout(session_option::timeout_create_shell)), value_(shell_id({}))
{
}

WSMAN_DECL step create_shell::start()
{
    message_head head(operation_kind::create, actions::transfer_create, options_.resource_uri);
    if (result<void> valid = detail::shells::check_shell_options(options_); !valid) {
        failure why(std::move(valid).error());
        why.details().operation = row_of(head.operation).name;
        return finish(std::move(why));
    }
    const option_set options = detail::shells::shell_option_set(options_);
    head.options = &options;
    head.operation_timeout = timeout_;
    return call_.send(head, [this](xml::writer& body) { detail::shells::write_shell(body, options_); });
}

WSMAN_DECL step create_shell::resume(result<response>& answer)
{
    const bool ours = options_.resource_uri == uris::cmd_shell;
    const bool empty_500 =
        answer && answer->status == 500 && answer->body.find_first_not_of(" \t\r\n") == std::string::npos;
    const result<envelope_view> envelope = call_.read(answer);
    if (!envelope) {
        failure why = envelope.error();
        detail::shells::explain_refused_parameter(why, options_);
        if (ours) why = detail::shells::explain_no_shells(std::move(why), empty_500);
        return finish(std::move(why));
    }
    std::string id = detail::shells::created_shell_id(*envelope);
    if (id.empty()) return finish(call_.fail(protocol_errc::shell_id_missing));
    value_.id = shell_id(std::move(id), options_.resource_uri);
    if (const auto shell = envelope->content(ns::shell, "Shell")) detail::shells::read_shell(*shell, value_);
    return finish();
}

} // namespace wsman
