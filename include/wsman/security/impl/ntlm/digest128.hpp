//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/detail/wiped_bytes.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// Sixteen bytes: a digest of MD4, MD5 or HMAC-MD5, or a key. Wiped on destruction.
class digest128 {
public:
    static constexpr std::size_t size = 16;

    digest128() = default;
    digest128(const digest128&) = default;
    digest128& operator=(const digest128&) = default;
    ~digest128() { wipe(bytes_.data(), size); }

    unsigned char* data() noexcept { return bytes_.data(); }
    unsigned char& operator[](std::size_t i) noexcept { return bytes_[i]; }
    /// Object lifetimes: the view is valid as long as this digest.
    std::string_view view() const noexcept { return {reinterpret_cast<const char*>(bytes_.data()), size}; }

private:
    std::array<unsigned char, size> bytes_{};
};

} // namespace wsman::detail
