//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/fault.hpp>
#include <wsman/protocol/names.hpp>
#include <wsman/protocol/impl/fault_codes.ipp>
#include <wsman/protocol/impl/host_text.ipp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail::faults {

/// The limit of sentences of one fault, because each sentence is compared with the earlier ones.
inline constexpr unsigned most_sentences = 64;

inline void append_sentence(std::string& out, std::string_view more)
{
    if (more.empty() || out.size() + more.size() >= host_text_limit) return;
    if (out.find(more) != std::string::npos) return; // hosts repeat sentences
    if (!out.empty()) out += ' ';
    out += more;
}

/// Parses a code: decimal, signed decimal (a WMI error is an HRESULT) or hexadecimal. Returns nothing for 0, which is
/// not an error.
inline std::optional<std::uint32_t> parse_code(std::string_view text) noexcept
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t'))
        text.remove_suffix(1);
    const bool hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    if (hexadecimal) text.remove_prefix(2);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, hexadecimal ? 16 : 10);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    if (value < INT32_MIN || value > static_cast<std::int64_t>(UINT32_MAX) || value == 0) return std::nullopt;
    return static_cast<std::uint32_t>(value);
}

inline void read_wmi_error(const xml::element& error, soap_fault& fault)
{
    for (const xml::element part : error.children()) {
        if (part.local_name() == "error_Code") {
            if (const auto code = parse_code(part.text())) fault.provider_code = code;
        } else if (part.local_name() == "Message" && fault.provider_message.empty()) {
            fault.provider_message = host_text(part.text());
        }
    }
}

/// Reads the content of f:Message: texts, provider faults, nested faults, and WMI errors, whose namespace is that of
/// the class. The depth limit of the reader limits the recursion.
inline void read_provider(const xml::element& parent, soap_fault& fault, unsigned& sentences)
{
    if (++sentences <= most_sentences) append_sentence(fault.message, host_text(parent.text()));
    for (const xml::element part : parent.children()) {
        if (part.is(ns::fault, "ProviderFault")) {
            if (const auto provider = part.attribute("", "provider"); provider && fault.provider.empty())
                fault.provider = host_text(*provider);
        } else if (part.is(ns::fault, "WSManFault")) {
            if (const auto code = part.attribute("", "Code")) {
                if (const auto value = parse_code(*code)) fault.provider_code = value;
            }
        } else if (part.local_name() == "MSFT_WmiError" || part.child(part.namespace_uri(), "error_Code")) {
            read_wmi_error(part, fault);
            continue;
        } else if (!part.is(ns::fault, "Message")) {
            continue;
        }
        read_provider(part, fault, sentences);
    }
}

inline void read_detail(const xml::element& detail, soap_fault& fault)
{
    for (const xml::element part : detail.children()) {
        if (part.is(ns::wsman, "FaultDetail")) {
            if (fault.detail.empty()) fault.detail = host_text(part.text());
        } else if (part.is(ns::fault, "WSManFault") && !fault.windows_code) {
            if (const auto code = part.attribute("", "Code")) fault.windows_code = parse_code(*code);
            if (const auto machine = part.attribute("", "Machine")) fault.machine = host_text(*machine);
            unsigned sentences = 0;
            if (const auto message = part.child(ns::fault, "Message")) read_provider(*message, fault, sentences);
        } else if (part.local_name() == "MSFT_WmiError") {
            read_wmi_error(part, fault);
        }
    }
}

/// Returns: namespace and local name of a code. For an undeclared prefix the namespace is empty.
inline std::pair<std::string, std::string> read_code(const xml::element& value)
{
    const std::string text = value.trimmed_text();
    if (const auto name = value.resolve_qname(text)) return {host_text(name->first), host_text(name->second)};
    const std::size_t colon = text.rfind(':');
    return {std::string(), host_text(colon == std::string::npos ? text : text.substr(colon + 1))};
}

/// Returns: a hint for cases in which the text of the host does not name the remedy.
inline std::string_view fault_hint(const error_code& code, std::string_view operation) noexcept
{
    const bool denied = code == windows_errc::access_denied || code == windows_errc::e_accessdenied;
    if (denied && operation == "Create")
        return "only administrators may open the cmd shell: give a local account its full rights over the network "
               "(LocalAccountTokenFilterPolicy = 1) or use a domain account in the group of administrators; members of "
               "Remote Management Users may use PowerShell endpoints only";
    if (denied) return "the log-in succeeded, but the user may not do this on the host";
    if (code == windows_errc::operation_timedout && operation != "Receive")
        return "the host was too slow, as is common after a restart; raise operation_timeout";
    if (code == windows_errc::quota_max_operations)
        return "commands that have ended may still count for the quota: close the shell and open another";
    return {};
}

} // namespace wsman::detail::faults

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<soap_fault> read_fault(const xml::element& fault)
{
    soap_fault read;
    const std::optional<xml::element> code = fault.child(ns::soap, "Code");
    const std::optional<xml::element> value = code ? code->child(ns::soap, "Value") : std::nullopt;
    if (!value) return failure(protocol_errc::malformed_fault, "the fault has no code");
    read.code = detail::faults::read_code(*value).second;
    if (const auto subcode = code->child(ns::soap, "Subcode")) {
        if (const auto subvalue = subcode->child(ns::soap, "Value"))
            std::tie(read.subcode_namespace, read.subcode) = detail::faults::read_code(*subvalue);
    }
    if (const auto reason = fault.child(ns::soap, "Reason")) {
        for (const xml::element text : reason->children()) {
            read.reason = detail::host_text(text.text());
            if (!read.reason.empty()) break;
        }
    }
    if (const auto part = fault.child(ns::soap, "Detail")) detail::faults::read_detail(*part, read);
    return read;
}

WSMAN_DECL std::optional<std::uint32_t>
windows_code_of(std::string_view subcode_namespace, std::string_view subcode, std::string_view detail) noexcept
{
    if (const std::size_t slash = detail.rfind('/'); slash != std::string_view::npos) detail.remove_prefix(slash + 1);
    std::optional<std::uint32_t> general;
    for (const detail::faults::subcode_row& row : detail::faults::subcode_rows) {
        if (row.ns != subcode_namespace || row.subcode != subcode) continue;
        if (row.detail.empty()) {
            general = row.code;
        } else if (row.detail == detail) {
            return row.code;
        }
    }
    return general;
}

WSMAN_DECL failure make_fault(const soap_fault& fault, unsigned http_status, std::string_view operation)
{
    std::optional<std::uint32_t> code = fault.windows_code;
    if (!code) code = windows_code_of(fault.subcode_namespace, fault.subcode, fault.detail);
    if (!code && fault.code == "MustUnderstand") code = detail::faults::not_understood;

    failure why(
        code ? error_code(static_cast<int>(*code), windows_category()) : make_error_code(protocol_errc::soap_fault)
    );
    failure_details& details = why.details();
    details.operation = operation;
    details.http_status = http_status;
    details.fault_code = fault.windows_code;
    details.provider_code = fault.provider_code;
    details.soap_code = fault.code;
    if (!fault.subcode.empty()) details.soap_subcode = "{" + fault.subcode_namespace + "}" + fault.subcode;
    details.machine = fault.machine;
    details.server_text = fault.message.empty() ? fault.reason : fault.message;
    detail::faults::append_sentence(details.server_text, fault.provider_message);
    details.hint = detail::faults::fault_hint(details.code, operation);
    return why;
}

} // namespace wsman
