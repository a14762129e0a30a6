//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/testing/endpoint_options.hpp>
#include <wsman/testing/impl/programs/split_command_line.hpp>
#include <wsman/testing/impl/services/shell_service.hpp>

#include <cerrno>
#include <csignal>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// Starts and signals programs in a shell: Command and Signal.
class program_service {
public:
    program_service(
        asio::any_io_executor executor, const endpoint_options& options, shell_service& shells, tally& counts
    )
        : executor_(std::move(executor)), options_(options), shells_(shells), counts_(counts)
    {
    }

    soap_answer start(const soap_request& request)
    {
        if (auto fault = shells_.check(request)) return make_fault_answer(request, *fault);
        const shell_use used(shells_.find(request));
        if (!request.body || !request.body->is(names::shell, "CommandLine"))
            return make_fault_answer(request, soap_fault(0x80338041, "The body has no rsp:CommandLine."));
        if (shells_.open_commands() >= options_.quotas.operations)
            return make_fault_answer(request, soap_fault(0x803381A6, {}));
        if (used->commands.size() >= options_.quotas.processes_per_shell)
            return make_fault_answer(
                request, soap_fault(0x8033803F, "The shell has the largest allowed number of processes.")
            );
        std::string id = uuid::random().text();
        if (const auto asked = request.body->attribute("", "CommandId")) {
            const auto parsed = uuid::parse(*asked);
            if (!parsed) return make_fault_answer(request, soap_fault(0x803381D6, {}));
            id = parsed->text();
            if (used->commands.contains(id)) return make_fault_answer(request, soap_fault(0x803381D8, {}));
        }
        if (auto fault = run(*used.operator->(), id, request)) return make_fault_answer(request, *fault);
        counts_.change([](endpoint_statistics& s) {
            ++s.commands_started;
            ++s.open_commands;
        });
        return make_answer(request, 1024, [&](xml::writer& out) {
            out.start("rsp:CommandResponse").element("rsp:CommandId", id).end();
        });
    }

    soap_answer signal(const soap_request& request)
    {
        if (auto fault = shells_.check(request)) return make_fault_answer(request, *fault);
        const shell_use used(shells_.find(request));
        const auto code_element = request.body ? request.body->child(names::shell, "Code") : std::nullopt;
        if (!code_element) return make_fault_answer(request, soap_fault(0x80338041, "The body has no rsp:Code."));
        const auto id = request.body->attribute("", "CommandId");
        const std::shared_ptr<command> target = find(*used.operator->(), id);
        if (!target) return make_fault_answer(request, no_such_command(id));
        const std::string code = code_element->trimmed_text();
        const std::string_view last = std::string_view(code).substr(code.find_last_of('/') + 1);
        if (ascii_iequals(last, "terminate")) {
            used->commands.erase(target->id);
            target->terminate();
            counts_.change([](endpoint_statistics& s) { --s.open_commands; });
        } else if (ascii_iequals(last, "ctrl_c") || ascii_iequals(last, "ctrl_break")) {
            if (!target->program_ended()) target->signal(SIGINT);
        } else {
            return make_fault_answer(request, soap_fault(87, "The signal " + code + " is not known."));
        }
        return make_answer(request, 1024, [](xml::writer& out) { out.start("rsp:SignalResponse").end(); });
    }

    static std::shared_ptr<command> find(const shell& in, std::optional<std::string_view> id)
    {
        const auto parsed = id ? uuid::parse(*id) : std::nullopt;
        const auto found = parsed ? in.commands.find(parsed->text()) : in.commands.end();
        return found == in.commands.end() ? nullptr : found->second;
    }

    static soap_fault no_such_command(std::optional<std::string_view> id)
    {
        soap_fault fault = id ? soap_fault(
                                    0x8033805B,
                                    "The request for the command with CommandId " + std::string(*id) +
                                        " failed because the command was not found: it was terminated or never existed."
                                )
                              : soap_fault(87, {});
        fault.provider = "Shell cmd plugin";
        return fault;
    }

private:
    std::optional<soap_fault> run(shell& in, const std::string& id, const soap_request& request)
    {
        const std::string line = line_of(*request.body);
        std::size_t longest = 8191;
        for (const soap_option& option : request.options)
            if (ascii_iequals(option.name, "WINRS_SKIP_CMD_SHELL") && ascii_iequals(option.value, "TRUE"))
                longest = 32767;
        if (utf8_to_utf16le(line).size() / 2 > longest)
            return keep(in, id, "The command line is too long.\r\n"), std::nullopt;

        program_start start;
        start.arguments = split_command_line(line);
        if (start.arguments.empty()) return soap_fault(87, "The command line is empty.");
        if (options_.program)
            if (auto replaced = options_.program(start.arguments); replaced && !replaced->empty())
                start.arguments = std::move(*replaced);
        start.environment = merged_environment(in.environment);
        start.directory = in.directory;
        if (!start.directory.empty() && ::access(start.directory.c_str(), X_OK) != 0) return soap_fault(0x8007010B, {});
        start.file = find_program(start.arguments.front(), start.environment, start.directory);
        started_program program;
        program.error = ENOENT;
        if (!start.file.empty()) program = start_program(start);
        switch (program.error) {
        case 0: keep(in, id, program); return std::nullopt;
        case EMFILE:
        case ENFILE:
        case EAGAIN:
        case ENOMEM: return soap_fault(1816, {});
        case E2BIG: keep(in, id, "The command line is too long.\r\n"); return std::nullopt;
        default: keep(in, id, not_recognized(start.arguments.front())); return std::nullopt;
        }
    }

    static std::string line_of(const xml::element& command_line)
    {
        std::string line;
        for (const xml::element& part : command_line.children()) {
            if (part.is(names::shell, "Command"))
                part.append_text(line);
            else if (part.is(names::shell, "Arguments"))
                part.append_text(line += ' ');
        }
        return line;
    }

    // The text of cmd.exe, because some programs search for it.
    static std::string not_recognized(const std::string& name)
    {
        return "'" + name +
               "' is not recognized as an internal or external command,\r\noperable program or batch file.\r\n";
    }

    void keep(shell& in, const std::string& id, started_program& program)
    {
        auto made = std::make_shared<command>(executor_, id, program, options_.quotas.output_buffer);
        in.commands.emplace(id, made);
        counts_.change([](endpoint_statistics& s) { ++s.running_processes; });
        made->begin([this] { counts_.change([](endpoint_statistics& s) { --s.running_processes; }); });
    }

    void keep(shell& in, const std::string& id, std::string_view error_text)
    {
        started_program none;
        auto made = std::make_shared<command>(executor_, id, none, options_.quotas.output_buffer);
        made->end_without_program(error_text, 1);
        in.commands.emplace(id, made);
    }

    asio::any_io_executor executor_;
    const endpoint_options& options_;
    shell_service& shells_;
    tally& counts_;
};

} // namespace wsman::testing::detail
