//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// The form in which Windows sends the fault with one code.
struct fault_shape {
    std::uint32_t code;
    bool receiver;
    bool addressing;
    std::string_view subcode;
    std::string_view detail;
    std::string_view text;
};

inline constexpr fault_shape fault_shapes[] = {
    {5, false, false, "AccessDenied", "", "Access is denied."},
    {87, false, false, "InvalidParameter", "InvalidValue", "The parameter is incorrect."},
    {232, true, false, "InternalError", "", "The pipe is being closed."},
    {995, true, false, "InternalError", "", "The operation was aborted by another request of the client."},
    {1816, true, false, "InternalError", "", "This machine cannot start another program."},
    {0x8007010B, true, false, "InternalError", "", "The directory name is invalid."},
    {0x80338000,
     false,
     true,
     "DestinationUnreachable",
     "InvalidResourceURI",
     "No resource of this service has the resource URI of the request."},
    {0x8033800F,
     false,
     true,
     "InvalidMessageInformationHeader",
     "",
     "A header of the request has a value that is not valid."},
    {0x80338010,
     false,
     false,
     "",
     "",
     "A header of the request has mustUnderstand, but the service does not support it."},
    {0x80338011, false, true, "MessageInformationHeaderRequired", "", "A required header is missing."},
    {0x80338013, false, true, "ActionNotSupported", "", "The service does not support this action."},
    {0x80338029,
     true,
     false,
     "TimedOut",
     "",
     "The service cannot complete the operation within the time given in OperationTimeout."},
    {0x8033803B,
     false,
     true,
     "DestinationUnreachable",
     "InvalidResourceURI",
     "The resource URI is missing or malformed."},
    {0x80338033, false, false, "AlreadyExists", "", "The resource already exists."},
    {0x80338039, false, false, "InvalidOptions", "", "An option is not supported, or its value is not valid."},
    {0x8033803D, false, false, "InvalidSelectors", "", "The selectors are not valid for the resource."},
    {0x8033803F, false, false, "QuotaLimit", "", "A quota of the service has been reached."},
    {0x80338041, false, false, "SchemaValidationError", "", "The request does not conform to its schema."},
    {0x80338047,
     false,
     false,
     "EncodingLimit",
     "MaxEnvelopeSizeExceeded",
     "The envelope size that the request asks for is larger than the service allows."},
    {0x80338048,
     false,
     false,
     "EncodingLimit",
     "MinimumEnvelopeLimit",
     "The envelope size that the request asks for is too small."},
    {0x80338051, false, false, "InvalidOptions", "NotSupported", "An option with MustComply is not supported."},
    {0x8033805A, false, false, "InvalidSelectors", "InsufficientSelectors", "The ShellId selector is missing."},
    {0x8033805B,
     false,
     false,
     "InvalidSelectors",
     "UnexpectedSelectors",
     "The shell was not found: it was closed, or has never existed."},
    {0x80338087, false, false, "UnsupportedFeature", "", "The locale must not be marked mustUnderstand."},
    {0x803381A5, false, false, "QuotaLimit", "", "The user has the largest allowed number of shells open."},
    {0x803381A6, false, false, "QuotaLimit", "", "The user has the largest allowed number of operations open."},
    {0x803381A7, false, false, "QuotaLimit", "", "The user sends more requests than the service allows."},
    {0x803381A8, false, false, "QuotaLimit", "", "The load of the service exceeds its limit."},
    {0x803381CC, true, false, "InternalError", "", "The command has been terminated."},
    {0x803381D5, false, false, "InvalidParameter", "InvalidValue", "The ShellId is not a GUID."},
    {0x803381D6, false, false, "InvalidParameter", "InvalidValue", "The CommandId is not a GUID."},
    {0x803381D7, false, false, "AlreadyExists", "", "A shell with this ShellId already exists."},
    {0x803381D8, false, false, "AlreadyExists", "", "A command with this CommandId already exists."},
};

/// A fault in the form that a Windows service sends.
class soap_fault {
public:
    soap_fault(std::uint32_t fault_code, std::string fault_text) : code(fault_code), text(std::move(fault_text))
    {
        shape_by_code();
    }

    std::uint32_t code; ///< f:WSManFault/@Code
    std::string text;
    unsigned status = 500;
    bool receiver = false;     ///< s:Receiver, else s:Sender
    bool addressing = false;   ///< the subcode is from WS-Addressing, else from WS-Management
    std::string_view subcode;  ///< local name; empty: `s:MustUnderstand`, which has none
    std::string_view detail;   ///< the last part of the w:FaultDetail; empty: none
    std::string_view provider; ///< the component that reported the error; empty: the service itself

private:
    void shape_by_code()
    {
        receiver = true;
        subcode = "InternalError";
        for (const fault_shape& row : fault_shapes) {
            if (row.code != code) continue;
            receiver = row.receiver;
            addressing = row.addressing;
            subcode = row.subcode;
            detail = row.detail;
            if (text.empty()) text = row.text;
        }
        if (text.empty()) text = "The service failed.";
    }
};

} // namespace wsman::testing::detail
