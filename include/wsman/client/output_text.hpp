//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM {

/// How a program wrote its text. The console's code page does not bind a program: some write UTF-16 whatever it is.
enum class text_encoding : std::uint8_t {
    utf8,
    utf16le,
    latin1, ///< ISO 8859-1
    cp437,  ///< the console of hosts before Windows Server 2008 R2
};

/// Turns one stream of bytes into UTF-8 as it comes. Characters that are split over chunks are joined, one byte order
/// mark at the beginning is dropped, and what is no text becomes U+FFFD: nothing ever fails.
///
/// A stream has a decoder of its own; two streams never share one.
class text_decoder {
public:
    explicit text_decoder(text_encoding encoding = text_encoding::utf8) noexcept : encoding_(encoding) {}

    /// Effects: appends the text of the next bytes. The beginning of a character that is not complete is kept back.
    WSMAN_DECL void decode(std::string_view chunk, std::string& out);
    std::string decode(std::string_view chunk)
    {
        std::string text;
        decode(chunk, text);
        return text;
    }
    /// Effects: ends the stream: what was kept back becomes U+FFFD. The decoder is as new then, but for its count.
    WSMAN_DECL void finish(std::string& out);
    std::string finish()
    {
        std::string text;
        finish(text);
        return text;
    }

    /// Returns: how often U+FFFD was put in the place of what is no text.
    std::size_t replacements() const noexcept { return replacements_; }

private:
    WSMAN_DECL void decode_utf8(std::string_view chunk, std::string& out);
    WSMAN_DECL void decode_utf16(std::string_view chunk, std::string& out);
    WSMAN_DECL void decode_table(std::string_view chunk, std::string& out);
    WSMAN_DECL void begin_sequence(unsigned char lead, std::string& out);
    WSMAN_DECL void take_unit(char32_t unit, std::string& out);
    WSMAN_DECL void emit(char32_t code, std::string& out);
    WSMAN_DECL void replace(std::string& out);

    text_encoding encoding_;
    bool at_beginning_ = true;
    std::uint8_t needed_ = 0;     ///< UTF-8: bytes that the sequence still lacks
    unsigned char lowest_ = 0x80; ///< UTF-8: bounds of the next byte, which rule out overlong forms and surrogates
    unsigned char highest_ = 0xBF;
    char32_t code_ = 0;           ///< UTF-8: so far
    int low_byte_ = -1;           ///< UTF-16: half a unit
    char32_t high_surrogate_ = 0; ///< UTF-16: half a character
    std::size_t replacements_ = 0;
};

/// Text, and how much of it is a guess.
struct decoded_text {
    decoded_text() = default;

    std::string text;             ///< UTF-8
    std::size_t replacements = 0; ///< how many U+FFFD stand for bytes that are no text in the encoding
};

/// What a program wrote: the bytes, exactly, and as much text as can be made of them.
class output_bytes {
public:
    output_bytes() = default;
    explicit output_bytes(std::string bytes) noexcept : bytes_(std::move(bytes)) {}

    const std::string& bytes() const& noexcept { return bytes_; }
    std::string&& bytes() && noexcept { return std::move(bytes_); }
    bool empty() const noexcept { return bytes_.empty(); }
    std::size_t size() const noexcept { return bytes_.size(); }
    void append(std::string_view more) { bytes_.append(more); }
    void clear() noexcept { bytes_.clear(); }

    /// Returns: the bytes as UTF-8 text, U+FFFD for what is none, without a byte order mark. Line ends stay.
    std::string text() const { return decode().text; }
    std::string text(text_encoding encoding) const { return decode(encoding).text; }
    /// Returns: the same, telling whether anything had to be replaced.
    WSMAN_DECL decoded_text decode(text_encoding encoding = text_encoding::utf8) const;
    /// Returns: whether the bytes are text in this encoding without a replacement.
    bool is_text(text_encoding encoding = text_encoding::utf8) const { return decode(encoding).replacements == 0; }

    friend bool operator==(const output_bytes&, const output_bytes&) = default;

private:
    std::string bytes_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/output_text.ipp>
#endif
