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

/// The encoding of a program's output. A program may ignore the console's code page: some always write UTF-16.
enum class text_encoding : std::uint8_t {
    utf8,
    utf16le,
    latin1, ///< ISO 8859-1
    cp437,  ///< the console code page of hosts before Windows Server 2008 R2
};

/// Converts one stream of bytes to UTF-8 incrementally. It joins characters that are split between chunks, drops one
/// byte order mark at the beginning, and replaces invalid input with U+FFFD. It never fails.
///
/// Use one decoder for each stream.
class text_decoder {
public:
    explicit text_decoder(text_encoding encoding = text_encoding::utf8) noexcept : encoding_(encoding) {}

    /// Effects: appends the decoded text of `chunk`. An incomplete character at its end is kept until the next call.
    WSMAN_DECL void decode(std::string_view chunk, std::string& out);
    std::string decode(std::string_view chunk)
    {
        std::string text;
        decode(chunk, text);
        return text;
    }
    /// Effects: ends the stream: an incomplete character becomes U+FFFD. Afterwards the decoder is in its initial
    /// state, except for `replacements`.
    WSMAN_DECL void finish(std::string& out);
    std::string finish()
    {
        std::string text;
        finish(text);
        return text;
    }

    /// Returns: how many U+FFFD were written in place of invalid input.
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
    std::uint8_t needed_ = 0;     ///< UTF-8: how many bytes of the sequence are missing
    unsigned char lowest_ = 0x80; ///< UTF-8: limits of the next byte; they exclude overlong forms and surrogates
    unsigned char highest_ = 0xBF;
    char32_t code_ = 0;           ///< UTF-8: the bits read so far
    int low_byte_ = -1;           ///< UTF-16: the first byte of a unit, or -1
    char32_t high_surrogate_ = 0; ///< UTF-16: the first unit of a surrogate pair, or 0
    std::size_t replacements_ = 0;
};

/// Decoded text, and how many replacements it holds.
struct decoded_text {
    decoded_text() = default;

    std::string text;             ///< UTF-8
    std::size_t replacements = 0; ///< how many U+FFFD stand for bytes that are invalid in the encoding
};

/// The bytes that a program wrote, unchanged, with conversion to text on request.
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

    /// Returns: the bytes as UTF-8 text without a byte order mark, with U+FFFD for invalid input. Line ends stay
    /// unchanged.
    std::string text() const { return decode().text; }
    std::string text(text_encoding encoding) const { return decode(encoding).text; }
    /// Returns: the text, with the number of replacements.
    WSMAN_DECL decoded_text decode(text_encoding encoding = text_encoding::utf8) const;
    /// Returns: true if the bytes are valid in this encoding.
    bool is_text(text_encoding encoding = text_encoding::utf8) const { return decode(encoding).replacements == 0; }

    friend bool operator==(const output_bytes&, const output_bytes&) = default;

private:
    std::string bytes_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/output_text.ipp>
#endif
