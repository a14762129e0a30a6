//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/duration.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/testing/impl/soap/names.hpp>
#include <wsman/testing/impl/soap/soap_fault.hpp>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

struct operation_name {
    std::string_view name;
    std::string_view action;
};

inline constexpr operation_name operation_names[] = {
    {"Create", "http://schemas.xmlsoap.org/ws/2004/09/transfer/Create"},
    {"Delete", "http://schemas.xmlsoap.org/ws/2004/09/transfer/Delete"},
    {"Get", "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get"},
    {"Command", "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Command"},
    {"Send", "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Send"},
    {"Receive", "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Receive"},
    {"Signal", "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Signal"},
};

/// An option of the request's OptionSet.
class soap_option {
public:
    soap_option(std::string option_name, std::string option_value, bool must_be_complied_with)
        : name(std::move(option_name)), value(std::move(option_value)), must_comply(must_be_complied_with)
    {
    }

    std::string name, value;
    bool must_comply;
};

inline bool is_true(std::optional<std::string_view> text) noexcept
{
    return text && (ascii_iequals(*text, "true") || *text == "1");
}

/// A request's headers as values, and its body as a view into the parsed document.
class soap_request {
public:
    soap_request() {}

    std::string operation; ///< "Receive"; empty if the action is unknown
    std::string action, message_id, resource, to;
    std::string operation_id; ///< OperationID and SequenceId; empty if there is none
    bool retransmission = false;
    std::optional<std::chrono::milliseconds> timeout;
    std::optional<std::uint64_t> envelope_size;
    std::vector<std::pair<std::string, std::string>> selectors;
    std::vector<soap_option> options;
    std::optional<xml::element> body; ///< first child of s:Body

    /// Returns: the value of a selector, whose name is matched without case; empty if there is none.
    std::string_view selector(std::string_view name) const
    {
        for (const auto& [key, value] : selectors)
            if (ascii_iequals(key, name)) return value;
        return {};
    }

    /// Effects: reads the headers and the body.
    /// Returns: the fault to answer with, if any; the values read before it are kept, for RelatesTo.
    std::optional<soap_fault> read(const xml::element& root)
    {
        if (!root.is(names::soap, "Envelope")) return soap_fault(0x80338041, "The request is not a SOAP 1.2 envelope.");
        const auto soap_body = root.child(names::soap, "Body");
        if (!soap_body) return soap_fault(0x80338041, "The envelope has no body.");
        body = soap_body->first_child();
        std::optional<soap_fault> fault;
        if (const auto header = root.child(names::soap, "Header"))
            for (const xml::element& block : header->children())
                if (auto found = read_header(block); found && !fault) fault = std::move(found);
        if (body && body->is(names::identity, "Identify")) {
            operation = "Identify";
            return fault;
        }
        for (const operation_name& known : operation_names)
            if (known.action == action) operation = known.name;
        if (fault) return fault;
        return check();
    }

private:
    std::optional<soap_fault> read_header(const xml::element& block)
    {
        const std::string_view ns = block.namespace_uri();
        const bool must = is_true(block.attribute(names::soap, "mustUnderstand"));
        if (ns == names::addressing) return read_addressing(block);
        if (ns == names::wsman) return read_management(block, must);
        if (ns == names::microsoft) {
            read_extension(block, must);
            return std::nullopt;
        }
        if (ns == names::machine_id || !must) return std::nullopt;
        return soap_fault(0x80338010, "The header " + std::string(block.local_name()) + " is not understood.");
    }

    std::optional<soap_fault> read_addressing(const xml::element& block)
    {
        const std::string_view name = block.local_name();
        if (name == "Action")
            action = block.trimmed_text();
        else if (name == "MessageID")
            message_id = block.trimmed_text();
        else if (name == "To")
            to = block.trimmed_text();
        return std::nullopt;
    }

    std::optional<soap_fault> read_management(const xml::element& block, bool must)
    {
        const std::string_view name = block.local_name();
        if (name == "ResourceURI") {
            resource = block.trimmed_text();
        } else if (name == "OperationTimeout") {
            timeout = parse_duration(block.trimmed_text());
            if (!timeout) return soap_fault(0x8033800F, "OperationTimeout is not a duration.");
        } else if (name == "MaxEnvelopeSize") {
            return read_envelope_size(block.trimmed_text());
        } else if (name == "SelectorSet") {
            for (const xml::element& item : block.children())
                selectors.emplace_back(item.attribute("", "Name").value_or(""), item.text());
        } else if (name == "OptionSet") {
            for (const xml::element& item : block.children())
                options.emplace_back(
                    std::string(item.attribute("", "Name").value_or("")),
                    item.text(),
                    is_true(item.attribute("", "MustComply"))
                );
        } else if (name == "Locale") {
            if (must) return soap_fault(0x80338087, {});
        } else if (must) {
            return soap_fault(0x80338010, "The header " + std::string(name) + " is not understood.");
        }
        return std::nullopt;
    }

    void read_extension(const xml::element& block, bool must)
    {
        const std::string_view name = block.local_name();
        if (name == "OperationID") {
            operation_id.insert(0, block.trimmed_text());
            retransmission = must;
        } else if (name == "SequenceId" || name == "SequenceID") {
            operation_id += '#';
            operation_id += block.trimmed_text();
        }
    }

    std::optional<soap_fault> read_envelope_size(const std::string& text)
    {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size())
            return soap_fault(0x8033800F, "MaxEnvelopeSize is not a number.");
        envelope_size = value;
        if (value < 8192) return soap_fault(0x80338048, {});
        return std::nullopt;
    }

    std::optional<soap_fault> check() const
    {
        if (action.empty()) return soap_fault(0x80338011, "The header Action is missing.");
        if (message_id.empty()) return soap_fault(0x80338011, "The header MessageID is missing.");
        if (operation.empty()) return soap_fault(0x80338013, {});
        if (resource.empty()) return soap_fault(0x8033803B, {});
        for (const soap_option& option : options)
            if (option.must_comply && !is_known_option(option.name))
                return soap_fault(0x80338051, "The option " + option.name + " is not supported.");
        return std::nullopt;
    }

    static bool is_known_option(std::string_view name) noexcept
    {
        for (const std::string_view known :
             {"WINRS_NOPROFILE",
              "WINRS_CODEPAGE",
              "WINRS_CONSOLEMODE_STDIN",
              "WINRS_SKIP_CMD_SHELL",
              "WSMAN_CMDSHELL_OPTION_KEEPALIVE"})
            if (ascii_iequals(name, known)) return true;
        return false;
    }
};

} // namespace wsman::testing::detail
