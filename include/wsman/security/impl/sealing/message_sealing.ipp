//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/security/message_sealing.hpp>
#include <wsman/security/impl/sealing/sealed_message_reader.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

inline constexpr std::string_view sealed_boundary = "Encrypted Boundary";
inline constexpr std::string_view sealed_type = "multipart/encrypted";
inline constexpr std::string_view sealed_type_of_several = "multipart/x-multi-encrypted";

/// The maximum that a mechanism adds to a piece: 16 bytes for NTLM, about 80 for Kerberos, about 90 for TLS with CBC.
inline constexpr std::size_t sealing_overhead = 256;

/// Effects: appends the headers of a piece, up to the number before the sealed bytes.
inline void append_part_headers(
    std::string& out, std::string_view protocol, std::string_view indent, std::string_view type, std::size_t length
)
{
    out.append("--").append(sealed_boundary).append("\r\n");
    out.append(indent).append("Content-Type: ").append(protocol).append("\r\n");
    out.append(indent).append("OriginalContent: type=").append(type);
    out.append(";Length=").append(std::to_string(length)).append("\r\n");
    out.append("--").append(sealed_boundary).append("\r\n");
    out.append(indent).append("Content-Type: application/octet-stream\r\n");
}

/// Effects: appends the sealed bytes of a piece, preceded by the number that the context returns.
[[nodiscard]] inline result<void>
append_sealed_piece(security_context& context, std::string& out, std::string_view piece)
{
    const std::size_t number_at = out.size();
    out.append(4, '\0');
    const result<std::size_t> number = context.seal(out, piece);
    if (number.has_error()) return number.error();
    for (std::size_t i = 0; i != 4; ++i)
        out[number_at + i] = static_cast<char>(*number >> 8 * i & 0xFF);
    return {};
}

/// Returns: the reader for the parts of a body of this type.
/// Errors: security_errc::malformed_sealed_message if the type is not a sealed one, or of another protocol.
[[nodiscard]] inline result<sealed_message_reader> reader_of_sealed_message(
    std::string_view body, std::string_view content_type, std::string_view protocol, std::string& boundary
)
{
    const std::string_view type = without_blanks(content_type.substr(0, content_type.find(';')));
    const bool several = ascii_iequals(type, sealed_type_of_several);
    if (!several && !ascii_iequals(type, sealed_type)) return sealed_message_reader::malformed("another Content-Type");
    boundary = sealed_boundary;
    bool same_protocol = false;
    for (parameter_list all(content_type); all.next();) {
        if (ascii_iequals(all.name, "boundary")) boundary = all.value;
        if (ascii_iequals(all.name, "protocol")) same_protocol = ascii_iequals(all.value, protocol);
    }
    if (!same_protocol) return sealed_message_reader::malformed("its protocol is not the one of the log-in");
    if (boundary.empty() || boundary.size() > 70) // RFC 2046, 5.1.1
        return sealed_message_reader::malformed("its boundary is empty or too long");
    const bool records = ascii_iequals(protocol, sealing_protocol::credssp);
    const sealed_extent extent = several ? sealed_extent::of_each : sealed_extent::rest;
    return sealed_message_reader(body, boundary, extent, records);
}

/// Effects: opens all parts, and joins their plain texts at the front of the body.
[[nodiscard]] inline result<void>
open_parts(security_context& context, sealed_message_reader& reader, std::string& body, std::string& content_type)
{
    std::size_t opened = 0;
    std::string type;
    while (!reader.at_end()) {
        result<sealed_part> part = reader.next();
        if (part.has_error()) return part.error();
        const result<std::string_view> plain =
            context.open(std::span<char>(body).subspan(part->begin, part->size), part->header_size);
        if (plain.has_error()) return plain.error();
        if (plain->size() != part->length && plain->size() + context.padding(plain->size()) != part->length)
            return sealed_message_reader::malformed("Length is not that of the plain text");
        if (type.empty()) type = std::move(part->content_type);
        std::memmove(body.data() + opened, plain->data(), plain->size());
        opened += plain->size();
    }
    body.resize(opened);
    content_type = std::move(type);
    return {};
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<void> seal_message(
    security_context& context,
    std::string_view protocol,
    part_header_style style,
    std::string_view plain,
    std::string& out,
    std::string& content_type
)
{
    const std::string_view indent = style == part_header_style::tab ? "\t" : "";
    const std::size_t largest = context.largest_piece();
    const bool several = plain.size() > largest;
    const std::size_t pieces = several ? (plain.size() - 1) / largest + 1 : 1;
    const std::size_t headers = 2 * protocol.size() + content_type.size() + detail::sealing_overhead;
    out.clear();
    out.reserve(plain.size() + pieces * (headers + detail::sealing_overhead) + detail::sealing_overhead);
    do {
        const std::string_view piece = plain.substr(0, largest);
        plain.remove_prefix(piece.size());
        const std::size_t length = piece.size() + context.padding(piece.size());
        detail::append_part_headers(out, protocol, indent, content_type, length);
        const result<void> sealed = detail::append_sealed_piece(context, out, piece);
        if (sealed.has_error()) return sealed.error();
    } while (!plain.empty());
    out.append("--").append(detail::sealed_boundary).append("--\r\n");

    content_type = several ? detail::sealed_type_of_several : detail::sealed_type;
    content_type.append(";protocol=\"").append(protocol);
    content_type.append("\";boundary=\"").append(detail::sealed_boundary).append("\"");
    return {};
}

WSMAN_DECL result<void>
open_message(security_context& context, std::string_view protocol, std::string& body, std::string& content_type)
{
    std::string boundary;
    result<detail::sealed_message_reader> reader =
        detail::reader_of_sealed_message(body, content_type, protocol, boundary);
    const result<void> opened =
        reader.has_error() ? reader.error() : detail::open_parts(context, *reader, body, content_type);
    // After a failure no partly opened or modified text may be used.
    if (opened.has_error()) wipe(body);
    return opened;
}

WSMAN_DECL bool is_sealed_type(std::string_view content_type) noexcept
{
    const std::string_view type = detail::without_blanks(content_type.substr(0, content_type.find(';')));
    return ascii_iequals(type, detail::sealed_type) || ascii_iequals(type, detail::sealed_type_of_several);
}

} // namespace wsman
