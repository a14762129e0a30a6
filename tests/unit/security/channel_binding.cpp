//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/certificates.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/channel_binding.hpp>

#include <openssl/err.h>
#include <openssl/rsa.h>

#include <string>

using namespace wsman;

namespace {

const std::string prefix = "tls-server-end-point:";

/// A key and a hash to sign with, by OpenSSL's names; a PSS salt is as long as the hash.
std::string signed_certificate(EVP_PKEY* key, const char* hash, bool pss = false)
{
    const test::x509_handle made(X509_new());
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 7);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
    X509_set_pubkey(made.get(), key);
    const auto* name = reinterpret_cast<const unsigned char*>("build01");
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8, name, -1, -1, 0);
    X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));

    EVP_MD_CTX* const signing = EVP_MD_CTX_new();
    EVP_PKEY_CTX* options = nullptr;
    bool good = EVP_DigestSignInit_ex(signing, &options, hash, nullptr, nullptr, key, nullptr) == 1;
    if (good && pss)
        good = EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) == 1;
    good = good && X509_sign_ctx(made.get(), signing) > 0;
    EVP_MD_CTX_free(signing);
    test::must(good, "sign");

    unsigned char* der = nullptr;
    const int size = i2d_X509(made.get(), &der);
    test::must(size > 0, "encode");
    std::string bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return bytes;
}

std::string hashed(const std::string& bytes, const char* hash)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    std::size_t size = 0;
    test::must(EVP_Q_digest(nullptr, hash, nullptr, bytes.data(), bytes.size(), digest, &size) == 1, "digest");
    return std::string(reinterpret_cast<const char*>(digest), size);
}

EVP_PKEY* rsa_key()
{
    static const test::key_handle key(EVP_RSA_gen(2048));
    return key.get();
}

} // namespace

TEST_CASE(
    "a channel binding is the certificate's hash, with the hash function of its signature",
    "[security][channel_binding]"
)
{
    const test::key_handle elliptic(EVP_EC_gen("P-256"));
    for (const char* hash : {"SHA224", "SHA256", "SHA384", "SHA512"}) {
        INFO(hash);
        const std::string rsa = signed_certificate(rsa_key(), hash);
        CHECK(tls_server_end_point(rsa) == prefix + hashed(rsa, hash));
        const std::string ecdsa = signed_certificate(elliptic.get(), hash);
        CHECK(tls_server_end_point(ecdsa) == prefix + hashed(ecdsa, hash));
    }
}

TEST_CASE("a channel binding uses SHA-256 instead of MD5 and SHA-1", "[security][channel_binding]")
{
    for (const char* hash : {"MD5", "SHA1"}) {
        INFO(hash);
        const std::string der = signed_certificate(rsa_key(), hash);
        CHECK(tls_server_end_point(der) == prefix + hashed(der, "SHA256"));
    }
    const std::string pss = signed_certificate(rsa_key(), "SHA1", true);
    CHECK(tls_server_end_point(pss) == prefix + hashed(pss, "SHA256"));
}

TEST_CASE("a channel binding takes the hash of RSA-PSS from its parameters", "[security][channel_binding]")
{
    for (const char* hash : {"SHA256", "SHA384", "SHA512"}) {
        INFO(hash);
        const std::string der = signed_certificate(rsa_key(), hash, true);
        CHECK(tls_server_end_point(der) == prefix + hashed(der, hash));
    }
}

TEST_CASE(
    "no channel binding is defined for signatures without a separate hash function", "[security][channel_binding]"
)
{
    for (const char* type : {"ED25519", "ED448"}) {
        INFO(type);
        const test::key_handle key(EVP_PKEY_Q_keygen(nullptr, nullptr, type));
        CHECK(tls_server_end_point(signed_certificate(key.get(), nullptr)).empty());
    }
}

TEST_CASE("the channel binding of a certificate made with openssl", "[security][channel_binding]")
{
    // Made by `openssl req`, hashed by sha384sum.
    const std::string der =
        parse_hex(
            "3082017b30820121a003020102021458fd015698c27de72338291f05a6338ede602e3e300a06082a8648ce3d0403033012311030"
            "0e06035504030c076275696c6430313020170d3236313132353230343133345a180f32313236313130313230343133345a301231"
            "10300e06035504030c076275696c6430313059301306072a8648ce3d020106082a8648ce3d03010703420004d572e145bb2cf0cf"
            "1b14a3c57b4e72136cc5d2caa135cb4c72a352ab5f4e5eee3ae60090c3403613bf4b3e1258dd0cd12310b1da097f522a101c0cf0"
            "1cf9f23ea3533051301d0603551d0e04160414249ed3774ecb848eec5bcf005b13864f42434953301f0603551d23041830168014"
            "249ed3774ecb848eec5bcf005b13864f42434953300f0603551d130101ff040530030101ff300a06082a8648ce3d040303034800"
            "304502200b41c9533c27c001e6468fec203fff5a651edc62c2ae2915207b14de708f1cbc022100d871aae05eedd7bff462027ad5"
            "3a7faa334e8897ae5fb8dc1ae18bd9e2b500d2"
        )
            .value();
    const std::string hash =
        parse_hex("b683f01cfa876543b5ad9fd6ceebd4f64a7c969c548d8ab1649cf2bd14d1345470617dd06625c11919040d9de93c27ea")
            .value();
    CHECK(tls_server_end_point(der) == prefix + hash);

    SECTION("only a single certificate has one, and OpenSSL's error queue stays empty")
    {
        CHECK(tls_server_end_point("").empty());
        CHECK(tls_server_end_point("no certificate").empty());
        CHECK(tls_server_end_point(der + "x").empty());
        for (std::size_t size = 1; size != der.size(); ++size)
            CHECK(tls_server_end_point(std::string(der, 0, size)).empty());
        CHECK(ERR_peek_error() == 0);
    }
}
