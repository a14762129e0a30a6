//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/xml/reader.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM {

/// A SOAP 1.2 envelope that was parsed: where its header and body are. A view, like the elements in it.
///
/// Specification: SOAP 1.2 part 1, 5; DSP0226 5.
class envelope_view {
public:
    /// Errors: protocol_errc::not_soap if the root is no SOAP 1.2 envelope with one body.
    [[nodiscard]] WSMAN_DECL static result<envelope_view> from(const xml::document& document);

    /// Returns: the first header block of this name.
    WSMAN_DECL std::optional<xml::element> header(std::string_view ns, std::string_view local) const;
    /// Returns: the trimmed text of that header block, empty where there is none.
    WSMAN_DECL std::string header_text(std::string_view ns, std::string_view local) const;

    xml::element body() const noexcept { return body_; }
    /// Returns: the first element in the body; nothing where it is empty.
    std::optional<xml::element> content() const { return body_.first_child(); }
    /// Returns: the first element of this name in the body; else, where the body holds a single element, that element if
    /// its local name is the expected one and it is in another namespace of WS-Management (`ns::all`): OMI puts
    /// IdentifyResponse into the namespace of SOAP. Nothing else is found so: no fault, no header, nothing inside.
    WSMAN_DECL std::optional<xml::element> content(std::string_view space, std::string_view local) const;
    /// Returns: the fault that the body is, if it is one.
    WSMAN_DECL std::optional<xml::element> fault() const;

private:
    envelope_view(std::optional<xml::element> head, xml::element content_parent)
        : header_(std::move(head)), body_(content_parent)
    {
    }

    std::optional<xml::element> header_;
    xml::element body_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/envelope.ipp>
#endif
