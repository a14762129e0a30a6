//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/provider.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#if defined(WSMAN_WITH_GSSAPI)
#include <gssapi/gssapi.h>
#endif

/// Sealing with the functions of OpenSSL and GSS-API alone, as the reference for this library's sealing.
class raw_cipher {
public:
    raw_cipher() = default;
    raw_cipher(const raw_cipher&) = delete;
    raw_cipher& operator=(const raw_cipher&) = delete;
    virtual ~raw_cipher() = default;

    /// Effects: replaces `out` with the sealed text.
    virtual void seal(std::string_view plain, std::string& out) = 0;
};

inline void must_work(bool good, const char* operation)
{
    if (!good) throw std::runtime_error(operation);
}

inline const unsigned char* octets(const char* text)
{
    return reinterpret_cast<const unsigned char*>(text);
}
inline unsigned char* octets(char* text)
{
    return reinterpret_cast<unsigned char*>(text);
}

/// An OpenSSL cipher over pieces of a text.
class raw_openssl_cipher : public raw_cipher {
public:
    raw_openssl_cipher(const EVP_CIPHER* cipher, std::size_t piece, bool authenticates)
        : context_(EVP_CIPHER_CTX_new()), piece_(piece), authenticates_(authenticates)
    {
        must_work(EVP_EncryptInit_ex(context_, cipher, nullptr, octets(key), octets(key)) == 1, "cipher");
    }
    ~raw_openssl_cipher() override { EVP_CIPHER_CTX_free(context_); }

    void seal(std::string_view plain, std::string& out) override
    {
        out.resize(plain.size() + 16 * (plain.size() / piece_ + 1));
        char* to = out.data();
        while (!plain.empty()) {
            const std::string_view piece = plain.substr(0, piece_);
            plain.remove_prefix(piece.size());
            int written = 0;
            const int size = static_cast<int>(piece.size());
            if (authenticates_) EVP_EncryptInit_ex(context_, nullptr, nullptr, nullptr, octets(key));
            must_work(EVP_EncryptUpdate(context_, octets(to), &written, octets(piece.data()), size) == 1, "encrypt");
            to += written;
            if (authenticates_) {
                int rest = 0;
                must_work(EVP_EncryptFinal_ex(context_, octets(to), &rest) == 1, "encrypt");
                EVP_CIPHER_CTX_ctrl(context_, EVP_CTRL_AEAD_GET_TAG, 16, to);
                to += 16;
            }
        }
    }

private:
    static constexpr const char* key = "0123456789abcdef0123456789abcdef";

    EVP_CIPHER_CTX* context_;
    std::size_t piece_;
    bool authenticates_;
};

/// The operations of NTLM: HMAC-MD5 over the text, RC4 of the text.
class raw_rc4_with_hmac_md5 final : public raw_openssl_cipher {
public:
    explicit raw_rc4_with_hmac_md5(const EVP_CIPHER* rc4) : raw_openssl_cipher(rc4, 1 << 30, false) {}

    void seal(std::string_view plain, std::string& out) override
    {
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        HMAC(EVP_md5(), "0123456789abcdef", 16, octets(plain.data()), plain.size(), digest, &size);
        raw_openssl_cipher::seal(plain, out);
        out.append(reinterpret_cast<const char*>(digest), size);
    }
};

/// Returns: nullptr if OpenSSL has no RC4.
inline std::unique_ptr<raw_cipher> make_raw_rc4_with_hmac_md5()
{
    if (!OSSL_PROVIDER_try_load(nullptr, "legacy", 1)) return nullptr;
    EVP_CIPHER* const rc4 = EVP_CIPHER_fetch(nullptr, "RC4", nullptr);
    if (!rc4) return nullptr;
    std::unique_ptr<raw_cipher> made = std::make_unique<raw_rc4_with_hmac_md5>(rc4);
    EVP_CIPHER_free(rc4); // the context holds it
    return made;
}

/// In pieces of one TLS record each.
inline std::unique_ptr<raw_cipher> make_raw_aes_gcm()
{
    return std::make_unique<raw_openssl_cipher>(EVP_aes_256_gcm(), 16384, true);
}

#if defined(WSMAN_WITH_GSSAPI)

/// Both sides of a krb5 context with GSS-API alone.
class raw_gss_wrap final : public raw_cipher {
public:
    explicit raw_gss_wrap(const std::string& service)
    {
        OM_uint32 minor = 0;
        std::string text = service;
        gss_buffer_desc name{text.size(), text.data()};
        gss_name_t target = GSS_C_NO_NAME;
        must_work(gss_import_name(&minor, &name, GSS_C_NT_HOSTBASED_SERVICE, &target) == GSS_S_COMPLETE, "service");
        gss_buffer_desc in{0, nullptr};
        OM_uint32 state = GSS_S_CONTINUE_NEEDED;
        while (state == GSS_S_CONTINUE_NEEDED) {
            gss_buffer_desc token{0, nullptr};
            const OM_uint32 flags = GSS_C_MUTUAL_FLAG | GSS_C_CONF_FLAG | GSS_C_INTEG_FLAG;
            state = gss_init_sec_context(
                &minor,
                GSS_C_NO_CREDENTIAL,
                &client_,
                target,
                GSS_C_NO_OID,
                flags,
                0,
                nullptr,
                &in,
                nullptr,
                &token,
                nullptr,
                nullptr
            );
            must_work(!GSS_ERROR(state), "gss_init_sec_context");
            gss_release_buffer(&minor, &in);
            if (token.length == 0) break;
            const OM_uint32 accepted = gss_accept_sec_context(
                &minor, &host_, GSS_C_NO_CREDENTIAL, &token, nullptr, nullptr, nullptr, &in, nullptr, nullptr, nullptr
            );
            must_work(!GSS_ERROR(accepted), "gss_accept_sec_context");
            gss_release_buffer(&minor, &token);
        }
        gss_release_name(&minor, &target);
    }
    ~raw_gss_wrap() override
    {
        OM_uint32 minor = 0;
        gss_delete_sec_context(&minor, &client_, nullptr);
        gss_delete_sec_context(&minor, &host_, nullptr);
    }

    void seal(std::string_view plain, std::string&) override
    {
        OM_uint32 minor = 0;
        gss_buffer_desc in{plain.size(), const_cast<char*>(plain.data())}; // read only
        gss_buffer_desc out{0, nullptr};
        int confidential = 0;
        must_work(gss_wrap(&minor, client_, 1, 0, &in, &confidential, &out) == GSS_S_COMPLETE, "gss_wrap");
        gss_release_buffer(&minor, &out);
    }

private:
    gss_ctx_id_t client_ = GSS_C_NO_CONTEXT;
    gss_ctx_id_t host_ = GSS_C_NO_CONTEXT;
};

/// `service` is "HTTP/host".
inline std::unique_ptr<raw_cipher>
make_raw_gss_wrap(std::string service, const std::string& user_keytab, const std::string& service_keytab)
{
    setenv("KRB5_CLIENT_KTNAME", user_keytab.c_str(), 1);
    setenv("KRB5_KTNAME", service_keytab.c_str(), 1);
    setenv("KRB5CCNAME", "MEMORY:raw", 1);
    std::replace(service.begin(), service.end(), '/', '@');
    return std::make_unique<raw_gss_wrap>(service);
}

#else

inline std::unique_ptr<raw_cipher> make_raw_gss_wrap(const std::string&, const std::string&, const std::string&)
{
    return nullptr;
}

#endif
