//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/transport/impl/tls/tls.hpp>

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

inline int certificate_check_slot() noexcept
{
    // Asio uses the application data of an SSL object, so this takes its own ex_data index.
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

inline certificate_check* check_of(const SSL* connection) noexcept
{
    return static_cast<certificate_check*>(SSL_get_ex_data(connection, certificate_check_slot()));
}

inline int ask_certificate_check(X509_STORE_CTX* chain, void*) noexcept
{
    void* const connection = X509_STORE_CTX_get_ex_data(chain, SSL_get_ex_data_X509_STORE_CTX_idx());
    certificate_check* const check = check_of(static_cast<SSL*>(connection));
    return check && check->judge(chain) ? 1 : 0;
}

/// OpenSSL calls this when the host requests a certificate; the one to send, if any, is already in the context.
inline int note_certificate_request(SSL* connection, void*) noexcept
{
    if (certificate_check* const check = check_of(connection))
        check->asked_for_ours(SSL_get_certificate(connection) != nullptr);
    return 1;
}

inline void note_alert(const SSL* connection, int event_type, int alert) noexcept
{
    if (event_type != SSL_CB_WRITE_ALERT || (alert & 0xFF) != SSL_AD_NO_RENEGOTIATION) return;
    if (certificate_check* const check = check_of(connection)) check->refused_handshake();
}

/// A key or signature below OpenSSL's security level: the certificate's authenticity is uncertain.
inline bool is_weakness(int error) noexcept
{
    return error == X509_V_ERR_EE_KEY_TOO_SMALL || error == X509_V_ERR_CA_KEY_TOO_SMALL ||
           error == X509_V_ERR_CA_MD_TOO_WEAK;
}

/// The errors that skip_ca_check waives: an unknown issuer, and a weak key or signature. Dates, revocation and invalid
/// signatures are not waived.
inline int waive_authority(int good, X509_STORE_CTX* chain) noexcept
{
    if (good || is_weakness(X509_STORE_CTX_get_error(chain))) return 1;
    switch (X509_STORE_CTX_get_error(chain)) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_PATH_LENGTH_EXCEEDED: return 1;
    default: return 0;
    }
}

inline transport_errc certificate_errc(int error) noexcept
{
    if (is_weakness(error)) return transport_errc::certificate_weak;
    switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID: return transport_errc::certificate_expired;
    case X509_V_ERR_CERT_REVOKED: return transport_errc::certificate_revoked;
    default: return transport_errc::certificate_untrusted;
    }
}

WSMAN_DECL void certificate_check::attach(SSL* connection)
{
    SSL_set_ex_data(connection, certificate_check_slot(), this);
    SSL_set_cert_cb(connection, &note_certificate_request, nullptr);
    SSL_set_info_callback(connection, &note_alert);
    // RFC 6066, 3: SNI must not hold an address. The macro is expanded by hand to avoid warnings about its cast.
    if (!host_is_address_) SSL_ctrl(connection, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host_.data());
}

WSMAN_DECL bool certificate_check::refuse(transport_errc code, std::string text)
{
    verdict_.emplace(code, std::move(text));
    return false;
}

WSMAN_DECL std::string certificate_check::fingerprint() const
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_Digest(leaf_der_.data(), leaf_der_.size(), digest, &size, EVP_sha256(), nullptr);
    std::string hex;
    append_hex(hex, std::string_view(reinterpret_cast<const char*>(digest), size));
    return ascii_lower(hex);
}

WSMAN_DECL bool certificate_check::judge(X509_STORE_CTX* chain)
{
    X509* const leaf = X509_STORE_CTX_get0_cert(chain);
    if (!leaf) return refuse(transport_errc::certificate_untrusted, "the host sent none");
    const int size = i2d_X509(leaf, nullptr);
    if (size <= 0) return refuse(transport_errc::certificate_untrusted, "it cannot be encoded");
    std::string der(static_cast<std::size_t>(size), '\0');
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    i2d_X509(leaf, &out);
    // The peer certificate must not change on this connection: the log-in and later requests rely on it.
    if (!leaf_der_.empty() && der != leaf_der_) {
        X509_STORE_CTX_set_error(chain, X509_V_ERR_APPLICATION_VERIFICATION);
        return refuse(transport_errc::certificate_untrusted, "the host sent a different one in a later handshake");
    }
    leaf_der_ = std::move(der);

    const bool good = policy_.pin_sha256.empty() ? judge_chain(chain) && judge_name(leaf) : judge_pin(leaf);
    // OpenSSL sends the host an alert for this error.
    if (good)
        X509_STORE_CTX_set_error(chain, X509_V_OK);
    else if (X509_STORE_CTX_get_error(chain) == X509_V_OK)
        X509_STORE_CTX_set_error(chain, X509_V_ERR_APPLICATION_VERIFICATION);
    return good;
}

