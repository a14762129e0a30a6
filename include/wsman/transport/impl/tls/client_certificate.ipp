//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/session/rule.hpp>
#include <wsman/transport/impl/tls/client_certificate.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Certificates are public. If one is encrypted, OpenSSL must not prompt for a password.
inline int no_certificate_password(char*, int, int, void*) noexcept
{
    return -1;
}

using bio_pointer = std::unique_ptr<BIO, decltype(&BIO_free)>;
using x509_pointer = std::unique_ptr<X509, decltype(&X509_free)>;
using key_pointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

inline failure certificate_problem(std::string setting, std::string_view file, std::string_view why)
{
    setting.append(1, ' ').append(file).append(": ").append(why);
    const char* const reason = ERR_reason_error_string(ERR_peek_last_error());
    if (reason) setting.append(" (").append(reason).append(")");
    ERR_clear_error();
    return failure(transport_errc::certificate_unreadable, std::move(setting));
}

/// Effects: reads a PEM file. The buffer has its maximum size from the start, since growing would leave parts of keys
/// in freed memory.
[[nodiscard]] inline result<secret> read_pem_file(const char* setting, const std::string& path)
{
    constexpr std::size_t limit = 256 << 10;
    errno = 0;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) return certificate_problem(setting, path, std::generic_category().message(errno));
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    std::string text(limit + 1, '\0');
    const std::size_t size = std::fread(text.data(), 1, text.size(), file.get());
    const bool failed = std::ferror(file.get()) != 0;
    const int error = errno;
    secret content(std::string_view(text).substr(0, size));
    wipe(text);
    if (failed) return certificate_problem(setting, path, std::generic_category().message(error));
    if (size > limit) return certificate_problem(setting, path, "it is larger than 256 KiB");
    return content;
}

inline bio_pointer bio_over(const secret& text)
{
    return bio_pointer(BIO_new_mem_buf(text.reveal().data(), static_cast<int>(text.size())), &BIO_free);
}

/// The callback data for OpenSSL's request for a key's password; records whether it was requested.
class key_password_request {
public:
    explicit key_password_request(const secret& given) : password(given) {}

    static int answer(char* room, int size, int, void* self) noexcept
    {
        auto& request = *static_cast<key_password_request*>(self);
        const std::string_view password = request.password.reveal();
        request.asked = true;
        if (password.empty() || password.size() > static_cast<std::size_t>(size)) return -1;
        std::memcpy(room, password.data(), password.size());
        return static_cast<int>(password.size());
    }

    const secret& password;
    bool asked = false;
};

[[nodiscard]] inline result<key_pointer> read_client_key(const std::string& path, const secret& password)
{
    const result<secret> text = read_pem_file("key_file", path);
    if (text.has_error()) return text.error();
    key_password_request request(password);
    ERR_clear_error();
    key_pointer key(
        PEM_read_bio_PrivateKey(bio_over(*text).get(), nullptr, &key_password_request::answer, &request), &EVP_PKEY_free
    );
    if (key) return key;
    if (!request.asked) return certificate_problem("key_file", path, "it holds no private key in PEM");
    return certificate_problem(
        "key_file", path, password.empty() ? "the key needs a password" : "the key cannot be read with its password"
    );
}

inline failure unusable_certificate(const client_certificate& certificate, const char* why)
{
    return certificate_problem("certificate_file", certificate.certificate_file(), why);
}

/// Effects: loads the leaf, which is returned, and the certificates after it as its chain.
[[nodiscard]] inline result<x509_pointer> use_chain(SSL_CTX* context, const client_certificate& certificate)
{
    const result<secret> text = read_pem_file("certificate_file", certificate.certificate_file());
    if (text.has_error()) return text.error();
    const bio_pointer from = bio_over(*text);
    ERR_clear_error();
    x509_pointer leaf(PEM_read_bio_X509(from.get(), nullptr, &no_certificate_password, nullptr), &X509_free);
    if (!leaf) return unusable_certificate(certificate, "it holds no certificate in PEM");
    // RFC 5280, 4.2.1.12: without the extension the key may be used for any purpose.
    if ((X509_get_extended_key_usage(leaf.get()) & (XKU_SSL_CLIENT | XKU_ANYEKU)) == 0)
        return rule_failure(rule::f32, certificate.certificate_file());
    if (SSL_CTX_use_certificate(context, leaf.get()) != 1)
        return unusable_certificate(certificate, "it cannot be used");
    for (;;) {
        const x509_pointer next(PEM_read_bio_X509(from.get(), nullptr, &no_certificate_password, nullptr), &X509_free);
        if (!next) break;
        if (SSL_CTX_add1_chain_cert(context, next.get()) != 1)
            return unusable_certificate(certificate, "its chain cannot be used");
    }
    const unsigned long error = ERR_peek_last_error();
    if (ERR_GET_LIB(error) != ERR_LIB_PEM || ERR_GET_REASON(error) != PEM_R_NO_START_LINE)
        return unusable_certificate(certificate, "its chain cannot be read");
    ERR_clear_error(); // OpenSSL reports the end of the text as an error
    return leaf;
}

WSMAN_DECL result<void> use_client_certificate(SSL_CTX* context, const client_certificate& certificate)
{
    const result<x509_pointer> leaf = use_chain(context, certificate);
    if (leaf.has_error()) return leaf.error();
    const std::string& key_file =
        certificate.key_file().empty() ? certificate.certificate_file() : certificate.key_file();
    const result<key_pointer> key = read_client_key(key_file, certificate.key_password());
    if (key.has_error()) return key.error();
    if (X509_check_private_key(leaf->get(), key->get()) != 1) {
        ERR_clear_error();
        return unusable_certificate(certificate, "the key in key_file belongs to another certificate");
    }
    if (SSL_CTX_use_PrivateKey(context, key->get()) != 1)
        return certificate_problem("key_file", key_file, "the key cannot be used");
    // Hosts that require the certificate for some paths request it after they have read the path. The client never
    // starts a renegotiation, and the certificate that the host sends in one is checked again.
    SSL_CTX_clear_options(context, SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_post_handshake_auth(context, 1);
    return {};
}

} // namespace wsman::detail
