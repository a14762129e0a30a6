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

/// The part of DER (X.690) that log-in tokens are made of: tags of one byte and definite lengths.
namespace wsman::inline WSMAN_FORM::detail {

/// Identifier octets, class and form included.
namespace der_tag {
inline constexpr unsigned char boolean = 0x01;
inline constexpr unsigned char integer = 0x02;
inline constexpr unsigned char bit_string = 0x03;
inline constexpr unsigned char octet_string = 0x04;
inline constexpr unsigned char object_identifier = 0x06;
inline constexpr unsigned char enumerated = 0x0A;
inline constexpr unsigned char general_string = 0x1B;
inline constexpr unsigned char sequence = 0x30;

/// Preconditions of both: number < 31. The constructed form, as explicit tags need it.
constexpr unsigned char application(unsigned number) noexcept
{
    return static_cast<unsigned char>(0x60 | number);
}
constexpr unsigned char context(unsigned number) noexcept
{
    return static_cast<unsigned char>(0xA0 | number);
}
} // namespace der_tag

/// Reads values one after the other. Each function takes the next value if it is well formed and of its type;
/// otherwise it returns nothing and the reader stays where it was, which makes optional fields plain to read.
///
/// Lengths have to be definite and to lie within the text; more length octets than needed are let pass, since some
/// hosts write them. It never descends by itself, so depth is bounded by the code that uses it.
/// Object lifetimes: all views point into the text.
class der_reader {
public:
    explicit der_reader(std::string_view text) noexcept : rest_(text) {}

    bool at_end() const noexcept { return rest_.empty(); }
    /// Returns: what has not been read yet.
    std::string_view rest() const noexcept { return rest_; }
    bool next_is(unsigned char tag) const noexcept
    {
        return !rest_.empty() && static_cast<unsigned char>(rest_.front()) == tag;
    }

    /// Returns: the content octets of the next value, if it has this tag.
    std::optional<std::string_view> value(unsigned char tag) noexcept { return next_is(tag) ? take() : std::nullopt; }
    /// Returns: a reader of what is inside the next value, if it has this tag: a sequence, an explicit tag.
    std::optional<der_reader> inside(unsigned char tag) noexcept
    {
        const std::optional<std::string_view> content = value(tag);
        return content ? std::optional<der_reader>(*content) : std::nullopt;
    }
    std::optional<der_reader> sequence() noexcept { return inside(der_tag::sequence); }
    std::optional<der_reader> context(unsigned number) noexcept { return inside(der_tag::context(number)); }

    std::optional<std::string_view> octet_string() noexcept { return value(der_tag::octet_string); }
    /// Returns: its content octets, not dotted text.
    std::optional<std::string_view> object_identifier() noexcept { return value(der_tag::object_identifier); }
    /// Returns: the octets that hold the bits; unused bits are those of the last.
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

    /// Effects: passes over one value of any tag. Returns: whether there was a well-formed one.
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

/// Appends values to a string. Nesting moves bytes within the string and makes no copies elsewhere: where it was
/// reserved large enough, a secret in it is in no other place.
class der_writer {
public:
    explicit der_writer(std::string& out) noexcept : out_(out) {}

    void value(unsigned char tag, std::string_view content)
    {
        out_ += static_cast<char>(tag);
        append_length(out_.size(), content.size());
        out_ += content;
    }
    /// Effects: appends a value whose content is what `write`, called at once, appends.
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
    /// Effects: appends a bit string of whole octets.
    void bit_string(std::string_view octets)
    {
        nested(der_tag::bit_string, [&] {
            out_ += '\0';
            out_ += octets;
        });
    }
    void integer(std::int64_t number) { append_number(der_tag::integer, number); }
    void enumerated(std::int64_t number) { append_number(der_tag::enumerated, number); }
    /// Effects: appends values that are encoded already.
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
        bool sign_stands = false; // the highest bit written so far says what the remaining ones would
        do {
            octets[--first] = static_cast<char>(left & 0xFF);
            const bool high = (left & 0x80) != 0;
            left >>= 8;
            sign_stands = left == (high ? -1 : 0);
        } while (!sign_stands && first != 0);
        value(tag, std::string_view(octets + first, sizeof octets - first));
    }

    std::string& out_;
};

} // namespace wsman::detail
