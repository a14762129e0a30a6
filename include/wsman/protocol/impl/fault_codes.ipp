//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/names.hpp>

#include <cstdint>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail::faults {

/// The Windows code for a subcode of the specifications, for hosts that send no f:WSManFault.
/// A row with a detail goes before the row of the subcode alone.
struct subcode_row {
    std::string_view ns;
    std::string_view subcode;
    std::string_view detail; // last part of w:FaultDetail
    std::uint32_t code;
};

/// s:MustUnderstand is a code, not a subcode.
inline constexpr std::uint32_t not_understood = 0x80338010;

// DSP0226 14.6 names the faults, wsmerror.h the codes.
inline constexpr subcode_row subcode_rows[] = {
    {ns::addressing, "ActionNotSupported", "", 0x80338013},
    {ns::addressing, "DestinationUnreachable", "", 0x80338012},
    {ns::addressing, "DestinationUnreachable", "InvalidResourceURI", 0x8033803B},
    {ns::wsman, "InvalidResourceURI", "", 0x8033803B}, // some hosts make the detail's name the subcode
    {ns::addressing, "EndpointUnavailable", "", 0x80338014},
    {ns::addressing, "InvalidMessageInformationHeader", "", 0x8033800F},
    {ns::addressing, "MessageInformationHeaderRequired", "", 0x80338011},
    {ns::wsman, "AccessDenied", "", 5},
    {ns::wsman, "AlreadyExists", "", 0x80338033},
    {ns::wsman, "CannotProcessFilter", "", 0x80338122},
    {ns::enumeration, "CannotProcessFilter", "", 0x8033801A},
    {ns::wsman, "Concurrency", "", 0x80338032},
    {ns::wsman, "EncodingLimit", "", 0x80338035},
    {ns::wsman, "InternalError", "", 1359},
    {ns::wsman, "InvalidOptions", "", 0x80338039},
    {ns::wsman, "InvalidParameter", "", 0x8033803A},
    {ns::wsman, "InvalidSelectors", "", 0x8033803D},
    {ns::wsman, "InvalidSelectors", "InsufficientSelectors", 0x8033805A},
    {ns::wsman, "InvalidSelectors", "UnexpectedSelectors", 0x8033805B},
    {ns::wsman, "InvalidSelectors", "TypeMismatch", 0x8033805C},
    {ns::wsman, "InvalidSelectors", "InvalidValue", 0x8033805D},
    {ns::wsman, "InvalidSelectors", "AmbiguousSelectors", 0x8033805E},
    {ns::wsman, "InvalidSelectors", "DuplicateSelectors", 0x8033805F},
    {ns::wsman, "NoAck", "", 0x80338030},
    {ns::wsman, "QuotaLimit", "", 0x8033803F},
    {ns::wsman, "SchemaValidationError", "", 0x80338041},
    {ns::wsman, "TimedOut", "", 0x80338029},
    {ns::wsman, "UnsupportedFeature", "", 0x80338042},
    {ns::wsman, "DeliveryRefused", "", 0x80338034},
    {ns::enumeration, "FilterDialectRequestedUnavailable", "", 0x80338019},
    {ns::enumeration, "FilteringNotSupported", "", 0x80338018},
    {ns::enumeration, "InvalidEnumerationContext", "", 0x8033801B},
    {ns::enumeration, "TimedOut", "", 0x8033801C},
    {ns::eventing, "DeliveryModeRequestedUnavailable", "", 0x8033801E},
    {ns::eventing, "InvalidExpirationTime", "", 0x8033801F},
    {ns::transfer, "InvalidRepresentation", "", 0x80338015},
    {ns::cim_binding, "PolymorphismModeNotSupported", "", 0x80338137},
    {ns::soap, "MustUnderstand", "", not_understood},
};

} // namespace wsman::detail::faults
