//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/detail/wiped_bytes.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// The stream cipher RC4, which NTLM uses for sealing. Implemented here because OpenSSL 3 has it only in the legacy
/// provider. It must not be used for anything else. Wiped on destruction.
class rc4 {
public:
    /// Preconditions: a key of 1 to 256 bytes.
    explicit rc4(std::string_view key) noexcept
    {
        for (std::uint32_t i = 0; i != 256; ++i)
            box_[i] = i;
        std::uint32_t j = 0;
        for (std::size_t i = 0; i != 256; ++i) {
            j = (j + box_[i] + static_cast<unsigned char>(key[i % key.size()])) & 0xFF;
            std::swap(box_[i], box_[j]);
        }
    }
    rc4(const rc4&) = default;
    rc4& operator=(const rc4&) = default;
    ~rc4() { wipe(box_.data(), sizeof box_); }

    /// Effects: encrypts or decrypts `size` bytes. `from` and `to` are equal or do not overlap.
    void process(const char* from, char* to, std::size_t size) noexcept
    {
        // Local copies stay in registers; the members would be stored and loaded for every byte.
        std::uint32_t i = i_;
        std::uint32_t j = j_;
        std::uint32_t* const box = box_.data();
        const auto next = [&]() noexcept {
            i = (i + 1) & 0xFF;
            const std::uint32_t a = box[i];
            j = (j + a) & 0xFF;
            const std::uint32_t b = box[j];
            box[i] = b;
            box[j] = a;
            return box[(a + b) & 0xFF];
        };
        for (; size >= 8; size -= 8, from += 8, to += 8) {
            std::uint64_t keys = 0;
            for (int k = 0; k != 8; ++k)
                keys = keys >> 8 | std::uint64_t{next()} << 56;
            std::uint64_t word = 0;
            std::memcpy(&word, from, 8);
            word ^= little_endian(keys);
            std::memcpy(to, &word, 8);
        }
        for (; size != 0; --size)
            *to++ = static_cast<char>(static_cast<unsigned char>(*from++) ^ next());
        i_ = i;
        j_ = j;
    }

private:
    static std::uint64_t little_endian(std::uint64_t value) noexcept
    {
        if constexpr (std::endian::native == std::endian::little) return value;
        std::uint64_t turned = 0;
        for (int k = 0; k != 8; ++k)
            turned = turned << 8 | (value >> (8 * k) & 0xFF);
        return turned;
    }

    std::array<std::uint32_t, 256> box_; ///< 32-bit words: faster than bytes, which the CPU must store and reload
    std::uint32_t i_ = 0;
    std::uint32_t j_ = 0;
};

} // namespace wsman::detail
