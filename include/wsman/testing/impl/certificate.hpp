//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/testing/endpoint_options.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::testing::detail {

/// The certificates of one endpoint, made at its start.
class certificate_set {
public:
    certificate_set() {}

    std::string ca;     ///< PEM
    std::string leaf;   ///< PEM
    std::string key;    ///< PEM, of the leaf
    std::string sha256; ///< of the leaf's DER, hexadecimal
};

template <auto Free>
struct openssl_free {
    template <class T>
    void operator()(T* object) const noexcept
    {
        Free(object);
    }
};
using key_pointer = std::unique_ptr<EVP_PKEY, openssl_free<&EVP_PKEY_free>>;
using x509_pointer = std::unique_ptr<X509, openssl_free<&X509_free>>;
using bio_pointer = std::unique_ptr<BIO, openssl_free<&BIO_free_all>>;

inline std::string take_text(BIO* bio)
{
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio, &text);
    return std::string(text, static_cast<std::size_t>(size));
}

inline void set_name(X509_NAME* name, const char* common_name)
{
    X509_NAME_add_entry_by_txt(
        name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(common_name), -1, -1, 0
    );
}

inline void add_extension(X509* certificate, X509* issuer, int nid, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    if (X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value)) {
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
}

inline std::string subject_alternative_names(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names) {
        if (!text.empty()) text += ',';
        const bool address =
            name.find(':') != std::string::npos || name.find_first_not_of("0123456789.") == std::string::npos;
        text += address ? "IP:" : "DNS:";
        text += name;
    }
    return text;
}

/// What both certificates of a set share: a random number, a name, the dates and the key.
inline x509_pointer blank_certificate(EVP_PKEY* key, const char* common_name, const endpoint_options& options)
{
    x509_pointer certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    std::array<unsigned char, 8> number{};
    RAND_bytes(number.data(), static_cast<int>(number.size()));
    number[0] = static_cast<unsigned char>((number[0] & 0x7F) | 0x40);
    BIGNUM* big = BN_bin2bn(number.data(), static_cast<int>(number.size()), nullptr);
    BN_to_ASN1_INTEGER(big, X509_get_serialNumber(certificate.get()));
    BN_free(big);
    using std::chrono::seconds;
    X509_gmtime_adj(
        X509_getm_notBefore(certificate.get()), -static_cast<long>(seconds(options.certificate_age).count())
    );
    X509_gmtime_adj(
        X509_getm_notAfter(certificate.get()), static_cast<long>(seconds(options.certificate_life).count())
    );
    set_name(X509_get_subject_name(certificate.get()), common_name);
    X509_set_pubkey(certificate.get(), key);
    return certificate;
}

inline std::string pem_of(X509* certificate)
{
    const bio_pointer bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return take_text(bio.get());
}

inline std::string sha256_of(X509* certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    X509_digest(certificate, EVP_sha256(), digest.data(), &size);
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += digits[digest[i] >> 4];
        text += digits[digest[i] & 15];
    }
    return text;
}

/// Returns: an authority and a leaf that it signed, P-256, with all the extensions that strict clients ask for.
inline certificate_set make_certificates(const endpoint_options& options)
{
    const key_pointer ca_key(EVP_EC_gen("P-256"));
    const key_pointer leaf_key(EVP_EC_gen("P-256"));
    const bool alone = options.self_signed;

    const x509_pointer ca = blank_certificate(ca_key.get(), "wsman-cpp endpoint authority", options);
    X509_set_issuer_name(ca.get(), X509_get_subject_name(ca.get()));
    add_extension(ca.get(), ca.get(), NID_subject_key_identifier, "hash");
    add_extension(ca.get(), ca.get(), NID_authority_key_identifier, "keyid:always");
    add_extension(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE");
    add_extension(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    X509_sign(ca.get(), ca_key.get(), EVP_sha256());

    std::vector<std::string> names = options.certificate_names;
    if (names.empty()) names = {"localhost", "127.0.0.1", "::1"};
    const x509_pointer leaf = blank_certificate(leaf_key.get(), names.front().c_str(), options);
    X509* const issuer = alone ? leaf.get() : ca.get();
    X509_set_issuer_name(leaf.get(), X509_get_subject_name(issuer));
    add_extension(leaf.get(), issuer, NID_subject_key_identifier, "hash");
    if (!alone) add_extension(leaf.get(), issuer, NID_authority_key_identifier, "keyid:always");
    add_extension(leaf.get(), issuer, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(leaf.get(), issuer, NID_key_usage, "critical,digitalSignature");
    add_extension(leaf.get(), issuer, NID_ext_key_usage, "serverAuth");
    add_extension(leaf.get(), issuer, NID_subject_alt_name, subject_alternative_names(names).c_str());
    X509_sign(leaf.get(), alone ? leaf_key.get() : ca_key.get(), EVP_sha256());

    certificate_set set;
    set.leaf = pem_of(leaf.get());
    set.ca = alone ? set.leaf : pem_of(ca.get());
    set.sha256 = sha256_of(leaf.get());
    const bio_pointer bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(bio.get(), leaf_key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    set.key = take_text(bio.get());
    return set;
}

} // namespace wsman::testing::detail
