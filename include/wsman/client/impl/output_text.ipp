//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/output_text.hpp>
#include <wsman/core/config.hpp>
#include <wsman/core/utf8.hpp>

#include <array>

namespace wsman::inline WSMAN_FORM::detail {

/// Code page 437, 0x80 to 0xFF. Below 0x80 it is ASCII.
inline constexpr std::array<char16_t, 128> cp437_upper_half{
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF, 0x00EE,
    0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9, 0x00FF, 0x00D6,
    0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1, 0x00AA,
    0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB, 0x2591, 0x2592, 0x2593, 0x2502,
    0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557, 0x255D, 0x255C, 0x255B, 0x2510, 0x2514,
    0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F, 0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550,
    0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C,
    0x2588, 0x2584, 0x258C, 0x2590, 0x2580, 0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4,
    0x03A6, 0x0398, 0x03A9, 0x03B4, 0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1, 0x2265, 0x2264, 0x2320,
    0x2321, 0x00F7, 0x2248, 0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0,
};

inline constexpr char32_t replacement_character = 0xFFFD;
inline constexpr char32_t byte_order_mark = 0xFEFF;

/// Returns: the number of ASCII bytes at the beginning.
inline std::size_t ascii_run(std::string_view text) noexcept
{
    constexpr std::size_t block = 32;
    std::size_t run = 0;
    for (; text.size() - run >= block; run += block) { // no branch in the inner loop, so that compilers vectorise it
        unsigned char high = 0;
        for (std::size_t i = 0; i < block; ++i)
            high = static_cast<unsigned char>(high | static_cast<unsigned char>(text[run + i]));
        if (high >= 0x80) break;
    }
    while (run < text.size() && static_cast<unsigned char>(text[run]) < 0x80)
        ++run;
    return run;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL void text_decoder::emit(char32_t code, std::string& out)
{
    const bool mark = at_beginning_ && code == detail::byte_order_mark;
    at_beginning_ = false;
    if (!mark) append_utf8(out, code);
}

WSMAN_DECL void text_decoder::replace(std::string& out)
{
    ++replacements_;
    emit(detail::replacement_character, out);
}

WSMAN_DECL void text_decoder::decode(std::string_view chunk, std::string& out)
{
    switch (encoding_) {
    case text_encoding::utf8: return decode_utf8(chunk, out);
    case text_encoding::utf16le: return decode_utf16(chunk, out);
    case text_encoding::latin1:
    case text_encoding::cp437: return decode_table(chunk, out);
    }
}

WSMAN_DECL void text_decoder::finish(std::string& out)
{
    if (needed_ != 0 || low_byte_ >= 0 || high_surrogate_ != 0) replace(out);
    needed_ = 0;
    low_byte_ = -1;
    high_surrogate_ = 0;
    at_beginning_ = true;
}

// The Unicode Standard, section 3.9: one U+FFFD for each maximal subpart of an ill-formed sequence.
WSMAN_DECL void text_decoder::decode_utf8(std::string_view chunk, std::string& out)
{
    for (std::size_t at = 0; at < chunk.size();) {
        if (needed_ == 0) {
            const std::size_t run = detail::ascii_run(chunk.substr(at));
            out.append(chunk.substr(at, run));
            at += run;
            if (run != 0) at_beginning_ = false;
            if (at == chunk.size()) return;
            begin_sequence(static_cast<unsigned char>(chunk[at++]), out);
            continue;
        }
        const auto byte = static_cast<unsigned char>(chunk[at]);
        if (byte < lowest_ || byte > highest_) { // the byte may begin another character
            needed_ = 0;
            replace(out);
            continue;
        }
        lowest_ = 0x80;
        highest_ = 0xBF;
        code_ = (code_ << 6) | (byte & 0x3FU);
        ++at;
        if (--needed_ == 0) emit(code_, out);
    }
}

WSMAN_DECL void text_decoder::begin_sequence(unsigned char lead, std::string& out)
{
    lowest_ = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    highest_ = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        needed_ = 1;
        code_ = lead & 0x1FU;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        needed_ = 2;
        code_ = lead & 0x0FU;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        needed_ = 3;
        code_ = lead & 0x07U;
    } else {
        replace(out);
    }
}

WSMAN_DECL void text_decoder::decode_utf16(std::string_view chunk, std::string& out)
{
    for (const char c : chunk) {
        const auto byte = static_cast<unsigned char>(c);
        if (low_byte_ < 0) {
            low_byte_ = byte;
            continue;
        }
        const char32_t unit = static_cast<char32_t>(low_byte_) | (char32_t{byte} << 8);
        low_byte_ = -1;
        take_unit(unit, out);
    }
}

WSMAN_DECL void text_decoder::take_unit(char32_t unit, std::string& out)
{
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high_surrogate_ != 0) {
        const char32_t high = std::exchange(high_surrogate_, 0);
        if (low) return emit(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00), out);
        replace(out);
    }
    if (unit >= 0xD800 && unit <= 0xDBFF)
        high_surrogate_ = unit;
    else if (low)
        replace(out);
    else
        emit(unit, out);
}

WSMAN_DECL void text_decoder::decode_table(std::string_view chunk, std::string& out)
{
    for (const char c : chunk) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            out += c;
        else
            append_utf8(
                out, encoding_ == text_encoding::cp437 ? detail::cp437_upper_half[byte - 0x80U] : char32_t{byte}
            );
    }
}

WSMAN_DECL decoded_text output_bytes::decode(text_encoding encoding) const
{
    decoded_text decoded;
    decoded.text.reserve(bytes_.size());
    text_decoder decoder(encoding);
    decoder.decode(bytes_, decoded.text);
    decoder.finish(decoded.text);
    decoded.replacements = decoder.replacements();
    return decoded;
}

} // namespace wsman
