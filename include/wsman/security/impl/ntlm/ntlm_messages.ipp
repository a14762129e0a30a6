//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/impl/ntlm/ntlm_messages.hpp>

#include <algorithm>

namespace wsman::inline WSMAN_FORM::detail {

/// The value of the field Version: Windows 10.0.19041, revision 15. Hosts make no decision based on it.
inline constexpr std::string_view ntlm_version("\x0A\x00\x61\x4A\x00\x00\x00\x0F", 8);

/// The head of a message, and the fields after it.
class ntlm_reader {
public:
    ntlm_reader(std::string_view token, unsigned type, std::size_t head_size) noexcept
        : token_(token), head_size_(head_size), good_(
                                                    token.size() >= head_size && is_ntlm_message(token) &&
                                                    ntlm_number(token.substr(ntlm_signature.size()), 4) == type
                                                )
    {
    }

    bool good() const noexcept { return good_; }
    std::uint32_t u32(std::size_t at) const noexcept
    {
        return static_cast<std::uint32_t>(ntlm_number(token_.substr(at), 4));
    }

    /// Returns: the bytes that the length and the offset at this place refer to; good() becomes false if they are
    /// wrong.
    std::string_view field(std::size_t at) noexcept
    {
        const std::size_t size = static_cast<std::size_t>(ntlm_number(token_.substr(at), 2));
        const std::size_t offset = u32(at + 4);
        if (size == 0) return {};
        good_ = good_ && offset >= head_size_ && offset <= token_.size() && size <= token_.size() - offset;
        if (!good_) return {};
        first_offset_ = (std::min)(first_offset_, offset);
        return token_.substr(offset, size);
    }
    /// Returns: the same for a UTF-16 field, whose size must be even.
    std::string_view text(std::size_t at) noexcept
    {
        const std::string_view bytes = field(at);
        good_ = good_ && bytes.size() % 2 == 0;
        return bytes;
    }
    /// Returns: the lowest offset of the fields read so far, or the end of the message.
    std::size_t first_offset() const noexcept { return (std::min)(first_offset_, token_.size()); }

private:
    std::string_view token_;
    std::size_t head_size_;
    std::size_t first_offset_ = static_cast<std::size_t>(-1);
    bool good_;
};

/// Writes the head of a message and its fields, whose content follows the head.
class ntlm_field_writer {
public:
    ntlm_field_writer(std::string& head, std::size_t head_size) noexcept : head_(head), head_size_(head_size) {}

