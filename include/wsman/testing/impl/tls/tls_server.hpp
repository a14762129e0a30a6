//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/endpoint_options.hpp>
#include <wsman/testing/impl/tls/certificate.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <openssl/ssl.h>

#include <string>

namespace wsman::inline WSMAN_FORM::testing::detail {

inline int native_version(tls_version version) noexcept
{
    return version == tls_version::v1_2 ? TLS1_2_VERSION : TLS1_3_VERSION;
}

/// Lets the handshake succeed with any client certificate: the log-in is refused later, with an HTTP answer that gives
/// the reason. SSL_get_verify_result keeps the error.
inline int note_client_certificate(X509_STORE_CTX* chain, void*) noexcept
{
    X509_verify_cert(chain);
    return 1;
}

/// Effects: configures the server side of TLS from an endpoint's options and certificates.
inline void
set_up_tls(boost::asio::ssl::context& context, const endpoint_options& options, const certificate_set& certificates)
{
    SSL_CTX* const native = context.native_handle();
    SSL_CTX_set_min_proto_version(native, native_version(options.tls_minimum));
    SSL_CTX_set_max_proto_version(native, native_version(options.tls_maximum));
    // Without the chain's root: clients must have it already.
    context.use_certificate_chain(boost::asio::buffer(certificates.leaf));
    context.use_private_key(boost::asio::buffer(certificates.key), boost::asio::ssl::context::pem);
    if (!options.schemes.has(accepted_scheme::certificate)) return;

    // A resumed session carries its client's certificate, so the session id context must match.
    constexpr unsigned char session_owner[] = "wsman-cpp";
    SSL_CTX_set_session_id_context(native, session_owner, sizeof session_owner - 1);
    const x509_pointer authority = read_certificate(certificates.client_ca);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(native), authority.get());
    SSL_CTX_add_client_CA(native, authority.get());
    SSL_CTX_set_cert_verify_callback(native, &note_client_certificate, nullptr);
    if (options.ask_certificate == certificate_request::in_handshake)
        SSL_CTX_set_verify(native, SSL_VERIFY_PEER, nullptr);
}

/// Returns: the common name in the client's certificate, if the client has shown a valid one; else an empty string.
inline std::string certified_name(SSL* ssl)
{
    const x509_pointer certificate(SSL_get1_peer_certificate(ssl));
    if (!certificate || SSL_get_verify_result(ssl) != X509_V_OK) return {};
    const X509_NAME* subject = X509_get_subject_name(certificate.get());
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (at < 0) return {};
    unsigned char* bytes = nullptr;
    const int size = ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    if (size < 0) return {};
    std::string name(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return name;
}

/// Returns: true if the client has shown a certificate, valid or not.
inline bool has_shown_certificate(SSL* ssl)
{
    return SSL_get0_peer_certificate(ssl) != nullptr;
}

} // namespace wsman::testing::detail
