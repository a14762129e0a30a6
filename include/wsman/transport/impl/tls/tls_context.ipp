//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/tls/client_certificate.hpp>
#include <wsman/transport/impl/tls/tls.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

inline int ask_certificate_check(X509_STORE_CTX* chain, void*) noexcept;

inline failure unreadable(const char* setting, const std::string& file)
{
    std::string text(setting);
    if (!file.empty()) text.append(" ").append(file);
    if (const char* reason = ERR_reason_error_string(ERR_peek_last_error())) text.append(": ").append(reason);
    ERR_clear_error();
    return failure(transport_errc::certificate_unreadable, std::move(text));
}

inline void trust_system(SSL_CTX* context)
{
    // SSL_CTX_set_default_verify_paths would read the environment. The file or the directory may be missing.
    SSL_CTX_load_verify_locations(context, X509_get_default_cert_file(), nullptr);
    SSL_CTX_load_verify_locations(context, nullptr, X509_get_default_cert_dir());
    ERR_clear_error();
}

/// Refuses every password prompt for a PEM file; without this callback OpenSSL prompts at the terminal.
inline int no_pem_password(char*, int, int, void*) noexcept
{
    return -1;
}

inline bool trust_text(SSL_CTX* context, const std::string& pem)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free
    );
    bool any = false;
    while (X509* one = PEM_read_bio_X509(text.get(), nullptr, &no_pem_password, nullptr)) {
        any = X509_STORE_add_cert(SSL_CTX_get_cert_store(context), one) == 1 || any;
        X509_free(one);
    }
    if (any) ERR_clear_error(); // OpenSSL reports the end of the text as an error
    return any;
}

[[nodiscard]] inline result<void> trust_given(SSL_CTX* context, const tls_policy& policy)
{
    if (!policy.ca_file.empty() && SSL_CTX_load_verify_locations(context, policy.ca_file.c_str(), nullptr) != 1)
        return unreadable("ca_file", policy.ca_file);
    if (!policy.ca_directory.empty()) {
        std::error_code code;
        if (!std::filesystem::is_directory(policy.ca_directory, code) ||
            SSL_CTX_load_verify_locations(context, nullptr, policy.ca_directory.c_str()) != 1)
            return unreadable("ca_directory", policy.ca_directory);
    }
    if (!policy.ca_pem.empty() && !trust_text(context, policy.ca_pem)) return unreadable("ca_pem", {});
    return {};
}

[[nodiscard]] inline result<void> load_revocations(SSL_CTX* context, const tls_policy& policy)
{
    if (policy.crl_file.empty() || policy.skip_revocation_check) return {};
    X509_STORE* const store = SSL_CTX_get_cert_store(context);
    X509_LOOKUP* const files = X509_STORE_add_lookup(store, X509_LOOKUP_file());
    if (!files || X509_load_crl_file(files, policy.crl_file.c_str(), X509_FILETYPE_PEM) < 1)
        return unreadable("crl_file", policy.crl_file);
    X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK);
    return {};
}

WSMAN_DECL result<std::shared_ptr<boost::asio::ssl::context>>
make_tls_context(const tls_policy& policy, const std::optional<client_certificate>& shown)
{
    auto context = std::make_shared<boost::asio::ssl::context>(boost::asio::ssl::context::tls_client);
    SSL_CTX* const native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_verify(native, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_cert_verify_callback(native, &ask_certificate_check, nullptr);
    if (policy.system_store) trust_system(native);
    result<void> loaded = trust_given(native, policy);
    if (loaded.has_value()) loaded = load_revocations(native, policy);
    if (loaded.has_value() && shown) loaded = use_client_certificate(native, *shown);
    if (loaded.has_error()) return loaded.error();
    return context;
}

} // namespace wsman::detail
