//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/tls/tls.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the TLS alert that the host sent, or -1.
inline int received_alert(const boost::system::error_code& code) noexcept
{
    if (code.category() != boost::asio::error::get_ssl_category()) return -1;
    const int alert = ERR_GET_REASON(static_cast<unsigned long>(code.value())) - SSL_AD_REASON_OFFSET;
    return alert >= 0 && alert <= 0xFF ? alert : -1;
}

/// Returns: whether the alert concerns the client certificate: it was refused, or one was required.
inline bool concerns_our_certificate(int alert) noexcept
{
    switch (alert) {
    case SSL_AD_HANDSHAKE_FAILURE: // in TLS 1.2, if no certificate was sent
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_UNSUPPORTED_CERTIFICATE:
    case SSL_AD_CERTIFICATE_REVOKED:
    case SSL_AD_CERTIFICATE_EXPIRED:
    case SSL_AD_CERTIFICATE_UNKNOWN:
    case SSL_AD_UNKNOWN_CA:
    case SSL_AD_ACCESS_DENIED:
    case SSL_AD_CERTIFICATE_REQUIRED: return true;
    default: return false;
    }
}

inline std::optional<failure>
refused_client_certificate(const boost::system::error_code& code, const certificate_check& check)
{
    const int alert = received_alert(code);
    if (!check.asked() || !concerns_our_certificate(alert)) return std::nullopt;
    if (!check.have_one())
        return failure(transport_errc::client_certificate_refused, "the host requires one, and the session has none");
    return failure(
        transport_errc::client_certificate_refused,
        std::string("the host's alert: ") + SSL_alert_desc_string_long(alert)
    );
}

/// Failures to agree on parameters: OpenSSL refused the host's choice, or the host sent an alert, which it does for
/// anything in the ClientHello that it rejects.
inline std::optional<failure> no_agreement(const boost::system::error_code& code, int reason)
{
    switch (received_alert(code)) {
    case SSL_AD_HANDSHAKE_FAILURE:
    case SSL_AD_INSUFFICIENT_SECURITY:
        return failure(
            transport_errc::tls_no_common_cipher,
            std::string("the host ended the handshake: ") + SSL_alert_desc_string_long(received_alert(code))
        );
    default: break;
    }
    switch (reason) {
    case SSL_R_NO_SHARED_CIPHER:
    case SSL_R_WRONG_CIPHER_RETURNED:
    case SSL_R_UNKNOWN_CIPHER_RETURNED:
    case SSL_R_NO_CIPHERS_AVAILABLE:
    case SSL_R_WRONG_SIGNATURE_TYPE:
    case SSL_R_DH_KEY_TOO_SMALL: return failure(transport_errc::tls_no_common_cipher, code.message());
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION: {
        failure why(transport_errc::tls_failed, "the host supports neither TLS 1.2 nor 1.3: " + code.message());
        why.details().hint = "enable TLS 1.2 on the host; older versions are not supported";
        return why;
    }
    case SSL_R_UNSAFE_LEGACY_RENEGOTIATION_DISABLED: {
        failure why(transport_errc::tls_failed, "the host does not support secure renegotiation (RFC 5746)");
        why.details().hint = "update the host's TLS library";
        return why;
    }
    default: return std::nullopt;
    }
}

WSMAN_DECL failure handshake_failure(const boost::system::error_code& code, const certificate_check& check)
{
    if (check.verdict()) return *check.verdict();
    if (auto refused = refused_client_certificate(code, check)) return *std::move(refused);
    if (code.category() == boost::asio::error::get_ssl_category()) {
        // OpenSSL checked the first bytes: they are not a TLS record.
        const int reason = ERR_GET_REASON(static_cast<unsigned long>(code.value()));
        if (reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_HTTP_REQUEST || reason == SSL_R_UNKNOWN_PROTOCOL)
            return failure(transport_errc::tls_to_plain_port);
        if (std::optional<failure> why = no_agreement(code, reason)) return *std::move(why);
    }
    const bool ended = code == boost::asio::error::eof || code == boost::asio::ssl::error::stream_truncated;
    return failure(transport_errc::tls_failed, ended ? std::string("the host closed the connection") : code.message());
}

WSMAN_DECL std::optional<failure>
tls_exchange_failure(const boost::system::error_code& code, const certificate_check& check, bool served)
{
    if (check.verdict()) return *check.verdict();
    if (auto refused = refused_client_certificate(code, check)) return refused;
    const bool ended = code == boost::asio::error::eof || code == boost::asio::ssl::error::stream_truncated;
    const bool lost = code == boost::asio::error::connection_reset || code == boost::asio::error::broken_pipe;
    const bool failed = received_alert(code) == SSL_AD_HANDSHAKE_FAILURE;
    if (!ended && !lost && !failed) return std::nullopt;
    if (check.refused_a_handshake())
        return failure(
            transport_errc::client_certificate_refused,
            "the host started another handshake, as hosts do to request a client certificate, and the session has none"
        );
    // The alert with the reason may be lost when the connection ends.
    if (check.asked() && !served && !failed)
        return failure(
            ended ? transport_errc::connection_closed : transport_errc::connection_reset,
            "the host had requested a client certificate"
        );
    return std::nullopt;
}

} // namespace wsman::detail
