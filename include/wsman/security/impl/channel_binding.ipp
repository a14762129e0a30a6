//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/channel_binding.hpp>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the hash function for the binding of this certificate; nullptr if RFC 5929 defines none.
inline const EVP_MD* hash_of_channel_binding(X509* certificate)
{
    int hash = NID_undef;
    // This function also reads RSA-PSS parameters. Ed25519 and Ed448 have no separate hash function.
    if (X509_get_signature_info(certificate, &hash, nullptr, nullptr, nullptr) != 1) return nullptr;
    if (hash == NID_md5 || hash == NID_sha1) return EVP_sha256();
    return EVP_get_digestbynid(hash);
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL std::string tls_server_end_point(std::string_view leaf_certificate_der)
{
    struct free_certificate {
        void operator()(X509* certificate) const noexcept { X509_free(certificate); }
    };
    const auto* der = reinterpret_cast<const unsigned char*>(leaf_certificate_der.data());
    const std::unique_ptr<X509, free_certificate> certificate(
        leaf_certificate_der.empty() ? nullptr : d2i_X509(nullptr, &der, static_cast<long>(leaf_certificate_der.size()))
    );
    const bool whole =
        certificate && reinterpret_cast<const char*>(der) == leaf_certificate_der.data() + leaf_certificate_der.size();
    const EVP_MD* const hash = whole ? detail::hash_of_channel_binding(certificate.get()) : nullptr;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    const bool made =
        hash && EVP_Digest(leaf_certificate_der.data(), leaf_certificate_der.size(), digest, &size, hash, nullptr) == 1;
    // Errors left in OpenSSL's queue would be attributed to the connection's TLS.
    ERR_clear_error();
    if (!made) return {};
    std::string binding("tls-server-end-point:");
    binding.append(reinterpret_cast<const char*>(digest), size);
    return binding;
}

} // namespace wsman
