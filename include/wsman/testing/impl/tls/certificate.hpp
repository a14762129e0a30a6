//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/result.hpp>
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
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// A certificate and its key, in PEM.
class identity_pem {
public:
    identity_pem() {}

    std::string certificate;
    std::string key;
};

/// The certificates of one endpoint, generated when it starts.
class certificate_set {
public:
    certificate_set() {}

    std::string ca;        ///< PEM
    std::string leaf;      ///< PEM
    std::string key;       ///< PEM, of the leaf
    std::string leaf_der;  ///< for channel bindings
    std::string sha256;    ///< of the leaf's DER, hexadecimal
    std::string client_ca; ///< PEM, the authority that signs client certificates
    identity_pem client;   ///< the client certificate for the endpoint's user
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
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    if (!extension)
        throw exception(
            failure(client_errc::invalid_argument, std::string("not a valid certificate extension: ") + value)
        );
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
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

/// Returns: a certificate with the common fields: a random serial number, a name, the dates and the key.
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

inline std::string der_of(X509* certificate)
{
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(certificate, &bytes);
    if (size <= 0) return {};
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

/// Returns: the key in PEM, encrypted if there is a password.
inline std::string pem_of(EVP_PKEY* key, std::string_view password = {})
{
    const bio_pointer bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(
        bio.get(),
        key,
        password.empty() ? nullptr : EVP_aes_256_cbc(),
        password.empty() ? nullptr : password.data(),
        static_cast<int>(password.size()),
        nullptr,
        nullptr
    );
    return take_text(bio.get());
}

inline x509_pointer read_certificate(const std::string& pem)
{
    const bio_pointer bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return x509_pointer(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

inline key_pointer read_key(const std::string& pem)
{
    const bio_pointer bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    char no_password[] = ""; // without a password OpenSSL would ask on the terminal
    return key_pointer(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, no_password));
}

inline std::string sha256_of(X509* certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    X509_digest(certificate, EVP_sha256(), digest.data(), &size);
    std::string text;
    append_hex(text, std::string_view(reinterpret_cast<const char*>(digest.data()), size));
    return text;
}

/// A certificate authority that signs the generated certificates.
class certificate_authority {
public:
    explicit certificate_authority(const endpoint_options& options)
        : key(EVP_EC_gen("P-256")), certificate(blank_certificate(key.get(), "wsman-cpp endpoint authority", options))
    {
        X509* const self = certificate.get();
        X509_set_issuer_name(self, X509_get_subject_name(self));
        add_extension(self, self, NID_subject_key_identifier, "hash");
        add_extension(self, self, NID_authority_key_identifier, "keyid:always");
        add_extension(self, self, NID_basic_constraints, "critical,CA:TRUE");
        add_extension(self, self, NID_key_usage, "critical,keyCertSign,cRLSign");
        X509_sign(self, key.get(), EVP_sha256());
    }

    key_pointer key;
    x509_pointer certificate;
};

/// The properties of a leaf certificate.
class leaf_request {
public:
    leaf_request(std::string common_name, const char* extended_usage)
        : name(std::move(common_name)), usage(extended_usage)
    {
    }

    std::string name;
    const char* usage;
    std::string alternative_names; ///< in OpenSSL's notation; may be empty
};

/// Returns: a leaf certificate with all the extensions that strict clients require; self-signed without an authority.
inline x509_pointer make_leaf(
    const leaf_request& wanted, EVP_PKEY* key, const certificate_authority* authority, const endpoint_options& options
)
{
    x509_pointer leaf = blank_certificate(key, wanted.name.c_str(), options);
    X509* const issuer = authority ? authority->certificate.get() : leaf.get();
    X509_set_issuer_name(leaf.get(), X509_get_subject_name(issuer));
    add_extension(leaf.get(), issuer, NID_subject_key_identifier, "hash");
    if (authority) add_extension(leaf.get(), issuer, NID_authority_key_identifier, "keyid:always");
    add_extension(leaf.get(), issuer, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(leaf.get(), issuer, NID_key_usage, "critical,digitalSignature");
    add_extension(leaf.get(), issuer, NID_ext_key_usage, wanted.usage);
    if (!wanted.alternative_names.empty())
        add_extension(leaf.get(), issuer, NID_subject_alt_name, wanted.alternative_names.c_str());
    X509_sign(leaf.get(), authority ? authority->key.get() : key, EVP_sha256());
    return leaf;
}

/// Returns: the names in the endpoint's certificate.
inline std::vector<std::string> certificate_names(const endpoint_options& options)
{
    if (!options.certificate_names.empty()) return options.certificate_names;
    std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};
    if (!options.service_host.empty()) names.push_back(options.service_host);
    return names;
}

/// Returns: the certificates of an endpoint whose options have a user.
/// Errors: throws if the certificate or key in the options cannot be read.
inline certificate_set make_certificates(const endpoint_options& options)
{
    const certificate_authority authority(options);
    certificate_set set;
    x509_pointer leaf;
    if (options.own_certificate_pem.empty()) {
        const key_pointer key(EVP_EC_gen("P-256"));
        const std::vector<std::string> names = certificate_names(options);
        leaf_request wanted(names.front(), "serverAuth");
        wanted.alternative_names = subject_alternative_names(names);
        leaf = make_leaf(wanted, key.get(), options.self_signed ? nullptr : &authority, options);
        set.leaf = pem_of(leaf.get());
        set.key = pem_of(key.get());
        set.ca = options.self_signed ? set.leaf : pem_of(authority.certificate.get());
    } else {
        leaf = read_certificate(options.own_certificate_pem);
        set.leaf = set.ca = options.own_certificate_pem;
        set.key = options.own_key_pem;
    }
    if (!leaf || !read_key(set.key))
        throw exception(failure(client_errc::invalid_argument, "the endpoint's own certificate or key cannot be read"));
    set.leaf_der = der_of(leaf.get());
    set.sha256 = sha256_of(leaf.get());

    const key_pointer client_key(EVP_EC_gen("P-256"));
    const leaf_request client(options.user, "clientAuth");
    set.client.certificate = pem_of(make_leaf(client, client_key.get(), &authority, options).get());
    set.client.key = pem_of(client_key.get());
    set.client_ca = pem_of(authority.certificate.get());
    return set;
}

} // namespace wsman::testing::detail
