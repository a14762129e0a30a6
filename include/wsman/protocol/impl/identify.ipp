//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/identify.hpp>
#include <wsman/protocol/names.hpp>
#include <wsman/protocol/impl/host_text.ipp>

#include <charconv>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

namespace detail::shells {

// Without addressing headers, so that a host with another version of addressing can answer (DSP0226 11).
inline constexpr std::string_view identify_envelope =
    "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
    " xmlns:id=\"http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd\">"
    "<s:Header/><s:Body><id:Identify/></s:Body></s:Envelope>";

} // namespace detail::shells

WSMAN_DECL std::optional<unsigned> identity::stack() const
{
    constexpr std::string_view mark = "Stack:";
    const std::size_t at = product_version.find(mark);
    if (at == std::string::npos) return std::nullopt;
    const char* const end = product_version.data() + product_version.size();
    const char* begin = product_version.data() + at + mark.size();
    while (begin != end && *begin == ' ')
        ++begin;
    unsigned major = 0;
    if (std::from_chars(begin, end, major).ec != std::errc()) return std::nullopt;
    return major;
}

WSMAN_DECL step identify::start()
{
    message_head head(operation_kind::identify, {}, {});
    step first = call_.send_text(head, detail::shells::identify_envelope);
    if (request* asked = std::get_if<request>(&first)) asked->anonymous = login_ == identify_as::anonymous;
    return first;
}

WSMAN_DECL step identify::resume(result<response>& answer)
{
    const result<envelope_view> envelope = call_.read(answer);
    if (!envelope) return finish(envelope.error());
    const std::optional<xml::element> found = envelope->content(ns::identity, "IdentifyResponse");
    if (!found) return finish(call_.fail(protocol_errc::missing_element, "IdentifyResponse"));
    for (const xml::element part : found->children()) {
        if (part.is(ns::identity, "ProductVendor")) {
            value_.product_vendor = detail::host_text(part.text());
        } else if (part.is(ns::identity, "ProductVersion")) {
            value_.product_version = detail::host_text(part.text());
        } else if (part.is(ns::identity, "ProtocolVersion")) {
            if (value_.protocol_version.empty()) value_.protocol_version = detail::host_text(part.text());
        } else if (part.is(ns::identity, "SecurityProfiles")) {
            for (const xml::element profile : part.children())
                if (profile.is(ns::identity, "SecurityProfileName"))
                    value_.security_profiles.push_back(detail::host_text(profile.text()));
        }
    }
    return finish();
}

} // namespace wsman
