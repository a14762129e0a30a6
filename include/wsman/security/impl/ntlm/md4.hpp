//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/detail/wiped_bytes.hpp>
#include <wsman/security/impl/ntlm/digest128.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// MD4, which NTLM uses to derive a key from the password. Implemented here because OpenSSL 3 has it only in the legacy
/// provider, which programs would have to load. It must not be used for anything else.
/// Specification: RFC 1320.
class md4_state {
public:
    static constexpr std::size_t block_size = 64;

    ~md4_state() { wipe(words_.data(), sizeof words_); }

    /// Effects: processes a block of 64 bytes.
    void block(const char* bytes) noexcept
    {
        std::array<std::uint32_t, 16> x;
        for (std::size_t i = 0; i != x.size(); ++i)
            x[i] = load(bytes + 4 * i);
        const std::array<std::uint32_t, 4> before = words_;
        constexpr std::size_t columns[16] = {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15};
        constexpr std::size_t reversed[16] = {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15};
        for (std::size_t i = 0; i != 16; ++i)
            turn([](auto b, auto c, auto d) { return (b & c) | (~b & d); }, x[i], 0, first_shifts[i % 4]);
        for (std::size_t i = 0; i != 16; ++i)
            turn(
                [](auto b, auto c, auto d) { return (b & c) | (b & d) | (c & d); },
                x[columns[i]],
                0x5A827999,
                second_shifts[i % 4]
            );
        for (std::size_t i = 0; i != 16; ++i)
            turn([](auto b, auto c, auto d) { return b ^ c ^ d; }, x[reversed[i]], 0x6ED9EBA1, third_shifts[i % 4]);
        for (std::size_t i = 0; i != 4; ++i)
            words_[i] += before[i];
        wipe(x.data(), sizeof x);
    }

    digest128 digest() const noexcept
    {
        digest128 out;
        for (std::size_t i = 0; i != digest128::size; ++i)
            out[i] = static_cast<unsigned char>(words_[i / 4] >> (8 * (i % 4)));
        return out;
    }

private:
    static constexpr int first_shifts[4] = {3, 7, 11, 19};
    static constexpr int second_shifts[4] = {3, 5, 9, 13};
    static constexpr int third_shifts[4] = {3, 9, 11, 15};

    static std::uint32_t load(const char* bytes) noexcept
    {
        std::uint32_t word = 0;
        for (int i = 3; i >= 0; --i)
            word = word << 8 | static_cast<unsigned char>(bytes[i]);
        return word;
    }

    /// One operation; the words rotate, so that each is the target in turn.
    template <class Mix>
    void turn(Mix mix, std::uint32_t input, std::uint32_t constant, int shift) noexcept
    {
        auto& [a, b, c, d] = words_;
        const std::uint32_t fresh = std::rotl(a + mix(b, c, d) + input + constant, shift);
        a = d;
        d = c;
        c = b;
        b = fresh;
    }

    std::array<std::uint32_t, 4> words_{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
};

/// Returns: the MD4 digest of the text.
inline digest128 md4(std::string_view text) noexcept
{
    md4_state state;
    const std::uint64_t bits = std::uint64_t{text.size()} * 8;
    for (; text.size() >= md4_state::block_size; text.remove_prefix(md4_state::block_size))
        state.block(text.data());

    std::array<char, 2 * md4_state::block_size> tail{};
    if (!text.empty()) std::memcpy(tail.data(), text.data(), text.size());
    tail[text.size()] = static_cast<char>(0x80);
    const std::size_t blocks = text.size() + 9 > md4_state::block_size ? 2 : 1;
    for (std::size_t i = 0; i != 8; ++i)
        tail[blocks * md4_state::block_size - 8 + i] = static_cast<char>(bits >> (8 * i) & 0xFF);
    for (std::size_t i = 0; i != blocks; ++i)
        state.block(tail.data() + i * md4_state::block_size);
    wipe(tail.data(), tail.size());
    return state.digest();
}

} // namespace wsman::detail
