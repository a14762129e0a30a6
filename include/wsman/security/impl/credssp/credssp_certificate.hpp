//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <cstddef>
#include <memory>
#include <string>

namespace wsman::inline WSMAN_FORM::detail {

/// A self-signed certificate for the TLS inside CredSSP, where certificates are not verified. The key is RSA, as on
/// Windows: some clients support no other type.
class credssp_certificate {
public:
    /// Returns: the certificate of this process, made at the first call; empty if OpenSSL failed to make it.
    static const credssp_certificate& of_this_process()
    {
        static const credssp_certificate made;
        return made;
    }

    const std::string& certificate_pem() const noexcept { return certificate_pem_; }
    const std::string& key_pem() const noexcept { return key_pem_; }

private:
    template <class T, void (*Free)(T*)>
    struct deleter {
        void operator()(T* object) const noexcept { Free(object); }
    };

    credssp_certificate()
    {
        const std::unique_ptr<EVP_PKEY, deleter<EVP_PKEY, &EVP_PKEY_free>> key(EVP_RSA_gen(2048));
        const std::unique_ptr<X509, deleter<X509, &X509_free>> made(X509_new());
        if (key && made && describe(made.get(), key.get())) {
            certificate_pem_ = text_of([&](BIO* out) { return PEM_write_bio_X509(out, made.get()); });
            key_pem_ = text_of([&](BIO* out) {
                return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
            });
        }
        ERR_clear_error();
    }

    static bool describe(X509* certificate, EVP_PKEY* key)
    {
        constexpr long day = 24 * 60 * 60;
        X509_set_version(certificate, 2); // X.509 v3
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -day);
        X509_time_adj_ex(X509_getm_notAfter(certificate), 3650, 0, nullptr);
        X509_NAME* const name = X509_get_subject_name(certificate);
        const auto* text = reinterpret_cast<const unsigned char*>("CredSSP");
        return X509_set_pubkey(certificate, key) == 1 &&
               X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1 &&
               X509_set_issuer_name(certificate, name) == 1 && X509_sign(certificate, key, EVP_sha256()) != 0;
    }

    template <class Write>
    static std::string text_of(Write write)
    {
        const std::unique_ptr<BIO, deleter<BIO, &BIO_free_all>> out(BIO_new(BIO_s_mem()));
        if (!out || write(out.get()) != 1) return {};
        char* bytes = nullptr;
        const long size = BIO_get_mem_data(out.get(), &bytes);
        return std::string(bytes, static_cast<std::size_t>(size));
    }

    std::string certificate_pem_;
    std::string key_pem_;
};

} // namespace wsman::detail
