//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/result.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The framing of sealed messages: `multipart/encrypted` as MS-WSMV 2.2.9.1 defines it and as hosts send it. Headers
/// are parsed with tolerance. Sealed bytes may contain a boundary, so their extent is computed and never searched.
namespace wsman::inline WSMAN_FORM::detail {

inline constexpr std::string_view sealed_header_blanks = " \t";

inline std::string_view without_blanks(std::string_view text) noexcept
{
    const std::size_t first = text.find_first_not_of(sealed_header_blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(sealed_header_blanks) - first + 1);
}

/// Effects: removes one leading line end. Returns: whether there was one.
inline bool take_line_end(std::string_view& text) noexcept
{
    const std::size_t size = text.starts_with("\r\n") ? 2 : text.starts_with('\n') ? 1 : 0;
    text.remove_prefix(size);
    return size != 0;
}

/// Effects: removes the first line and its end. Returns: the line; nothing if it has no end.
inline std::optional<std::string_view> take_line(std::string_view& text) noexcept
{
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    text.remove_prefix(end + 1);
    return line;
}

/// Pairs of `name=value`, separated by semicolons; values may be quoted, and blanks may surround every part.
class parameter_list {
public:
    explicit parameter_list(std::string_view text) noexcept : rest_(text) {}

    /// Returns: whether there is another parameter; `name` and `value` then contain it.
    bool next() noexcept
    {
        if (rest_.empty()) return false;
        std::size_t end = 0;
        for (bool quoted = false; end != rest_.size() && (quoted || rest_[end] != ';'); ++end)
            if (rest_[end] == '"') quoted = !quoted;
        const std::string_view one = rest_.substr(0, end);
        rest_.remove_prefix(end == rest_.size() ? end : end + 1);
        const std::size_t equals = one.find('=');
        name = without_blanks(one.substr(0, equals));
        value = equals == std::string_view::npos ? std::string_view() : without_blanks(one.substr(equals + 1));
        if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
            value = value.substr(1, value.size() - 2);
        return true;
    }

    std::string_view name;
    std::string_view value;

private:
    std::string_view rest_;
};

/// One sealed part: the values of its headers, and the position of its bytes.
struct sealed_part {
    std::string content_type;    ///< of the plain text
    std::size_t length = 0;      ///< of the plain text with padding
    std::size_t header_size = 0; ///< the number that precedes the bytes
    std::size_t begin = 0;       ///< offset of the bytes in the body
    std::size_t size = 0;        ///< of the bytes
};

/// The extent of a part's bytes.
enum class sealed_extent : std::uint8_t {
    rest,    ///< up to the closing boundary: there is only one part
    of_each, ///< given by the part's own lengths: several parts may follow each other
};

/// Reads the parts of a body in sequence.
/// Object lifetimes: the body must not move; the bytes of parts that were already read may change.
class sealed_message_reader {
public:
    sealed_message_reader(std::string_view body, std::string_view boundary, sealed_extent extent, bool records) noexcept
        : body_(body), rest_(body), boundary_(boundary), extent_(extent), records_(records)
    {
    }

    bool at_end() const noexcept { return at_end_; }

    /// Preconditions: not at_end(). Errors: security_errc::malformed_sealed_message.
    [[nodiscard]] result<sealed_part> next()
    {
        sealed_part part;
        // The first boundary may follow line ends; the end of a part consumes the boundary after it.
        if (!inside_) {
            skip_line_ends();
            if (take_boundary() != delimiter::opening) return malformed("no boundary at the beginning");
            inside_ = true;
        }
        if (auto described = read_description(part); described.has_error()) return described.error();
        const std::optional<std::string_view> line = take_line(rest_);
        if (!line || !is_octet_stream(*line)) return malformed("no application/octet-stream part");
        if (auto measured = measure(part); measured.has_error()) return measured.error();
        return part;
    }

    static failure malformed(const char* text) { return failure(security_errc::malformed_sealed_message, text); }

private:
    enum class delimiter : std::uint8_t { none, opening, closing };

    void skip_line_ends() noexcept
    {
        while (take_line_end(rest_)) {
        }
    }

    /// Consumes a boundary line: `--Encrypted Boundary`, with a blank before the name in the form of Exchange.
    delimiter take_boundary() noexcept
    {
        std::string_view text = rest_;
        if (!text.starts_with("--")) return delimiter::none;
        text.remove_prefix(2);
        text.remove_prefix(std::min(text.find_first_not_of(sealed_header_blanks), text.size()));
        if (!text.starts_with(boundary_)) return delimiter::none;
        text.remove_prefix(boundary_.size());
        const bool closing = text.starts_with("--");
        if (closing) text.remove_prefix(2);
        text.remove_prefix(std::min(text.find_first_not_of(sealed_header_blanks), text.size()));
        const bool ended = take_line_end(text);
        if (!closing && !ended) return delimiter::none;
        rest_ = text;
        return closing ? delimiter::closing : delimiter::opening;
    }

    /// Parses the headers of a part's first half, and the boundary after them.
    [[nodiscard]] result<void> read_description(sealed_part& part)
    {
        bool described = false;
        for (;;) {
            switch (take_boundary()) {
            case delimiter::closing: return malformed("a closing boundary inside a part");
            case delimiter::opening:
                if (!described) return malformed("a part has no OriginalContent");
                return {};
            case delimiter::none: break;
            }
            const std::optional<std::string_view> line = take_line(rest_);
            if (!line) return malformed("the headers do not end");
            const auto [name, value] = header_of(*line);
            if (!ascii_iequals(name, "OriginalContent")) continue;
            if (described || !read_original_content(value, part)) return malformed("OriginalContent cannot be read");
            described = true;
        }
    }

