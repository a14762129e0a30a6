//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// The subset of DER (X.690) that log-in tokens use: one-byte tags and definite lengths.
namespace wsman::inline WSMAN_FORM::detail {

/// Identifier octets, including class and form.
namespace der_tag {
inline constexpr unsigned char boolean = 0x01;
inline constexpr unsigned char integer = 0x02;
inline constexpr unsigned char bit_string = 0x03;
inline constexpr unsigned char octet_string = 0x04;
inline constexpr unsigned char object_identifier = 0x06;
inline constexpr unsigned char enumerated = 0x0A;
inline constexpr unsigned char sequence = 0x30;

/// Preconditions of both: number < 31. Constructed form, as explicit tags require.
constexpr unsigned char application(unsigned number) noexcept
{
    return static_cast<unsigned char>(0x60 | number);
}
constexpr unsigned char context(unsigned number) noexcept
{
    return static_cast<unsigned char>(0xA0 | number);
}
} // namespace der_tag

/// Reads values in sequence. Each function consumes the next value if it is well formed and has the expected type;
/// otherwise it returns nothing and consumes nothing, which makes optional fields easy to read.
///
/// Lengths must be definite and within the text. Lengths with more octets than necessary are accepted, since some hosts
/// write them. The reader does not recurse, so the calling code limits the depth.
/// Object lifetimes: all views refer to the text.
class der_reader {
public:
    explicit der_reader(std::string_view text) noexcept : rest_(text) {}

    bool at_end() const noexcept { return rest_.empty(); }
    /// Returns: the unread part.
    std::string_view rest() const noexcept { return rest_; }
    bool next_is(unsigned char tag) const noexcept
    {
        return !rest_.empty() && static_cast<unsigned char>(rest_.front()) == tag;
    }

    /// Returns: the content octets of the next value, if it has this tag.
    std::optional<std::string_view> value(unsigned char tag) noexcept { return next_is(tag) ? take() : std::nullopt; }
    /// Returns: a reader for the content of the next value, if it has this tag: a sequence, an explicit tag.
    std::optional<der_reader> inside(unsigned char tag) noexcept
    {
        const std::optional<std::string_view> content = value(tag);
        return content ? std::optional<der_reader>(*content) : std::nullopt;
    }
    std::optional<der_reader> sequence() noexcept { return inside(der_tag::sequence); }
    std::optional<der_reader> context(unsigned number) noexcept { return inside(der_tag::context(number)); }

    std::optional<std::string_view> octet_string() noexcept { return value(der_tag::octet_string); }
    /// Returns: its content octets, not dotted notation.
    std::optional<std::string_view> object_identifier() noexcept { return value(der_tag::object_identifier); }
    /// Returns: the octets of the bits, including unused bits of the last octet.
    std::optional<std::string_view> bit_string() noexcept
    {
        const std::string_view before = rest_;
        const std::optional<std::string_view> content = value(der_tag::bit_string);
        if (!content) return std::nullopt;
        const bool sound =
            !content->empty() && static_cast<unsigned char>(content->front()) <= (content->size() == 1 ? 0 : 7);
        if (sound) return content->substr(1);
        rest_ = before;
        return std::nullopt;
    }
    std::optional<std::int64_t> integer() noexcept { return number(der_tag::integer); }
    std::optional<std::int64_t> enumerated() noexcept { return number(der_tag::enumerated); }

    /// Effects: skips one value of any tag. Returns: whether it was well formed.
    bool skip() noexcept { return take().has_value(); }

private:
    /// Two's complement in one to eight octets.
    std::optional<std::int64_t> number(unsigned char tag) noexcept
    {
        const std::string_view before = rest_;
        const std::optional<std::string_view> content = value(tag);
        if (!content) return std::nullopt;
        if (content->empty() || content->size() > 8) {
            rest_ = before;
            return std::nullopt;
        }
        const bool negative = (static_cast<unsigned char>(content->front()) & 0x80U) != 0;
        std::uint64_t bits = negative ? ~std::uint64_t{0} : 0;
        for (const char octet : *content)
            bits = bits << 8 | static_cast<unsigned char>(octet);
        return static_cast<std::int64_t>(bits);
    }

    std::optional<std::string_view> take() noexcept
    {
        if (rest_.size() < 2 || (static_cast<unsigned char>(rest_[0]) & 0x1FU) == 0x1FU) return std::nullopt;
        std::size_t header = 2;
        std::size_t length = static_cast<unsigned char>(rest_[1]);
        if (length >= 0x80) {
            const std::size_t octets = length & 0x7F;
            if (octets == 0 || octets > 4 || rest_.size() - header < octets) return std::nullopt;
            length = 0;
            for (; header != 2 + octets; ++header)
                length = length << 8 | static_cast<unsigned char>(rest_[header]);
        }
        if (length > rest_.size() - header) return std::nullopt;
        const std::string_view content = rest_.substr(header, length);
        rest_.remove_prefix(header + length);
        return content;
    }

    std::string_view rest_;
};

/// Appends values to a string. Nesting moves bytes within the string: if enough capacity was reserved, secrets are not
/// copied elsewhere.
class der_writer {
public:
    explicit der_writer(std::string& out) noexcept : out_(out) {}

    void value(unsigned char tag, std::string_view content)
    {
        out_ += static_cast<char>(tag);
        append_length(out_.size(), content.size());
        out_ += content;
    }
    /// Effects: appends a value whose content `write` appends; `write` is called immediately.
    template <class Write>
    void nested(unsigned char tag, Write write)
    {
        out_ += static_cast<char>(tag);
        const std::size_t begin = out_.size();
        write();
        append_length(begin, out_.size() - begin);
    }
    template <class Write>
    void sequence(Write write)
    {
        nested(der_tag::sequence, std::move(write));
    }
    template <class Write>
    void context(unsigned number, Write write)
    {
        nested(der_tag::context(number), std::move(write));
    }

    void octet_string(std::string_view content) { value(der_tag::octet_string, content); }
    void object_identifier(std::string_view content) { value(der_tag::object_identifier, content); }
    /// Effects: appends a bit string that consists of whole octets.
    void bit_string(std::string_view octets)
    {
        nested(der_tag::bit_string, [&] {
            out_ += '\0';
            out_ += octets;
        });
    }
    void integer(std::int64_t number) { append_number(der_tag::integer, number); }
    void enumerated(std::int64_t number) { append_number(der_tag::enumerated, number); }
    /// Effects: appends values that are already encoded.
    void raw(std::string_view encoded) { out_ += encoded; }

private:
    void append_length(std::size_t position, std::size_t length)
    {
        char octets[1 + sizeof length];
        std::size_t first = sizeof octets;
        std::size_t left = length;
        do {
            octets[--first] = static_cast<char>(left & 0xFF);
            left >>= 8;
        } while (left != 0);
        if (length >= 0x80) {
            const std::size_t count = sizeof octets - first;
            octets[--first] = static_cast<char>(0x80 | count);
        }
        out_.insert(position, octets + first, sizeof octets - first);
    }

    void append_number(unsigned char tag, std::int64_t number)
    {
        char octets[8];
        std::size_t first = sizeof octets;
        std::int64_t left = number;
        bool sign_determined = false; // the highest bit written so far equals the remaining ones
        do {
            octets[--first] = static_cast<char>(left & 0xFF);
            const bool high = (left & 0x80) != 0;
            left >>= 8;
            sign_determined = left == (high ? -1 : 0);
        } while (!sign_determined && first != 0);
        value(tag, std::string_view(octets + first, sizeof octets - first));
    }

    std::string& out_;
};

} // namespace wsman::detail