WSMAN_DECL bool certificate_check::judge_pin(X509* leaf)
{
    const result<std::string> pin = parse_pin_sha256(policy_.pin_sha256);
    if (pin.has_error()) return refuse(transport_errc::certificate_pin_mismatch, "pin_sha256 is not a SHA-256");
    const std::string shown = fingerprint();
    if (shown != *pin)
        return refuse(transport_errc::certificate_pin_mismatch, "SHA-256 of the host's certificate: " + shown);
    if (X509_cmp_current_time(X509_get0_notBefore(leaf)) > 0)
        return refuse(transport_errc::certificate_expired, "it is not valid yet");
    if (X509_cmp_current_time(X509_get0_notAfter(leaf)) < 0)
        return refuse(transport_errc::certificate_expired, "it has expired");
    return true;
}

WSMAN_DECL bool certificate_check::judge_chain(X509_STORE_CTX* chain)
{
    if (policy_.skip_ca_check) X509_STORE_CTX_set_verify_cb(chain, &waive_authority);
    if (X509_verify_cert(chain) == 1) return true;
    const int error = X509_STORE_CTX_get_error(chain);
    const transport_errc code = certificate_errc(error);
    std::string text(X509_verify_cert_error_string(error));
    if (X509_STORE_CTX_get_error_depth(chain) > 0) text += " (in its chain)";
    if (code == transport_errc::certificate_untrusted || code == transport_errc::certificate_weak)
        text += "; SHA-256 of the certificate: " + fingerprint();
    return refuse(code, std::move(text));
}

/// Whether a name whose first label is a wildcard matches a host. OpenSSL's own comparison accepts no underscore in the
/// matched label or in the rest.
/// Specification: RFC 9525, 6.3; the wildcard replaces a whole label, and a wildcard below a top-level domain is
/// refused.
inline bool fits_wildcard(std::string_view pattern, std::string_view host) noexcept
{
    if (!pattern.starts_with("*.")) return false;
    pattern.remove_prefix(1);
    const std::size_t dot = host.find('.');
    if (dot == 0 || dot == std::string_view::npos || pattern.find('.', 1) == std::string_view::npos) return false;
    return ascii_iequals(host.substr(dot), pattern);
}

inline std::string_view text_of(const ASN1_STRING* value) noexcept
{
    const auto* const bytes = reinterpret_cast<const char*>(ASN1_STRING_get0_data(value));
    return {bytes, static_cast<std::size_t>(ASN1_STRING_length(value))};
}

/// Returns: whether a wildcard name of the certificate matches a host with an underscore. The subject is used only if
/// there are no DNS alternative names.
inline bool names_by_wildcard(const X509* leaf, std::string_view host)
{
    if (host.find('_') == std::string_view::npos) return false;
    const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> names(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(leaf, NID_subject_alt_name, nullptr, nullptr)), &GENERAL_NAMES_free
    );
    bool alternative = false;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME* const one = sk_GENERAL_NAME_value(names.get(), i);
        if (one->type != GEN_DNS) continue;
        alternative = true;
        if (fits_wildcard(text_of(one->d.dNSName), host)) return true;
    }
    if (alternative) return false;
    const X509_NAME* const subject = X509_get_subject_name(leaf);
    for (int at = -1; (at = X509_NAME_get_index_by_NID(subject, NID_commonName, at)) >= 0;)
        if (fits_wildcard(text_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at))), host)) return true;
    return false;
}

WSMAN_DECL bool certificate_check::judge_name(X509* leaf)
{
    if (policy_.skip_cn_check) return true;
    const int matches =
        host_is_address_
            ? X509_check_ip_asc(leaf, host_.c_str(), 0)
            : X509_check_host(leaf, host_.data(), host_.size(), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, nullptr);
    if (matches == 1 || (!host_is_address_ && names_by_wildcard(leaf, host_))) return true;
    return refuse(transport_errc::certificate_name_mismatch, "it does not name " + host_);
}

} // namespace wsman::detail