    struct header_line {
        std::string_view name;
        std::string_view value;
    };
    static header_line header_of(std::string_view line) noexcept
    {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return {};
        return {without_blanks(line.substr(0, colon)), without_blanks(line.substr(colon + 1))};
    }
    static bool is_octet_stream(std::string_view line) noexcept
    {
        const auto [name, value] = header_of(line);
        return ascii_iequals(name, "Content-Type") && ascii_iequals(value, "application/octet-stream");
    }

    /// `type=application/soap+xml;charset=UTF-8;Length=1234`
    bool read_original_content(std::string_view value, sealed_part& part) const
    {
        bool has_length = false;
        std::string_view type;
        std::string others;
        for (parameter_list all(value); all.next();) {
            if (ascii_iequals(all.name, "Length")) {
                const std::optional<std::size_t> length = decimal(all.value);
                if (has_length || !length) return false;
                part.length = *length;
                has_length = true;
            } else if (ascii_iequals(all.name, "type"))
                type = all.value;
            else if (!all.name.empty())
                others.append(1, ';').append(all.name).append(1, '=').append(all.value);
        }
        part.content_type.assign(type).append(others);
        return has_length && !type.empty();
    }

    /// Returns: a length that is not larger than the body.
    std::optional<std::size_t> decimal(std::string_view digits) const noexcept
    {
        std::size_t number = 0;
        for (const char digit : digits) {
            if (digit < '0' || digit > '9' || number > body_.size()) return std::nullopt;
            number = number * 10 + static_cast<std::size_t>(digit - '0');
        }
        if (digits.empty() || number > body_.size()) return std::nullopt;
        return number;
    }

    /// Computes the end of the part's bytes, and reads to the start of the next part or the end of the message.
    [[nodiscard]] result<void> measure(sealed_part& part)
    {
        if (rest_.size() < 4) return malformed("a part has no size of its header");
        for (std::size_t i = 4; i-- != 0;)
            part.header_size = part.header_size << 8 | static_cast<unsigned char>(rest_[i]);
        rest_.remove_prefix(4);
        if (part.header_size > rest_.size()) return malformed("a part's header is longer than the message");
        part.begin = static_cast<std::size_t>(rest_.data() - body_.data());

        const std::optional<std::size_t> counted = records_ ? size_of_records() : size_of_lengths(part);
        if (extent_ == sealed_extent::rest) return measure_rest(part, counted);
        if (!counted) return malformed("a part is longer than the message");
        part.size = *counted;
        rest_.remove_prefix(part.size);
        return read_end_of_part();
    }

    std::optional<std::size_t> size_of_lengths(const sealed_part& part) const noexcept
    {
        if (part.length > rest_.size() - part.header_size) return std::nullopt;
        return part.header_size + part.length;
    }

    /// A line end or a hyphen follows a part; no TLS record begins with either.
    std::optional<std::size_t> size_of_records() const noexcept
    {
        constexpr std::size_t record_header = 5;
        std::size_t size = 0;
        while (rest_.size() - size >= record_header && rest_[size] >= 0x14 && rest_[size] <= 0x18) {
            const auto octet = [&](std::size_t at) { return static_cast<unsigned char>(rest_[size + at]); };
            const std::size_t record = record_header + (static_cast<std::size_t>(octet(3)) << 8 | octet(4));
            if (record > rest_.size() - size) return std::nullopt;
            size += record;
        }
        return size;
    }

    [[nodiscard]] result<void> measure_rest(sealed_part& part, std::optional<std::size_t> counted)
    {
        std::string_view sealed = rest_;
        if (!drop_closing(sealed)) return malformed("no closing boundary");
        part.size = sealed.size();
        if (counted && *counted < sealed.size()) {
            std::string_view behind = sealed.substr(*counted);
            if (take_line_end(behind) && behind.empty()) part.size = *counted;
        }
        if (part.header_size > part.size) return malformed("a part's header is longer than the part");
        at_end_ = true;
        return {};
    }

    /// Removes the closing boundary, and up to two line ends after it.
    bool drop_closing(std::string_view& text) const noexcept
    {
        for (int line_ends = 0; line_ends != 2 && text.ends_with('\n'); ++line_ends)
            text.remove_suffix(text.ends_with("\r\n") ? 2 : 1);
        if (!text.ends_with("--")) return false;
        text.remove_suffix(2);
        if (!text.ends_with(boundary_)) return false;
        text.remove_suffix(boundary_.size());
        while (!text.empty() && sealed_header_blanks.find(text.back()) != std::string_view::npos)
            text.remove_suffix(1);
        if (!text.ends_with("--")) return false;
        text.remove_suffix(2);
        return true;
    }

    [[nodiscard]] result<void> read_end_of_part()
    {
        take_line_end(rest_);
        switch (take_boundary()) {
        case delimiter::none: return malformed("no boundary at the end of a part");
        case delimiter::opening: return {};
        case delimiter::closing: break;
        }
        take_line_end(rest_); // a second line end; take_boundary() consumed the first
        if (!rest_.empty()) return malformed("bytes after the closing boundary");
        at_end_ = true;
        return {};
    }

    std::string_view body_;
    std::string_view rest_;
    std::string_view boundary_;
    sealed_extent extent_;
    bool records_;
    bool inside_ = false;
    bool at_end_ = false;
};

} // namespace wsman::detail
