//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/security/security_context.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::test {

/// The layout of a toy context's sealed bytes.
enum class toy_layout {
    header,  ///< 16 bytes of checksum before the text, like NTLM
    padded,  ///< the same, and one byte of padding, like RC4 keys of Kerberos
    records, ///< a record header before the text and 4 bytes of checksum after it, like TLS
};

/// A security context that is established from the start and offers no protection: the text is XORed with the sequence
/// number, and a checksum detects changes. Sealing and opening use separate counters, so one object can be its own
/// peer.
class toy_security_context : public security_context {
public:
    explicit toy_security_context(
        toy_layout layout = toy_layout::header, std::size_t largest = (std::numeric_limits<std::size_t>::max)()
    )
        : layout_(layout), largest_(largest)
    {
    }

    result<std::string> step(std::string_view) override { return std::string(); }
    bool established() const noexcept override { return true; }
    std::string_view mechanism_name() const noexcept override { return "toy"; }
    result<std::string> sign(std::string_view text) override { return std::string(text); }
    result<void> verify(std::string_view, std::string_view) override { return {}; }
    std::size_t largest_piece() const noexcept override { return largest_; }
    std::size_t padding(std::size_t) const noexcept override { return layout_ == toy_layout::padded ? 1 : 0; }

    result<std::size_t> seal(std::string& out, std::string_view plain) override
    {
        buffers.push_back(out.data());
        pieces.push_back(plain);
        const unsigned char key = ++sealed_;
        const std::uint32_t sum = checksum(plain, key);
        if (layout_ == toy_layout::records) {
            out.append("\x17\x03\x03");
            out += static_cast<char>((plain.size() + 4) >> 8 & 0xFF);
            out += static_cast<char>((plain.size() + 4) & 0xFF);
        } else
            append_checksum(out, sum, 16);
        const std::size_t begin = out.size();
        out.append(plain);
        if (layout_ == toy_layout::padded) out += '\1';
        std::for_each(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), [key](char& c) { flip(c, key); });
        if (layout_ != toy_layout::records) return std::size_t{16};
        append_checksum(out, sum, 4);
        return std::size_t{4};
    }

    result<std::string_view> open(std::span<char> sealed, std::size_t number) override
    {
        buffers.push_back(sealed.data());
        const bool records = layout_ == toy_layout::records;
        const std::size_t before = records ? 5 : 16;
        const std::size_t behind = records ? 4 : padding(0);
        if (number != (records ? 4U : 16U) || sealed.size() < before + behind)
            return failure(security_errc::malformed_sealed_message);
        const unsigned char key = ++opened_;
        const std::span<char> text = sealed.subspan(before, sealed.size() - before - behind);
        std::for_each(text.begin(), text.end(), [key](char& c) { flip(c, key); });
        const std::string_view plain(text.data(), text.size());
        std::string wanted;
        append_checksum(wanted, checksum(plain, key), records ? 4 : 16);
        const std::span<char> shown = records ? sealed.last(4) : sealed.first(16);
        if (!std::equal(wanted.begin(), wanted.end(), shown.begin())) return failure(security_errc::signature_mismatch);
        return plain;
    }

    std::vector<const char*> buffers;     ///< the address of each call's output or sealed bytes
    std::vector<std::string_view> pieces; ///< the sealed texts

private:
    static void flip(char& c, unsigned char key) noexcept { c = static_cast<char>(c ^ static_cast<char>(key)); }
    static std::uint32_t checksum(std::string_view text, unsigned char key) noexcept
    {
        std::uint32_t sum = 2166136261U + key;
        for (const char c : text)
            sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
        return sum;
    }
    static void append_checksum(std::string& out, std::uint32_t sum, std::size_t size)
    {
        for (std::size_t i = 0; i != size; ++i)
            out += static_cast<char>(sum >> 8 * (i % 4) & 0xFF);
    }

    toy_layout layout_;
    std::size_t largest_;
    unsigned char sealed_ = 0;
    unsigned char opened_ = 0;
};

} // namespace wsman::test