    void field(std::string_view bytes)
    {
        ntlm_writer out(head_);
        out.u16(bytes.size());
        out.u16(bytes.size());
        out.u32(head_size_ + size_);
        size_ += bytes.size();
    }

private:
    std::string& head_;
    std::size_t head_size_;
    std::size_t size_ = 0;
};

WSMAN_DECL std::optional<ntlm_av_pairs> ntlm_av_pairs::parse(std::string_view text)
{
    ntlm_av_pairs list;
    while (text.size() >= 4 && list.pairs_.size() <= most) {
        const auto id = static_cast<ntlm_av>(ntlm_number(text, 2));
        const std::size_t size = static_cast<std::size_t>(ntlm_number(text.substr(2), 2));
        text.remove_prefix(4);
        if (size > text.size()) return std::nullopt;
        if (id == ntlm_av::end) return size == 0 ? std::optional(std::move(list)) : std::nullopt;
        const bool fits = id == ntlm_av::flags              ? size == 4
                          : id == ntlm_av::timestamp        ? size == 8
                          : id == ntlm_av::channel_bindings ? size == 16
                          : id == ntlm_av::single_host      ? true
                                                            : size % 2 == 0;
        if (!fits) return std::nullopt;
        list.pairs_.emplace_back(id, text.substr(0, size));
        text.remove_prefix(size);
    }
    return std::nullopt;
}

WSMAN_DECL std::optional<std::string_view> ntlm_av_pairs::find(ntlm_av id) const noexcept
{
    for (const auto& [candidate, value] : pairs_)
        if (candidate == id) return value;
    return std::nullopt;
}

WSMAN_DECL std::uint32_t ntlm_av_pairs::flags() const noexcept
{
    const std::optional<std::string_view> value = find(ntlm_av::flags);
    return value ? static_cast<std::uint32_t>(ntlm_number(*value, 4)) : 0;
}

WSMAN_DECL std::optional<ntlm_negotiate> ntlm_negotiate::parse(std::string_view token) noexcept
{
    // Domain and workstation, which may follow, are ignored: the last message repeats them with protection.
    const ntlm_reader reader(token, 1, 16);
    if (!reader.good()) return std::nullopt;
    ntlm_negotiate message;
    message.flags = reader.u32(12);
    return message;
}

WSMAN_DECL std::string ntlm_negotiate::text() const
{
    std::string out;
    ntlm_writer writer(out);
    writer.bytes(ntlm_signature);
    writer.u32(1);
    writer.u32(flags);
    writer.zeros(16); // no domain, no workstation
    writer.bytes(ntlm_version);
    return out;
}

WSMAN_DECL std::optional<ntlm_challenge> ntlm_challenge::parse(std::string_view token)
{
    // Old hosts omit the field Version after the 48 bytes.
    ntlm_reader reader(token, 2, 48);
    if (!reader.good()) return std::nullopt;
    ntlm_challenge message;
    message.flags = reader.u32(20);
    token.substr(24, message.challenge.size()).copy(message.challenge.data(), message.challenge.size());
    message.target_name = reader.text(12);
    message.target_info = reader.field(40);
    if (!reader.good()) return std::nullopt;
    return message;
}

WSMAN_DECL std::string ntlm_challenge::text() const
{
    std::string out;
    ntlm_writer writer(out);
    ntlm_field_writer fields(out, 56);
    writer.bytes(ntlm_signature);
    writer.u32(2);
    fields.field(target_name);
    writer.u32(flags);
    writer.bytes(ntlm_view(challenge));
    writer.zeros(8);
    fields.field(target_info);
    writer.bytes(ntlm_version);
    writer.bytes(target_name);
    writer.bytes(target_info);
    return out;
}

WSMAN_DECL std::optional<ntlm_authenticate> ntlm_authenticate::parse(std::string_view token)
{
    ntlm_reader reader(token, 3, 64);
    if (!reader.good()) return std::nullopt;
    ntlm_authenticate message;
    message.lm_response = reader.field(12);
    message.nt_response = reader.field(20);
    message.domain = reader.text(28);
    message.user = reader.text(36);
    message.workstation = reader.text(44);
    message.session_key = reader.field(52);
    message.flags = reader.u32(60);
    message.has_mic = reader.first_offset() >= mic_offset + mic_size;
    if (!reader.good()) return std::nullopt;
    return message;
}

WSMAN_DECL std::string ntlm_authenticate::text() const
{
    std::string out;
    ntlm_writer writer(out);
    const std::size_t head_size = mic_offset + (has_mic ? mic_size : 0);
    const std::size_t names_size = domain.size() + user.size() + workstation.size();
    out.reserve(head_size + names_size + lm_response.size() + nt_response.size() + session_key.size());
    writer.bytes(ntlm_signature);
    writer.u32(3);
    // The content begins with the names, the head with the responses.
    ntlm_field_writer answers(out, head_size + names_size);
    answers.field(lm_response);
    answers.field(nt_response);
    ntlm_field_writer names(out, head_size);
    names.field(domain);
    names.field(user);
    names.field(workstation);
    answers.field(session_key);
    writer.u32(flags);
    writer.bytes(ntlm_version);
    if (has_mic) writer.zeros(mic_size);
    for (const std::string* part : {&domain, &user, &workstation, &lm_response, &nt_response, &session_key})
        writer.bytes(*part);
    return out;
}

} // namespace wsman::detail
