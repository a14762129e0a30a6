//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/envelope.hpp>
#include <wsman/protocol/names.hpp>
#include <wsman/protocol/impl/host_text.ipp>

#include <algorithm>
#include <iterator>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<envelope_view> envelope_view::from(const xml::document& document)
{
    const xml::element root = document.root();
    if (!root.is(ns::soap, "Envelope")) {
        failure why(protocol_errc::not_soap);
        const std::string name = "{" + std::string(root.namespace_uri()) + "}" + std::string(root.local_name());
        why.details().server_text = detail::host_text(name);
        return why;
    }
    std::optional<xml::element> header;
    std::optional<xml::element> body;
    for (const xml::element part : root.children()) {
        if (part.is(ns::soap, "Header") && !header && !body) {
            header = part;
        } else if (part.is(ns::soap, "Body") && !body) {
            body = part;
        } else {
            return failure(protocol_errc::not_soap, "there is more in it than one header and one body");
        }
    }
    if (!body) return failure(protocol_errc::not_soap, "the envelope has no body");
    return envelope_view(header, *body);
}

WSMAN_DECL std::optional<xml::element> envelope_view::header(std::string_view ns, std::string_view local) const
{
    if (!header_) return std::nullopt;
    return header_->child(ns, local);
}

WSMAN_DECL std::string envelope_view::header_text(std::string_view ns, std::string_view local) const
{
    const std::optional<xml::element> block = header(ns, local);
    return block ? block->trimmed_text() : std::string();
}

WSMAN_DECL std::optional<xml::element> envelope_view::content(std::string_view space, std::string_view local) const
{
    if (const std::optional<xml::element> exact = body_.child(space, local)) return exact;
    std::optional<xml::element> single;
    for (const xml::element part : body_.children()) {
        if (single) return std::nullopt;
        single = part;
    }
    // A fault is one in the namespace of SOAP only, and it is looked for before any content.
    if (!single || single->local_name() != local || local == "Fault") return std::nullopt;
    const bool known = std::ranges::find(ns::all, single->namespace_uri()) != std::end(ns::all);
    return known ? single : std::nullopt;
}

WSMAN_DECL std::optional<xml::element> envelope_view::fault() const
{
    return body_.child(ns::soap, "Fault");
}

} // namespace wsman
