//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/xml/writer.hpp>
#include <wsman/xml/detail/characters.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM::xml {

WSMAN_DECL void writer::fail(xml_errc code, std::string detail)
{
    if (!error_) error_.emplace(code, std::move(detail));
}

WSMAN_DECL std::string_view writer::current() const noexcept
{
    if (depth_ == 0) return "the document";
    const open_element& top = open_[depth_ - 1];
    return std::string_view(out_).substr(top.offset, top.size);
}

WSMAN_DECL void writer::close_start_tag()
{
    if (in_start_tag_) out_ += '>';
    in_start_tag_ = false;
}

WSMAN_DECL bool writer::check_name(name given)
{
    if (given.checked() || detail::split_qname(given.text())) return true;
    fail(xml_errc::invalid_name, "a name in " + std::string(current()));
    return false;
}

WSMAN_DECL bool writer::check_text(std::string_view text, std::string_view place)
{
    const detail::character_check check = detail::check_characters(text);
    if (check.fault == detail::character_fault::none) return true;
    const bool utf8 = check.fault == detail::character_fault::utf8;
    fail(
        utf8 ? xml_errc::invalid_utf8 : xml_errc::invalid_character,
        (utf8 ? std::string() : detail::code_point_text(check.code) + " ") + "at byte " + std::to_string(check.offset) +
            " of " + std::string(place) + std::string(current())
    );
    return false;
}

WSMAN_DECL writer& writer::start(name element)
{
    if (error_ || !check_name(element)) return *this;
    if (depth_ == open_.size()) {
        fail(xml_errc::too_deep, "in " + std::string(current()));
        return *this;
    }
    close_start_tag();
    out_ += '<';
    open_[depth_].offset = out_.size();
    open_[depth_].size = element.text().size();
    ++depth_;
    out_ += element.text();
    in_start_tag_ = true;
    return *this;
}

WSMAN_DECL writer& writer::attribute(name attribute, std::string_view value)
{
    if (error_ || !check_name(attribute)) return *this;
    if (!in_start_tag_) {
        fail(xml_errc::syntax, "an attribute after the content of " + std::string(current()));
        return *this;
    }
    if (!check_text(value, "an attribute of ")) return *this;
    out_.append(" ").append(attribute.text()).append("=\"");
    detail::append_escaped_attribute(out_, value);
    out_ += '"';
    return *this;
}

WSMAN_DECL writer& writer::namespace_declaration(std::string_view prefix, std::string_view uri)
{
    if (error_) return *this;
    if (prefix.empty()) return attribute("xmlns", uri);
    // Namespaces in XML 1.0, section 3: a prefix cannot be undeclared, and xml and xmlns cannot be declared.
    if (uri.empty() || !detail::is_ncname(prefix) || prefix == "xml" || prefix == "xmlns") {
        fail(xml_errc::invalid_name, "a namespace declaration in " + std::string(current()));
        return *this;
    }
    if (!in_start_tag_) return attribute("xmlns", uri); // reports the error
    if (!check_text(uri, "a namespace declaration of ")) return *this;
    out_.append(" xmlns:").append(prefix).append("=\"");
    detail::append_escaped_attribute(out_, uri);
    out_ += '"';
    return *this;
}

WSMAN_DECL writer& writer::text(std::string_view text)
{
    if (error_ || text.empty() || !check_text(text, "the text of ")) return *this;
    close_start_tag();
    detail::append_escaped_text(out_, text);
    return *this;
}

WSMAN_DECL writer& writer::base64(std::string_view bytes)
{
    if (error_ || bytes.empty()) return *this;
    close_start_tag();
    append_base64(out_, bytes);
    return *this;
}

WSMAN_DECL writer& writer::raw(std::string_view xml)
{
    if (error_) return *this;
    close_start_tag();
    out_ += xml;
    return *this;
}

WSMAN_DECL writer& writer::end()
{
    if (error_) return *this;
    if (depth_ == 0) {
        fail(xml_errc::syntax, "an end tag without a start tag");
        return *this;
    }
    --depth_;
    if (in_start_tag_) {
        out_ += "/>";
        in_start_tag_ = false;
        return *this;
    }
    // Reserves memory first, because the name is copied from the same string.
    const open_element& top = open_[depth_];
    out_ += "</";
    out_.append(out_, top.offset, top.size);
    out_ += '>';
    return *this;
}

WSMAN_DECL result<void> writer::finish()
{
    if (!error_ && depth_ != 0) fail(xml_errc::syntax, std::string(current()) + " is still open");
    if (!error_) return {};
    out_.resize(begin_);
    return *error_;
}

} // namespace wsman::xml
