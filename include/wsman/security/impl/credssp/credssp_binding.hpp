//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cstddef>
#include <string>
#include <string_view>

/// The binding between the key of CredSSP's TLS and the inner authentication. Specification: MS-CSSP 3.1.5, steps 3 and
/// 4.
namespace wsman::inline WSMAN_FORM::detail {

enum class credssp_direction { client_to_server, server_to_client };

inline constexpr std::size_t credssp_nonce_size = 32;

/// Returns: 32 random bytes; empty if OpenSSL cannot generate them.
inline std::string make_credssp_nonce()
{
    unsigned char bytes[credssp_nonce_size];
    if (RAND_bytes(bytes, static_cast<int>(sizeof bytes)) != 1) return {};
    return std::string(reinterpret_cast<const char*>(bytes), sizeof bytes);
}

/// Returns: the SHA-256 hash of versions 5 and 6.
inline std::string credssp_binding_hash(credssp_direction direction, std::string_view nonce, std::string_view key)
{
    // The hash includes the terminating NUL of each text.
    static constexpr char to_server[] = "CredSSP Client-To-Server Binding Hash";
    static constexpr char to_client[] = "CredSSP Server-To-Client Binding Hash";
    static_assert(sizeof to_server == 38 && sizeof to_client == 38);
    std::string input(direction == credssp_direction::client_to_server ? to_server : to_client, sizeof to_server);
    input.append(nonce).append(key);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (EVP_Digest(input.data(), input.size(), digest, &size, EVP_sha256(), nullptr) != 1) return {};
    return std::string(reinterpret_cast<const char*>(digest), size);
}

/// Returns: the content of pubKeyAuth before sealing. `nonce` is empty for versions 2 to 4, in which the client sends
/// the key itself and the host returns it with its first byte incremented.
inline std::string credssp_key_proof(credssp_direction direction, std::string_view nonce, std::string_view key)
{
    if (!nonce.empty()) return credssp_binding_hash(direction, nonce, key);
    std::string proof(key);
    if (direction == credssp_direction::server_to_client && !proof.empty())
        proof[0] = static_cast<char>(static_cast<unsigned char>(proof[0]) + 1);
    return proof;
}

/// Returns: whether both are equal and not empty; the comparison takes constant time.
inline bool is_same_proof(std::string_view a, std::string_view b) noexcept
{
    return !a.empty() && a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace wsman::detail
