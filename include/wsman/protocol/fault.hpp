//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/xml/reader.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// The content of a SOAP fault of any host. Members of missing elements are empty.
///
/// The texts come from the host and are untrusted.
/// Specification: SOAP 1.2 part 1, 5.4; DSP0226 14; MS-WSMV 2.2.4.43 (WSManFault).
class soap_fault {
public:
    soap_fault() = default;

    std::string code;                           ///< "Sender", "Receiver", "MustUnderstand", "VersionMismatch"
    std::string subcode_namespace;              ///< URI
    std::string subcode;                        ///< "TimedOut"
    std::string reason;                         ///< s:Reason/s:Text
    std::string detail;                         ///< w:FaultDetail, a URI
    std::optional<std::uint32_t> windows_code;  ///< of the outer f:WSManFault
    std::string machine;                        ///< of the outer f:WSManFault
    std::string message;                        ///< text of f:Message, including that of nested faults
    std::string provider;                       ///< f:ProviderFault/@provider
    std::optional<std::uint32_t> provider_code; ///< of the innermost nested f:WSManFault or WMI error
    std::string provider_message;               ///< of the WMI error
};

/// Reads a fault of Windows, of WS-Management without Windows extensions, or with a WMI error.
/// Errors: protocol_errc::malformed_fault if the element has no s:Code with a s:Value.
[[nodiscard]] WSMAN_DECL result<soap_fault> read_fault(const xml::element& fault);

/// Returns: the Windows code of a fault without Windows extensions, if a specification defines its subcode. `detail` is
/// the URI of w:FaultDetail, or only its last part; it may be empty.
/// Specification: DSP0226 14.6.
WSMAN_DECL std::optional<std::uint32_t>
windows_code_of(std::string_view subcode_namespace, std::string_view subcode, std::string_view detail = {}) noexcept;

/// Converts a fault to a failure.
///
/// Returns: a failure with the code of the outer f:WSManFault, else the Windows code of the subcode, else
/// protocol_errc::soap_fault. It contains all details and, for some cases, a hint.
WSMAN_DECL failure make_fault(const soap_fault& fault, unsigned http_status, std::string_view operation);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/fault.ipp>
#endif
