//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "sha256.hpp"

#include <wsman/core/encoding.hpp>

#include <openssl/evp.h>

#include <array>

namespace demo {

std::string sha256_hex(std::string_view bytes)
{
    std::array<char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(
        bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), &size, EVP_sha256(), nullptr
    );
    std::string text;
    wsman::append_hex(text, std::string_view(digest.data(), size));
    return text;
}

} // namespace demo
