//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/// Certificates that are made while a test runs, so that none expires.
namespace wsman::test {

template <class T, void (*Free)(T*)>
struct openssl_delete {
    void operator()(T* object) const noexcept { Free(object); }
};
using key_handle = std::unique_ptr<EVP_PKEY, openssl_delete<EVP_PKEY, &EVP_PKEY_free>>;
using x509_handle = std::unique_ptr<X509, openssl_delete<X509, &X509_free>>;
using crl_handle = std::unique_ptr<X509_CRL, openssl_delete<X509_CRL, &X509_CRL_free>>;

inline void must(bool good, const char* operation)
{
    if (!good) throw std::runtime_error(std::string("OpenSSL: ") + operation);
}

template <class Write>
std::string pem_text(Write write)
{
    BIO* const out = BIO_new(BIO_s_mem());
    must(write(out) == 1, "PEM");
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(out, &bytes);
    std::string text(bytes, static_cast<std::size_t>(size));
    BIO_free(out);
    return text;
}

/// The content of a certificate. `alternative_names` is in OpenSSL's notation: "DNS:host,IP:127.0.0.1".
class certificate_request {
public:
    explicit certificate_request(std::string name, std::string names = {})
        : common_name(std::move(name)), alternative_names(std::move(names))
    {
    }

    std::string common_name;
    std::string alternative_names;
    long begins = -3600; ///< seconds from now
    long ends = 86400;   ///< seconds from now
    bool authority = false;
    bool rsa = false; ///< an RSA key of 2048 bits instead of one on P-256
    unsigned rsa_bits = 2048;
    const EVP_MD* digest = EVP_sha256(); ///< of the signature
    std::string extended_usage;          ///< in OpenSSL's notation: "clientAuth"; empty for none
};

class certificate {
public:
    certificate(x509_handle made, key_handle its_key) : x509_(std::move(made)), key_(std::move(its_key)) {}

    X509* x509() const noexcept { return x509_.get(); }
    EVP_PKEY* key() const noexcept { return key_.get(); }
    std::string pem() const
    {
        return pem_text([this](BIO* out) { return PEM_write_bio_X509(out, x509_.get()); });
    }
    std::string key_pem() const
    {
        return pem_text([this](BIO* out) {
            return PEM_write_bio_PrivateKey(out, key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
        });
    }
    /// Returns: the key, encrypted (PKCS #8).
    std::string key_pem(const std::string& password) const
    {
        return pem_text([&](BIO* out) {
            const auto size = static_cast<int>(password.size());
            return PEM_write_bio_PKCS8PrivateKey(
                out, key_.get(), EVP_aes_256_cbc(), password.data(), size, nullptr, nullptr
            );
        });
    }
    /// Returns: the SHA-256 of its DER, 64 hexadecimal digits.
    std::string sha256() const
    {
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        must(X509_digest(x509_.get(), EVP_sha256(), digest, &size) == 1, "digest");
        std::string hex;
        for (unsigned i = 0; i != size; ++i) {
            hex += "0123456789abcdef"[digest[i] >> 4];
            hex += "0123456789abcdef"[digest[i] & 15];
        }
        return hex;
    }

private:
    x509_handle x509_;
    key_handle key_;
};

inline void add_extension(X509* to, X509* issuer, int kind, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, to, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    must(extension != nullptr, "extension");
    X509_add_ext(to, extension, -1);
    X509_EXTENSION_free(extension);
}

/// Returns: a certificate signed by `issuer`, or self-signed if that is nullptr.
inline certificate make_certificate(const certificate_request& wanted, const certificate* issuer = nullptr)
{
    static long serial = 1;
    key_handle key(wanted.rsa ? EVP_RSA_gen(wanted.rsa_bits) : EVP_EC_gen("P-256"));
    x509_handle made(X509_new());
    must(key && made, "memory");
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), wanted.begins);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), wanted.ends);
    X509_set_pubkey(made.get(), key.get());
    const auto* name = reinterpret_cast<const unsigned char*>(wanted.common_name.c_str());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8, name, -1, -1, 0);
    X509* const signer = issuer ? issuer->x509() : made.get();
    X509_set_issuer_name(made.get(), X509_get_subject_name(signer));
    add_extension(made.get(), signer, NID_basic_constraints, wanted.authority ? "critical,CA:TRUE" : "CA:FALSE");
    if (wanted.authority) add_extension(made.get(), signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    if (!wanted.extended_usage.empty()) add_extension(made.get(), signer, NID_ext_key_usage, wanted.extended_usage);
    if (!wanted.alternative_names.empty())
        add_extension(made.get(), signer, NID_subject_alt_name, wanted.alternative_names);
    must(X509_sign(made.get(), issuer ? issuer->key() : key.get(), wanted.digest) != 0, "sign");
    return certificate(std::move(made), std::move(key));
}

/// Returns: a self-signed authority.
inline certificate make_authority(std::string name = "wsman test authority")
{
    certificate_request wanted(std::move(name));
    wanted.authority = true;
    return make_certificate(wanted);
}

/// Returns: the PEM text of a revocation list of `issuer`.
inline std::string make_revocation_list(const certificate& issuer, const std::vector<const certificate*>& revoked)
{
    const crl_handle list(X509_CRL_new());
    X509_CRL_set_version(list.get(), 1);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(issuer.x509()));
    ASN1_TIME* const now = X509_gmtime_adj(nullptr, -60);
    X509_CRL_set1_lastUpdate(list.get(), now);
    ASN1_TIME* const later = X509_gmtime_adj(nullptr, 3600);
    X509_CRL_set1_nextUpdate(list.get(), later);
    for (const certificate* one : revoked) {
        X509_REVOKED* const entry = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(one->x509()));
        X509_REVOKED_set_revocationDate(entry, now);
        X509_CRL_add0_revoked(list.get(), entry);
    }
    ASN1_TIME_free(now);
    ASN1_TIME_free(later);
    X509_CRL_sort(list.get());
    must(X509_CRL_sign(list.get(), issuer.key(), EVP_sha256()) != 0, "sign");
    return pem_text([&](BIO* out) { return PEM_write_bio_X509_CRL(out, list.get()); });
}

} // namespace wsman::test
